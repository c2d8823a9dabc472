import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Findings, Weight } from '../src/contract.ts'
import { heaviest, strengthOf, weightOf } from '../src/weights.ts'
import { table } from './small_table.ts'

const both = { nl: '', en: '' }
const weight = (measure: string, horizon: number, kind: Weight['kind'], ...largest: [string, number, boolean][]): Weight => ({
  measure, horizon, kind, draws: 50, parameters: 9, bound: .5, sentence: both, largest: largest.map(([name, rho, stands_out]) => ({ name, words: both, rho, stands_out })) })
const of = (...weights: Weight[]) => ({ weights } as unknown as Findings)

test('a weight is found by measure and moment; findings of before have none', () => {
  const findings = of(weight('load', 1, 'none_stands_out'), weight('load', 4, 'some_stand_out'))
  assert.equal(weightOf(findings, 'load', 4)?.kind, 'some_stand_out')
  assert.equal(weightOf(findings, 'load', 10), null)
  assert.equal(weightOf({} as Findings, 'load', 4), null)
  assert.equal(weightOf(null, 'load', 4), null)
})

test('a rank correlation is told in words, whichever way it goes', () => {
  assert.deepEqual([0, .2, -.41, .79, -.8].map(strengthOf), ['hardly', 'little', 'fairly', 'strongly', 'very'])
})

test('the heaviest are of the headlines at the last moment; what stands out goes first', () => {
  const second = { ...table.measures[1], name: 'second' }, with_two = { ...table, measures: [...table.measures.slice(1), second, { ...second, name: 'other', headline: false }] }
  const found = heaviest(of(weight('load', 1, 'some_stand_out', ['early', .9, true]), weight('load', 4, 'some_stand_out', ['a', -.55, true], ['b', .3, false]),
    weight('second', 4, 'none_stands_out', ['a', .6, false], ['b', -.4, false]), weight('other', 4, 'some_stand_out', ['c', .9, true])), with_two)
  assert.deepEqual([...found!], [['a', { rho: -.55, stands_out: true }], ['b', { rho: -.4, stands_out: false }]])
  assert.equal(heaviest(of(weight('load', 4, 'too_few_draws', ['a', .9, false])), table), null)
})
