import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Future } from '../src/contract.ts'
import { columns, course_columns, courses, csv, lines } from '../src/csv.ts'
import { head, load, table } from './small_table.ts'

const future = (run: number): Future => ({ run, courses: { load: { without: [0.5, 0.5], with: [0.5, 0.6] } },
  lines: [[[[1, 0], null], [[1, 0], null]], [[[0.1, 0.2], null], [[0.5, -0.03], [null, 0]]]] })

test('a table has a header, a line for each future, moment and cell, and a point in numbers', () => {
  const text = csv(columns, lines(head, [future(0)], table, [load], [1, 4], head.cells))
  assert.equal(text, [
    'run,years_since_first_change,where,cell,measure,unit,without,difference,status',
    '1,1,town,all,load,of 100,10,20,modelled',
    '1,1,group,one_parent,load,of 100,,,modelled',
    '1,4,town,all,load,of 100,50,-3,modelled',
    '1,4,group,one_parent,load,of 100,,0,modelled', ''].join('\n'))
})

test('commas, quotes and lines within a cell stay in it', () => {
  assert.equal(csv(['a', 'b'], [['of 1,000', 'say "x"\ny'], [0.1 + 0.2, null]]), 'a,b\n"of 1,000","say ""x""\ny"\n0.3,\n')
})

test('of a real town no level of a neighbourhood is given', () => {
  const cells = [{ where: 'neighbourhood' as const, cell: 'west', words: { nl: '', en: '' } }]
  const of = { ...head, cells }, one: Future = { run: 1, courses: {}, lines: [[[null]], [[[0.5, 0.1]]]] }
  const level = (fictional: boolean) => [...lines(of, [one], { ...table, town: { ...table.town, fictional } }, [load], [1], cells)][0].slice(6, 8)
  assert.deepEqual(level(true), [50, 10])
  assert.deepEqual(level(false), [null, 10])
})

test('a course tells both clocks, and no more years than are shown', () => {
  const all = csv(course_columns, courses([future(0)], load, 1.23, 2)).split('\n')
  assert.equal(all[0], 'run,years_since_start,years_since_first_change,where,cell,measure,unit,without,difference,status')
  assert.equal(all[2], '1,2,0.77,town,all,load,of 100,50,10,modelled')
  assert.equal([...courses([future(0)], load, 1.23, 1)].length, 1)
})
