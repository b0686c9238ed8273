import { expect, type Page } from '@playwright/test'
import { dropShop } from '../window/drop-data.ts'
import { dropJourney } from '../window/forms.ts'
import type { Scene, Stage } from './scene.ts'

/** Whoever signs up gets a message an hour after those who buy have bought, which is a day later and ends the journey. */
const PATIENT = {
  format: 'journey', formatVersion: 1, id: 'patient', name: 'Patient',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'rest' }],
  exits: [{ id: 'bought', event: 'purchase' }],
  steps: {
    rest: { kind: 'delay', for: 'PT25H', name: 'Rest', next: 'hi' },
    hi: { kind: 'message', channel: 'push', name: 'Come back', template: { title: 'Hello' }, next: 'out' },
    out: { kind: 'exit', name: 'The end' },
  },
}

async function openPatient({ page, folder }: Stage): Promise<void> {
  await dropJourney(page, PATIENT)
  await expect(page.getByTestId('step-hi')).toBeVisible()
  await dropShop(page, folder)
}

/** Goes on with Tab until that is reached. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let times = 0; times < 90; times++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))) === testId) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${testId} is not reached with Tab`)
}

const figures = (page: Page, row: string) => page.getByTestId(`dialect-${row}`).getByRole('cell')

export const DIALECT_SCENES: readonly Scene[] = [
  {
    name: 'platforms are held against our own rules, one is chosen, and what it does otherwise is seen on the canvas',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await openPatient(stage)
      await page.getByTestId('rehearse-as').click()
      await page.getByTestId('compare-dialects').click()
      // Three of thirty who would get the message by the end have bought before; there nobody is let out early, or only when the rest is over.
      await expect(figures(page, 'ours')).toHaveText(['40', '27', '0', '0'])
      await expect(figures(page, 'braze')).toHaveText([/^40the same$/, /^27the same$/, /^0the same$/, /^3.*\+3$/])
      await expect(figures(page, 'dittofeed')).toHaveText([/^40the same$/, /^30.*\+3$/, /^0the same$/, /^0the same$/])
      await expect(page.getByTestId('dialect-onesignal')).toContainText('no rule matters here')

      await page.getByTestId('dialect-what-braze').click()
      await expect(page.locator('#dialect-braze')).toContainText('exit "bought"')
      await expect(page.locator('#dialect-braze').getByRole('link', { name: /Exit criteria/ })).toHaveAttribute('href', /^https:\/\/www\.braze\.com\//)
      await page.getByTestId('dialect-take-braze').click()
      await expect(page.getByTestId('dialect-taken-braze')).toBeVisible()
      await page.getByTestId('dialects').getByRole('button', { name: 'Close' }).click()
      await expect(page.getByTestId('rehearse-as')).toContainText('Braze')

      await page.getByTestId('run').click()
      await expect(page.getByTestId('dialect-badge')).toHaveText('as Braze would run it')
      await page.getByTestId('rehearse-as').click()
      await page.getByTestId('rehearse-as-ours').click()
      await expect(page.getByTestId('stale-hint')).toBeVisible()
      await page.keyboard.press('Escape')

      await page.getByTestId('dialect-badge').click()
      await page.getByTestId('dialect-canvas-dittofeed').click()
      await expect(page.getByTestId('dialects')).toHaveCount(0)
      await expect(page.getByTestId('compare-row-sent')).toContainText('+3')
      await expect(page.getByTestId('step-hi')).toContainText('+3')
      await expect(page.getByTestId('dialect-badge')).toHaveCount(0)
      expect((await stage.document()).exits).toEqual(PATIENT.exits)
    },
  },
  {
    name: 'by keyboard: the table of platforms is opened, one is read and chosen, and the run says whose rules it followed',
    only: 'desktop',
    async play(stage) {
      const { page } = stage
      await openPatient(stage)
      await page.keyboard.press('ControlOrMeta+Alt+X')
      await expect(figures(page, 'dittofeed')).toHaveText([/^40the same$/, /^30.*\+3$/, /^0the same$/, /^0the same$/])
      await tabTo(page, 'dialect-what-dittofeed')
      await page.keyboard.press('Enter')
      await expect(page.locator('#dialect-dittofeed')).toContainText('exit "bought": ends nobody')
      await tabTo(page, 'dialect-take-dittofeed')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('dialect-taken-dittofeed')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('dialects')).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByTestId('dialect-badge')).toHaveText('as Dittofeed would run it')
      await expect(page.getByTestId('step-hi')).toContainText('30')
    },
  },
]
