// The real program, serving a small town in a folder of its own.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Family, Findings, Language, PlayHead, PlayRequest, Table as Contents } from '../../sim/council/page/src/contract.ts'
import type { Session } from '../../sim/council/page/src/session.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
export const root = resolve(here, '../..')
const program = join(resolve(here, process.env.WEEFSEL_COUNCIL_BUILD ?? '../../build/release'), 'weefsel')
/** Six are the least of which a verdict says something. */
export const futures = 6, years = 8

const scenarios: Record<string, string> = {
  base: `question: {nl: "Zoals nu: wat verandert vanzelf?", en: "As now: what changes anyway?"}
town: hofbuurt.yaml
run_in_years: 1
`,
  close_library: `extends: base.yaml
question: {nl: "Bibliotheek dicht: wie raakt wat kwijt?", en: "Library closes: who loses what?"}
levers:
  - {id: close_library, from: 2027-01-04, cost_per_year: -60000, close_places: {ids: [library_hof]}}
`,
  cafe: `extends: base.yaml
question: {nl: "Ouder- en kindcafé: komt er een vaste groep?", en: "Parent-and-child café: does a group form?"}
levers:
  - {id: cafe, from: 2027-01-04, cost_per_year: 30000, open_place: {id: cafe_new, kind: parent_child_cafe, in_neighbourhood: hof, host: 1, gathering: fixed}}
`,
}

/** A small town with two choices. `like`: a folder that was prepared, with what was lived there. */
export function newTown(like?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'weefsel-council-'))
  if (like) {
    cpSync(like, folder, { recursive: true })
    return folder
  }
  cpSync(join(root, 'scenarios/towns/hofbuurt.yaml'), join(folder, 'hofbuurt.yaml'))
  for (const [name, text] of Object.entries(scenarios)) writeFileSync(join(folder, `${name}.yaml`), text)
  return folder
}

/** What the program says; throws when it does not end well. */
export function weefsel(folder: string, ...options: string[]): string {
  return execFileSync(program, options, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, WEEFSEL_RUN_INS: join(folder, 'run-ins') } })
}

const council = ['council', 'base.yaml', '--folder', 'session', '--futures', String(futures), '--years', String(years)]

export class Table {
  private process: ChildProcess | null = null
  /** How the program ended, when nobody asked it to. */
  fell: string | null = null
  private constructor(readonly folder: string, readonly language: Language, readonly port: number, readonly rehearsals: number) {}

  static async at(folder: string, language: Language = 'nl', rehearsals = 0): Promise<Table> {
    if (!existsSync(join(program, '../weefsel-council'))) throw new Error(`${program} has no weefsel-council beside it: build it, or say where it is with WEEFSEL_COUNCIL_BUILD`)
    const table = new Table(folder, language, await freePort(), rehearsals)
    await table.start()
    return table
  }

  get address() { return `http://127.0.0.1:${this.port}/` }

  async start() {
    const process_ = spawn(program, [...council, '--rehearsals', String(this.rehearsals), '--language', this.language, '--no-browser', '--port', String(this.port)],
      { cwd: this.folder, env: { ...process.env, WEEFSEL_RUN_INS: join(this.folder, 'run-ins') } })
    this.process = process_
    let said = ''
    await new Promise<void>((ready, failed) => {
      for (const stream of [process_.stdout, process_.stderr]) stream.on('data', (data) => {
        said += data
        if (said.includes('The table is at')) ready()
      })
      process_.once('exit', (code, signal) => {
        if (this.process === process_) this.fell = `weefsel council ended by itself (${code ?? signal}): ${said}`
        failed(new Error(this.fell ?? said))
      })
    })
  }

  /** As a power cut does. */
  async kill() {
    const process_ = this.process
    this.process = null
    if (!process_ || process_.exitCode !== null) return
    const gone = new Promise((ended) => process_.once('exit', ended))
    process_.kill('SIGKILL')
    await gone
  }

  async end() {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async text(path: string): Promise<string> {
    const answer = await fetch(this.address + path)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return await answer.text()
  }

  async contents() { return JSON.parse(await this.text('api/table')) as Contents }
  async session() { return JSON.parse(await this.text('api/session')) as Session }

  async play(request: PlayRequest): Promise<PlayHead> {
    const answer = await fetch(`${this.address}api/play`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(request) })
    if (!answer.ok) throw new Error(await answer.text())
    return await answer.json() as PlayHead
  }

  async family(id: string, lot: 1 | 'unchanged', language: Language): Promise<Family> {
    const answer = await fetch(`${this.address}api/play/${id}/family`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ lot, language }) })
    return await answer.json() as Family
  }

  /** Of a play, once all futures are there. */
  async findings(id: string): Promise<Findings> {
    const events = await this.text(`api/play/${id}/events`)
    const found = /event: findings\ndata: (.*)/.exec(events)
    if (!found) throw new Error(`play ${id} came to no findings: ${events.slice(-300)}`)
    return JSON.parse(found[1]) as Findings
  }

  /** The session as one page, made by the program. */
  export(): string {
    weefsel(this.folder, ...council, '--rehearsals', '0', '--export', 'replay.html')
    return join(this.folder, 'replay.html')
  }

  read(...path: string[]) { return readFileSync(join(this.folder, ...path), 'utf8') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
