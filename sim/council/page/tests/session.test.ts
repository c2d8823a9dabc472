import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awaited, completed, isSession, isWhole, newExpectation, newSession } from '../src/session.ts'
import { table } from './small_table.ts'

test('a new session has at most eight choices on the table, and looks at no demand for help first', () => {
  const session = newSession(table)
  assert.equal(session.on_table.length, 8)
  assert.equal(session.rounds[0].about, 'load')
})

test('what was stored comes back as it was', () => {
  const session = newSession(table)
  session.ambition = 'Elk kind'
  session.rounds[0].terms[2].choices.push('café')
  session.revision = 12
  const again = completed(JSON.parse(JSON.stringify(session)), table)
  assert.deepEqual(again, session)
})

test('what is not there, of another format or of an older page becomes a whole session', () => {
  assert.deepEqual(completed(null, table), newSession(table))
  assert.deepEqual(completed({ format: 1, revision: 0 }, table), newSession(table))
  const older = completed({ format: 1, revision: 3, rounds: [{ terms: [{ choices: ['café'] }] }], round: 7, on_table: ['café', 'gone'], afterwards: { alone: 'x' } } as never, table)
  assert.equal(older.rounds[0].terms.length, 5)
  assert.equal(older.round, 0)
  assert.deepEqual(older.on_table, ['café'])
  assert.equal(older.afterwards.alone, 'x')
  assert.equal(older.afterwards.residents.length, 3)
  assert.deepEqual(older.helps, { before: {}, after: {} }, 'from before the question was there')
  const half = completed({ format: 1, revision: 3, rounds: [], helps: { before: { blue: { what: 'café', else: '', sure: 'guess', ask: '' } } } } as never, table)
  assert.equal(half.helps.before.blue?.what, 'café')
  assert.deepEqual(half.helps.after, {})
})

test('the reveal awaits every colour at the table', () => {
  const session = newSession(table), round = session.rounds[0]
  assert.deepEqual(awaited(session, round), session.at_table)
  round.stored = session.at_table.slice(1)
  assert.deepEqual(awaited(session, round), [session.at_table[0]])
  session.at_table = session.at_table.slice(1)
  assert.deepEqual(awaited(session, round), [])
})

test('an expectation is whole when every question is answered; how much is asked only of a difference', () => {
  const one = newExpectation()
  assert.ok(!isWhole(one) && !isWhole(undefined))
  Object.assign(one, { way: 'same', when: '4', whom: 'all', sure: 'guess' })
  assert.ok(isWhole(one))
  one.way = 'lower'
  assert.ok(!isWhole(one))
  one.size = 'small'
  assert.ok(isWhole(one))
})

test('a file that is no session is refused', () => {
  assert.ok(isSession(newSession(table)))
  for (const other of [null, 3, {}, { format: 2, rounds: [], ambition: '' }, { format: 1 },
    { ...newSession(table), rounds: [null] }, { ...newSession(table), at_table: 'all' }, { ...newSession(table), rounds: [{ plays: {} }] }]) assert.ok(!isSession(other))
})

test('no name is stored: of people the document knows colours only', () => {
  const session = newSession(table)
  assert.deepEqual(Object.keys(session.rounds[0].expectations), [])
  assert.ok(!/"(name|email|person)"/.test(JSON.stringify({ ...session, added: [] })))
})
