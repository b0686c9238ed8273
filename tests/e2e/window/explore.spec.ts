import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { choose, dropJourney, expectUndo, openForm } from './forms.ts'
import { expect, test } from './served-window.ts'
import { writeShopEvents } from './shop-events.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 10, 1)

/** Forty people sign up, the even ones look half an hour later, the tens buy a day later: the shop's events with a city each. */
const ANSWERS = { looked: '20', bought: '4' }

async function importFile(page: Page, path: string): Promise<void> {
  await page.getByTestId('start-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-files').click()
  await (await chooser).setFiles(path)
  await page.getByTestId('import-start').click()
  await page.getByTestId('import-done').click()
}

async function exploreShop(page: Page, folder: string): Promise<void> {
  await importFile(page, writeShopEvents(folder))
  await page.getByTestId('rail-data').click()
  await page.getByTestId('tab-explore').click()
  await expect(page.getByTestId('explore-says')).toBeVisible()
}

const kind = (page: Page, label: string) => page.getByTestId('explore-kind').getByText(label, { exact: true }).click()
const stepEvents = (page: Page) => page.getByTestId('funnel-steps').locator('input[role="combobox"], input[data-testid^="step-event"]').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))

test('a funnel is there at once, and its steps are chosen, moved by keyboard and by drag, and taken out', async ({ window, folder }) => {
  await exploreShop(window, folder)
  await expect.poll(() => stepEvents(window)).toEqual(['signup', 'product_view', 'purchase'])
  await expect(window.getByTestId('explore-says')).toContainText('4 of 40 people (10.0 %) went all the way')
  await expect(window.getByTestId('funnel-table').getByRole('row', { name: /product_view/ })).toContainText(ANSWERS.looked)
  await expect(window.getByTestId('funnel-table').getByRole('row', { name: /product_view/ })).toContainText('30 min')

  // Who bought looked before: backwards nobody gets through.
  await window.getByTestId('step-handle-2').focus()
  await window.keyboard.press('ArrowRight')
  await expect.poll(() => stepEvents(window)).toEqual(['signup', 'purchase', 'product_view'])
  await expect(window.getByTestId('step-handle-3')).toBeFocused()
  await expect(window.getByTestId('explore-says')).toContainText('0 of 40 people')
  await window.getByTestId('step-handle-3').dragTo(window.getByTestId('step-event-2'))
  await expect.poll(() => stepEvents(window)).toEqual(['signup', 'product_view', 'purchase'])
  await window.getByTestId('step-remove-2').click()
  await expect.poll(() => stepEvents(window)).toEqual(['signup', 'purchase'])
  await expect(window.getByTestId('explore-says')).toContainText('4 of 40 people')

  // A day is exactly too short for what comes a day later.
  await window.getByTestId('funnel-window').fill('24h')
  await expect(window.getByTestId('explore-says')).toContainText('0 of 40 people')
  await window.getByTestId('funnel-window').fill('2d')
  await expect(window.getByTestId('explore-says')).toContainText('4 of 40 people')
  await choose(window, 'break-down', 'day of the start')
  await expect(window.getByTestId('funnel-groups').getByRole('row', { name: /1 Nov 2026/ })).toContainText('24')

  // What was asked is still there after a look elsewhere.
  await window.getByTestId('tab-events').click()
  await window.getByTestId('tab-explore').click()
  await expect.poll(() => stepEvents(window)).toEqual(['signup', 'purchase'])
  await expect(window.getByTestId('funnel-groups')).toBeVisible()

  // Nothing cost a hundred.
  await window.getByTestId('step-event-2-tests').click()
  await window.getByTestId('step-event-2-add-test').click()
  await choose(window, 'test-property', 'price')
  await expect(window.getByTestId('explore-says')).toContainText('4 of 40 people')
  await window.getByRole('dialog').getByRole('combobox', { name: 'Value', exact: true }).fill('100')
  await expect(window.getByTestId('explore-says')).toContainText('0 of 40 people')
})

test('how long it takes, what a timeout catches, who comes back, and what people did after, for everybody to read', async ({ window, folder }) => {
  await exploreShop(window, folder)
  await choose(window, 'break-down', 'day of the start')
  await expect(window.getByTestId('funnel-groups')).toBeVisible()
  await expectAccessible(window, 'funnel')
  await kind(window, 'Time to next')
  await expect(window.getByTestId('explore-says')).toContainText('20 of 40 starts (50.0 %) were followed by product_view')
  await expect(window.getByTestId('explore-says')).toContainText('20 starts were not followed before the data ended')
  await window.getByTestId('next-timeout').fill('20 min')
  await expect(window.getByTestId('timeouts').getByRole('row', { name: /^20 min/ })).toContainText('0.0 %')
  await expect(window.getByTestId('chart-mark')).toContainText('20 min: 0.0 %')
  await expect(window.getByTestId('timeouts').getByRole('row', { name: /^1 h/ })).toContainText('50.')
  await expectAccessible(window, 'time to next')

  await kind(window, 'Retention')
  await expect(window.getByTestId('cohorts').getByRole('row', { name: /Everybody/ })).toContainText('40')
  await choose(window, 'retention-start', /signup/)
  await choose(window, 'retention-returns', /purchase/)
  await expect(window.getByTestId('cohorts').getByRole('row', { name: /Everybody/ }).getByRole('cell').nth(1)).toHaveText(/1\d\.\d/)
  await expectAccessible(window, 'retention')

  await kind(window, 'What people did after')
  await expect(window.getByTestId('after-table').getByRole('row', { name: /product_view/ })).toContainText('%')
  await window.getByTestId('after-horizon').getByText('In 1 h', { exact: true }).click()
  await expect(window.getByTestId('explore-says')).toContainText('1 h of data after them')
  await expectAccessible(window, 'after')
  await window.getByTestId('copy-figures').click()
  await window.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await window.getByTestId('copy-csv').click()
  await expect.poll(() => window.evaluate(() => navigator.clipboard.readText())).toContain('event,within ms,starts,did it,share,usual share,lift')
})

test('the catalogue draws what happened when, tells sessions by any pause, and says what looks wrong', async ({ window, folder }) => {
  const path = join(folder, 'odd.csv')
  const rows = ['user_id,timestamp,event']
  for (let number = 0; number < 300; number++) rows.push(`u${number % 30},${new Date(START + number * HOUR).toISOString()},visit`)
  rows.push(...Array.from({ length: 60 }, () => `u1,${new Date(START + 5 * HOUR).toISOString()},visit`), `u2,1970-01-01T00:00:00Z,visit`)
  writeFileSync(path, `${rows.join('\n')}\n`)
  await importFile(window, path)
  await window.getByTestId('rail-data').click()
  await expect(window.getByTestId('rate-visit')).toBeVisible()
  await window.getByTestId('event-visit').getByRole('button').click()
  await expect(window.getByTestId('rates-visit')).toContainText('Events by')

  await window.getByTestId('tab-people').click()
  await expect(window.getByTestId('sessions-say')).toContainText('sessions of 30 people')
  const before = await window.getByTestId('sessions-say').textContent()
  await window.getByTestId('session-gap').fill('20 days')
  await expect(window.getByTestId('sessions-say')).not.toHaveText(before ?? '')
  await expect(window.getByTestId('sessions-say')).toContainText('31 sessions of 30 people')
  await expectAccessible(window, 'people')

  await window.getByTestId('tab-quality').click()
  await expect(window.getByTestId('quality')).toContainText('1970')
  await expect(window.getByTestId('quality').getByText('Warning').first()).toBeVisible()
  await expectAccessible(window, 'quality')
})

test('beside the time limit of a wait stands what each would catch, and another is taken with a click', async ({ window, folder }) => {
  await importFile(window, writeShopEvents(folder))
  await dropJourney(window, {
    format: 'journey', formatVersion: 1, id: 'late', name: 'Late lookers',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'look' }],
    steps: { look: { kind: 'waitFor', name: 'A look', branches: [{ id: 'looked', event: 'product_view', next: 'out' }], timeout: { after: 'PT20M', next: 'out' } }, out: { kind: 'exit' } },
  })
  await openForm(window, 'look')
  await window.getByTestId('wait-timeouts-toggle').click()
  const found = window.getByTestId('wait-timeouts')
  await expect(found).toContainText('From signup to product_view')
  await expect(found.getByTestId('chart-mark')).toContainText('20 min: 0.0 %')
  await found.getByRole('button', { name: 'Take 1 h as the time limit' }).click()
  await expect(window.getByTestId('timeout-after')).toHaveValue('1 hour')
  await expect(found.getByTestId('chart-mark')).toContainText(/1 h: 50\.\d %/)
  await expectUndo(window, 'Change time limit of A look')
})

test('a question that takes long shows how far it is and can be cancelled; one that is refused says why', async ({ window, folder }) => {
  await importFile(window, writeShopEvents(folder))
  let answer: 'hold' | 'refuse' | 'pass' = 'hold'
  const cancelled: string[] = []
  await window.routeWebSocket(/\/engine$/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const { id, method, params } = JSON.parse(String(message)) as { id: number; method: string; params?: { jobId?: string } } // as: what the window sends
      if (method === 'jobs.cancel') {
        cancelled.push(params?.jobId ?? '')
        return socket.send(JSON.stringify({ id: id - 1, ok: false, error: { code: 'CANCELLED', message: 'cancelled', help: '' } }))
      }
      if (method !== 'explore.funnel' || answer === 'pass') return server.send(message)
      if (answer === 'refuse') socket.send(JSON.stringify({ id, ok: false, error: { code: 'E_NOT_FOUND', message: 'these data are gone', help: 'import them again' } }))
    })
  })
  await window.reload()
  await window.getByTestId('rail-data').click()
  await expect(window.getByTestId('catalogue')).toBeVisible()
  await window.getByTestId('tab-explore').click()
  await expect(window.getByTestId('explore-working').getByRole('progressbar')).toBeVisible()
  await window.getByTestId('explore-cancel').click()
  await expect(window.getByTestId('explore')).toContainText('Stopped.')
  expect(cancelled).toHaveLength(1)
  answer = 'refuse'
  await window.getByTestId('explore').getByRole('button', { name: 'Ask again' }).click()
  await expect(window.getByTestId('explore-problem')).toContainText('these data are gone')
  answer = 'pass'
  await window.getByTestId('explore-problem').getByRole('button', { name: 'Ask again' }).click()
  await expect(window.getByTestId('explore-says')).toContainText('4 of 40 people')
})

/** Nothing serious or critical in what is shown, in light and in dark. */
async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toHaveCount(1)
    expect(await seriousViolations(page), `${where}, ${colorScheme}`).toEqual([])
  }
}
