// Which assumptions a difference hangs on, from the findings of a play in which all that is uncertain was drawn anew.

import type { Findings, Table, Weight } from './contract.ts'

export function weightOf(findings: Findings | null, measure: string, horizon: number): Weight | null {
  return findings?.weights?.find((one) => one.measure === measure && one.horizon === horizon) ?? null
}

/** A rank correlation in words. */
export type Strength = 'hardly' | 'little' | 'fairly' | 'strongly' | 'very'
export function strengthOf(rho: number): Strength {
  const size = Math.abs(rho)
  return size < .2 ? 'hardly' : size < .4 ? 'little' : size < .6 ? 'fairly' : size < .8 ? 'strongly' : 'very'
}

export interface Counts { rho: number; stands_out: boolean }

/** By assumption: its largest |rho| over the headlines at the last moment; one that stands out goes before one that does not.
 *  What is not in it was drawn, but is not among the largest of any headline. null: too few draws to say anything. */
export function heaviest(findings: Findings, table: Table): Map<string, Counts> | null {
  const headlines = new Set(table.measures.filter((one) => one.headline).map((one) => one.name))
  const last = Math.max(...findings.weights.map((one) => one.horizon))
  const weights = findings.weights.filter((one) => one.horizon === last && headlines.has(one.measure))
  if (weights.every((one) => one.kind === 'too_few_draws' || one.kind === 'not_known')) return null
  const found = new Map<string, Counts>()
  for (const { name, rho, stands_out } of weights.flatMap((one) => one.largest)) {
    const before = found.get(name)
    if (!before || stands_out && !before.stands_out || stands_out === before.stands_out && Math.abs(rho) > Math.abs(before.rho)) found.set(name, { rho, stands_out })
  }
  return found
}
