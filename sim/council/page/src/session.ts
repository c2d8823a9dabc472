// The session document: all that the table has said and set. The program keeps it as it is. Answers are by colour, never by
// name. Everything here is plain data and plain functions; ./council.svelte.ts makes it live.

import type { Language, PlayRequest, SessionDocument, Table } from './contract.ts'

export const steps = ['begin', 'map', 'agenda', 'expect', 'reveal', 'look', 'family', 'after'] as const
export type Step = (typeof steps)[number]

/** Each colour has a shape too, for who does not see the difference. Red and green are left out: they look like a judgement. */
export const colours = ['orange', 'blue', 'yellow', 'purple', 'sky', 'brown', 'pink', 'black'] as const
export type Colour = (typeof colours)[number]

export const perspectives = ['ideal', 'instrument', 'facilities', 'attitude'] as const
export type Perspective = (typeof perspectives)[number]

export const ways = ['higher', 'same', 'lower', 'unknown'] as const
export const sizes = ['small', 'noticed', 'large', 'unknown'] as const
export const moments = ['1', '4', '10', '20', 'never', 'unknown'] as const
export const sureness = ['sure', 'somewhat', 'guess'] as const

export interface Expectation {
  way: (typeof ways)[number] | ''
  size: (typeof sizes)[number] | ''
  when: (typeof moments)[number] | ''
  whom: string                            // a group, a neighbourhood, 'all' or 'unknown'
  sure: (typeof sureness)[number] | ''
}

export const turnings = ['stays', 'turns', 'unknown'] as const
export type Turning = (typeof turnings)[number]

/** One time that the years were played: with these assumptions, and what the table expected of changing them. */
export interface Played {
  id: string
  request: PlayRequest
  changed: string                         // the assumption that was moved; '' for the first time
  turning: Partial<Record<Colour, Turning>>
  followed?: string[]                     // families of it that were looked at: data.ts says under which names
}

export interface Round {
  terms: { choices: string[] }[]
  about: string                           // the measure that the table says something of beforehand
  expectations: Partial<Record<Colour, Expectation>>
  stored: Colour[]                        // whose expectation is stored
  closed: boolean                         // nobody changes an expectation after the reveal
  unveiled: number                        // how many of the horizons the table has seen
  assumptions: Record<string, number>     // for the next play
  plays: Played[]
}

/** What somebody expects to help most, before or after; `ask`: what to ask residents, afterwards. */
export interface Helps {
  what: string                            // a choice, 'else' or 'unknown'; '' : not said
  else: string                            // in own words
  sure: (typeof sureness)[number] | ''
  ask: string
}

export interface AddedPlace { id: string; name: string; kind: string; at: [number, number] }

export interface Neighbourhood { recognised: string; there: string; who: string }

export interface Session extends SessionDocument {
  format: 1
  revision: number
  language: Language
  large: boolean                          // projector
  step: Step
  ambition: string
  at_table: Colour[]
  perspective: Partial<Record<Colour, Perspective>>
  neighbourhood: string                   // the one that the agenda is for
  neighbourhoods: Record<string, Neighbourhood>
  added: AddedPlace[]
  budget: number | null                   // euros per year
  on_table: string[]                      // choices on screen, at most eight
  costs: Record<string, number>           // the table's own, per year
  rounds: Round[]
  round: number
  helps: Record<'before' | 'after', Partial<Record<Colour, Helps>>>
  afterwards: {
    table_knows: string
    recognise: string; explain: string; find: string; change: string
    residents: { question: string; who: string; when: string }[]
    alone: string
    now: Partial<Record<Colour, 'same' | 'different' | 'less_sure'>>
  }
}

export const most_on_table = 8

export function newRound(table: Table): Round {
  return {
    terms: table.terms.map(() => ({ choices: [] })), about: firstMeasure(table), expectations: {}, stored: [], closed: false,
    unveiled: 0, assumptions: {}, plays: [],
  }
}

export function newSession(table: Table): Session {
  return {
    format: 1, revision: 0, language: table.language, large: false, step: 'begin', ambition: '', at_table: colours.slice(0, 4),
    perspective: {}, neighbourhood: '', neighbourhoods: {}, added: [], budget: null,
    on_table: table.choices.slice(0, most_on_table).map((one) => one.id), costs: {}, rounds: [newRound(table)], round: 0,
    helps: { before: {}, after: {} },
    afterwards: {
      table_knows: '', recognise: '', explain: '', find: '', change: '',
      residents: [0, 1, 2].map(() => ({ question: '', who: '', when: '' })), alone: '', now: {},
    },
  }
}

/** What was stored, with whatever it lacks: a file of an older page, or a program that kept nothing yet. */
export function completed(stored: SessionDocument | null, table: Table): Session {
  const fresh = newSession(table)
  if (!stored || stored.format !== 1) return fresh
  const session = { ...fresh, ...stored } as Session
  session.afterwards = { ...fresh.afterwards, ...session.afterwards }
  session.helps = { ...fresh.helps, ...session.helps }
  session.rounds = (session.rounds.length ? session.rounds : fresh.rounds).map((one) => ({ ...newRound(table), ...one }))
  session.rounds.forEach((one) => { while (one.terms.length < table.terms.length) one.terms.push({ choices: [] }) })
  session.round = Math.min(Math.max(0, session.round), session.rounds.length - 1)
  session.on_table = session.on_table.filter((id) => table.choices.some((one) => one.id === id)).slice(0, most_on_table)
  return session
}

/** Is it a session? For a file that somebody opens. */
export function isSession(what: unknown): what is SessionDocument {
  const one = what as Session | null
  const lists = (of: object, names: string[]) => names.every((name) => !(name in of) || Array.isArray(of[name as keyof object]))
  return typeof one === 'object' && one !== null && one.format === 1 && Array.isArray(one.rounds) && typeof one.ambition === 'string'
    && lists(one, ['at_table', 'added', 'on_table']) && (one.rounds as unknown[]).every((round) => typeof round === 'object' && round !== null && lists(round, ['terms', 'stored', 'plays']))
}

function firstMeasure(table: Table): string {
  return (table.measures.find((one) => one.headline && one.section !== 'demand') ?? table.measures[0])?.name ?? ''
}

export function newHelps(): Helps {
  return { what: '', else: '', sure: '', ask: '' }
}

export function newExpectation(): Expectation {
  return { way: '', size: '', when: '', whom: '', sure: '' }
}

export function isWhole(one: Expectation | undefined): boolean {
  return !!one && one.way !== '' && one.when !== '' && one.whom !== '' && one.sure !== '' && (one.size !== '' || one.way !== 'higher' && one.way !== 'lower')
}

/** The colours whose expectation is not stored yet: as long as there are any, the reveal stays locked. */
export function awaited(session: Session, round: Round): Colour[] {
  return session.at_table.filter((one) => !round.stored.includes(one))
}

/** Everybody at the table has said what they expect: then, and not before, something may be shown of this round. */
export function unlocked(session: Session, round: Round): boolean {
  return round.closed || session.at_table.length > 0 && awaited(session, round).length === 0
}
