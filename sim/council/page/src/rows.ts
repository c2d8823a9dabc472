// The rows of a figure: the whole town at each moment, or at one moment the town with its groups or neighbourhoods.

import type { Council, Play } from './council.svelte.ts'
import type { Measure } from './contract.ts'
import { differences, levelWithout, lineOf } from './futures.ts'
import { filled, short } from './numbers.ts'

export interface Row { key: string; label: string; under: string; values: (number | null)[]; line: ReturnType<typeof lineOf>; come: number }

export function afterYears(council: Council, years: number): string {
  const f = council.words.figure
  return years === 1 ? f.after_one : filled(f.after_cap, { years })
}

export function overTime(council: Council, play: Play, measure: Measure, horizons: number[]): Row[] {
  const head = play.head!, cell = head.cells.findIndex((one) => one.where === 'town')
  return horizons.map((horizon) => row(council, play, measure, horizon, cell, afterYears(council, horizon)))
}

export function overCells(council: Council, play: Play, measure: Measure, horizon: number, where: 'group' | 'neighbourhood'): Row[] {
  return play.head!.cells.flatMap((one, cell) => (one.where === 'town' || one.where === where
    ? [row(council, play, measure, horizon, cell, council.say(one.words), where === 'neighbourhood' && one.where !== 'town' && !council.table.town.fictional)] : []))
}

function row(council: Council, play: Play, measure: Measure, horizon: number, cell: number, label: string, hidden = false): Row {
  const head = play.head!, { where, cell: code } = head.cells[cell], f = council.words.figure
  const level = hidden ? null : levelWithout(play.futures, head, measure, horizon, cell)
  return {
    key: `${horizon} ${where} ${code}`, label, come: play.futures.length,
    under: level === null ? '' : filled(f.level, { level: short(level, council.session.language, measure.decimals) }),
    values: differences(play.futures, head, measure, horizon, cell), line: lineOf(play.findings, measure.name, horizon, where, code),
  }
}
