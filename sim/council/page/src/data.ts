// Where the page gets everything from: the program that serves it, or a replay that stands in the page itself.

import type { Estimate, Family, Findings, Future, Language, PlayHead, PlayRequest, Replay, SessionDocument, Table, Trouble, Years } from './contract.ts'

export type { Replay }

export type Lot = 1 | 'unchanged'

/** Under which a family is kept: what is told of it is told in one language. */
export const lotIn = (lot: Lot, language: Language) => `${lot}_${language}`

export interface Listener {
  years(lived: Years): void
  future(one: Future): void
  findings(all: Findings): void
  failed(why: string): void
}

export interface Data {
  readonly looking: boolean                              // nothing can be played or stored
  table(): Promise<Table>
  session(): Promise<SessionDocument | null>
  /** `leaving`: the page is being closed. Throws Outrun when another page stored something meanwhile. */
  store(session: SessionDocument, leaving?: boolean): Promise<void>
  /** `id` as it was before: a replay knows only what was played. */
  play(request: PlayRequest, id?: string): Promise<PlayHead>
  /** Returns what ends the listening. */
  follow(id: string, listener: Listener): () => void
  family(id: string, lot: Lot, language: Language): Promise<Family>
  /** Tells the program what is going to be asked; nothing comes of it. */
  ahead(request: PlayRequest): Promise<void>
  /** Throws TooFew while there is nothing to estimate with. */
  estimate(request: PlayRequest): Promise<Estimate>
}

export class Outrun extends Error {
  constructor(readonly stored: SessionDocument) { super('outrun') }
}

/** There is no quick estimate yet: `rehearsed` of the agendas that are `needed` were played. */
export class TooFew extends Error {
  constructor(message: string, readonly rehearsed?: number, readonly needed?: number) { super(message) }
}

export function dataOf(page: Document): Data {
  const replay = page.querySelector('script#replay[type="application/json"]')?.textContent
  return replay ? new Replayed(JSON.parse(replay) as Replay) : new Served()
}

export class Served implements Data {
  readonly looking = false

  async table() { return await (await asked('/api/table')).json() as Table }

  async session() {
    const answer = await fetch('/api/session')
    if (answer.status === 404 || answer.status === 204) return null
    if (!answer.ok) throw new Error(await troubleOf(answer))
    return await answer.json() as SessionDocument
  }

  async store(session: SessionDocument, leaving = false) {
    const answer = await fetch('/api/session', { ...json(session), method: 'PUT', keepalive: leaving }).catch(() => { throw new Error('') })
    if (answer.status === 409) throw new Outrun(await answer.json() as SessionDocument)
    if (!answer.ok) throw new Error(await troubleOf(answer))
  }

  async play(request: PlayRequest) { return await (await asked('/api/play', json(request))).json() as PlayHead }

  follow(id: string, listener: Listener) {
    // When the line drops, the browser asks again, and the program goes on where it was.
    const events = new EventSource(`/api/play/${encodeURIComponent(id)}/events`)
    const read = (event: Event) => JSON.parse((event as MessageEvent<string>).data)
    events.addEventListener('years', (event) => listener.years(read(event) as Years))
    events.addEventListener('future', (event) => listener.future(read(event) as Future))
    events.addEventListener('findings', (event) => { events.close(); listener.findings(read(event) as Findings) })
    events.addEventListener('failed', (event) => { events.close(); listener.failed((read(event) as Trouble).message) })
    events.addEventListener('error', () => { if (events.readyState === EventSource.CLOSED) listener.failed('') })
    return () => events.close()
  }

  async family(id: string, lot: Lot, language: Language) {
    return await (await asked(`/api/play/${encodeURIComponent(id)}/family`, json({ lot, language }))).json() as Family
  }

  // A head start only: when it fails the same futures are lived a little later, so nobody needs to hear of it.
  async ahead(request: PlayRequest) { await fetch('/api/ahead', json(request)).catch(() => {}) }

  async estimate(request: PlayRequest) {
    const answer = await fetch('/api/estimate', json(request)).catch(() => { throw new Error('') })
    if (answer.status === 409) {
      const { message, rehearsed, needed } = await answer.json() as Trouble & { rehearsed?: number; needed?: number }
      throw new TooFew(message, rehearsed, needed)
    }
    if (!answer.ok) throw new Error(await troubleOf(answer))
    return await answer.json() as Estimate
  }
}

export class Replayed implements Data {
  readonly looking = true
  constructor(private readonly replay: Replay) {}

  async table() { return this.replay.table }
  async session() { return this.replay.session }
  async store() { /* who looks changes nothing that lasts */ }

  async play(_: PlayRequest, id = '') {
    const kept = this.replay.plays[id]
    if (!kept) throw new Error('')
    return kept.head
  }

  follow(id: string, listener: Listener) {
    const { futures, findings } = this.replay.plays[id]
    futures.forEach((one) => listener.future(one))
    if (findings) listener.findings(findings)
    else listener.failed('')
    return () => {}
  }

  async family(id: string, lot: Lot, language: Language) {
    const kept = this.replay.plays[id]?.families[lotIn(lot, language)]
    if (!kept) throw new Error('')
    return kept
  }

  async ahead() { /* nothing is lived any more */ }
  async estimate(): Promise<Estimate> { throw new Error('') }
}

function json(what: unknown): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what) }
}

async function asked(address: string, how?: RequestInit): Promise<Response> {
  const answer = await fetch(address, how).catch(() => { throw new Error('') }) // nobody there: council.svelte.ts says so
  if (!answer.ok) throw new Error(await troubleOf(answer))
  return answer
}

async function troubleOf(answer: Response): Promise<string> {
  try {
    return (await answer.json() as Trouble).message
  } catch {
    return String(answer.status)
  }
}
