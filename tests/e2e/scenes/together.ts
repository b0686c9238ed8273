import { expect, type Page } from '@playwright/test'
import { dropShop } from '../window/drop-data.ts'
import { dropJourney } from '../window/forms.ts'
import type { Scene, Stage } from './scene.ts'

const greets = (id: string, name: string, rest: object = {}) => ({
  format: 'journey', formatVersion: 1, id, name,
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', template: { title: 'Hello' }, next: 'out' }, out: { kind: 'exit' } },
  ...rest,
})

const PEOPLE = 40

/** An offer that a cap keeps from everybody whom the welcome greets at the same instant. */
async function twoJourneys({ page, folder }: Stage): Promise<void> {
  await dropJourney(page, greets('welcome', 'Welcome', { policies: { priority: 1 } }))
  await expect(page.getByTestId('journey-name')).toHaveValue('Welcome')
  await dropJourney(page, greets('offer', 'Offer', { policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }))
  await expect(page.getByTestId('journey-name')).toHaveValue('Offer')
  await dropShop(page, folder)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('run-facts')).toBeVisible()
}

/** Goes on with Tab until that is reached. */
async function tabTo(page: Page, testId: string): Promise<void> {
  const target = page.getByTestId(testId)
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${testId} is not reached with Tab`)
}

export const TOGETHER_SCENES: readonly Scene[] = [
  {
    name: 'journeys are chosen to run together; what one lost under its cap, because of whom, on which day, and what it would be the other way round',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await twoJourneys(stage)
      await page.getByTestId('tab-together').click()
      await page.getByTestId('choose-welcome').click()
      await page.getByTestId('run-chosen').click()

      const starved = page.getByTestId('starved-offer-0')
      await expect(starved).toContainText(`Offer lost ${PEOPLE} messages under its cap of 1 in 1 day (Push)`)
      await expect(starved.getByTestId('because-welcome')).toContainText('100.0 % because of Welcome')
      await expect(page.getByTestId('days-chart')).toHaveAttribute('aria-label', /Welcome 40/)
      await starved.getByTestId('swap-offer-welcome').click()
      await expect(page.getByTestId('swapped-offer').getByRole('cell')).toHaveText(['40 (+40)', '0 (−40)', '0 (level)'])
      await expect(page.getByTestId('swapped-welcome').getByRole('cell')).toHaveText(['40 (level)', '0 (level)', '0 (level)'])
      await page.getByTestId('close-swapped').click()
      await expect(page.getByTestId('swapped')).toHaveCount(0)
      expect((await stage.document()).policies?.priority).toBeUndefined()

      await starved.getByRole('button', { name: 'e.g. m0' }).click()
      await expect(page.getByTestId('one-person')).toContainText('m0')
    },
  },
  {
    name: 'by keyboard: two journeys that write in one hour collide, with somebody it happened to',
    only: 'desktop',
    async play(stage) {
      const { page, folder } = stage
      await dropJourney(page, greets('welcome', 'Welcome'))
      await expect(page.getByTestId('journey-name')).toHaveValue('Welcome')
      await dropJourney(page, greets('news', 'News'))
      await expect(page.getByTestId('journey-name')).toHaveValue('News')
      await dropShop(page, folder)
      await page.keyboard.press('Control+Enter')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await tabTo(page, 'tab-funnel')
      for (let presses = 0; presses < 8 && !(await page.getByTestId('tab-together').evaluate((tab) => tab.getAttribute('aria-selected') === 'true')); presses++) await page.keyboard.press('ArrowRight')
      await tabTo(page, 'choose-welcome')
      await page.keyboard.press('Space')
      await tabTo(page, 'run-chosen')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('collisions')).toContainText('News and Welcome: 40 hours of 40 people')
      await expect(page.getByTestId('collisions')).toContainText('m0, 1 Nov 2026')
    },
  },
]
