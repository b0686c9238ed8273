import { expect, type Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { dropShop } from '../window/drop-data.ts'
import { dropJourney } from '../window/forms.ts'
import { SHOP_JOURNEY } from './playback.ts'
import type { Scene } from './scene.ts'

/** The shop's journey, and in it what nobody of its data does: a call, and a good-bye. */
const WITH_MORE: JourneyDocument = {
  ...SHOP_JOURNEY,
  exits: [{ id: 'gone', event: 'unsubscribe' }],
  steps: {
    ...SHOP_JOURNEY.steps,
    look: { kind: 'waitFor', name: 'A look', branches: [{ id: 'looked', event: 'product_view', next: 'think' }, { id: 'called', event: 'support_call', next: 'out' }], timeout: { after: 'PT2H', next: 'hi' } },
  },
}

async function openShop(page: Page, folder: string): Promise<void> {
  await dropJourney(page, WITH_MORE)
  await expect(page.getByTestId('step-out')).toBeAttached()
  await dropShop(page, folder)
}

const ways = (page: Page) => page.getByTestId('ways-gone')

/** The shop's journey run on its events; the place of coverage is opened by its tab. */
async function openCoverageOfShop(page: Page, folder: string): Promise<void> {
  await openShop(page, folder)
  await page.getByTestId('run').click()
  await expect(page.getByTestId('run-facts')).toBeVisible()
  await page.getByRole('tab', { name: 'Coverage' }).click()
  await expect(ways(page)).toBeVisible()
}

async function tabTo(page: Page, testId: string): Promise<void> {
  for (let times = 0; times < 60; times++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))) === testId) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${testId}`)
}

export const COVERAGE_SCENES: readonly Scene[] = [
  {
    name: 'the ways nobody went are listed, marked and shown; people made up for them are tried by hand and kept as cases that pass',
    only: 'browser',
    async play({ page, folder }) {
      await openCoverageOfShop(page, folder)
      await expect(ways(page)).toHaveText('6 of 8 ways gone')
      const missing = page.locator('[data-testid^="way-"]')
      await expect(missing).toHaveCount(2)
      await expect(missing.first()).toContainText('needs "support_call" within 2 h')
      await page.getByLabel('Mark on the canvas').check()
      await expect(page.locator('[data-testid^="not-gone-"]').first()).toBeVisible()
      await missing.first().click()
      await expect(page.locator('.react-flow__node.selected')).toHaveCount(1)

      await page.getByTestId('make-people').click()
      await expect(page.getByTestId('made-summary')).toContainText('8 of 8 ways')
      await page.getByTestId('keep-all').click()
      await expect(page.getByTestId('keep-all')).toBeDisabled()
      await page.getByTestId('try-made-0').click()
      await expect(page.getByTestId('scratch-clock')).toBeVisible()
      await page.getByRole('tab', { name: /Cases/ }).click()
      await expect(page.getByTestId('cases')).toContainText(/\d passed/)
      await expect(page.getByTestId('cases')).not.toContainText('failed')
    },
  },
  {
    name: 'with the keyboard alone coverage is opened, people are made, and one is kept',
    only: 'desktop',
    async play({ page, folder }) {
      await openShop(page, folder)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.keyboard.press('ControlOrMeta+Alt+L')
      await expect(ways(page)).toBeVisible()
      await expect(page.getByTestId('make-people')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('made-summary')).toContainText('8 of 8 ways')
      await tabTo(page, 'keep-made-0')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('keep-made-0')).toHaveText('Kept')
    },
  },
]
