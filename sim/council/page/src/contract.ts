// What the page and the program say to each other. The program serves the page and everything below on 127.0.0.1; texts
// come in both languages, numbers as the model has them (a measure says on what scale they are shown).
// Errors: an answer of 400 to 599 is a Trouble.

export type Language = 'nl' | 'en'
export interface Text { nl: string; en: string }
export interface Trouble { message: string }

/** GET /api/table: what does not change during a session. */
export interface Table {
  format: 1
  program: string               // "weefsel 0.1.0, ab12cd3"
  language: Language            // to begin with
  town: Town
  start: string                 // "2026-01-05"
  years: number                 // 20
  term_years: number            // 4; term 1 starts on the day of `terms[0].from`
  terms: { from: string; until: string }[]
  futures: number               // of a reveal: 50
  base: { id: string; title: Text; question: Text }
  choices: TableChoice[]        // at most eight are on screen at once; the facilitator picks which
  measures: Measure[]           // in this order; demand for help last
  groups: { id: string; words: Text }[]
  place_kinds: { id: string; words: Text }[]  // those that a place on the map can have
  assumptions: Assumption[]
  not_told: { title: Text; text: Text }[]  // the ten things that the model cannot tell
}

export interface Town {
  name: string
  fictional: boolean            // of a real town levels of neighbourhoods are not shown, only differences
  made_up_map: boolean
  areas: { code: string; name: Text; rings: [number, number][][] }[]  // metres, y upward; may be empty
  places: { id: string; name: string; kind: string; at: [number, number] }[]
}

/** A condition that the council may set. It holds from the start of the term in which it is set until the term in which it is not. */
export interface TableChoice {
  id: string
  title: Text
  question: Text
  about: Text                   // what the scenario says of itself; of one's own scenarios perhaps in English only
  lead_weeks: number            // from the start of the term until it is wholly there
  known: { grade: 'A' | 'B' | 'C'; text: Text }[]  // evidence on each of its levers
  cost_per_year: number         // an example; negative: less is spent
  built_in: string[]            // names of measures whose direction it puts in
}

export interface Measure {
  name: string
  section: 'relations' | 'parents' | 'reach' | 'giving' | 'fabric' | 'monitor' | 'demand'
  headline: boolean
  title: Text; meaning: Text; unit: Text
  shown_times: number; decimals: number
  wanted: 'higher' | 'lower' | 'neither'
  smallest_relevant: number     // in the unit of the values
}

export interface Assumption {
  name: string                  // "ties.half_life"
  words: Text
  value: number; low: number; high: number   // `low` to `high`: what is plausible
  unit: string
  grade: 'A' | 'B' | 'C'
  source: string                // English
}

/** GET and PUT /api/session; {"format": 1, "revision": 0} before the first PUT. The page owns what is in it; the program keeps it safe, and gives back exactly what it got.
 *  PUT with `revision` one more than the stored one; another number is answered with 409 and the stored document. */
export interface SessionDocument { format: 1; revision: number; [rest: string]: unknown }

/** POST /api/play: what the council set. Answered with PlayHead; the same request gives the same id. */
export interface PlayRequest {
  terms: { choices: string[] }[]            // ids of choices, for each term from the first; may be shorter than all terms
  assumptions: Record<string, number>       // those that the table changed
  places: { id: string; name: string; kind: string; at: [number, number] }[]  // added by the table: there in both worlds
  uncertain?: boolean                       // each future with its own draw of everything that is not certain, within what is plausible
}

/** POST /api/ahead with a PlayRequest, answered with 204: its futures are lived while the table says what it expects, and nothing
 *  is told of them before POST /api/play. Of two that are asked ahead the later one goes on. */

/** POST /api/estimate with a PlayRequest: the quick estimate, in milliseconds and without a verdict. Of the whole town. Asked by the
 *  page once what everybody expects is stored. 409 while too few agendas were played to learn it from: {message, rehearsed, needed}, numbers of agendas. The estimate is
 *  of the town as it is: assumptions and added places of the request are not in it, which the page says where there are any. */
export interface Estimate {
  agendas: number                 // that were played to learn it
  futures_held_out: number        // of those that were kept apart, agenda by agenda, to see how far off it is
  unknown: string[]               // ids of choices of the request of which it saw too little: then it says nothing, `measures` is empty
  measures: {
    name: string                  // a headline, or demand for help
    // By whole year since the start, the first one first. null: there it knows no better than "no difference".
    // difference: with the choices less without; error: two of three single futures that were held out lay within it.
    course: ({ difference: number; error: number } | null)[]
    horizons: { years: number; difference: number | null; error: number | null }[]  // as in PlayHead.horizons
  }[]
}
export interface PlayHead {
  id: string                    // in addresses below
  futures: number
  horizons: number[]            // years since the first change: 1, 4, 10, 20
  measures: string[]            // names, in the order of `lines`
  cells: { where: 'town' | 'group' | 'neighbourhood'; cell: string; words: Text }[]  // the whole town: 'town', 'all'
  cost: number                  // euros over all years, from the examples
}

/** GET /api/play/ID/events: server-sent events. First what is there already, then what comes.
 *  event: years     data: Years          of the first future that is lived, each year
 *  event: future    data: Future
 *  event: findings  data: Findings       once all futures are there
 *  event: failed    data: Trouble        the play stopped
 *  Closed by the program after findings or failed. */
export interface Years {
  run: number
  courses: Record<string, { without: (number | null)[]; with: (number | null)[] }>  // null: a year that was not lived yet
}
export interface Future {
  run: number                   // from 0
  // [measure][horizon][cell]: [level without the choices, difference], or null where there are too few families
  lines: ([number | null, number] | null)[][][]
  // by name of a headline or of demand, whole town: a value for each whole year since the start, the first one first
  courses: Record<string, { without: number[]; with: number[] }>
}

/** As `weefsel findings OUT.h5 --format json` has it; of use here: */
export interface Findings {
  runs: number
  lines: Line[]
  both_ways: { measure: string; horizon: number; sentence: Text }[]
  reasons: { name: string; words: Text }[]
  not_reached: { kind: string; words: Text; touched: boolean; horizon: number
                 cells: { cell: string; cell_words: Text; without: (number | null)[]; with: (number | null)[] }[] }[]  // by reason
  draws: number                   // of an uncertain play; 0: there are none
  weights: Weight[]               // of an uncertain play, the whole town: which assumptions a difference hangs on
  [rest: string]: unknown
}
export interface Weight {
  measure: string; horizon: number
  kind: 'some_stand_out' | 'none_stands_out' | 'too_few_draws' | 'no_difference' | 'not_known'
  draws: number; parameters: number; bound: number | null   // |rho| beyond it stands out
  largest: { name: string; words: Text; rho: number; stands_out: boolean }[]  // by |rho|, the largest first
  sentence: Text
}
export interface Line {
  measure: string; where: string; cell: string; horizon: number
  built_in: boolean
  verdict: { kind: string; sentence: Text; higher: number; equal: number; lower: number; known: number }
}

/** POST /api/play/ID/family {"lot": 1 | "unchanged", "language": Language}: one family's life in both worlds, in sentences. */
export interface Family {
  honesty: string; one_line: string; family: string
  worlds: [string, string]
  parting: string
  chain: string[]; chain_is_longer: boolean
  common: string
  voice: string[]               // a made-up resident at the end of the years looks back, from this life line alone; in first person
  years: { year: number; rows: { what: string; first: string; second: string }[]; in_both: string[]; in_first: string[]; in_second: string[] }[]
}

/** A session that needs no program: <script type="application/json" id="replay"> right after <head>, every "<" in it written as
 *  \u003c. `families` by lot and language: "1_nl", "unchanged_en". */
export interface Replay {
  table: Table
  session: SessionDocument
  plays: Record<string, { head: PlayHead; futures: Future[]; findings: Findings | null; families: Record<string, Family> }>
}

/** GET /api/play/ID/scenario.yaml: what was played, for whoever goes on with it (`weefsel compare BASE.yaml THIS.yaml`). */
