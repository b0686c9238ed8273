import { expect, type Page } from '@playwright/test'
import { dropShop } from '../window/drop-data.ts'
import { numbersOf } from '../window/canvas.ts'
import { dropJourney, expectUndo, write } from '../window/forms.ts'
import type { Scene } from './scene.ts'

/** Of the shop's 40 people every second looks at a product half an hour after the signup; who does not look in time gets a nudge. Every tenth buys a day later. */
const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'nudge',
  name: 'Nudge',
  entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'look' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P7D' }],
  steps: {
    look: { kind: 'waitFor', name: 'A first look', branches: [{ id: 'looked', event: 'product_view', next: 'looked' }], timeout: { after: 'PT15M', next: 'nudge' } },
    nudge: { kind: 'message', channel: 'push', name: 'Nudge', template: { title: 'Have a look', body: 'At the shop.' }, next: 'nudged' },
    looked: { kind: 'exit', name: 'Looked', outcome: 'looked' },
    nudged: { kind: 'exit', name: 'Nudged', outcome: 'nudged' },
  },
}

const LIMIT = '$.steps.look.timeout.after'

async function openNudge(page: Page, folder: string): Promise<void> {
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-nudge')).toBeAttached()
  await dropShop(page, folder)
}

function focusedTestId(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
}

async function tabTo(page: Page, testId: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let times = 0; times < 60; times++) {
    if ((await focusedTestId(page)) === testId) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${testId}`)
}

/** The present place of the slider's thumb, and the place of a stop. */
async function placeOf(page: Page, stop: number | null): Promise<{ x: number; y: number }> {
  const slider = page.getByTestId(`slider-${LIMIT}`)
  await slider.scrollIntoViewIfNeeded()
  const box = (await slider.boundingBox())!
  const [at, most] = [Number(await slider.inputValue()), Number(await slider.getAttribute('max'))]
  return { x: box.x + 8 + ((box.width - 16) * (stop ?? at)) / most, y: box.y + box.height / 2 }
}

const sentRow = (page: Page) => page.getByTestId('headline-sent')

export const WHAT_IF_SCENES: readonly Scene[] = [
  {
    name: 'a time limit is dragged from 15 min to 1 h: figures, cards and the curve follow; it is applied, and one Undo brings journey and numbers back',
    only: 'browser',
    async play({ page, folder, document }) {
      await openNudge(page, folder)
      await page.getByTestId('run').click()
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.getByTestId('step-look').click()
      await page.getByTestId('try-values').first().click()
      await expect(page.getByTestId(`slider-${LIMIT}`)).toBeFocused()
      await expect(page.getByTestId('headline-conversions-bought')).toContainText('4')

      const from = await placeOf(page, null)
      const to = await placeOf(page, 9)
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 4 })
      await page.mouse.move(to.x, to.y, { steps: 4 })
      await page.mouse.up()
      await expect(page.getByTestId(`value-${LIMIT}`)).toHaveValue('1 h')
      await expect(sentRow(page)).toContainText('20')
      await expect(sentRow(page)).toContainText('−20')
      await expect(page.getByTestId('difference-nudge')).toContainText('−20')
      await expect(page.getByTestId('difference-looked')).toContainText('+20')
      await expect(page.getByTestId('edge-difference-look:looked')).toContainText('▲ +20')
      await expect(page.getByTestId('what-if-summary')).toContainText('4 → 4')
      await expect(page.getByTestId('replays-note')).toBeAttached()
      await expect(page.getByTestId('curve')).toHaveAttribute('data-whole', 'true')
      // The curve of another figure is there at once: its runs are known.
      await sentRow(page).getByRole('button').click()
      await expect(page.getByTestId('curve')).toContainText('Messages sent')
      await expect(page.getByTestId('what-if-summary')).toContainText('40 → 20')
      expect((await document()).steps['look']).toMatchObject({ timeout: { after: 'PT15M' } })

      await page.getByTestId('apply-turned').click()
      await expectUndo(page, 'Try 1 h in A first look')
      await expect(numbersOf(page, 'nudge')).toContainText('20')
      expect((await document()).steps['look']).toMatchObject({ timeout: { after: 'PT1H', next: 'nudge' } })
      await expect(page.getByTestId('difference-nudge')).toHaveCount(0)

      await page.getByTestId('undo').click()
      await expect(numbersOf(page, 'nudge')).toContainText('40')
      await expect(page.getByTestId('stale-hint')).toHaveCount(0)
      expect((await document()).steps['look']).toMatchObject({ timeout: { after: 'PT15M' } })
    },
  },
  {
    name: 'numbers are turned, typed, put back and applied with the keyboard alone',
    only: 'desktop',
    async play({ page, folder, document }) {
      await openNudge(page, folder)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.getByTestId('step-look').focus().catch(() => undefined)
      await page.keyboard.press('w')
      await expect(page.getByTestId('what-if-search')).toBeFocused()
      await page.keyboard.type('first look')
      await tabTo(page, `slider-${LIMIT}`)
      for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowRight')
      await expect(page.getByTestId(`value-${LIMIT}`)).toHaveValue('45 min')
      await expect(sentRow(page)).toContainText('−20')

      await page.keyboard.press('Tab')
      await page.keyboard.type('soon')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId(`value-${LIMIT}`)).toHaveAttribute('aria-invalid', 'true')
      await page.keyboard.press('Escape')
      await expect(page.getByTestId(`value-${LIMIT}`)).toHaveValue('45 min')
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('25 min')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId(`slider-${LIMIT}`)).toHaveAttribute('aria-valuetext', '25 min')
      await expect(sentRow(page)).toContainText('0')
      await expect(page.getByTestId('difference-nudge')).toHaveCount(0)

      await page.keyboard.press('Tab')
      await expect(page.getByTestId(`put-back-${LIMIT}`)).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('turned-count')).toHaveText('')
      await tabTo(page, `slider-${LIMIT}`, 'Shift+Tab')
      await page.keyboard.press('End')
      await expect(sentRow(page)).toContainText('−20')
      await tabTo(page, 'apply-turned')
      await page.keyboard.press('Enter')
      await expectUndo(page, 'Try 3 h in A first look')
      expect((await document()).steps['look']).toMatchObject({ timeout: { after: 'PT3H' } })
      await page.keyboard.press('ControlOrMeta+z')
      await expect(page.getByTestId('redo')).toBeEnabled()
      expect((await document()).steps['look']).toMatchObject({ timeout: { after: 'PT15M' } })
    },
  },
  {
    name: 'two runs are compared with the mouse: figures, cards, and one of the people who go another way',
    only: 'browser',
    async play({ page, folder }) {
      await openNudge(page, folder)
      await page.getByTestId('run').click()
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.getByTestId('step-look').click()
      await write(page, 'timeout-after', '1 hour')
      await page.getByTestId('run').click()
      await expect(numbersOf(page, 'nudge')).toContainText('20')
      await page.getByTestId('compare-with').click()
      await expect(page.getByTestId('compare-row-sent')).toContainText('−20')
      await expect(page.getByTestId('compare-row-sent')).toContainText('40')
      await expect(page.getByTestId('difference-nudge')).toContainText('−20')
      await expect(page.getByTestId('paired')).toContainText('20 go another way or end otherwise (50.0 %).')
      await expect(page.getByTestId('paired-both')).toContainText('4')
      await expect(page.getByTestId('compare-row-conversions-bought')).toHaveCount(0)
      await page.getByTestId('compare-only-changed').click()
      await expect(page.getByTestId('compare-row-conversions-bought')).toContainText('0')
      await page.getByTestId('sort-change').click()
      await expect(page.getByTestId('compare-figures').locator('tbody tr').first()).toContainText('20')
      await page.getByTestId('compare-filter').fill('nudge')
      await page.getByTestId('compare-row-entered-nudge').getByRole('button').click()
      await expect(page.locator('.react-flow__node.selected [data-testid="step-nudge"]')).toBeVisible()
      await page.getByTestId('compare-runs-swap').click()
      await expect(page.getByTestId('difference-nudge')).toContainText('+20')
      await page.getByTestId('paired-person').first().scrollIntoViewIfNeeded()
      await page.getByTestId('paired-person').first().click()
      await expect(page.getByTestId('one-person')).toContainText('m0')
      await expect(page.getByTestId('difference-nudge')).toHaveCount(0)
    },
  },
  {
    name: 'with the keyboard alone a version is compared with the journey as it is, in the results and in the comparison of versions',
    only: 'desktop',
    async play({ page, folder }) {
      await openNudge(page, folder)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.keyboard.press('w')
      await tabTo(page, `slider-${LIMIT}`)
      await page.keyboard.press('End')
      await tabTo(page, 'apply-turned')
      await page.keyboard.press('Enter')
      await expect(numbersOf(page, 'nudge')).toContainText('20')
      await page.keyboard.press('ControlOrMeta+Alt+w')
      await expect(page.getByTestId('compare-run-before')).toBeFocused()
      await page.keyboard.press('ArrowDown')
      await expect(page.getByRole('option', { name: 'Version 1' })).toBeVisible()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('compare-run-before')).toHaveValue('Version 1')
      await expect(page.getByTestId('compare-row-sent')).toContainText('−20')
      await expect(page.getByTestId('paired')).toContainText('20 go another way')

      await page.keyboard.press('ControlOrMeta+Alt+d')
      await expect(page.getByTestId('diff-card-nudge')).toBeVisible()
      await tabTo(page, 'with-people')
      await page.keyboard.press('Space')
      await expect(page.getByTestId('diff-card-nudge').getByTestId('difference-nudge')).toContainText('−20')
      await page.keyboard.press('Space')
      await expect(page.getByTestId('diff-card-nudge').getByTestId('difference-nudge')).toHaveCount(0)
    },
  },
]
