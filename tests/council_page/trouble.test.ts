// Two screens on one session, and a program that falls over: the page says so, and nothing that was stored is lost.
import { expect, languages, test } from './fixtures.ts'
import { futures } from './table.ts'
import { filled, seated, Walk } from './walk.ts'

for (const language of languages) test.describe(`in ${language}`, () => {
  test.use({ language })

  test.describe('two screens', () => {
    test.use({ mayBeSaid: [/status of 409 .*\/api\/session$/] })

    test('the second one hears of the first, and settles it either way', async ({ walk, page, table }) => {
      const { w } = walk, other = new Walk(await page.context().newPage(), table, language)
      const ambition = async () => (await table.session()).ambition
      await other.page.goto(table.address)
      await expect(other.box(w.begin.ambition)).toHaveValue('')

      await walk.box(w.begin.ambition).fill('van het ene scherm')
      await expect.poll(ambition).toBe('van het ene scherm')
      await other.box(w.begin.ambition).fill('van het andere scherm')
      await expect(other.page.getByRole('alert')).toContainText(w.outrun)
      await other.barriers('a conflict')
      expect(await ambition(), 'nothing is overwritten unasked').toBe('van het ene scherm')
      await other.button(w.outrun_theirs).click()
      await expect(other.page.getByRole('alert')).toHaveCount(0)
      await expect(other.box(w.begin.ambition)).toHaveValue('van het ene scherm')

      await other.box(w.begin.ambition).fill('nog eens het andere')
      await expect.poll(ambition).toBe('nog eens het andere')
      await walk.box(w.begin.ambition).fill('toch het ene')
      await expect(page.getByRole('alert')).toContainText(w.outrun)
      await walk.button(w.outrun_mine).click()
      await expect.poll(ambition).toBe('toch het ene')
      await expect(page.getByRole('alert')).toHaveCount(0)
      await walk.box(w.begin.ambition).fill('en verder')
      await expect.poll(ambition).toBe('en verder')
    })
  })

  test.describe('the program falls over', () => {
    test.use({ mayBeSaid: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|status of 404/] })

    test('while something is written: it is said, and stored once the program is back', async ({ walk, page, table }) => {
      const { w } = walk
      await walk.begin('voor de storing')
      await expect.poll(async () => (await table.session()).perspective?.purple).toBe('attitude')
      await table.kill()
      await walk.box(w.begin.ambition).fill('tijdens de storing')
      await expect(page.getByRole('alert')).toContainText(w.not_stored.split('{why}')[0])
      await table.start()
      expect((await table.session()).ambition, 'what was stored is there').toBe('voor de storing')
      await expect.poll(async () => (await table.session()).ambition).toBe('tijdens de storing')
      await expect(page.getByRole('alert')).toHaveCount(0)
    })

    if (language === 'nl') test('while the years run: they run on once the program is back', async ({ walk, page, table }) => {
      const { w } = walk
      await walk.begin('De jaren lopen.')
      await walk.step('agenda')
      await walk.set('cafe', 2)
      await walk.step('expect')
      for (const colour of seated) await walk.expect(colour)
      await walk.step('reveal')
      await walk.button(w.reveal.start).click()
      await expect(walk.sliders()).toHaveCount(1, { timeout: 60_000 })
      await expect.poll(async () => (await table.session()).rounds?.[0].plays).toHaveLength(1)
      await table.kill()
      await table.start()
      const again = walk.button(w.reveal.again), complete = page.getByText(filled(w.reveal.complete, { all: futures }))
      await expect(again.or(complete)).toBeVisible({ timeout: 60_000 })
      if (await again.isVisible()) await again.click()
      await expect(complete).toBeVisible({ timeout: 90_000 })
      await expect(page.getByRole('alert')).toHaveCount(0)
      await expect(walk.row(w.figure.after_one).locator('circle.dot')).toHaveCount(futures)
      const session = await table.session()
      expect(session.rounds[0].stored).toEqual(seated)
      expect(session.rounds[0].plays).toHaveLength(1)
    })
  })
})
