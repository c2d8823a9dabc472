// Pictures of each step, to look at: WEEFSEL_SHOTS=FOLDER npx playwright test shots
import { join } from 'node:path'
import { expect, languages, test } from './fixtures.ts'
import { panels, steps } from './walk.ts'

const folder = process.env.WEEFSEL_SHOTS
const sizes = [
  { name: '1280', width: 1280, height: 800, large: false },
  { name: '360', width: 360, height: 740, large: false },
  { name: 'projector', width: 1920, height: 1080, large: true },
]

for (const language of languages) test.describe(`in ${language}`, () => {
  test.use({ language })
  test.skip(!folder, 'WEEFSEL_SHOTS is not set')

  test('pictures', async ({ walk, page }) => {
    const { w } = walk
    const shot = async (name: string, whole = true) => await page.screenshot({ path: join(folder!, `${language}-${name}.png`), fullPage: whole })
    await walk.step('reveal')
    await shot('locked')
    await walk.step('expect')
    await walk.button(`${w.expect.fill}: ${w.colours.orange}`).click()
    await shot('asking')
    await walk.step('begin')
    await walk.played()
    for (const size of sizes) {
      await page.setViewportSize(size)
      const larger = walk.button(w.larger)
      if (size.large !== (await larger.getAttribute('aria-pressed') === 'true')) await larger.click()
      for (const [i, step] of steps.entries()) {
        await walk.step(step)
        if (step === 'map') await page.getByLabel(w.map.neighbourhood).selectOption({ index: 1 })
        if (step === 'family') {
          await walk.button(w.family.lot).click()
          await expect(page.getByRole('region', { name: w.family.title })).toBeVisible({ timeout: 60_000 })
        }
        await shot(`${size.name}-${i + 1}-${step}`)
        if (step === 'look') {
          await walk.group(w.look.where).getByText(w.look.group, { exact: true }).click()
          await shot(`${size.name}-6-look-groups`)
          await walk.toSection(w.look.sections.reach).click()
          await shot(`${size.name}-6-look-reach`)
        }
      }
      for (const panel of panels) {
        await walk.open(panel)
        await shot(`${size.name}-panel-${panel}`, false)
        await walk.close()
      }
    }
  })
})
