// The council's agenda: what is set in which term, what it costs, and what is asked of the program.

import type { PlayRequest, Table } from './contract.ts'
import type { Round, Session } from './session.ts'

export function costOf(id: string, session: Session, table: Table): number {
  return session.costs[id] ?? table.choices.find((one) => one.id === id)?.cost_per_year ?? 0
}

/** Euros per year in a term. */
export function spent(term: number, round: Round, session: Session, table: Table): number {
  return round.terms[term].choices.reduce((sum, id) => sum + costOf(id, session, table), 0)
}

export function overBudget(round: Round, session: Session, table: Table): number[] {
  const budget = session.budget
  return budget === null ? [] : round.terms.flatMap((_, term) => (spent(term, round, session, table) > budget ? [term] : []))
}

export function isEmpty(round: Round): boolean {
  return round.terms.every((one) => one.choices.length === 0)
}

/** Sets or takes away a choice in a term. */
export function toggle(round: Round, term: number, id: string): void {
  const { choices } = round.terms[term]
  const at = choices.indexOf(id)
  if (at < 0) choices.push(id)
  else choices.splice(at, 1)
}

/** Does it begin in this term? Then its lead time runs. */
export function begins(round: Round, term: number, id: string): boolean {
  return round.terms[term].choices.includes(id) && (term === 0 || !round.terms[term - 1].choices.includes(id))
}

/** What may be lived ahead while the table says what it expects; null: nothing, or not now. */
export function aheadOf(round: Round, session: Session, table: Table): PlayRequest | null {
  // Once it was played, the same agenda with an assumption that is being changed: everybody says first whether the direction turns.
  if (round.closed && session.step === 'look' && round.plays.length && Object.keys(round.assumptions).length)
    return { ...round.plays[0].request, assumptions: request(round, session).assumptions }
  const now = !round.closed && (session.step === 'expect' || session.step === 'reveal')
  return now && !isEmpty(round) && !overBudget(round, session, table).length ? request(round, session) : null
}

/** The same agenda is the same request, in whatever order things were clicked. */
export function request(round: Round, session: Session): PlayRequest {
  const terms = round.terms.map((one) => ({ choices: [...one.choices].sort() }))
  while (terms.length && terms[terms.length - 1].choices.length === 0) terms.pop()
  const assumptions = Object.fromEntries(Object.entries(round.assumptions).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { terms, assumptions, places: session.added.map((one) => ({ ...one, at: [...one.at] })) }
}
