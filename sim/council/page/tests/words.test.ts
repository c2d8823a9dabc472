import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from '../src/words/words.ts'

type Leaves = [string, string][]
function leaves(what: unknown, path = ''): Leaves {
  return typeof what === 'string' ? [[path, what]] : Object.entries(what as object).flatMap(([key, one]) => leaves(one, `${path}.${key}`))
}

/** Words that never occur: docs of the council table say why. */
const harmful = {
  nl: /\bkans(en)?\b|effect bewezen|\bzal\b|\bzullen\b|besparing|rendement|risicogezin|probleemwijk|achterstandswijk|laagopgeleid|eenzaam|score|winnaar|\bexact|(?<!geen )voorspelling/i,
  en: /\bchances?\b|proven effect|\bwill\b|savings|return on investment|risk famil|problem area|deprived|low-educated|lonely|score|winner|\bexact|(?<!not a )forecast/i,
}

test('both languages have the same keys, and the same things to fill in', () => {
  const nl = leaves(words.nl), en = new Map(leaves(words.en))
  assert.deepEqual(nl.map(([key]) => key), [...en.keys()])
  for (const [key, text] of nl) {
    const asked = (one: string) => [...new Set(one.match(/{\w+}/g) ?? [])].sort()
    assert.deepEqual(asked(text), asked(en.get(key)!), key)
    assert.ok(text.trim() && en.get(key)!.trim(), key)
  }
})

for (const language of ['nl', 'en'] as const) {
  test(`words that harm do not occur (${language})`, () => {
    for (const [key, text] of leaves(words[language])) assert.doesNotMatch(text, harmful[language], key)
  })
}

test('sentences in Dutch are short', () => {
  for (const [key, text] of leaves(words.nl)) {
    for (const sentence of text.split(/[.?!:](?:\s|$)/)) assert.ok(sentence.split(/\s+/).length <= 25, `${key}: ${sentence}`)
  }
})
