import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { choose, dropJourney, write } from './forms.ts'
import { numbersOf } from './canvas.ts'
import { expect, test } from './served-window.ts'

const START = Date.UTC(2026, 10, 1)
const HOUR = 3_600_000
const PEOPLE = 200

// Everybody signs up and gets a push; nobody buys by themselves but every twentieth. A webhook is asked before.
const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'welcome',
  name: 'Welcome',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'call' }],
  goals: [{ id: 'bought', event: 'purchase', value: 'price', window: 'P7D' }],
  steps: {
    call: { kind: 'webhook', name: 'Ask the CRM', url: 'https://example.com/hook', next: 'hi', onError: 'out' },
    hi: { kind: 'message', name: 'Say hello', channel: 'push', variants: [{ id: 'short', weight: 1, template: { title: 'Hi' } }, { id: 'long', weight: 1, template: { title: 'Hello' } }], next: 'wait' },
    wait: { kind: 'waitFor', name: 'A click', branches: [{ id: 'clicked', event: '$clicked', next: 'happy' }], timeout: { after: 'P1D', next: 'out' } },
    happy: { kind: 'exit', name: 'Happy' },
    out: { kind: 'exit', name: 'The end' },
  },
}

function writeEvents(folder: string, more: readonly string[] = []): string {
  const rows = ['user_id,happened,action,price,stepId,channel']
  for (let number = 0; number < PEOPLE; number++) {
    const signup = START + number * HOUR
    rows.push(`m${number},${new Date(signup).toISOString()},signup,,,`)
    if (number % 20 === 0) rows.push(`m${number},${new Date(signup + HOUR).toISOString()},purchase,10,,`)
  }
  const path = join(folder, 'welcome.csv')
  writeFileSync(path, `${[...rows, ...more].join('\n')}\n`)
  return path
}

async function opened(page: Page, events: string): Promise<void> {
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-out')).toBeVisible()
  await page.getByTestId('dataset-chip').click()
  await page.getByTestId('chip-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-files').click()
  await (await chooser).setFiles(events)
  await page.getByTestId('import-start').click()
  await page.getByTestId('import-done').click()
  await expect(page.getByTestId('import-dialog')).toHaveCount(0)
}

const assumptions = (page: Page) => page.getByTestId('assumptions')
const rowOf = (page: Page, key: string) => page.getByTestId(`assume-${key}`)

/** Half of them open, all of these click, and every one of these buys for 30. */
async function assumeSome(page: Page): Promise<void> {
  await page.getByTestId('assumptions-chip').click()
  await write(page, 'assume-hi-opened', '40-60')
  await write(page, 'assume-hi-clicked', '100')
  await page.getByTestId('assume-hi-add-effect').click()
  await write(page, 'assume-hi-effect-0-share', '100')
  await page.getByTestId('assume-hi-effect-0-add-property').click()
  await write(page, 'assume-hi-effect-0-value', '30')
}

test('what is assumed of a message happens in the next run, and every figure that rests on it says so', async ({ window, folder }) => {
  await opened(window, writeEvents(folder))
  await window.getByTestId('run').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
  await expect(window.getByTestId('assumptions-chip')).toHaveAccessibleName('Assumptions: none')
  await expect(window.getByTestId('what-if-note')).toHaveCount(0)
  await expect(numbersOf(window, 'happy')).toHaveText(/^0/)

  await assumeSome(window)
  await expect(rowOf(window, 'hi')).toContainText('40–60 % open, 100 % of these click, 100 % more do purchase')
  await expect(window.getByTestId('assume-hi-effect-0-property')).toHaveValue('price')
  await expect(window.getByTestId('assumptions-state')).toHaveText('Saved')
  await window.getByTestId('assumptions-done').click()
  await expect(window.getByTestId('assumptions-chip')).toHaveAccessibleName('Assumptions: 1 message')
  await expect(window.getByTestId('stale-hint')).toBeVisible()

  await window.getByTestId('run').click()
  await expect(window.getByTestId('what-if-note')).toContainText('What-if: reactions to 1 message are assumed (middle of the ranges).')
  await expect(window.getByTestId('stale-hint')).toHaveCount(0)
  await expect(numbersOf(window, 'happy')).not.toHaveText(/^0/)
  await expect(window.getByTestId('what-if-happy')).toBeVisible()

  await window.getByTestId('tab-messages').click()
  await expect(window.getByTestId('messages-hi')).toContainText('Assumed')
  await expect(window.getByTestId('messages-hi')).toContainText(/\+\d+ purchase/)
  await expect(window.getByTestId('messages-hi')).toContainText('Text short')

  await window.getByTestId('tab-goals').click()
  await window.getByTestId('interval-run').click()
  await expect(window.getByTestId('interval-bought')).toBeVisible()
  const conversions = await window.getByTestId('interval-bought').locator('td[title]').evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('title'))))
  expect(conversions).toHaveLength(4)
  expect(conversions[0]).toBe(PEOPLE / 20)
  expect(conversions).toEqual([...conversions].sort((a, b) => a - b))
  expect(new Set(conversions).size).toBe(4)
  // They are held beside the run, and are none of the journey's own.
  await window.reload()
  await window.getByTestId('journeys').getByRole('button', { name: /Welcome/ }).first().click()
  await window.getByTestId('toggle-results').click()
  await expect(window.getByTestId('what-if-note')).toContainText('(middle of the ranges)')
  await expect(window.getByTestId('stale-hint')).toHaveCount(0)

  // One person is told of under the same assumptions.
  await window.getByTestId('group-people').click()
  await window.getByTestId('tab-person').click()
  await window.getByTestId('person-m0').click()
  await expect(window.getByTestId('happening').filter({ hasText: 'Say hello' }).first()).toBeVisible()

  await window.getByTestId('assumptions-chip').click()
  await assumptions(window).getByText('Off', { exact: true }).click()
  await window.getByTestId('assumptions-run').click()
  await expect(window.getByTestId('what-if-note')).toHaveCount(0)
  await expect(window.getByTestId('assumptions-chip')).toHaveAccessibleName('Assumptions: off')
  await expect(numbersOf(window, 'happy')).toHaveText(/^0/)
})

test('a backtest counts reactions and leaves history as it was; the texts of a message and its channel have figures of their own', async ({ window, folder }) => {
  await opened(window, writeEvents(folder))
  await window.getByTestId('assumptions-chip').click()
  await window.getByTestId('assume-channel:push-fold').click()
  await write(window, 'assume-channel:push-opened', '100')
  await expect(rowOf(window, 'hi')).toContainText('As any push: 100 % open')
  await window.getByTestId('assume-hi-text-long').click()
  await write(window, 'assume-hi/long-opened', '0')
  await choose(window, 'assume-hi/long-open-delay-kind', 'after about')
  await write(window, 'assume-hi/long-open-delay', '2 h')
  await expect(rowOf(window, 'hi/long')).toContainText('0 % open after about 2 h')
  await assumptions(window).getByText('Backtest', { exact: true }).click()
  await window.getByTestId('assumptions-run').click()

  await expect(window.getByTestId('what-if-note')).toContainText('Backtest: reactions to 1 message are assumed and only counted')
  await expect(window.getByTestId('what-if-hi')).toHaveCount(0)
  await window.getByTestId('tab-messages').click()
  const texts = window.getByTestId('messages-hi').getByRole('row')
  await expect(texts.filter({ hasText: 'Text short' })).toContainText('100.0 %')
  await expect(texts.filter({ hasText: 'Text long' })).toContainText('0.0 %')
  await expect(numbersOf(window, 'happy')).toHaveText(/^0/)
})

test('what cannot be meant is said where it was typed, with the name that was meant', async ({ window, folder }) => {
  await opened(window, writeEvents(folder))
  await window.getByTestId('assumptions-chip').click()
  await window.getByTestId('assume-hi-opened').fill('60-40')
  await expect(assumptions(window)).toContainText('A share is 0 to 100, or a range such as 4–8.')
  await write(window, 'assume-hi-opened', '50')
  await window.getByTestId('assume-hi-add-effect').click()
  await expect(window.getByTestId('assumption-finding')).toContainText('A share of 0 never comes')
  await write(window, 'assume-hi-effect-0-share', '10')
  await write(window, 'assume-hi-effect-0-event', 'purchas')
  await window.getByTestId('assumption-finding').getByRole('button', { name: 'Use “purchase”' }).click()
  await expect(window.getByTestId('assumption-finding')).toHaveCount(0)
  await expect(window.getByTestId('assume-hi-effect-0-event')).toHaveValue('purchase')

  await window.getByTestId('assume-hi-remove').click()
  await expect(rowOf(window, 'hi')).toContainText('Nothing assumed')
  await window.getByTestId('undo-offer').click()
  await expect(rowOf(window, 'hi')).toContainText('50 % open, 10 % more do purchase')
})

test('assumptions go to a file and come from one; entries of other messages are named; webhooks answer as they are told', async ({ window, folder }) => {
  await opened(window, writeEvents(folder))
  await window.getByTestId('assumptions-chip').click()
  await choose(window, 'assume-webhook-call-answer', 'an error')
  await expect(window.getByTestId('assumptions-state')).toHaveText(/Kept once the journey is saved|Saved/)
  await window.getByTestId('assumptions-more').click()
  const download = window.waitForEvent('download')
  await window.getByTestId('assumptions-save').click()
  expect(JSON.parse(readFileSync(await (await download).path(), 'utf8'))).toEqual({ format: 'scenario', formatVersion: 1, webhooks: { call: { answer: 'error' } } })

  const open = async (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    await window.getByTestId('assumptions-more').click()
    const chooser = window.waitForEvent('filechooser')
    await window.getByTestId('assumptions-open').click()
    await (await chooser).setFiles(path)
  }
  await open('broken.scenario.json', '{"format":"scenario","formatVersion":1,"responses":[{"step":"hi","basis":"assumed","opened":20}]}')
  await expect(window.getByText('“broken.scenario.json” was not opened')).toBeVisible()
  await open('other.scenario.json', '{"format":"scenario","formatVersion":1,"responses":[{"step":"hii","basis":"learned","opened":0.2}]}')
  const other = window.getByTestId('assume-other')
  await expect(other).toContainText('Step “hii”')
  await expect(other).toContainText('Learned')
  await other.getByRole('button', { name: 'Use “hi”' }).click()
  await expect(other).toHaveCount(0)
  await expect(rowOf(window, 'hi')).toContainText('20 % open')
})

test('taking assumptions away is undone where it was done, also when another journey is open by then', async ({ window, folder }) => {
  await opened(window, writeEvents(folder))
  await expect(window.getByTestId('save-state')).toHaveText(/^Version \d/)
  await assumeSome(window)
  await expect(window.getByTestId('assumptions-state')).toHaveText('Saved')
  await window.getByTestId('assumptions-more').click()
  await window.getByTestId('assumptions-clear').click()
  await expect(window.getByTestId('undo-offer')).toBeVisible()
  await dropJourney(window, { ...JOURNEY, id: 'other', name: 'Another' })
  await expect(window.getByTestId('journey-name')).toHaveValue('Another')
  await window.getByTestId('undo-offer').click()
  await expect(window.getByTestId('undo')).toBeDisabled()
  await window.keyboard.press('Escape') // the assumptions stay open, now those of the other journey
  await window.getByTestId('rail-start').click()
  await window.getByRole('button', { name: /^Welcome/ }).first().click()
  await expect(window.getByTestId('journey-name')).toHaveValue('Welcome')
  await window.getByTestId('assumptions-chip').click()
  await expect(rowOf(window, 'hi')).toContainText('40–60 % open')
})

test('figures are learned from data that tell of messages', async ({ window, folder }) => {
  const messages = Array.from({ length: PEOPLE }, (_, number) => {
    const at = START + number * HOUR
    const sent = `m${number},${new Date(at).toISOString()},$sent,,hi,push`
    return number % 4 === 0 ? [sent, `m${number},${new Date(at + 600_000).toISOString()},$opened,,hi,push`] : [sent]
  }).flat()
  await opened(window, writeEvents(folder, messages))
  await window.getByTestId('assumptions-chip').click()
  await window.getByTestId('assume-learn').click()
  await expect(window.getByText(/entries were learned from 200 messages/)).toBeVisible()
  await expect(rowOf(window, 'hi')).toContainText('Learned')
  await expect(rowOf(window, 'hi')).toContainText('open after about 10 min')
  await expect(rowOf(window, 'channel:push')).toContainText('Learned')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('the keyboard alone opens, fills and closes the assumptions, and axe finds nothing serious', async ({ window, folder }) => {
      await opened(window, writeEvents(folder))
      await window.keyboard.press('ControlOrMeta+Shift+Enter')
      await expect(assumptions(window)).toBeVisible()
      await window.getByTestId('assume-hi-opened').focus()
      await window.keyboard.type('40-60')
      await window.getByTestId('assume-hi-add-effect').focus()
      await window.keyboard.press('Enter')
      await window.getByTestId('assume-hi-clicked').fill('400')
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('assume-hi-clicked').fill('40')
      await window.keyboard.press('Escape')
      await expect(assumptions(window)).toHaveCount(0)
      await window.keyboard.press('ControlOrMeta+Enter')
      await expect(window.getByTestId('what-if-note')).toBeVisible()
      await window.getByTestId('tab-messages').click()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('tab-goals').click()
      await window.getByTestId('interval-run').click()
      await expect(window.getByTestId('interval-table')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
    })
  })
}
