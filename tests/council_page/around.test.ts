// What goes round a session: the question of before and after, cards, a link and tables to take away, a voice, a learned estimate.
import { readFileSync } from 'node:fs'
import { expect, languages, test } from './fixtures.ts'
import { futures } from './table.ts'
import { filled } from './walk.ts'

for (const language of languages) test.describe(`in ${language}`, () => {
  test.use({ language })

  test('what helps most is asked before and after, and carried in a link', async ({ walk, page, table, context }) => {
    const { w } = walk, h = w.helps, choice = (await table.contents()).choices[0]
    await walk.box(w.begin.ambition).fill('Één straat')
    await page.getByText(h.before).click()
    const orange = walk.group(w.colours.orange)
    await orange.getByRole('combobox', { name: h.most }).selectOption({ label: walk.say(choice.title) })
    await orange.getByRole('combobox', { name: w.expect.sure }).selectOption({ label: w.expect.sureness.guess })
    await walk.step('after')
    await page.getByText(h.after).click()
    await expect(orange).toContainText(`${h.said_before} ${walk.say(choice.title)} (${w.expect.sureness.guess})`)
    await orange.getByRole('combobox', { name: h.most }).selectOption({ label: h.else })
    await orange.getByRole('textbox', { name: h.what_else }).fill('buren')
    await walk.barriers('before and after')
    await expect.poll(async () => (await table.session()).helps?.after.orange?.else).toBe('buren')

    const panel = await walk.open('keep')
    await panel.getByRole('button', { name: w.link.copy }).click()
    const link = await panel.locator('input[readonly]').inputValue()
    expect(link).toContain(`${table.address}#s=`)
    await walk.close()
    await walk.step('begin')
    await walk.box(w.begin.ambition).fill('Iets anders')
    await expect.poll(async () => (await table.session()).ambition).toBe('Iets anders')
    const other = await context.newPage()
    await page.close()
    await other.goto(link)
    await other.getByRole('button', { name: w.link.yes }).click()
    await expect.poll(async () => (await table.session()).ambition).toBe('Één straat')
    expect((await table.session()).helps.after.orange!.else).toBe('buren')
  })

  test('a card for each choice is printed, and nothing else', async ({ walk, page, table }) => {
    const { w } = walk, choices = (await table.contents()).choices
    await walk.step('agenda')
    await walk.button(w.cards.title).click()
    await expect(page.getByRole('dialog', { name: w.cards.title })).toBeVisible()
    await walk.barriers('cards')
    const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), 'two choices: a side of fronts and one of backs').toHaveLength(2)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('main')).toBeHidden()
    for (const choice of choices) await expect(page.locator('.cards-to-print')).toContainText(walk.say(choice.question))
    for (const known of choices.flatMap((one) => one.known)) await expect(page.locator('.cards-to-print')).toContainText(walk.say(known.text))
  })

  test('a resident looks back, and a page to look back with holds the family also after a reload', async ({ walk, page, table }) => {
    const { w } = walk
    await walk.played()
    await walk.step('family')
    await walk.button(w.family.lot).click()
    const { id } = (await table.session()).rounds[0].plays[0]
    const family = await table.family(id, 1, language)
    expect(family.voice.length).toBeGreaterThan(3)
    const voice = page.getByRole('figure', { name: filled(w.family.voice, { year: 2034 }) })
    for (const line of family.voice) await expect(voice).toContainText(line)
    await walk.barriers('voice')
    await expect.poll(async () => (await table.session()).rounds[0].plays[0].followed).toEqual([`1_${language}`])
    await page.reload()
    await expect(walk.heading(w.family.title)).toBeVisible()
    const panel = await walk.open('keep')
    const again = panel.getByRole('button', { name: w.panels.to_replay })
    await expect(again).toBeEnabled()
    const [download] = await Promise.all([page.waitForEvent('download'), again.click()])
    expect(readFileSync(await download.path(), 'utf8')).toContain(family.voice[0].slice(0, 30))
  })

  test('all figures of a play are one table, with the scenario beside it', async ({ walk, page, table }) => {
    await walk.played()
    const panel = await walk.open('keep')
    const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: `${walk.w.panels.table}:` }).click()])
    const rows = readFileSync(await download.path(), 'utf8').trimEnd().split('\n')
    const contents = await table.contents(), head = await table.play((await table.session()).rounds[0].plays[0].request)
    expect(rows[0]).toBe('run,years_since_first_change,where,cell,measure,unit,without,difference,status')
    expect(rows).toHaveLength(1 + futures * head.measures.filter((name) => contents.measures.some((one) => one.name === name)).length * head.horizons.length * head.cells.length)
    await expect(panel.getByRole('link', { name: `${walk.w.panels.scenario}:` })).toHaveAttribute('href', `/api/play/${head.id}/scenario.yaml`)
  })
})

test.describe('with rehearsals', () => {
  test.use({ rehearsals: 60 })
  test('the estimate that was learned follows a press within a tenth of a second', async ({ walk, page, table }) => {
    test.setTimeout(600_000)
    const { w } = walk
    await walk.played()
    await walk.step('look')
    await expect(page.getByText(w.estimate.lead)).toBeVisible({ timeout: 400_000 })
    const bar = await walk.bar('close_library', 2)
    for (let i = 0; i < 12; i++) {
      await bar.click()
      await expect.poll(() => page.evaluate(() => performance.getEntriesByName('estimate').length)).toBe(i + 1)
    }
    const times = await page.evaluate(() => performance.getEntriesByName('estimate').map((one) => one.duration))
    console.log(`from a press to the painted picture: ${times.map((one) => Math.round(one)).sort((a, b) => a - b).join(', ')} ms`)
    await expect(page.locator('.estimate .verdict')).toHaveCount(0)
    await walk.barriers('a learned estimate')
    expect((await table.session()).rounds).toHaveLength(1)
  })
})
