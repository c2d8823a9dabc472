// A table of its own for each test and language, and a page of which nothing goes elsewhere and nothing goes wrong unsaid.
import { expect, test as base } from '@playwright/test'
import { readFileSync } from 'node:fs'
import type { Language } from '../../sim/council/page/src/contract.ts'
import { newTown, Table } from './table.ts'
import { Walk } from './walk.ts'

export const languages: Language[] = ['nl', 'en']

/** The quick estimate has seen too few agendas: the page says so itself. */
const tooFew = /status of 409 .*\/api\/estimate$/

interface Given {
  language: Language
  /** Agendas that the table plays to learn the quick estimate from. */
  rehearsals: number
  /** What the browser may say, besides nothing. */
  mayBeSaid: RegExp[]
  table: Table
  walk: Walk
}

export const test = base.extend<Given>({
  language: ['nl', { option: true }],
  rehearsals: [0, { option: true }],
  mayBeSaid: [[], { option: true }],

  table: async ({ language, rehearsals }, use) => {
    const table = await Table.at(newTown(process.env.WEEFSEL_PREPARED), language, rehearsals)
    await use(table)
    await table.end()
    expect(table.fell, 'the program goes on').toBeNull()
  },

  context: async ({ context, mayBeSaid }, use) => {
    const elsewhere: string[] = [], said: string[] = []
    context.on('request', (request) => { if (!/^(http:\/\/127\.0\.0\.1:\d+\/|data:|blob:|file:)/.test(request.url())) elsewhere.push(request.url()) })
    context.on('console', (message) => { if (['error', 'warning'].includes(message.type())) said.push(`${message.text()} ${message.location().url}`) })
    context.on('weberror', (error) => said.push(String(error.error())))
    const other = process.env.WEEFSEL_COUNCIL_PAGE
    if (other) await context.route(/^http:\/\/127\.0\.0\.1:\d+\/$/, async (route) => await route.fulfill({ response: await route.fetch(), body: readFileSync(other) }))
    await use(context)
    expect(elsewhere, 'nothing is asked of another machine').toEqual([])
    expect(said.filter((text) => ![...mayBeSaid, tooFew].some((one) => one.test(text))), 'the browser has nothing to say').toEqual([])
  },

  walk: async ({ page, table, language }, use) => {
    await page.goto(table.address)
    await page.locator('#step').waitFor() // what the program tells is on the page
    await use(new Walk(page, table, language))
  },
})

export { expect }
