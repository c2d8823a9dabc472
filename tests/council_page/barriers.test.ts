// No barriers that axe-core finds, nothing that sticks out and no words that do harm: each step and panel, each size, each language.
import { expect, languages, test } from './fixtures.ts'
import { panels, steps } from './walk.ts'

const sizes = [
  { name: '1280 px', width: 1280, height: 800, large: false },
  { name: '360 px', width: 360, height: 740, large: false },
  { name: 'the projector', width: 1920, height: 1080, large: true },
]

for (const language of languages) test.describe(`in ${language}`, () => {
  test.use({ language })

  test('no barriers on a page where nothing was said yet', async ({ walk }) => {
    for (const step of steps) {
      await walk.step(step)
      await walk.barriers(`${step}, empty`)
    }
  })

  test('no barriers on any step after a play, at any size', async ({ walk, page }) => {
    const { w } = walk
    await walk.played()
    for (const size of sizes) await test.step(size.name, async () => {
      await page.setViewportSize(size)
      const larger = walk.button(w.larger)
      if (size.large !== (await larger.getAttribute('aria-pressed') === 'true')) await larger.click()
      await expect(page.locator('html')).toContainClass(size.large ? 'large' : '')
      for (const step of steps) {
        await walk.step(step)
        if (step === 'family') {
          await walk.button(w.family.lot).click()
          await expect(page.getByRole('region', { name: w.family.title })).toBeVisible({ timeout: 60_000 })
        }
        await walk.barriers(`${step}, ${size.name}`)
        if (step === 'look' && !size.large) {
          await walk.group(w.look.where).getByText(w.look.group, { exact: true }).click()
          await walk.barriers(`groups, ${size.name}`)
          await walk.toSection(w.look.sections.reach).click()
          await walk.barriers(`whom we do not reach, ${size.name}`)
          await walk.toSection(w.look.sections.demand).click()
          await walk.barriers(`demand for help, ${size.name}`)
        }
      }
      for (const panel of panels) {
        await walk.open(panel)
        if (panel !== 'assumptions' || size.width === 1280) await walk.barriers(`${panel}, ${size.name}`) // hundreds of rows take axe-core long
        else await walk.looks(`${panel}, ${size.name}`)
        await walk.close()
      }
    })
  })
})
