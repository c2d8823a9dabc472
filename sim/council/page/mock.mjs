// For trying the page without the program: serves the bundle and /api, with measures, groups, courses and assumptions of real
// findings (`weefsel findings OUT.h5 --format json`) and the map of a town file. The futures and verdicts are invented.
// node mock.mjs FINDINGS.json [--port 4173] [--pace 120] [--town TOWN.yaml] [--life LIFE.json] [--agendas 40]
//   --pace: milliseconds between futures; --agendas: that the quick estimate learnt from, fewer than 12: it answers 409; --life: from `weefsel follow`. Nothing is kept when it stops.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const given = { port: '4173', pace: '120', agendas: '40', town: join(here, '../../../scenarios/towns/weverdam.yaml') }
const files = []
for (let i = 2; i < process.argv.length; i++) {
  if (process.argv[i].startsWith('--')) given[process.argv[i].slice(2)] = process.argv[++i]
  else files.push(process.argv[i])
}
if (!files.length) {
  console.error('usage: node mock.mjs FINDINGS.json [--port 4173] [--pace 120] [--town TOWN.yaml] [--life LIFE.json]')
  process.exit(2)
}
const real = JSON.parse(readFileSync(files[0], 'utf8'))
const life = given.life ? JSON.parse(readFileSync(given.life, 'utf8')).told : null
const futures = 50, horizons = [1, 4, 10, 20]

const town = townOf(readFileSync(given.town, 'utf8'))
const groups = unique(real.lines.filter((one) => one.where === 'group').map((one) => [one.cell, one.cell_words]))
const cells = [{ where: 'town', cell: 'all', words: { nl: 'alle gezinnen', en: 'all families' } },
  ...groups.map(([cell, words]) => ({ where: 'group', cell, words })),
  ...town.areas.map((area) => ({ where: 'neighbourhood', cell: area.code, words: area.name }))]

const choice = (id, nl, en, lead_weeks, cost_per_year, grade, built_in = []) => ({
  id, title: { nl, en }, question: { nl: `${nl}: wat merken ouders ervan?`, en: `${en}: what do parents notice?` },
  about: { nl: 'Een verzonnen omschrijving, om de pagina te proberen.', en: 'An invented description, for trying the page.' }, lead_weeks, known: [{ grade, text: { nl: 'Een verzonnen regel over wat bekend is.', en: 'An invented line on what is known.' } }], cost_per_year, built_in })
const table = {
  format: 1, program: 'weefsel mock', language: 'nl', town, start: '2026-01-05', years: 20, term_years: 4,
  terms: [0, 1, 2, 3, 4].map((i) => ({ from: `${2026 + 4 * i}-03-30`, until: `${2030 + 4 * i}-03-30` })), futures,
  base: { id: 'baseline', title: { nl: 'Zoals nu', en: 'As now' }, question: { nl: 'Wat verandert vanzelf?', en: 'What changes anyway?' } },
  choices: [
    choice('close_library', 'Bibliotheek dicht', 'Library closes', 0, -60000, 'B', ['reached_by_library']),
    choice('many_places', 'Activiteiten op meer plekken', 'Spread activities', 13, 45000, 'C', ['visits']),
    choice('buurtgezinnen', 'Buurtgezinnen', 'Support families', 26, 100000, 'B', ['giving']),
    choice('cafe_fixed_host', 'Ouder- en kindcafé met gastvrouw', 'Parent-and-child café with host', 13, 30000, 'B'),
    choice('bridge_officer', 'Brugfunctionaris op school', 'Bridge officer at school', 26, 320000, 'C', ['linking']),
    choice('poverty_relief', 'Geld naar rondkomen', 'Money to making ends meet', 0, 320000, 'B', ['load']),
    choice('youth_evenings', "Jongerencentrum 's avonds open", 'Youth centre open in the evening', 8, 60000, 'C'),
    choice('strong_steering', 'Strakker sturen', 'Tighter control', 52, 0, 'C'),
    choice('mothers_inform_mothers', 'Moeders informeren moeders', 'Mothers inform mothers', 26, 70000, 'C'),
    choice('cut_community_centres', 'Bezuiniging op buurthuizen', 'Community centres cut', 0, -150000, 'B'),
  ],
  measures: real.measures.map(({ name, section, headline, title, meaning, unit, shown_times, decimals, wanted, smallest_relevant }) =>
    ({ name, section, headline, title, meaning, unit, shown_times, decimals, wanted, smallest_relevant })),
  groups: groups.map(([id, words]) => ({ id, words })),
  place_kinds: [['childcare', 'kinderopvang', 'childcare'], ['primary_school', 'basisschool', 'primary school'], ['secondary_school', 'middelbare school', 'secondary school'],
    ['playground', 'speelplek', 'playground'], ['library', 'bibliotheek', 'library'], ['community_centre', 'buurthuis', 'community centre'], ['sports_club', 'sportclub', 'sports club'],
    ['culture_club', 'cultuurvereniging', 'culture club'], ['place_of_worship', 'kerk, moskee of tempel', 'place of worship'], ['youth_centre', 'jongerencentrum', 'youth centre'],
    ['cafe_or_market', 'café of markt', 'café or market'], ['childrens_farm', 'kinderboerderij', "children's farm"], ['parent_child_cafe', 'ouder-en-kindcafé', 'parent-and-child café'],
    ['consultation_office', 'consultatiebureau', 'consultation office']].map(([id, nl, en]) => ({ id, words: { nl, en } })),
  assumptions: real.assumptions.map(({ name, words, value, unit, grade, source }) =>
    ({ name, words, value, unit, grade, source, low: Math.min(0.5 * value, 1.5 * value), high: Math.max(0.5 * value, 1.5 * value) })),
  not_told: [['Wat er gaat gebeuren.', 'Dit is een denkhulp, geen voorspelling.', 'What is going to happen.', 'This helps you think; it is not a forecast.'],
    ['Of u minder jeugdhulp nodig hebt.', 'Dat is niet bewezen; steun kan ook de weg naar hulp wijzen.', 'Whether you need less youth care.', 'That is not proven; support can also show the way to help.'],
    ['Hoeveel geld u bespaart.', 'Daar is de pedagogische basis niet voor.', 'How much money you save.', 'That is not what the pedagogical base is for.'],
    ['Of een buurt goed of slecht is.', 'Van buitenaf is er geen norm.', 'Whether a neighbourhood is good or bad.', 'From outside there is no norm.']]
    .map(([nl, text, en, English]) => ({ title: { nl, en }, text: { nl: text, en: English } })),
}

/** Luck that is the same for the same words. */
function luck(...words) {
  const digest = createHash('sha256').update(words.join('|')).digest()
  return digest.readUInt32LE(0) / 2 ** 32
}
const bell = (...words) => luck(...words, 'a') + luck(...words, 'b') + luck(...words, 'c') - 1.5

/** Of the whole town, without luck: what a choice does to a measure. */
const pulls = new Map()
const pull = (id, name) => pulls.get(id + name) ?? pulls.set(id + name, 3.2 * bell(id, name) + bell(id, name, 'all')).get(id + name)
const strengthOf = (choices, measure, horizon) => choices.reduce((sum, id) => sum + pull(id, measure.name), 0) * (1 - Math.exp(-horizon / 3))

/** A quick estimate that is a little off, knows nothing of strong_steering, and sees no difference in the first year of some. */
function estimateOf(request) {
  const agendas = Number(given.agendas), choices = [...new Set(request.terms.flatMap((one) => one.choices))]
  const unknown = choices.filter((one) => one === 'strong_steering')
  const of = (measure, years) => (years <= 1 && luck('knows', measure.name) < .5 ? null : {
    difference: request.terms.reduce((sum, one, term) => sum + (term * table.term_years < years ? strengthOf(one.choices, measure, years) / request.terms.length : 0), 0) * measure.smallest_relevant,
    error: (.6 + luck('error', measure.name, years)) * measure.smallest_relevant })
  return { agendas, futures_held_out: agendas * 8, unknown, measures: unknown.length ? [] : table.measures.filter((one) => one.headline || one.section === 'demand').map((measure) => ({
    name: measure.name, course: Array.from({ length: table.years }, (_, i) => of(measure, i + 1)),
    horizons: horizons.map((years) => ({ years, difference: null, error: null, ...of(measure, years) })) })) }
}

/** Leaves room to rise where nearly everybody has it. */
const below = (level) => (level > 0.9 && level <= 1 ? level - 0.2 : level)

function futureOf(play, run) {
  const set = play.choices
  const lines = table.measures.map((measure) => horizons.map((horizon) => cells.map((cell) => {
    if (cell.where === 'group' && /newcomer|youngest_16/.test(cell.cell) && luck(measure.name, cell.cell) < .6) return null
    const known = real.lines.find((one) => one.measure === measure.name && one.where === cell.where && one.cell === cell.cell && one.base !== null)
      ?? real.lines.find((one) => one.measure === measure.name && one.where === 'town' && one.base !== null)
    const strength = set.reduce((sum, id) => sum + 3.2 * bell(id, measure.name) + bell(id, measure.name, cell.cell), 0) * (1 - Math.exp(-horizon / 3))
    const noise = (cell.where === 'town' ? 0.5 : 1.3) * bell(play.id, measure.name, cell.cell, run)
    const untouched = set.length === 0 || measure.name === 'is_club_member'
    return [known ? below(known.base) : null, untouched ? 0 : (strength + noise) * measure.smallest_relevant]
  })))
  const courses = {}
  for (const measure of table.measures.filter((one) => one.headline || one.section === 'demand')) {
    const base = real.courses.find((one) => one.measure === measure.name)?.by_run[run % real.runs]
    if (!base) continue
    const town = (h) => lines[table.measures.indexOf(measure)][horizons.indexOf(h)][0][1]
    const without = [], with_ = []
    for (let year = 1, level = base[0]; year <= table.years; year++) {
      level = below(base[Math.min(year, base.length) - 1]) + (year > base.length ? 2 * measure.smallest_relevant * bell('walk', measure.name, run, year) : 0)
      without.push(level)
      const since = Math.max(0, year - 1), at = horizons.findIndex((one) => one >= since)
      const [low, high] = [horizons[at - 1] ?? 0, horizons[at] ?? 20], part = high > low ? (since - low) / (high - low) : 0
      with_.push(level + (low ? town(low) : 0) * (1 - part) + town(high) * part)
    }
    courses[measure.name] = { without, with: with_ }
  }
  return { run, lines, courses }
}

function findingsOf(play) {
  const lines = []
  const builtIn = new Set(play.choices.flatMap((id) => table.choices.find((one) => one.id === id)?.built_in ?? []))
  table.measures.forEach((measure, m) => horizons.forEach((horizon, h) => cells.forEach((cell, c) => {
    const found = play.futures.map((one) => one.lines[m][h][c]).filter(Boolean).map((one) => one[1])
    const higher = found.filter((one) => one > 0).length, lower = found.filter((one) => one < 0).length, equal = found.length - higher - lower
    const most = Math.max(higher, lower), counts = { nl: `hoger in ${higher}, gelijk in ${equal}, lager in ${lower} van de ${futures} nabootsingen.`, en: `higher in ${higher}, equal in ${equal}, lower in ${lower} of the ${futures} runs.` }
    const up = higher > lower, middle = [...found].sort((a, b) => a - b)[found.length >> 1] ?? 0
    const [kind, nl, en] = found.length < futures ? ['cannot_say', 'Hierover kan het model niets zeggen: te weinig gezinnen.', 'The model can say nothing about this: too few families.']
      : equal === futures ? ['no_difference', 'Geen verschil: deze keuze raakt dit niet in het model.', 'No difference: this choice does not touch it in the model.']
      : builtIn.has(measure.name) ? ['built_in', 'Dit hebben we zelf ingebouwd; het is geen uitkomst.', 'We put this in ourselves; it is no result.']
      : measure.section === 'demand' ? ['hangs_on_assumptions', 'De richting hangt af van iets wat niemand zeker weet: steun in plaats van hulp, of steun wijst de weg.', 'The direction hangs on something nobody knows: support instead of help, or support shows the way.']
      : most < 33 ? ['luck', `Niet te onderscheiden van toeval: ${counts.nl}`, `Not told apart from luck: ${counts.en}`]
      : Math.abs(middle) < measure.smallest_relevant ? ['too_small', `Wel een verschil, maar te klein om op te bouwen: ${counts.nl}`, `A difference, but too small to build on: ${counts.en}`]
      : most < 45 ? ['usually', `Meestal ${up ? 'hoger' : 'lager'}: ${counts.nl}`, `Usually ${up ? 'higher' : 'lower'}: ${counts.en}`]
      : ['nearly_always', `Bijna steeds ${up ? 'hoger' : 'lager'}: ${counts.nl}`, `Nearly always ${up ? 'higher' : 'lower'}: ${counts.en}`]
    lines.push({ measure: measure.name, where: cell.where, cell: cell.cell, horizon, built_in: kind === 'built_in', verdict: { kind, sentence: { nl, en }, higher, equal, lower, known: found.length } })
  })))
  return { ...real, runs: futures, lines, courses: [], draws: play.uncertain ? futures : 0, weights: play.uncertain ? weightsOf() : [], both_ways: [{ measure: 'wellbeing', horizon: 20, sentence: {
    nl: 'Niet voor iedereen: beter voor eenoudergezin, slechter voor twee ouders.', en: 'Not for everyone: better for one parent, worse for two parents.' } }] }
}

/** Which assumptions a difference hangs on: invented, of each kind there is. */
function weightsOf() {
  const sampled = table.assumptions.filter((one) => one.grade !== 'A'), bound = .53
  return table.measures.flatMap((measure) => horizons.map((horizon) => {
    const all = sampled.map(({ name, words }) => ({ name, words, rho: Math.max(-.95, Math.min(.95, .3 * bell('weight', name, measure.name, horizon) + .3 * bell('weight', name))) }))
      .sort((a, b) => Math.abs(b.rho) - Math.abs(a.rho))
    const standing = all.filter((one) => Math.abs(one.rho) > bound).length, none = luck('none', measure.name) < .2, untouched = measure.name === 'is_club_member'
    const kind = untouched ? 'no_difference' : none || !standing ? 'none_stands_out' : 'some_stand_out'
    const largest = untouched ? [] : all.slice(0, Math.max(6, standing)).map((one) => ({ ...one, rho: none ? one.rho / 2 : one.rho, stands_out: kind === 'some_stand_out' && Math.abs(one.rho) > bound }))
    const [nl, en] = kind === 'no_difference' ? ['Het verschil is bij elke invulling gelijk: het hangt van geen aanname af.', 'The difference is the same in every draw: it hangs on no assumption.']
      : kind === 'none_stands_out' ? ['Geen aanname steekt boven het toeval uit.', 'No assumption stands out from luck.']
      : [`Dit hangt in het model het meest af van ${largest[0].words.nl}.`, `In the model this hangs most on ${largest[0].words.en}.`]
    return { measure: measure.name, horizon, kind, draws: futures, parameters: sampled.length, bound: untouched ? null : bound, largest, sentence: { nl, en } }
  }))
}

const family = (unchanged, language) => ({
  honesty: 'Verzonnen en nagespeeld. Dit gezin bestaat niet.', one_line: 'Eén levenslijn is een illustratie.', family: 'Dit gezin is geloot. Een gezin met twee ouders en een kind.',
  worlds: ['Zoals nu', 'Met de keuzes'], parting: unchanged ? 'De twee levens zijn precies gelijk.' : 'Tot juni 2027 zijn de twee levens gelijk.', chain: unchanged ? [] : ['2 juli 2029, Met de keuzes: Het gezin leert Naomi kennen.'],
  voice: unchanged ? [] : language === 'en' ? ['In 2029 I got to know Naomi at the café.', 'When our youngest slept badly, I could ask her.', 'Not everything went well. But I knew whom to go to.']
    : ['In 2029 leerde ik Naomi kennen, in het café.', 'Toen onze jongste slecht sliep, kon ik het haar vragen.', 'Niet alles ging goed. Maar ik wist bij wie ik terechtkon.'],
  chain_is_longer: false, common: 'Bij 12 van de 600 gezinnen ging het zo.',
  years: [2026, 2030].map((year) => ({ year, rows: [{ what: 'Mensen die het gezin kent', first: '10', second: unchanged ? '10' : '11' }], in_both: ['5 januari: Een nieuwe opvoedvraag.'], in_first: [], in_second: [] })),
  ...(unchanged ? {} : life),
})

let session = null
const plays = new Map()

function begun(request) {
  const id = createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 12)
  if (!plays.has(id)) {
    const play = { id, choices: [...new Set(request.terms.flatMap((one) => one.choices))], uncertain: request.uncertain === true, futures: [], findings: null, listeners: new Set() }
    plays.set(id, play)
    const pace = Number(given.pace) * (play.uncertain ? 2 : 1)  // a draw lives its own run-in
    const next = () => {
      const one = futureOf(play, play.futures.length)
      play.futures.push(one)
      for (const send of play.listeners) send('future', one)
      if (play.futures.length < futures) setTimeout(next, pace)
      else {
        play.findings = findingsOf(play)
        for (const send of play.listeners) send('findings', play.findings)
      }
    }
    setTimeout(next, pace)
  }
  const cost = request.terms.flatMap((one) => one.choices).reduce((sum, one) => sum + 4 * (table.choices.find((each) => each.id === one)?.cost_per_year ?? 0), 0)
  return { id, futures, horizons, measures: table.measures.map((one) => one.name), cells, cost }
}

createServer(async (asked, answer) => {
  const json = (code, what) => answer.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(what))
  let body = ''
  for await (const part of asked) body += part
  const path = asked.url.split('?')[0]
  const [, id, what] = path.match(/^\/api\/play\/([^/]+)\/(.+)$/) ?? []
  if (path === '/') return answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(readFileSync(join(here, 'bundle/council.html')))
  if (path === '/api/table') return json(200, table)
  if (path === '/api/session' && asked.method === 'GET') return session ? json(200, session) : json(404, { message: 'no session yet' })
  if (path === '/api/session' && asked.method === 'PUT') {
    const sent = JSON.parse(body)
    if (sent.revision !== (session?.revision ?? 0) + 1) return json(409, session ?? { format: 1, revision: 0 })
    session = sent
    return json(200, { revision: session.revision })
  }
  if (path === '/api/play' && asked.method === 'POST') return json(200, begun(JSON.parse(body)))
  if (path === '/api/ahead' && asked.method === 'POST') return answer.writeHead(204).end()
  if (path === '/api/estimate' && asked.method === 'POST') return Number(given.agendas) < 12
    ? json(409, { message: 'too few agendas were rehearsed yet', rehearsed: Number(given.agendas), needed: 12 }) : json(200, estimateOf(JSON.parse(body)))
  const play = plays.get(id)
  if (!play) return json(404, { message: 'not there' })
  if (what === 'events') {
    answer.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    const send = (event, data) => {
      answer.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      if (event !== 'future') answer.end()
    }
    for (const one of play.futures) send('future', one)
    if (play.findings) return send('findings', play.findings)
    play.listeners.add(send)
    asked.on('close', () => play.listeners.delete(send))
    return undefined
  }
  if (what === 'family') return json(200, family(JSON.parse(body).lot === 'unchanged', JSON.parse(body).language))
  if (what === 'scenario.yaml') return answer.writeHead(200, { 'Content-Type': 'text/yaml' }).end('# of the mock\n')
  return json(404, { message: 'not there' })
}).listen(Number(given.port), '127.0.0.1', () => console.log(`http://127.0.0.1:${given.port}/`))

/** Only what the page shows; no YAML reader: it takes lines as the shipped towns have them. */
function townOf(text) {
  const areas = [...text.matchAll(/- code: (\w+)\n\s+name: (.+)\n[\s\S]*?boundary:\n\s+- (\[\[[\s\S]*?\]\])\n/g)]
    .map(([, code, name, ring]) => ({ code, name: { nl: name, en: name }, rings: [JSON.parse(ring)] }))
  const places = [...text.matchAll(/- \{id: (\w+), kind: (\w+), name: ("?)(.+?)\3, at: (\[[\d., ]+\])/g)]
    .map(([, id, kind, , name, at]) => ({ id, name, kind, at: JSON.parse(at) }))
  return { name: text.match(/^name: (.+)$/m)[1], fictional: true, made_up_map: false, areas, places }
}

function unique(pairs) {
  return [...new Map(pairs)]
}
