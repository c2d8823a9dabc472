import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Future } from '../src/contract.ts'
import { aroundCourses, aroundZero, differences, levelWithout, sortOf, stacked } from '../src/futures.ts'
import { differenceInWords, filled, written } from '../src/numbers.ts'
import { areaAt, boxOf, middleOf, within } from '../src/ground.ts'
import { head, load, table } from './small_table.ts'

const future = (run: number, difference: number): Future => ({ run, courses: {},
  lines: [[[[1, 0], null], [[1, 0], null]], [[[0.5, difference], null], [[0.5, 2 * difference], [null, 0]]]] })

test('differences are by run, in the unit that is shown; what is not there yet is null', () => {
  const come = [future(2, 0.03), future(0, -0.01)]
  assert.deepEqual(differences(come, head, load, 1, 0), [-1, null, 3])
  assert.deepEqual(differences(come, head, load, 4, 0), [-2, null, 6])
  assert.deepEqual(differences(come, head, load, 1, 1), [null, null, null], 'too few families')
  assert.equal(levelWithout(come, head, load, 1, 0), 50)
  assert.equal(levelWithout(come, head, load, 4, 1), null)
})

test('a ripple does not look like a wave', () => {
  const [low, high] = aroundZero([0.01, -0.02, null], 1)
  assert.ok(low <= -1.2 && high >= 1.2)
  const course = aroundCourses([50, 50.1], load)
  assert.ok(course[1] - course[0] >= 2)
  assert.ok(aroundCourses([0.1, 99.9], load)[0] >= 0 && aroundCourses([0.1, 99.9], load)[1] <= 100)
})

test('every known difference has a dot, beside or above the others, within its row', () => {
  const values = [...Array.from({ length: 40 }, (_, i) => (i % 5) / 10), null]
  const places = stacked(values, (value) => 10 * value, 6, 40)
  assert.equal(places.length, 40)
  assert.ok(places.every(({ y }) => Math.abs(y) <= 20))
  assert.equal(new Set(places.map(({ run }) => run)).size, 40)
})

test('chance, ignorance and what was built in are kept apart', () => {
  const sort = (kind: string) => sortOf({ verdict: { kind } } as never)
  assert.deepEqual(['luck', 'too_small', 'hangs_on_assumptions', 'cannot_say', 'not_settled', 'built_in', 'no_difference', 'usually', 'nearly_always', 'unheard_of'].map(sort),
    ['chance', 'chance', 'ignorance', 'ignorance', 'ignorance', 'built_in', 'none', 'difference', 'difference', 'ignorance'])
})

test('numbers are written as the language does', () => {
  const words = { equal: 'gelijk', higher: 'hoger', lower: 'lager', less_than: 'minder dan {value}' }
  assert.equal(differenceInWords(-0.3, load, words, 'nl'), '0,3 lager')
  assert.equal(differenceInWords(0.001, load, words, 'nl'), 'minder dan 0,1 hoger')
  assert.equal(differenceInWords(0, load, words, 'nl'), 'gelijk')
  assert.equal(written(-1234.5, 1, 'nl'), '−1.234,5')
  assert.equal(filled('{a} van {b}', { a: 1, b: 'twee' }), '1 van twee')
})

test('the ground knows which neighbourhood a point is in', () => {
  assert.equal(areaAt(table.town, [50, 50]), 'west')
  assert.equal(areaAt(table.town, [150, 50]), 'east')
  assert.equal(areaAt(table.town, [250, 50]), null)
  for (const area of table.town.areas) assert.ok(within(middleOf(area.rings), area.rings))
  assert.ok(boxOf(table.town).left < 0 && boxOf(table.town).right > 200)
  assert.deepEqual(boxOf({ ...table.town, areas: [], places: [] }), { left: 0, bottom: 0, right: 1000, top: 1000 })
})
