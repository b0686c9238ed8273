import { expect, type Page } from '@playwright/test'
import { openShop } from './playback.ts'
import type { Scene } from './scene.ts'

/** The shop's journey run on its events, at the place where numbers are in doubt. */
async function runShop(page: Page, folder: string): Promise<void> {
  await openShop(page, folder)
  await page.getByTestId('run').click()
  await expect(page.getByTestId('run-facts')).toBeVisible()
}

async function tabTo(page: Page, testId: string): Promise<void> {
  for (let times = 0; times < 60; times++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))) === testId) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${testId}`)
}

export const DOUBT_SCENES: readonly Scene[] = [
  {
    name: 'two numbers are put in doubt with the mouse; the draws show how far the figures reach, and the widest bar leads to its number',
    only: 'browser',
    async play({ page, folder }) {
      await runShop(page, folder)
      await page.keyboard.press('ControlOrMeta+Alt+Y')
      await expect(page.getByTestId('doubt')).toBeVisible()
      await expect(page.getByTestId('run-draws')).toBeDisabled()
      for (const words of ['Goal bought · window', 'A look · time limit']) {
        await page.getByTestId('add-doubt').click()
        await page.getByTestId('add-doubt').fill(words.split(' · ')[1]!)
        await page.getByRole('option', { name: words }).click()
      }
      await expect(page.getByTestId('doubt-row')).toHaveCount(2)
      await page.getByTestId('doubt-low').first().fill('20 min')
      await page.getByTestId('doubt-low').first().press('Enter')
      await page.getByTestId('draw-count').click()
      await page.getByRole('option', { name: '50', exact: true }).click()
      await page.getByTestId('run-draws').click()
      await expect(page.getByTestId('dot-plot')).toBeVisible()
      await expect(page.getByTestId('run-draws')).toBeEnabled()
      await expect(page.getByTestId('spread-says')).toContainText(/if your ranges are right|No draw changes/)

      await page.getByTestId('doubt-figure').click()
      await page.getByRole('option', { name: 'Messages sent' }).click()
      await expect(page.getByTestId('tornado-bar')).toHaveCount(2)
      await expect(page.getByTestId('tornado-bar').first()).toHaveAttribute('aria-label', /^A look/)
      await page.getByTestId('tornado-bar').first().click()
      await expect(page.getByTestId('doubt-low').first()).toBeFocused()
      await expect(page.locator('.react-flow__node.selected [data-testid="step-look"]')).toBeVisible()
    },
  },
  {
    name: 'with the keyboard alone a number is put in doubt, the draws are run, and its bar leads back to it',
    only: 'desktop',
    async play({ page, folder }) {
      await openShop(page, folder)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.keyboard.press('ControlOrMeta+Alt+Y')
      await expect(page.getByTestId('add-doubt')).toBeFocused()
      await page.keyboard.type('A look')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('doubt-row')).toHaveCount(1)
      await tabTo(page, 'run-draws')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('tornado-bar')).toHaveCount(1)
      await expect(page.getByTestId('run-draws')).toBeEnabled()
      await tabTo(page, 'tornado-bar')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('doubt-low')).toBeFocused()
    },
  },
]
