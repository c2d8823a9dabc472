// The keyboard alone: from the ambition to years that were played, with the focus to be seen wherever it is.
import type { Locator } from '@playwright/test'
import { expect, languages, test } from './fixtures.ts'
import { futures } from './table.ts'
import { filled, panels, seated, type Walk } from './walk.ts'

/** Goes with Tab to what is meant; whatever it passes shows that the keyboard is there. */
async function tabTo(walk: Walk, what: Locator, back = false) {
  await expect(what).toHaveCount(1)
  for (let stops = 0; stops < 150; stops++) {
    if (await what.evaluate((one) => one === document.activeElement)) return
    await walk.page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const unseen = await walk.page.evaluate(() => {
      const at = document.activeElement
      if (!at || at === document.body) return null
      const outlined = (one: Element | null) => !!one && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2
      const box = (at.closest('label.pick') ?? at).getBoundingClientRect()
      const onScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      return outlined(at) || outlined(at.closest('label.pick')) ? onScreen ? null : `off the screen: ${at.outerHTML.slice(0, 200)}` : at.outerHTML.slice(0, 200)
    })
    expect(unseen, 'the focus is seen').toBeNull()
  }
  throw new Error(`Tab does not come to ${what}`)
}

for (const language of languages) test.describe(`in ${language}`, () => {
  test.use({ language })

  test('a session by keyboard alone', async ({ walk, page }) => {
    const { w } = walk, { keyboard } = page
    const press = async (name: string | RegExp, key = 'Enter') => { await tabTo(walk, walk.button(name)); await keyboard.press(key) }
    const onward = async (step: 'map' | 'agenda' | 'expect' | 'reveal') => {
      await press(`${w.steps[step]} →`)
      await expect(page.getByRole('heading', { level: 1, name: w[step].title })).toBeVisible()
      await expect(walk.main(), 'the keyboard goes along into the step').toBeFocused()
    }

    await keyboard.press('Tab')
    await expect(page.getByRole('link', { name: w.skip })).toBeFocused()
    await keyboard.press('Enter')
    await tabTo(walk, walk.box(w.begin.ambition))
    await keyboard.type('Meer ogen op straat.')
    for (const [i, what] of (['ideal', 'instrument', 'facilities', 'attitude'] as const).entries())
      await press(filled(w.begin.chooses, { colour: w.colours[seated[i]], what: w.begin.perspectives[what][0] }), 'Space')

    await onward('map')
    const contents = await walk.table!.contents()
    await tabTo(walk, page.getByLabel(w.map.neighbourhood))
    await keyboard.press('ArrowDown')
    await expect(page.getByLabel(w.map.neighbourhood)).toHaveValue('hof')
    await press(walk.say(contents.place_kinds.find((one) => one.id === 'playground')!.words))
    await expect(page.getByRole('application')).toBeFocused()
    for (const key of ['ArrowRight', 'ArrowUp', 'Enter']) await keyboard.press(key)
    await expect(walk.box(w.map.name)).toBeFocused()
    await keyboard.type('De stoep')
    await expect(walk.box(w.map.name), 'its name is there to be changed').toHaveValue('De stoep')
    await press(`${w.map.remove}: De stoep`) // so that nothing has to be lived anew
    await expect(page.getByText(w.map.added_none)).toBeVisible()

    await onward('agenda')
    for (const [id, term] of [['cafe', 1], ['cafe', 2], ['close_library', 1]] as const) {
      await tabTo(walk, await walk.bar(id, term))
      await keyboard.press('Space')
      await expect(await walk.bar(id, term)).toHaveAttribute('aria-pressed', 'true')
      await tabTo(walk, page.getByRole('spinbutton', { name: w.agenda.budget }), true)
    }

    await onward('expect')
    const measure = await walk.about()
    for (const [i, colour] of seated.entries()) {
      await press(`${w.expect.fill}: ${w.colours[colour]}`)
      await expect(walk.heading(filled(w.expect.turn, { colour: w.colours[colour] }))).toBeFocused()
      const arrow = async (question: string, times: number, answer: string) => {
        const radios = walk.group(question).getByRole('radio')
        await tabTo(walk, radios.first())
        await keyboard.press('Space')
        for (let i = 0; i < times; i++) await keyboard.press('ArrowRight')
        await expect(walk.group(question).getByRole('radio', { name: answer, exact: true })).toBeChecked()
      }
      await arrow(filled(w.expect.way, { measure: walk.say(measure.title) }), 1, w.expect.ways.same)
      await arrow(w.expect.when_same, 1, w.expect.moments['4'])
      await tabTo(walk, page.getByRole('combobox', { name: w.expect.whom }))
      await keyboard.press('ArrowDown')
      await arrow(w.expect.sure, 2, w.expect.sureness.guess)
      await press(w.expect.store)
      if (i < 3) await expect(walk.button(`${w.expect.fill}: ${w.colours[seated[i + 1]]}`), 'the next colour is at hand').toBeFocused()
    }
    await expect(page.getByText(w.expect.all_done)).toBeVisible()

    await onward('reveal')
    await press(w.reveal.start)
    await expect(page.getByText(filled(w.reveal.complete, { all: futures }))).toBeVisible({ timeout: 60_000 })
    for (const years of [4, 8]) await press(filled(w.reveal.unveil, { years }))
    await expect(page.getByText(w.reveal.all_seen)).toBeVisible()
    await tabTo(walk, walk.sliders().nth(1), true)
    await keyboard.press('ArrowRight')
    await expect(page.locator('circle.marked')).toHaveCount(3)
    await keyboard.press('Escape')
    await expect(page.locator('circle.marked')).toHaveCount(0)
  })

  test('Escape closes each panel, and the keyboard is back where it was', async ({ walk, page }) => {
    for (const panel of panels) {
      const opens = walk.button(walk.w[panel])
      await tabTo(walk, opens)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog', { name: walk.w[panel] })).toBeVisible()
      for (let stops = 0; stops < 4; stops++) {
        await page.keyboard.press('Tab')
        expect(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest('dialog')), 'the keyboard stays within').toBe(true)
      }
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(opens).toBeFocused()
    }
  })
})
