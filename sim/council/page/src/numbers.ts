// Numbers as the page's language writes them.

import type { Language, Measure } from './contract.ts'

export function written(value: number, decimals: number, language: Language): string {
  return ((value + 0) || 0).toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace('-', '−')
}

/** For an axis and for assumptions: no more decimals than needed. */
export function short(value: number, language: Language, most = 6): string {
  return (value || 0).toLocaleString(language, { maximumFractionDigits: most }).replace('-', '−')
}

/** {higher} and the like are the page's words. */
export function differenceInWords(value: number, measure: Measure, words: { equal: string; higher: string; lower: string; less_than: string }, language: Language): string {
  if (value === 0) return words.equal
  const decimals = measure.decimals + 1, least = 10 ** -decimals, size = Math.abs(value)
  const amount = size < least / 2 ? filled(words.less_than, { value: written(least, decimals, language) }) : written(size, decimals, language)
  return `${amount} ${value > 0 ? words.higher : words.lower}`
}

/** "{a} of {b}" with what a and b are. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/{(\w+)}/g, (_, key: string) => String(values[key] ?? ''))
}
