import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawing, safe, wrapped } from '../src/picture.ts'
import { slug } from '../src/replay.ts'

const wide = (text: string, size = 1) => text.length * size / 2

test('text is broken between words', () => {
  assert.deepEqual(wrapped('een twee drie', 8, (text) => text.length), ['een twee', 'drie'])
  assert.deepEqual(wrapped('onbreekbaarwoord', 3, (text) => text.length), ['onbreekbaarwoord'])
  assert.deepEqual(wrapped('', 3, (text) => text.length), [])
})

test('a picture says by itself what it is, and is sound XML', () => {
  const { svg, width, height } = drawing({
    title: 'Hoe zwaar het voelt <&>', lines: ['Hof', 'De agenda: café (termijn 1)'], legend: [{ drawn: '<path d="M0 0"/>', words: 'één nabootsing' }], sides: ['← lager', 'hoger →'],
    rows: [{ label: 'Na 1 jaar', under: 'zonder: 50', drawn: { svg: '<circle r="1"/>', width: 400, height: 46 }, words: 'Niet te onderscheiden van toeval.' }, { label: 'Na 4 jaar', under: '', drawn: null, words: '' }],
    notes: ['Aantal nabootsingen: 50.', 'Gemodelleerd, geen voorspelling.', 'weefsel 0.1.0'], bold: 2,
  }, wide)
  for (const text of ['Hoe zwaar het voelt &lt;&amp;&gt;', 'Hof', 'De agenda: café', 'één nabootsing', '← lager', 'Na 1 jaar', 'van toeval.', 'Aantal nabootsingen: 50.', 'geen voorspelling.', 'weefsel 0.1.0']) assert.ok(svg.includes(text), text)
  assert.ok(width > 400 && height > 150 && !/NaN|undefined|class=/.test(svg))
  assert.equal((svg.match(/<svg/g) ?? []).length, (svg.match(/<\/svg>/g) ?? []).length)
  assert.equal(safe('"<'), '&quot;&lt;')
})

test('a name of a file is plain', () => assert.equal(slug('Ouder- en kindcafé: één plek!'), 'ouder-en-kindcafe-een-plek'))
