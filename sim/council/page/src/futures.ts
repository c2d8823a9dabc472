// What is drawn of the futures: the differences of a row, how wide an axis is, where dots stand. It counts and judges nothing:
// sentences are the findings'.

import type { Findings, Future, Line, Measure, PlayHead } from './contract.ts'

/** By run; null: too few families, or not there yet. In the unit that is shown. */
export function differences(futures: Future[], head: PlayHead, measure: Measure, horizon: number, cell: number): (number | null)[] {
  const of = head.measures.indexOf(measure.name), at = head.horizons.indexOf(horizon)
  const found: (number | null)[] = Array.from({ length: head.futures }, () => null)
  for (const future of futures) found[future.run] = future.lines[of]?.[at]?.[cell]?.[1] ?? null
  return found.map((one) => (one === null ? null : one * measure.shown_times))
}

/** The mean level without the choices, in the unit that is shown; null: not known. */
export function levelWithout(futures: Future[], head: PlayHead, measure: Measure, horizon: number, cell: number): number | null {
  const of = head.measures.indexOf(measure.name), at = head.horizons.indexOf(horizon)
  const levels = futures.map((one) => one.lines[of]?.[at]?.[cell]?.[0] ?? null).filter((one) => one !== null)
  return levels.length ? levels.reduce((sum, one) => sum + one, 0) / levels.length * measure.shown_times : null
}

export function lineOf(findings: Findings | null, measure: string, horizon: number, where: string, cell: string): Line | null {
  return findings?.lines.find((one) => one.measure === measure && one.horizon === horizon && one.where === where && one.cell === cell) ?? null
}

/** Around zero, at least as far as what is too small: a ripple may not look like a wave. */
export function aroundZero(values: (number | null)[], smallest: number): [number, number] {
  const known = values.filter((one) => one !== null), least = 1.2 * smallest
  const low = Math.min(-least, ...known), high = Math.max(least, ...known), room = 0.05 * (high - low)
  return low === high ? [-1, 1] : [low - room, high + room]
}

/** For courses: at least twice what is too small; never below nought, nor above the whole, when the measure is not. */
export function aroundCourses(values: number[], measure: Measure): [number, number] {
  if (!values.length) return [0, 1]
  const smallest = measure.smallest_relevant * measure.shown_times
  const low = Math.min(...values), high = Math.max(...values), least = 2 * smallest
  const stretch = Math.max(0, least - (high - low)) / 2 + 0.05 * Math.max(least, high - low, 1e-9)
  const most = measure.shown_times > 1 && high <= measure.shown_times ? measure.shown_times : Infinity
  return [low >= 0 ? Math.max(low - stretch, 0) : low - stretch, Math.min(high + stretch, most)]
}

export interface Place { run: number; x: number; y: number }

/** Dots that would cover each other stand above one another, by run: sorted by value they would look like a slope. */
export function stacked(values: (number | null)[], scale: (value: number) => number, size: number, room: number): Place[] {
  const known = values.map((value, run) => ({ run, x: value === null ? NaN : scale(value) })).filter(({ x }) => !Number.isNaN(x))
    .sort((a, b) => a.x - b.x || a.run - b.run)
  const places: Place[] = []
  for (let at = 0; at < known.length;) {
    const first = known[at].x
    let end = at
    while (end < known.length && known[end].x - first < size) end++
    const beside = known.slice(at, end).sort((a, b) => a.run - b.run)
    const apart = Math.min(size, (room - size) / Math.max(1, beside.length - 1))
    beside.forEach(({ run, x }, i) => places.push({ run, x, y: (i - (beside.length - 1) / 2) * apart }))
    at = end
  }
  return places
}

/** Chance, ignorance and built-in are three things, and a difference is a fourth. */
export type Sort = 'difference' | 'chance' | 'ignorance' | 'built_in' | 'none'
const sorts: Record<string, Sort> = {
  no_difference: 'none', cannot_say: 'ignorance', built_in: 'built_in', hangs_on_assumptions: 'ignorance', luck: 'chance', too_small: 'chance',
  not_settled: 'ignorance', usually: 'difference', nearly_always: 'difference',
}

export function sortOf(line: Line): Sort {
  return sorts[line.verdict.kind] ?? 'ignorance'
}

/** Who is not reached, as the findings have it; what does not look like it is left out. */
export interface NotReached {
  kind: string
  words: { nl: string; en: string }
  touched: boolean
  horizon: number
  cells: { cell: string; cell_words: { nl: string; en: string }; without: (number | null)[]; with: (number | null)[] }[]
}

export function notReached(findings: Findings): NotReached[] {
  return (findings.not_reached as Partial<NotReached>[]).filter((one): one is NotReached => !!one.words && Array.isArray(one.cells))
}
