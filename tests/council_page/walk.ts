// One page at the table, in one language: finds things as people do, by what they are and what they are called.
import { expect, type Locator, type Page } from '@playwright/test'
import type { Findings, Language, Text } from '../../sim/council/page/src/contract.ts'
import { filled } from '../../sim/council/page/src/numbers.ts'
import { colours, steps, type Colour, type Step } from '../../sim/council/page/src/session.ts'
import { words } from '../../sim/council/page/src/words/words.ts'
import { join } from 'node:path'
import { futures, root, Table } from './table.ts'

export { filled, steps, words, type Colour, type Step }
export const seated = colours.slice(0, 4)
export const panels = ['not_told', 'assumptions', 'keep'] as const

/** What a colour expects, as the page words it. */
export const expected = {
  orange: { way: 'higher', size: 'small', when: '1', whom: 1, sure: 'sure' },
  blue: { way: 'same', size: null, when: '4', whom: 1, sure: 'somewhat' },
  yellow: { way: 'lower', size: 'noticed', when: 'never', whom: 2, sure: 'guess' },
  purple: { way: 'unknown', size: null, when: 'unknown', whom: 3, sure: 'guess' },
} as const

const banned: Record<Language, RegExp> = {
  nl: /\bkans(en)?\b|\bzal\b|\bzullen\b|effect bewezen|besparing|rendement|risicogezin|probleemwijk|achterstandswijk|laagopgeleid|eenzaam|\bscore|winnaar|\bexact|(?<!geen )voorspelling/gi,
  en: /\bchance|\bwill\b|proven effect|savings|(?<!not a )forecast|deprived|lonely|\bscore|winner/gi,
}

export class Walk {
  constructor(readonly page: Page, readonly table: Table | null, public language: Language) {}

  get w() { return words[this.language] }
  say(text: Text) { return text[this.language] }

  button(name: string | RegExp) { return this.page.getByRole('button', { name, exact: true }) }
  heading(name: string) { return this.page.getByRole('heading', { name, exact: true }) }
  box(name: string) { return this.page.getByRole('textbox', { name, exact: true }) }
  main() { return this.page.getByRole('main') }
  group(name: string) { return this.page.getByRole('group', { name, exact: true }) }
  toStep(step: Step) { return this.page.getByRole('navigation', { name: this.w.session, exact: true }).getByRole('button', { name: this.w.steps[step], exact: true }) }
  toSection(name: string) { return this.page.getByRole('navigation', { name: this.w.look.section, exact: true }).getByRole('button', { name, exact: true }) }
  sliders() { return this.main().getByRole('slider', { name: new RegExp(this.w.figure.dots_label.split('{measure}')[1].split('{row}')[0]) }) }

  async step(step: Step) {
    await this.toStep(step).click()
    await expect(this.toStep(step)).toHaveAttribute('aria-current', 'step')
    await expect(this.page.getByRole('heading', { level: 1, name: this.w[step].title })).toBeVisible()
  }

  /** One of a group of answers. */
  async answer(question: string, answer: string) {
    const group = this.group(question)
    await group.getByText(answer, { exact: true }).click()
    await expect(group.getByRole('radio', { name: answer, exact: true })).toBeChecked()
  }

  async choices() { return (await this.table!.contents()).choices }

  async begin(ambition: string) {
    const b = this.w.begin
    await this.box(b.ambition).fill(ambition)
    for (const [i, what] of (['ideal', 'instrument', 'facilities', 'attitude'] as const).entries()) {
      const token = this.button(filled(b.chooses, { colour: this.w.colours[seated[i]], what: b.perspectives[what][0] }))
      await token.click()
      await expect(token).toHaveAttribute('aria-pressed', 'true')
    }
  }

  /** The button of a choice in a term, on the agenda. */
  async bar(id: string, term: number) {
    const choice = (await this.choices()).find((one) => one.id === id)!
    return this.button(filled(this.w.agenda.set, { choice: this.say(choice.title), number: term }))
  }

  async set(id: string, ...terms: number[]) {
    for (const term of terms) {
      await (await this.bar(id, term)).click()
      await expect(await this.bar(id, term)).toHaveAttribute('aria-pressed', 'true')
    }
  }

  async about() {
    const session = await this.table!.session(), contents = await this.table!.contents()
    return contents.measures.find((one) => one.name === (session.rounds?.[session.round].about ?? 'someone_to_fall_back_on'))!
  }

  async expect(colour: Colour) {
    const e = this.w.expect, one = expected[colour as keyof typeof expected], measure = await this.about()
    await this.button(`${e.fill}: ${this.w.colours[colour]}`).click()
    await expect(this.heading(filled(e.turn, { colour: this.w.colours[colour] }))).toBeVisible()
    await this.answer(filled(e.way, { measure: this.say(measure.title) }), e.ways[one.way])
    if (one.size) await this.answer(e.size, e.sizes[one.size])
    await this.answer(one.size ? e.when : e.when_same, e.moments[one.when])
    await this.page.getByRole('combobox', { name: e.whom }).selectOption({ index: one.whom })
    await this.answer(e.sure, e.sureness[one.sure])
    await this.button(e.store).click()
    await expect(this.main().getByRole('listitem').filter({ hasText: this.w.colours[colour] }).filter({ hasText: `✓ ${e.is_stored}` })).toBeVisible()
  }

  async unveilAll() {
    const unveil = this.button(new RegExp(`^${this.w.reveal.unveil.split('{years}')[0]}`))
    while (await unveil.count()) await unveil.click()
    await expect(this.page.getByText(this.w.reveal.all_seen)).toBeVisible()
  }

  /** A session with what ./prepare.ts played, up to the last year. */
  async played() {
    await this.begin('Elk kind kent volwassenen die meeleven.')
    await this.step('agenda')
    await this.set('cafe', 1, 2)
    await this.set('close_library', 1)
    await this.step('expect')
    for (const colour of seated) await this.expect(colour)
    await this.step('reveal')
    await this.button(this.w.reveal.start).click()
    await expect(this.page.getByText(filled(this.w.reveal.complete, { all: futures }))).toBeVisible({ timeout: 60_000 })
    await this.unveilAll()
  }

  /** Of the figures that are shown: per row what it says of each future, and the verdict. */
  async figures() {
    return await this.page.locator('.dots').evaluateAll((all) => all.map((one) => ({
      rows: [...one.querySelectorAll('.row:not(.head, .axis)')].map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim()),
      numbers: [...one.querySelectorAll('details tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent)),
    })))
  }

  /** The row of a figure at a moment, by its slider. */
  row(label: string): Locator {
    return this.page.locator('.dots .row').filter({ has: this.page.getByText(label, { exact: true }) })
  }

  sentence(findings: Findings, measure: string, horizon: number, cell = 'all') {
    const line = findings.lines.find((one) => one.measure === measure && one.horizon === horizon && one.cell === cell)
    if (!line) throw new Error(`nothing is found of ${measure}, ${cell}, after ${horizon} years`)
    return this.say(line.verdict.sentence)
  }

  async open(panel: (typeof panels)[number]) {
    await this.button(this.w[panel]).first().click()
    const dialog = this.page.getByRole('dialog', { name: this.w[panel] })
    await expect(dialog).toBeVisible()
    return dialog
  }

  async close() {
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('dialog')).toHaveCount(0)
  }

  /** Everything that is folded is open; what axe-core finds. */
  async barriers(where: string) {
    await this.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
    if (!await this.page.evaluate(() => 'axe' in window)) await this.page.addScriptTag({ path: join(root, 'tests/python/analysis/axe-core/axe.min.js') })
    const found = await this.page.evaluate(async () => {
      const { violations } = await (window as any).axe.run({ resultTypes: ['violations'] })
      return violations.map((one: any) => [one.id, one.nodes.length, ...one.nodes.slice(0, 3).map((node: any) => `${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 240)}`)])
    })
    expect.soft(found, `axe-core, ${where}`).toEqual([])
    await this.looks(where)
    await this.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = false)))
  }

  async looks(where: string) {
    await this.sticksOut(where)
    await this.harm(where)
  }

  async sticksOut(where: string) {
    const width = this.page.viewportSize()!.width
    const out = await this.page.evaluate((width) => document.documentElement.scrollWidth <= width ? [] : [`${document.documentElement.scrollWidth} of ${width}`,
      ...[...document.querySelectorAll('main *, header *, dialog *')].filter((one) => one.getBoundingClientRect().right > width + 1).slice(0, 4).map((one) => one.outerHTML.slice(0, 140))], width)
    expect.soft(out, `sticks out, ${where}`).toEqual([])
  }

  /** Words that do harm, in what we say ourselves: sources and what is known are quoted in English on both pages. */
  async harm(where: string) {
    const text = await this.page.evaluate(() => {
      const copy = document.querySelector('#page')!.cloneNode(true) as Element
      copy.querySelectorAll('main [lang=en], dialog [lang=en]').forEach((one) => one.remove())
      return copy.textContent ?? ''
    })
    expect.soft(text.length, where).toBeGreaterThan(200)
    expect.soft(text.match(banned[this.language]) ?? [], `words, ${where}`).toEqual([])
  }
}
