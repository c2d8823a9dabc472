// Before all tests: the years before, the futures without choices and one play are lived once; each test gets a copy.
import { rmSync } from 'node:fs'
import { newTown, Table } from './table.ts'

/** The agenda that Walk.played sets. */
export const usual = { terms: [{ choices: ['cafe', 'close_library'] }, { choices: ['cafe'] }], assumptions: {}, places: [] }

export default async function prepare() {
  const folder = newTown()
  const table = await Table.at(folder)
  await table.findings((await table.play(usual)).id)
  await table.kill()
  process.env.WEEFSEL_PREPARED = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
