// What stands beside a play: the head start, the quick estimate, all uncertain assumptions mixed, and figures as files.
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import type { Estimate, PlayRequest, Table as Contents } from '../../sim/council/page/src/contract.ts'
import { expect, languages, test } from './fixtures.ts'
import { futures } from './table.ts'
import { filled, seated } from './walk.ts'

/** Answers as a table with enough rehearsals does: each term of a choice adds a tenth. */
async function answerEstimates(page: Page, contents: Contents) {
  const asked: PlayRequest[] = []
  await page.route('**/api/estimate', async (route) => {
    const request = route.request().postDataJSON() as PlayRequest, difference = .1 * request.terms.flatMap((one) => one.choices).length
    asked.push(request)
    const estimate: Estimate = {
      agendas: 120, futures_held_out: 720, unknown: [],
      measures: contents.measures.filter((one) => one.headline || one.section === 'demand').map(({ name }) => ({
        name, course: Array.from({ length: 8 }, () => ({ difference, error: .05 })), horizons: [{ years: 1, difference: null, error: null }, ...[4, 8].map((years) => ({ years, difference, error: .05 }))],
      })),
    }
    await route.fulfill({ json: estimate })
  })
  return asked
}

async function saved(page: Page, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return readFileSync(await download.path())
}

for (const language of languages) test.describe(`in ${language}`, () => {
  test.use({ language })

  test('the years begin while the table expects; the quick estimate waits for everybody', async ({ walk, page, table }) => {
    const { w } = walk, ahead: PlayRequest[] = [], estimates: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api/ahead')) ahead.push(request.postDataJSON() as PlayRequest)
      if (request.url().endsWith('/api/estimate')) estimates.push(request.url())
    })
    await walk.step('expect')
    await walk.step('agenda')
    await walk.set('cafe', 1, 2)
    await walk.set('close_library', 1)
    expect(ahead, 'not while the agenda is made').toEqual([])
    await Promise.all([page.waitForResponse((one) => one.url().endsWith('/api/ahead') && one.status() === 204), walk.step('expect')])
    expect(ahead).toEqual([{ terms: [{ choices: ['cafe', 'close_library'] }, { choices: ['cafe'] }], assumptions: {}, places: [] }])
    await walk.step('reveal')
    await expect(page.getByText(w.estimate.locked)).toBeVisible()
    await expect(walk.heading(w.estimate.title)).toHaveCount(0)
    await walk.step('expect')
    for (const colour of seated) await walk.expect(colour)
    expect(estimates, 'nothing is estimated before everybody has said what they expect').toEqual([])
    expect(ahead, 'the same agenda is asked once').toHaveLength(1)

    await Promise.all([page.waitForResponse((one) => one.url().endsWith('/api/estimate') && one.status() === 409), walk.step('reveal')])
    await expect(walk.heading(w.estimate.title)).toBeVisible()
    await expect(walk.sliders()).toHaveCount(0)

    await answerEstimates(page, await table.contents())
    await walk.step('expect')
    await walk.step('reveal')
    await expect(page.getByText(w.estimate.lead)).toBeVisible()
    await expect(page.getByRole('img', { name: filled(w.estimate.row, { row: w.figure.after_one, what: w.estimate.knows_no_better }) })).toBeVisible()
    await expect(page.locator('.estimate .verdict, .estimate circle.dot')).toHaveCount(0)
    await walk.barriers('estimate')
  })

  test('a trial follows each press, and is stored nowhere', async ({ walk, page, table }) => {
    const { w } = walk, asked = await answerEstimates(page, await table.contents())
    await walk.played()
    await walk.step('look')
    await expect(walk.heading(w.estimate.what_if)).toBeVisible()
    await expect(page.getByText(w.estimate.trial, { exact: true })).toBeVisible()
    const rows = page.locator('.estimate .row p')
    await expect(rows).toHaveCount(3)
    const before = await rows.allTextContents(), terms = (await table.session()).rounds[0].terms
    await (await walk.bar('close_library', 2)).click()
    await expect(rows).not.toHaveText(before)
    expect(asked.at(-1)!.terms).toEqual([{ choices: ['cafe', 'close_library'] }, { choices: ['cafe', 'close_library'] }])
    await expect.poll(() => page.evaluate(() => performance.getEntriesByName('estimate').length)).toBeGreaterThan(0)
    expect((await table.session()).rounds[0].terms, 'the round is as it was').toEqual(terms)
    await walk.barriers('what if')
    await walk.button(w.estimate.take).click()
    await expect(page.getByRole('heading', { level: 1, name: w.agenda.title })).toBeVisible()
    await expect(await walk.bar('close_library', 2)).toHaveAttribute('aria-pressed', 'true')
    await expect.poll(async () => (await table.session()).rounds.map((one) => one.stored.length)).toEqual([4, 0])
    await walk.step('reveal')
    await expect(page.getByText(w.estimate.locked)).toBeVisible()
  })

  test('a figure is saved as a picture that says what it is, and as a table', async ({ walk, page, table }) => {
    const { w } = walk, s = w.saving
    await walk.played()
    const contents = await table.contents(), title = walk.say((await walk.about()).title), figure = `${title} ${w.figure.differences}`
    const svg = (await saved(page, walk.button(filled(s.as, { kind: 'SVG', figure })))).toString()
    for (const words of [title, contents.town.name, w.caution, contents.program, w.figure.as_now, w.figure.higher, walk.say(contents.choices.find((one) => one.id === 'cafe')!.title)]) expect(svg).toContain(words)
    expect(svg).not.toMatch(/class="[^"]*"[^>]*>\s*<style|href="http/)
    const png = await saved(page, walk.button(filled(s.as, { kind: 'PNG', figure })))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16), 'drawn at twice its size').toBeGreaterThan(1000)
    const rows = (await saved(page, walk.button(filled(s.as_table, { figure })))).toString().trimEnd().split('\n')
    expect(rows[0]).toBe('run,years_since_first_change,where,cell,measure,unit,without,difference,status')
    expect(rows).toHaveLength(1 + 3 * futures)
    expect(rows.slice(1).every((row) => row.endsWith(',modelled'))).toBe(true)
  })
})

test('all uncertain assumptions are mixed, and what the answer hangs on is told', async ({ walk, page, table }) => {
  const { w } = walk
  await walk.played()
  await walk.step('look')
  await walk.button(w.mixed.play).click()
  await expect(walk.group(w.look.which_play).getByText(w.mixed.label, { exact: true })).toBeVisible()
  await expect(walk.heading(w.mixed.hangs)).toBeVisible({ timeout: 120_000 })
  const plays = (await table.session()).rounds[0].plays, measure = await walk.about()
  expect(plays.map((one) => !!one.request.uncertain)).toEqual([false, true])
  const found = await table.findings(plays[1].id), weight = found.weights.find((one) => one.measure === measure.name && one.horizon === 8)!
  expect(found.draws).toBe(futures)
  await expect(page.getByText(walk.say(weight.sentence), { exact: true })).toBeVisible()
  await walk.barriers('mixed')
})
