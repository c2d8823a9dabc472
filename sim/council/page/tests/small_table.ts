// A table that is large enough for tests.

import type { Measure, PlayHead, Table } from '../src/contract.ts'

const both = (text: string) => ({ nl: text, en: text })
export const load: Measure = {
  name: 'load', section: 'parents', headline: true, title: both('load'), meaning: both(''), unit: both('of 100'), shown_times: 100, decimals: 0, wanted: 'lower', smallest_relevant: 0.01,
}
const choice = (id: string, cost_per_year: number, lead_weeks = 0) =>
  ({ id, title: both(id), question: both(''), about: both(''), lead_weeks, known: [], cost_per_year, built_in: [] })

export const table: Table = {
  format: 1, program: 'weefsel', language: 'nl', start: '2026-01-05', years: 20, term_years: 4, futures: 3,
  town: {
    name: 'Hof', fictional: true, made_up_map: false,
    areas: [{ code: 'west', name: both('West'), rings: [[[0, 0], [100, 0], [100, 100], [0, 100]]] }, { code: 'east', name: both('East'), rings: [[[100, 0], [200, 0], [200, 100], [100, 100]]] }],
    places: [{ id: 'library', name: 'Library', kind: 'library', at: [50, 50] }],
  },
  terms: [0, 1, 2, 3, 4].map((i) => ({ from: `${2026 + 4 * i}-03-30`, until: `${2030 + 4 * i}-03-30` })),
  base: { id: 'baseline', title: both(''), question: both('') },
  choices: [choice('library', -60), choice('café', 30, 13), choice('host', 100), ...Array.from({ length: 7 }, (_, i) => choice(`other_${i}`, 1))],
  measures: [{ ...load, name: 'demand', section: 'demand' }, load], groups: [], place_kinds: [{ id: 'library', words: both('library') }],
  assumptions: [{ name: 'ties.half_life', words: both(''), value: 5, low: 2, high: 9, unit: 'years', grade: 'C', source: '' }], not_told: [],
}

export const head: PlayHead = {
  id: 'a', futures: 3, horizons: [1, 4], measures: ['demand', 'load'],
  cells: [{ where: 'town', cell: 'all', words: both('all') }, { where: 'group', cell: 'one_parent', words: both('one parent') }], cost: 0,
}
