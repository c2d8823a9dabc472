import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aheadOf, toggle } from '../src/agenda.ts'
import { decimalsOf, estimateInWords, Newest, smear, widest } from '../src/estimates.ts'
import { newSession, unlocked } from '../src/session.ts'
import { table } from './small_table.ts'

test('what comes back late does not overwrite what is newer', async () => {
  const open: Record<string, (answer: string) => void> = {}
  const newest = new Newest((question: string) => new Promise<string>((resolve) => { open[question] = resolve }))
  const first = newest.of('a'), second = newest.of('b')
  open.b('of b')
  assert.equal(await second, 'of b')
  open.a('of a')
  assert.equal(await first, null)
  const third = newest.of('c')
  newest.forget()
  open.c('of c')
  assert.equal(await third, null)
})

test('of what failed only the newest is heard', async () => {
  const newest = new Newest(async (question: string) => { if (question === 'bad') throw new Error('bad'); return question })
  const first = newest.of('bad'), second = newest.of('good')
  assert.equal(await first, null)
  assert.equal(await second, 'good')
  await assert.rejects(newest.of('bad'))
})

test('a number is as fine as its error', () => {
  assert.deepEqual([42, 4.2, 1, 0.31, 0.04, 0].map(decimalsOf), [0, 0, 0, 1, 2, 0])
  const words = { about: 'ongeveer {difference}, ± {error}', about_equal: 'ongeveer gelijk, ± {error}', higher: 'hoger', lower: 'lager' }
  assert.equal(estimateInWords(-12.345, 4.2, words, 'nl'), 'ongeveer 12 lager, ± 4')
  assert.equal(estimateInWords(0.1234, 0.31, words, 'nl'), 'ongeveer 0,1 hoger, ± 0,3')
  assert.equal(estimateInWords(0.4, 4.2, words, 'nl'), 'ongeveer gelijk, ± 4')
})

test('a smear has no edge, and an axis does not shrink while somebody tries things', () => {
  assert.ok(smear[0].density > .9 && Math.abs(smear[smear.length - 1].density) < 1e-9)
  for (let i = 1; i < smear.length; i++) assert.ok(smear[i].density < smear[i - 1].density && smear[i].density >= 0)
  assert.deepEqual(widest(undefined, [-1, 2]), [-1, 2])
  assert.deepEqual(widest([-3, 1], [-1, 2]), [-3, 2])
})

test('years may be lived ahead while the table expects something: with choices, within the budget, not once it is played', () => {
  const session = newSession(table), round = session.rounds[0]
  session.step = 'expect'
  assert.equal(aheadOf(round, session, table), null)
  toggle(round, 0, 'café')
  assert.deepEqual(aheadOf(round, session, table)?.terms, [{ choices: ['café'] }])
  session.budget = 1
  assert.equal(aheadOf(round, session, table), null)
  session.budget = null
  session.step = 'agenda'
  assert.equal(aheadOf(round, session, table), null)
  session.step = 'reveal'
  round.closed = true
  assert.equal(aheadOf(round, session, table), null)
  session.step = 'look'
  round.plays = [{ id: '1', request: { terms: [{ choices: ['café'] }], assumptions: {}, places: [] }, changed: '', turning: {} }]
  assert.equal(aheadOf(round, session, table), null)
  round.assumptions = { [table.assumptions[0].name]: 3 }
  assert.deepEqual(aheadOf(round, session, table), { terms: [{ choices: ['café'] }], assumptions: { [table.assumptions[0].name]: 3 }, places: [] })
})

test('the estimate is locked as long as the reveal is', () => {
  const session = newSession(table), round = session.rounds[0]
  assert.ok(!unlocked(session, round))
  round.stored = [...session.at_table]
  assert.ok(unlocked(session, round))
  session.at_table = []
  assert.ok(!unlocked(session, round), 'nobody at the table')
  round.closed = true
  assert.ok(unlocked(session, round))
})
