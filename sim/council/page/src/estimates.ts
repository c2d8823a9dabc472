// The quick estimate: only the newest answer counts, numbers as fine as its error, an axis that does not shrink meanwhile.

import { filled, written } from './numbers.ts'
import type { Language } from './contract.ts'

/** Asks one thing after the other. What comes back when something newer was asked is thrown away. */
export class Newest<Question, Answer> {
  private number = 0
  constructor(private readonly ask: (question: Question) => Promise<Answer>) {}

  /** null: something newer was asked, or nothing at all. */
  async of(question: Question): Promise<Answer | null> {
    const mine = ++this.number
    try {
      const answer = await this.ask(question)
      return mine === this.number ? answer : null
    } catch (error) {
      if (mine !== this.number) return null
      throw error
    }
  }

  /** What was asked does not matter any more. */
  forget(): void { this.number++ }
}

/** How many decimals the error leaves a meaning to: of 4.2 none, of 0.31 one. */
export function decimalsOf(error: number): number {
  return error > 0 ? Math.min(4, Math.max(0, -Math.floor(Math.log10(error) + 1e-9))) : 0
}

/** "about 12 higher, ± 4". In the unit that is shown. */
export function estimateInWords(difference: number, error: number, words: { about: string; about_equal: string; higher: string; lower: string }, language: Language): string {
  const decimals = decimalsOf(error), size = written(Math.abs(difference), decimals, language), beside = written(error, decimals, language)
  return Number(Math.abs(difference).toFixed(decimals)) === 0 ? filled(words.about_equal, { error: beside })
    : filled(words.about, { difference: `${size} ${difference > 0 ? words.higher : words.lower}`, error: beside })
}

/** The stretch that holds both: while somebody tries things, the same place on the axis means the same. */
export function widest(before: [number, number] | undefined, now: [number, number]): [number, number] {
  return before ? [Math.min(before[0], now[0]), Math.max(before[1], now[1])] : now
}

/** How dense a smear is at some errors from its middle: as a bell, without an edge. */
export const smear = Array.from({ length: 9 }, (_, i) => i / 8).map((part) => ({ part, density: Math.exp(-((2.6 * part) ** 2) / 2) - Math.exp(-(2.6 ** 2) / 2) * part }))
