import { expect } from '@playwright/test'
import type { Scene } from './scene.ts'

export const SETTINGS_SCENES: readonly Scene[] = [
  {
    name: 'by mouse: a currency is chosen for new journeys, taken back and chosen again, and the next journey begins in it',
    only: 'browser',
    async play({ page, document }) {
      await page.getByTestId('rail-settings').click()
      await page.getByTestId('settings-to-regional').click()
      const field = page.getByTestId('default-currency')
      const choose = async () => {
        await field.click()
        await field.fill('TRY')
        await page.getByRole('option', { name: /^TRY/ }).click()
      }
      await choose()
      await expect(field).toHaveValue(/^TRY/)
      await page.getByTestId('undo-offer').click()
      await expect(field).toHaveValue('None')
      await choose()
      await page.getByTestId('settings-to-privacy').click()
      await expect(page.getByTestId('no-telemetry')).toContainText('No telemetry')
      await page.getByTestId('rail-start').click()
      await page.getByTestId('start-new').click()
      await expect(page.getByTestId('canvas')).toBeVisible()
      expect((await document()).currency).toBe('TRY')
    },
  },
  {
    name: 'by keyboard alone: a limit is found by its name, a value that cannot be is told, a good one is kept',
    only: 'desktop',
    async play({ page }) {
      await page.keyboard.press('ControlOrMeta+,')
      await expect(page.getByTestId('settings-search')).toBeFocused()
      await page.keyboard.type('memory of a worker')
      await expect(page.getByTestId('hit-workerMb')).toBeVisible()
      await page.keyboard.press('Enter')
      const field = page.getByTestId('limit-workerMb')
      await expect(field).toBeFocused()
      await page.keyboard.type('3')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('refused-workerMb')).toContainText('3 MB cannot be')
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type('700')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('refused-workerMb')).toHaveCount(0)
      await expect(page.getByTestId('setting-workerMb').getByRole('button', { name: 'Use the default' })).toBeVisible()
      await expect(field).toHaveValue('700')
    },
  },
  {
    name: 'the window speaks Turkish after it is loaded again, and what was not saved is kept',
    only: 'browser',
    async play({ page }) {
      await page.getByTestId('start-new').click()
      await page.getByTestId('journey-name').fill('Left open')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.getByTestId('rail-settings').click()
      await page.getByTestId('choice-tr').click()
      await expect(page.getByRole('heading', { name: 'Ayarlar' })).toBeVisible()
      await expect(page.getByTestId('choice-tr')).toHaveAttribute('aria-checked', 'true')
      await page.getByTestId('rail-start').click()
      await expect(page.getByText('Left open').first()).toBeVisible()
    },
  },
  {
    name: 'a problem report is read whole before it is saved as the same text',
    only: 'browser',
    async play({ page, saved }) {
      await page.getByTestId('rail-settings').click()
      await page.getByTestId('settings-to-support').click()
      await page.getByTestId('make-report').click()
      const shown = page.getByTestId('report-text')
      await expect(shown).toContainText('Limits in force')
      const { name, content } = await saved(() => page.getByTestId('save-report').click())
      expect(name).toMatch(/^Rehearsal problem report .*\.txt$/)
      expect(content.toString()).toBe(await shown.evaluate((element) => element.textContent))
    },
  },
]
