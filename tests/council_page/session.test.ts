// A whole session at the real table, in each language: from the ambition to the page that looks back.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, languages, test } from './fixtures.ts'
import { futures, newTown, Table, weefsel } from './table.ts'
import { expected, filled, seated, steps, Walk } from './walk.ts'

const ambition = { nl: 'Elk kind kent volwassenen die meeleven.', en: 'Every child knows adults who care.' }

for (const language of languages) test.describe(`in ${language}`, () => {
  test.use({ language })

  test('a whole session', async ({ walk, page, table, browser }, info) => {
    const { w } = walk, contents = await table.contents(), measure = contents.measures.find((one) => one.name === 'someone_to_fall_back_on')!
    const stored = async () => (await table.session()).rounds[0]

    await test.step('begin', async () => {
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await walk.begin(ambition[language])
      const sky = walk.button(w.colours.sky)
      await sky.click()
      await expect(sky).toHaveAttribute('aria-pressed', 'true')
      await sky.click()
      await expect(sky).toHaveAttribute('aria-pressed', 'false')
    })

    await test.step('the map: a place is added in two clicks', async () => {
      await walk.step('map')
      await page.getByLabel(w.map.neighbourhood).selectOption({ label: walk.say(contents.town.areas[0].name) })
      await walk.box(w.map.recognised).fill('Bijna.')
      const kind = contents.place_kinds.find((one) => one.id === 'playground')!
      await walk.button(walk.say(kind.words)).click()
      await page.getByRole('application').click()
      await expect(walk.box(w.map.name)).toHaveValue(filled(w.map.new_name, { kind: walk.say(kind.words) }))
      await walk.box(w.map.name).fill('De stoep')
      await expect(page.getByRole('button', { name: `${w.map.remove}: De stoep` })).toBeVisible()
    })

    await test.step('the reveal is locked', async () => {
      await walk.step('reveal')
      await expect(walk.heading(w.reveal.locked)).toBeVisible()
      await expect(page.getByText(w.reveal.locked_empty)).toBeVisible()
      await expect(walk.button(w.reveal.start)).toHaveCount(0)
      await walk.barriers('locked')
    })

    await test.step('the agenda, within the budget', async () => {
      await walk.step('agenda')
      await expect(walk.heading(`${w.agenda.neighbourhood} ${walk.say(contents.town.areas[0].name)}`)).toBeVisible()
      await walk.set('cafe', 1, 2)
      await page.getByRole('spinbutton', { name: w.agenda.budget }).fill('20000')
      await expect(page.getByRole('alert')).toHaveText(filled(w.agenda.over_budget, { terms: '1, 2' }))
      await walk.barriers('over the budget')
      await walk.step('reveal')
      await expect(page.getByText(w.reveal.locked_budget)).toBeVisible()
      await walk.step('agenda')
      await page.getByRole('spinbutton', { name: w.agenda.budget }).fill('40000')
      await expect(page.getByRole('alert')).toHaveCount(0)
      await walk.step('reveal')
      await expect(walk.heading(w.reveal.locked)).toBeVisible()
      await expect(page.getByText(w.reveal.locked_budget)).toHaveCount(0)
    })

    await test.step('each colour stores what it expects, and it is hidden', async () => {
      await walk.step('expect')
      await walk.button(`${w.expect.fill}: ${w.colours.orange}`).click()
      await walk.button(w.expect.store).click()
      await expect(page.getByText(w.expect.not_whole)).toBeVisible()
      await walk.barriers('asking')
      await walk.step('reveal')
      await walk.step('expect')
      for (const [i, colour] of seated.entries()) {
        await walk.expect(colour)
        await expect(page.getByText(i < 3 ? filled(w.expect.count, { done: i + 1, all: 4 }) : w.expect.all_done)).toBeVisible()
        await expect(page.getByRole('radio')).toHaveCount(0)
        for (const hidden of [w.expect.ways[expected[colour as 'blue'].way], w.expect.sureness[expected[colour as 'blue'].sure]])
          await expect(walk.main().getByText(hidden, { exact: true })).toHaveCount(0)
        if (i < 3) {
          await expect.poll(async () => (await stored())?.stored).toHaveLength(i + 1)
        }
      }
    })

    await test.step('the futures come one by one', async () => {
      await walk.step('reveal')
      await walk.button(w.reveal.start).click()
      await expect(page.getByRole('progressbar', { name: w.reveal.progress_label })).toBeVisible()
      await expect(page.getByText(w.reveal.awaiting)).toBeVisible()
      const ready = page.getByText(new RegExp(`^(${[...Array(futures).keys()].slice(1).map((done) => filled(w.reveal.progress, { done, all: futures })).join('|')})$`))
      await expect(ready).toBeVisible({ timeout: 60_000 })
      await expect(walk.sliders()).toHaveCount(1)
      await expect(page.getByText(filled(w.reveal.complete, { all: futures }))).toBeVisible({ timeout: 120_000 })
    })

    const play = (await stored()).plays[0], findings = await table.findings(play.id)
    const after = (years: number) => years === 1 ? w.figure.after_one : filled(w.figure.after_cap, { years })

    await test.step('one moment after the other is unveiled, with the verdict of the findings', async () => {
      for (const [i, horizon] of [1, 4, 8].entries()) {
        await expect(walk.sliders()).toHaveCount(i + 1)
        const row = walk.row(after(horizon))
        await expect(row.locator('circle.dot')).toHaveCount(futures)
        await expect(row.locator('path.zero'), 'the twin is always drawn').toHaveCSS('stroke', 'rgb(143, 122, 88)')
        await expect(row).toContainText(walk.sentence(findings, measure.name, horizon))
        if (horizon !== 8) await walk.button(filled(w.reveal.unveil, { years: [4, 8][i] })).click()
      }
      await expect(page.getByText(w.reveal.all_seen)).toBeVisible()
      await expect(page.getByRole('img', { name: filled(w.figure.course_label, { measure: walk.say(measure.title), years: 8 }) })).toBeVisible()
    })

    await test.step('one future is followed through all rows, and Escape lets go', async () => {
      await walk.sliders().first().focus()
      await page.keyboard.press('ArrowRight')
      await expect(page.locator('circle.marked')).toHaveCount(3)
      await expect(page.locator('path.marked')).toHaveCount(2)
      await expect(walk.button(w.figure.let_go)).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.locator('circle.marked')).toHaveCount(0)
      await walk.barriers('unveiled')
    })

    await test.step('after the reveal nothing that was expected changes', async () => {
      await walk.step('expect')
      await expect(page.getByText(w.expect.closed)).toBeVisible()
      await expect(walk.button(new RegExp(`^${w.expect.change}: `))).toHaveCount(0)
      await walk.step('agenda')
      await expect(await walk.bar('cafe', 1)).toBeDisabled()
    })

    await test.step('look: subjects and groups', async () => {
      await walk.step('look')
      for (const [name, title] of Object.entries(w.look.sections).filter(([name]) => contents.measures.some((one) => one.section === name))) {
        await walk.toSection(title).click()
        const first = contents.measures.find((one) => one.section === name && one.headline) ?? contents.measures.find((one) => one.section === name)!
        await expect(walk.heading(walk.say(first.title))).toBeVisible()
        await expect(page.locator('.dots .row:not(.head, .axis)')).toHaveCount(3)
        for (const horizon of [1, 4, 8]) await expect(walk.row(after(horizon))).toContainText(walk.sentence(findings, first.name, horizon))
        if (name === 'reach') await expect(walk.heading(w.look.not_reached)).toBeVisible()
        if (name === 'demand') await expect(page.getByText(w.look.demand_note)).toBeVisible()
        await expect(walk.heading(w.look.sure)).toBeVisible()
      }
      await walk.toSection(w.look.sections.relations).click()
      await walk.group(w.look.where).getByText(w.look.group, { exact: true }).click()
      for (const group of contents.groups) {
        const row = walk.row(walk.say(group.words))
        await expect(row.locator('.zero, .twin'), group.id).toBeAttached()
        if (findings.lines.some((one) => one.cell === group.id && one.measure === measure.name && one.horizon === 8)) await expect(row).toContainText(walk.sentence(findings, measure.name, 8, group.id))
      }
      await walk.group(w.look.where).getByText(w.look.town, { exact: true }).click()
    })

    await test.step('one assumption is changed, and the years are played again', async () => {
      const one = contents.assumptions.find((each) => each.name === 'ties.half_life')!
      await page.getByLabel(w.look.which).selectOption({ label: `${one.grade}: ${walk.say(one.words)}` })
      await page.getByRole('slider', { name: /^(Nu|Now): / }).fill(String(one.high))
      await expect(walk.button(w.look.play_again)).toBeDisabled()
      for (const colour of seated) await walk.button(filled(w.look.turning_of, { colour: w.colours[colour], what: w.look.turnings.turns })).click()
      await walk.barriers('turning')
      await walk.button(w.look.play_again).click()
      await expect(walk.group(w.look.which_play).getByRole('radio')).toHaveCount(2)
      await expect(page.getByText(filled(w.reveal.complete, { all: futures }))).toBeVisible({ timeout: 120_000 })
      await expect(walk.heading(w.look.compare)).toBeVisible()
      const again = (await stored()).plays[1]
      expect(again.request.assumptions).toEqual({ 'ties.half_life': one.high })
      await expect(walk.row(after(8))).toContainText(walk.sentence(await table.findings(again.id), measure.name, 8))
      await walk.group(w.look.which_play).getByText(w.look.first_play, { exact: true }).click()
      await expect(walk.row(after(8))).toContainText(walk.sentence(findings, measure.name, 8))
    })

    await test.step('what was played is a scenario', async () => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: w.look.scenario }).click()])
      const text = readFileSync(await download.path(), 'utf8')
      expect(text).toBe(await table.text(`api/play/${play.id}/scenario.yaml`))
      expect(text).toContain('De stoep')
      expect(text).toBe(table.read('session/plays', play.id, 'with.yaml'))
      expect(weefsel(table.folder, 'check', `session/plays/${play.id}/with.yaml`)).toContain('well')
    })

    const honesty = { nl: 'Dit gezin bestaat niet.', en: 'This family does not exist.' }[language]
    await test.step('a family by lot, and one for whom nothing changed', async () => {
      await walk.step('family')
      for (const who of [w.family.lot, w.family.unchanged]) {
        await walk.button(who).click()
        await expect(walk.button(who)).toHaveAttribute('aria-pressed', 'true')
        await expect(page.getByText(w.family.busy)).toHaveCount(0, { timeout: 60_000 })
        await expect(page.getByText(honesty)).toBeVisible()
        await expect(page.getByRole('region', { name: w.family.title }).getByRole('table')).toBeVisible()
        const family = await table.family(play.id, who === w.family.lot ? 1 : 'unchanged', language)
        await expect(page.getByRole('combobox', { name: w.family.choose_year }).getByRole('option')).toHaveText(family.years.map((one) => String(one.year)))
        await expect(walk.main()).toContainText(family.parting)
      }
    })

    await test.step('afterwards: expectations beside outcomes, four questions, residents', async () => {
      await walk.step('after')
      const beside = page.getByRole('region', { name: `${w.after.beside} 1` })
      for (const colour of seated) {
        const one = expected[colour as 'blue'], row = beside.getByRole('row').filter({ has: page.getByRole('rowheader', { name: w.colours[colour], exact: true }) })
        await expect(row).toContainText(w.expect.ways[one.way])
        await expect(row).toContainText(w.expect.sureness[one.sure])
        await expect(row).toContainText(walk.sentence(findings, measure.name, one.when === '1' ? 1 : one.when === '4' ? 4 : 8))
      }
      await walk.box(w.after.table_knows).fill('De buurtapp staat er niet op.')
      for (const [i, one] of (['recognise', 'explain', 'find', 'change'] as const).entries()) await walk.box(`${i + 1} ${w.after[one]}`).fill(`${one}!`)
      for (const number of [1, 2, 3]) await walk.box(filled(w.after.question, { number })).fill(`${number}?`)
      await walk.box(w.after.alone).fill('De moestuin')
      await walk.button(`${w.colours.purple}: ${w.after.nows.less_sure}`).click()
    })

    const file = info.outputPath('session.json')
    await test.step('everything is stored, and in a file', async () => {
      await expect.poll(async () => (await table.session()).afterwards.now.purple).toBe('less_sure')
      const dialog = await walk.open('keep')
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: w.panels.to_file }).click()])
      await download.saveAs(file)
      const inFile = JSON.parse(readFileSync(file, 'utf8')), inProgram = await table.session()
      expect({ ...inFile, revision: 0 }).toEqual({ ...inProgram, revision: 0 })
      expect(inFile.ambition).toBe(ambition[language])
      expect(inFile.added[0].name).toBe('De stoep')
      expect(inFile.rounds[0].stored).toEqual(seated)
      expect(inFile.afterwards.residents.map((one: { question: string }) => one.question)).toEqual(['1?', '2?', '3?'])
      await walk.close()
    })

    const figures = async (at: Walk) => {
      await at.step('reveal')
      await expect(at.sliders()).toHaveCount(3)
      return await at.figures()
    }
    const shown = await figures(walk)

    await test.step('nothing is lost on reload', async () => {
      const before = await table.session()
      await page.reload()
      await expect(page.getByText(filled(w.reveal.complete, { all: futures }))).toBeVisible()
      expect(await figures(walk)).toEqual(shown)
      await walk.step('begin')
      await expect(walk.box(w.begin.ambition)).toHaveValue(ambition[language])
      await walk.step('after')
      await expect(walk.box(w.after.table_knows)).toHaveValue('De buurtapp staat er niet op.')
      await walk.step('reveal')
      await expect.poll(async () => ({ ...await table.session(), revision: 0 })).toEqual({ ...before, step: 'reveal', revision: 0 })
    })

    await test.step('the saved file opens in a fresh session', async () => {
      const other = await Table.at(newTown(process.env.WEEFSEL_PREPARED), language)
      try {
        const fresh = new Walk(await page.context().newPage(), other, language)
        await fresh.page.goto(other.address)
        await expect(fresh.box(w.begin.ambition)).toHaveValue('')
        const dialog = await fresh.open('keep')
        await dialog.getByLabel(w.panels.from_file).setInputFiles({ name: 'none.json', mimeType: 'application/json', buffer: Buffer.from('{"format": 1}') })
        await expect(dialog.getByRole('status')).toHaveText(w.panels.no_session)
        await dialog.getByLabel(w.panels.from_file).setInputFiles(file)
        await expect(dialog.getByRole('status')).toHaveText(w.panels.opened)
        await fresh.close()
        await fresh.step('begin')
        await expect(fresh.box(w.begin.ambition)).toHaveValue(ambition[language])
        await expect.poll(async () => (await other.session()).afterwards?.alone).toBe('De moestuin')
        await fresh.page.close()
      } finally {
        await other.end()
      }
    })

    await test.step('one page to look back with, made by the page and by the program', async () => {
      await walk.step('family') // since the reload the page has no family: it has those in its file that were followed after that
      await walk.button(w.family.lot).click()
      await expect(page.getByText(honesty)).toBeVisible({ timeout: 60_000 })
      const dialog = await walk.open('keep')
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: w.panels.to_replay }).click()])
      const byPage = info.outputPath('page.html')
      await download.saveAs(byPage)
      await walk.close()
      const asked: string[] = []
      for (const replay of [byPage, table.export()]) {
        const back = new Walk(await page.context().newPage(), null, language)
        back.page.on('request', (request) => asked.push(request.url()))
        await back.page.goto(pathToFileURL(replay).href)
        await expect(back.page.getByText(w.looking)).toBeVisible()
        expect(await figures(back)).toEqual(shown)
        await back.step('begin')
        await expect(back.box(w.begin.ambition)).toHaveValue(ambition[language])
        await expect(back.box(w.begin.ambition)).toBeDisabled()
        for (const step of steps) {
          await back.step(step)
          if (replay !== byPage) await back.barriers(`looking back, ${step}`)
        }
        await back.step('family')
        await back.button(w.family.lot).click()
        await expect(back.page.getByText(honesty)).toBeVisible()
        await back.page.close()
      }
      expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')), 'it needs no network').toEqual([])
      expect(asked).toHaveLength(2)
    })
  })
})
