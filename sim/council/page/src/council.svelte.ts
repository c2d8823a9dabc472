// The council at work: the table, the session, and the plays, live. One for the whole page.

import { getContext, setContext } from 'svelte'
import { aheadOf, request } from './agenda.ts'
import { lotIn, Outrun, type Data, type Lot } from './data.ts'
import { Keeper } from './keeper.ts'
import { completed, newRound, type Colour, type Played, type Round, type Session, type Step } from './session.ts'
import type { Family, Findings, Future, Measure, PlayHead, SessionDocument, Table, Text, Years } from './contract.ts'
import { words } from './words/words.ts'

/** What comes in of one play. */
export class Play {
  head = $state.raw<PlayHead | null>(null)
  futures = $state.raw<Future[]>([])
  lived = $state.raw<Years | null>(null)  // of the first future, while none is there yet
  findings = $state.raw<Findings | null>(null)
  failed = $state<string | null>(null)
  families = $state.raw<Partial<Record<string, Family>>>({})
  done = $derived(this.findings !== null)
}

export class Council {
  table: Table
  session: Session = $state() as Session
  plays: Record<string, Play> = $state({})
  opened = $state(0)                             // how often another session took the place of this one
  trouble = $state<string | null>(null)          // why the session could not be stored
  brought = $state.raw<SessionDocument | 'none' | null>(null)  // by the address of the page; 'none': it is no session
  outrun = $state.raw<SessionDocument | null>(null)  // what another page stored meanwhile
  panel = $state<'assumptions' | 'not_told' | 'keep' | 'cards' | null>(null)
  // The future that is followed through all figures: under the pointer or the keyboard, else the one that is held.
  pointed = $state<number | null>(null)
  pinned = $state<number | null>(null)
  marked = $derived(this.pointed ?? this.pinned)

  words = $derived(words[this.session.language])
  round: Round = $derived(this.session.rounds[this.session.round])
  readonly looking: boolean
  readonly keeper: Keeper
  private stops: (() => void)[] = []
  private aheadSoon: ReturnType<typeof setTimeout> | undefined
  private askedAhead = ''                          // what was asked ahead last

  constructor(readonly data: Data, table: Table, stored: SessionDocument | null) {
    this.table = table
    this.session = completed(stored, table)
    this.looking = data.looking
    this.keeper = new Keeper(data, this.session, (error) => {
      this.trouble = error === null ? null : this.because(error.message)
      if (error instanceof Outrun) this.outrun = error.stored
    })
  }

  say(text: Text | undefined): string { return text ? text[this.session.language] : '' }
  /** The agenda that was played; null: not of this session. */
  termsOf(play: Play): { choices: string[] }[] | null {
    return this.session.rounds.flatMap((one) => one.plays).find((one) => one.id === play.head?.id)?.request.terms ?? null
  }
  measure(name: string): Measure | undefined { return this.table.measures.find((one) => one.name === name) }

  /** `within`: the keyboard goes along into the step, rather than staying on a button that goes away. */
  go(step: Step, within = true) {
    this.session.step = step
    window.scrollTo(0, 0)
    if (within) document.getElementById('step')?.focus({ preventScroll: true })
  }

  /** Everything that was played in this session comes back, whatever is reloaded. */
  resume() {
    for (const round of this.session.rounds) for (const played of round.plays) void this.watch(played)
  }

  /** Plays the agenda of the round. `changed`: the assumption that was moved since the first time. `uncertain`: what was played
   *  first, with all that is not certain drawn anew in each future. */
  async reveal(changed = '', turning: Played['turning'] = {}, uncertain = false) {
    const round = this.round, now = request(round, this.session)
    // What is played again differs in its assumptions only, whatever was put on the map meanwhile.
    const asked = round.plays.length && uncertain ? { ...$state.snapshot(round.plays[0].request), uncertain } : round.plays.length ? { ...$state.snapshot(round.plays[0].request), assumptions: now.assumptions } : now
    const played: Played = { id: '', request: asked, changed, turning }
    const play = await this.watch(played)
    if (!play.head) return play
    round.closed = true
    const before = round.plays.findIndex((one) => one.id === played.id)
    if (before < 0) round.plays.push(played)
    return play
  }

  /** While the table says what it expects, its years may begin: nothing is shown of them before the reveal. */
  ahead() {
    const now = this.looking ? null : aheadOf(this.round, this.session, this.table), written = JSON.stringify(now)
    clearTimeout(this.aheadSoon)
    if (!now || written === this.askedAhead) return
    this.aheadSoon = setTimeout(() => {
      this.askedAhead = written
      void this.data.ahead(now)
    }, this.session.step === 'look' ? 600 : 0)  // a slider passes many values on its way
  }

  /** Why something did not come, also when nobody was there to say so. */
  because(why: string): string { return why || (this.looking ? this.words.not_kept : this.words.no_program) }

  private async watch(played: Played): Promise<Play> {
    const play = new Play()
    try {
      const head = await this.data.play($state.snapshot(played.request), played.id)
      const known = this.plays[head.id]
      played.id = head.id
      if (known && known.failed === null) return known
      play.head = head
      this.plays[head.id] = play
      this.listen(play)
    } catch (error) {
      play.failed = this.because((error as Error).message)
      if (played.id) this.plays[played.id] = play
    }
    return play
  }

  /** Futures may come by the dozen, or twice: they are shown once per frame. */
  private listen(play: Play) {
    const come = new Map<number, Future>()
    let frame = 0
    const show = () => {
      frame = 0
      play.futures = [...come.values()].sort((a, b) => a.run - b.run)
    }
    this.stops.push(this.data.follow(play.head!.id, {
      years: (lived) => { if (!come.size) play.lived = lived },
      future: (one) => {
        play.lived = null
        come.set(one.run, one)
        frame ||= requestAnimationFrame(show)
      },
      findings: (all) => { show(); play.findings = all },
      failed: (why) => { show(); play.failed = this.because(why) },
    }))
  }

  async family(played: Played, lot: Lot, language = this.session.language): Promise<void> {
    const play = this.plays[played.id]
    const family = await this.data.family(played.id, lot, language), name = lotIn(lot, language)
    play.families = { ...play.families, [name]: family }
    if (!this.looking && !played.followed?.includes(name)) played.followed = [...played.followed ?? [], name]
  }

  /** All that the table looked at of a play, also when the page was loaded anew since. */
  async families(played: Played): Promise<Record<string, Family>> {
    for (const name of played.followed ?? []) {
      const [lot, language] = name.split('_')
      if (!(name in this.plays[played.id].families)) await this.family(played, lot === 'unchanged' ? lot : 1, language as Session['language'])
    }
    return this.plays[played.id].families as Record<string, Family>
  }

  /** Another round of the same session: what was set stays, to change it; what was expected does not. */
  nextRound(terms = this.round.terms) {
    const next = newRound(this.table)
    next.terms = terms.map((one) => ({ choices: [...one.choices] }))
    this.session.rounds.push(next)
    this.session.round = this.session.rounds.length - 1
    this.go('agenda')
  }

  /** Another session takes the place of this one: from a file, or a new one. */
  open(document: SessionDocument | null) {
    this.opened += 1
    this.stops.splice(0).forEach((stop) => stop())
    this.plays = {}
    this.pinned = this.pointed = null
    this.session = completed(document, this.table)
    this.resume()
  }

  /** Another page stored something: take that, or let ours stand. */
  settle(mine: boolean) {
    const stored = this.outrun!
    this.outrun = null
    this.trouble = null
    if (mine) return this.keeper.resume(stored.revision)
    this.keeper.adopt(stored)
    this.open(stored)
  }

  store(colour: Colour) {
    if (!this.round.stored.includes(colour)) this.round.stored.push(colour)
  }
}

const key = Symbol('council')
export const provide = (council: Council) => setContext(key, council)
export const council = () => getContext<Council>(key)
