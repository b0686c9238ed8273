import { expect, type Page } from '@playwright/test'
import type { Scene } from './scene.ts'

/** Goes on with Tab until that has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.getByTestId(testId).evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not come to ${testId}`)
}

/** The stop the tour has come to, with the keyboard on its card. */
async function atStop(page: Page, stop: string): Promise<void> {
  await expect(page.locator(`[data-testid="tour"][data-stop="${stop}"]`)).toBeVisible()
  await expect(page.getByTestId('tour').locator('[data-first]')).toBeFocused()
}

export const FIRST_RUN_SCENES: readonly Scene[] = [
  {
    name: 'a newcomer comes to figures with one press, and finds the journey there the next time',
    async play({ page }) {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('See a journey before anybody lives it')
      await page.getByTestId('card-templates').click()
      await expect(page.getByTestId('template-win-back')).toBeInViewport()
      await page.getByTestId('open-sample').click()
      await expect(page.getByTestId('people-first-hour')).toHaveText('20.0 k')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.getByTestId('rail-start').click()
      await expect(page.getByTestId('journeys').getByRole('listitem')).toHaveCount(1)
      await expect(page.getByTestId('sample')).toHaveCount(0)
    },
  },
  {
    name: 'the tour is gone through by keyboard alone, left, resumed after a restart, and leaves nothing behind',
    only: 'desktop', // ten stops take their time
    async play({ page }) {
      await tabTo(page, 'start-tour')
      await page.keyboard.press('Enter')
      await atStop(page, 'look')
      await page.keyboard.press('ArrowRight')
      await atStop(page, 'run')
      await page.keyboard.press('ArrowLeft')
      await atStop(page, 'look')
      await page.keyboard.press('Enter')
      await atStop(page, 'run')
      await page.keyboard.press('Control+Enter')
      await atStop(page, 'who')
      await page.keyboard.press('Enter') // to the number
      await expect(page.getByTestId('people-first-hour')).toBeFocused()
      await page.keyboard.press('Enter')
      await atStop(page, 'story')

      await page.keyboard.press('Escape')
      await expect(page.getByTestId('tour')).toHaveCount(0)
      await page.reload()
      await expect(page.getByTestId('tour-left')).toContainText('stop 4 of 10')
      await expect(page.getByTestId('journeys')).toHaveCount(0) // the copy is the tour's, not one of theirs
      await tabTo(page, 'tour-resume')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('people-list').getByRole('option').first()).toBeVisible()
      await atStop(page, 'story')

      for (const stop of ['play', 'rest', 'change']) {
        await page.keyboard.press('ArrowRight')
        await atStop(page, stop)
      }
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('timeout-after')).toBeFocused()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('1 h')
      await expect(page.getByTestId('tour')).toHaveAttribute('data-stop', 'again')
      await expect(page.getByTestId('step-cart-filled')).toContainText('Wait up to 1 h') // saving it as a file would make it theirs
      for (let parts = 0; parts < 7 && !(await page.getByTestId('tour').evaluate((card) => card.contains(globalThis.document.activeElement))); parts++) await page.keyboard.press('F6')
      for (const stop of ['try', 'publish']) {
        await page.keyboard.press('ArrowRight')
        await atStop(page, stop)
      }
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('publish')).toBeFocused()
      await page.keyboard.press('Enter')
      await atStop(page, 'end')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('sample')).toBeVisible()
      await expect(page.getByTestId('drafts')).toHaveCount(0)
      await expect(page.getByTestId('tour-left')).toHaveCount(0)
    },
  },
  {
    name: 'help is found by F1 where one is, by its search, and over a dialog',
    async play({ page }) {
      await page.getByTestId('start-new').click()
      await page.getByRole('tab', { name: 'Outline' }).press('F1')
      await expect(page.getByTestId('article-steps')).toBeVisible()
      await page.keyboard.type('zzz')
      await expect(page.getByTestId('help-found')).toContainText('Nothing')
      await page.keyboard.press('Escape')
      await page.keyboard.type('dropof')
      await page.getByTestId('found-counting').press('Enter')
      await expect(page.getByTestId('article-counting')).toContainText('Drop-off')
      await page.getByTestId('article-counting').getByRole('button', { name: 'assumptions' }).first().click()
      await expect(page.getByTestId('article-assumptions')).toBeVisible()
      await page.getByTestId('help-back').click()
      await expect(page.getByTestId('article-counting')).toBeVisible()
      await page.getByTestId('help-search').fill('j014')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('check-J014')).toBeVisible()
      await page.getByTestId('help-search').press('Escape')
      await expect(page.getByTestId('help')).toHaveCount(0)
      await expect(page.getByRole('tab', { name: 'Steps' })).toBeVisible()

      await page.keyboard.press('Control+Shift+d')
      await expect(page.getByTestId('choose-files')).toBeVisible()
      await page.keyboard.press('F1')
      await expect(page.getByTestId('article-import')).toBeVisible()
      await expect(page.getByTestId('help-search')).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('help')).toHaveCount(0)
      await expect(page.getByTestId('choose-files')).toBeVisible() // the dialog below stays
    },
  },
]
