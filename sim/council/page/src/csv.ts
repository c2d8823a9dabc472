// Tables for other programs: long, in the units that are shown, with English column names and a point in numbers.

import type { Future, Measure, PlayHead, Table } from './contract.ts'

export type Cell = string | number | null

/** RFC 4180, with lines that end as every program reads them. */
export function csv(columns: readonly string[], rows: Iterable<Cell[]>): string {
  const lines = [columns.join(',')]
  for (const row of rows) lines.push(row.map(written).join(','))
  return lines.join('\n') + '\n'
}

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(Number(cell.toPrecision(10)))
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const status = 'modelled'
export const columns = ['run', 'years_since_first_change', 'where', 'cell', 'measure', 'unit', 'without', 'difference', 'status'] as const
export const course_columns = ['run', 'years_since_start', ...columns.slice(1)] as const

/** Every future of a play at these measures, moments and cells. Of a real town no level of a neighbourhood is given. */
export function* lines(head: PlayHead, futures: Future[], table: Table, measures: Measure[], horizons: number[], cells: PlayHead['cells']): Generator<Cell[]> {
  for (const future of futures) {
    for (const measure of measures) {
      const of = future.lines[head.measures.indexOf(measure.name)]
      for (const horizon of horizons) {
        for (const cell of cells) {
          const pair = of?.[head.horizons.indexOf(horizon)]?.[head.cells.indexOf(cell)] ?? null
          const level = cell.where === 'neighbourhood' && !table.town.fictional ? null : pair?.[0] ?? null
          yield [future.run + 1, horizon, cell.where, cell.cell, measure.name, measure.unit.en, level === null ? null : level * measure.shown_times,
            pair ? pair[1] * measure.shown_times : null, status]
        }
      }
    }
  }
}

/** The course of a measure in the whole town, as many years of it as are shown. `began`: years from the start to the first change. */
export function* courses(futures: Future[], measure: Measure, began: number, years: number): Generator<Cell[]> {
  for (const { run, courses } of futures) {
    const course = courses[measure.name]
    for (const [i, without] of (course?.without ?? []).slice(0, years).entries()) {
      yield [run + 1, i + 1, Math.round(100 * (i + 1 - began)) / 100, 'town', 'all', measure.name, measure.unit.en, without * measure.shown_times,
        (course.with[i] - without) * measure.shown_times, status]
    }
  }
}
