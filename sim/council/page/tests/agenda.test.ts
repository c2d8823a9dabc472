import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begins, costOf, isEmpty, overBudget, request, spent, toggle } from '../src/agenda.ts'
import { newRound, newSession } from '../src/session.ts'
import { table } from './small_table.ts'

test('a choice is set and taken away by term', () => {
  const round = newRound(table)
  assert.equal(round.terms.length, 5)
  assert.ok(isEmpty(round))
  toggle(round, 1, 'café')
  toggle(round, 2, 'café')
  assert.ok(begins(round, 1, 'café') && !begins(round, 2, 'café') && !begins(round, 0, 'café'))
  toggle(round, 1, 'café')
  assert.deepEqual(round.terms.map((one) => one.choices), [[], [], ['café'], [], []])
})

test('the budget counts the own amounts of the table before the examples', () => {
  const session = newSession(table), round = session.rounds[0]
  toggle(round, 0, 'café')
  toggle(round, 0, 'library')
  assert.equal(spent(0, round, session, table), -30)
  session.costs['café'] = 100
  assert.equal(costOf('café', session, table), 100)
  assert.deepEqual(overBudget(round, session, table), [], 'no budget: nothing is over it')
  session.budget = 39
  assert.deepEqual(overBudget(round, session, table), [0])
})

test('the same agenda is the same request, however it was clicked', () => {
  const one = newSession(table), other = newSession(table)
  for (const id of ['café', 'host']) toggle(one.rounds[0], 1, id)
  for (const id of ['host', 'café']) toggle(other.rounds[0], 1, id)
  one.rounds[0].assumptions = { b: 1, a: 2 }
  other.rounds[0].assumptions = { a: 2, b: 1 }
  assert.equal(JSON.stringify(request(one.rounds[0], one)), JSON.stringify(request(other.rounds[0], other)))
  assert.deepEqual(request(one.rounds[0], one).terms, [{ choices: [] }, { choices: ['café', 'host'] }], 'terms after the last choice are left out')
})
