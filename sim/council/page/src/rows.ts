// The rows of a figure: the whole town at each moment, or at one moment the town with its groups or neighbourhoods.

import type { Council, Play } from './council.svelte.ts'
import type { Measure, PlayHead } from './contract.ts'
import { differences, levelWithout, lineOf } from './futures.ts'
import { filled, short } from './numbers.ts'
import type { Played } from './session.ts'

export interface Row { horizon: number; of: PlayHead['cells'][number]; key: string; label: string; under: string; values: (number | null)[]; line: ReturnType<typeof lineOf>; come: number }

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
    horizon, of: head.cells[cell], key: `${horizon} ${where} ${code}`, label, come: play.futures.length,
    under: level === null ? '' : filled(f.level, { level: short(level, council.session.language, measure.decimals) }),
    values: differences(play.futures, head, measure, horizon, cell), line: lineOf(play.findings, measure.name, horizon, where, code),
  }
}

/** Which of the plays of a round it is: as at first, with another assumption, or with all of them mixed. `nth`: in its round. */
export function playInWords(council: Council, played: Played, nth: number): string {
  const l = council.words.look
  if (played.request.uncertain) return council.words.mixed.label
  const changed = Object.entries(played.request.assumptions)
  if (nth === 0 || !changed.length) return l.first_play
  return changed.map(([name, value]) => filled(l.other_play, {
    assumption: council.say(council.table.assumptions.find((one) => one.name === name)?.words) || name, value: short(value, council.session.language) })).join('; ')
}

/** The agenda in words: "Library closes: terms 1, 2". */
export function agendaInWords(council: Council, terms: { choices: string[] }[]): string {
  const a = council.words.agenda
  const set = council.table.choices.map((one) => ({ one, at: terms.flatMap((term, i) => (term.choices.includes(one.id) ? [i + 1] : [])) })).filter(({ at }) => at.length)
  return set.length ? set.map(({ one, at }) => filled(a.in_terms, { choice: council.say(one.title), terms: at.join(', ') })).join('; ') : a.empty
}

/** What every picture says of itself, below the figure. `more`: before it. */
export function notesOf(council: Council, more: string[] = []): { notes: string[]; bold: number } {
  const notes = [...more, council.words.caution]
  return { notes: [...notes, council.table.program], bold: notes.length }
}

/** Town and agenda, below the title. */
export function linesOf(council: Council, terms: { choices: string[] }[] | null, ...more: string[]): string[] {
  const { town } = council.table
  return [town.fictional ? `${town.name} (${council.words.fictional})` : town.name,
    ...(terms ? [`${council.words.look.agenda}: ${agendaInWords(council, terms)}`] : []), ...more]
}
