import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SessionDocument } from '../src/contract.ts'
import { Outrun, Replayed, type Replay } from '../src/data.ts'
import { Keeper } from '../src/keeper.ts'
import { withReplay } from '../src/replay.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function program() {
  const stored: SessionDocument[] = [], told: (Error | null)[] = []
  let refuse: Error | null = null
  const data = { looking: false, async store(one: SessionDocument) { if (refuse) throw refuse; stored.push(one) } }
  return { stored, told, data, refuse: (why: Error | null) => { refuse = why } }
}

test('changes are stored a moment later, together, with the next revision', async () => {
  const { stored, told, data } = program()
  const keeper = new Keeper(data, { format: 1, revision: 4, ambition: '' }, (error) => told.push(error))
  keeper.changed({ format: 1, revision: 4, ambition: 'E' })
  keeper.changed({ format: 1, revision: 4, ambition: 'Elk' })
  assert.equal(stored.length, 0)
  await wait(550)
  assert.deepEqual(stored, [{ format: 1, revision: 5, ambition: 'Elk' }])
  assert.ok(keeper.settled)
  keeper.changed({ format: 1, revision: 4, ambition: 'Elk' })
  await wait(550)
  assert.equal(stored.length, 1, 'nothing new is not stored again')
})

test('whoever writes on and on is stored meanwhile', async () => {
  const { stored, data } = program()
  const keeper = new Keeper(data, { format: 1, revision: 0, ambition: '' }, () => {})
  for (let i = 1; i <= 20; i++) {
    keeper.changed({ format: 1, revision: 0, ambition: 'e'.repeat(i) })
    await wait(50)
  }
  assert.ok(stored.length >= 2, `stored ${stored.length} times in a second of writing`)
  await wait(550)
  assert.equal(stored.at(-1)!.ambition, 'e'.repeat(20))
})

test('who leaves the page loses nothing', () => {
  const { stored, data } = program()
  const keeper = new Keeper(data, { format: 1, revision: 0 }, () => {})
  keeper.changed({ format: 1, revision: 0, ambition: 'a' })
  keeper.leave()
  assert.deepEqual(stored, [{ format: 1, revision: 1, ambition: 'a' }])
})

test('after an outrun it waits for a decision', async () => {
  const { stored, told, data, refuse } = program()
  const keeper = new Keeper(data, { format: 1, revision: 1 }, (error) => told.push(error))
  refuse(new Outrun({ format: 1, revision: 9, ambition: 'theirs' }))
  keeper.changed({ format: 1, revision: 1, ambition: 'ours' })
  await wait(550)
  assert.ok(told[0] instanceof Outrun)
  refuse(null)
  keeper.resume(9)
  await wait(20)
  assert.deepEqual(stored, [{ format: 1, revision: 10, ambition: 'ours' }])
  keeper.adopt({ format: 1, revision: 12, ambition: 'theirs' })
  keeper.changed({ format: 1, revision: 12, ambition: 'theirs' })
  await wait(550)
  assert.equal(stored.length, 1)
})

test('a replay stands in the page once, and gives what was played', async () => {
  const replay = { table: { program: '</script>' }, session: { format: 1, revision: 1 }, plays: { a: { head: { id: 'a' }, futures: [{ run: 0 }], findings: { runs: 1 }, families: { '1_en': { family: 'f' } } } } } as unknown as Replay
  const page = withReplay(withReplay('<html><head><title>x</title></head></html>', replay), replay)
  assert.equal(page.match(/id="replay"/g)!.length, 1)
  assert.ok(!page.includes('"</script>'))
  const data = new Replayed(JSON.parse(page.match(/id="replay">([^]*?)<\/script>/)![1]))
  assert.equal((await data.play({ terms: [], assumptions: {}, places: [] }, 'a')).id, 'a')
  assert.equal((await data.family('a', 1, 'en')).family, 'f')
  await assert.rejects(data.family('a', 'unchanged', 'en'))
  const come: unknown[] = []
  data.follow('a', { future: (one) => come.push(one), findings: (all) => come.push(all), failed: () => come.push('failed') })
  assert.deepEqual(come, [{ run: 0 }, { runs: 1 }])
  assert.ok(data.looking)
})
