import type { Page } from '@playwright/test'
import { connectCards, dropFromPalette, numbersOf } from './canvas.ts'
import { expect, test } from './served-window.ts'
import { SHOP, writeShopEvents } from './shop-events.ts'

async function importShop(page: Page, folder: string): Promise<void> {
  await page.getByTestId('dataset-chip').click()
  await page.getByTestId('chip-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-files').click()
  await (await chooser).setFiles(writeShopEvents(folder))
  await page.getByTestId('import-start').click()
  await expect(page.getByTestId('import-facts')).toContainText(String(SHOP.people))
  await page.getByTestId('import-done').click()
}

/** Entry, a wait for a product view, a message to those who looked, and an exit; answers the ids of the cards. */
async function drawJourney(page: Page) {
  await page.getByTestId('start-new').click()
  const entry = await dropFromPalette(page, 'entry', { right: -240 })
  const wait = await dropFromPalette(page, 'waitFor', { from: entry, down: -200 })
  await page.getByTestId('wait-event-0').fill('product_view')
  await page.getByTestId('wait-event-0').press('Tab')
  const message = await dropFromPalette(page, 'message', { from: wait, right: 330 })
  await connectCards(page, entry, 'next', wait)
  await connectCards(page, wait, 'happened', message)
  await connectCards(page, message, 'next', 'exit')
  return { entry, wait, message }
}

test('a journey is drawn by hand, rehearsed on an imported file, saved, and shows the same numbers after a reload', async ({ window, folder }) => {
  const { entry, wait, message } = await drawJourney(window)
  await importShop(window, folder)
  await expect(window.getByTestId('dataset-chip')).toContainText('shop')

  await window.getByTestId('run').click()
  await expect(numbersOf(window, entry)).toHaveText(/^40.*100\.0 %/)
  await expect(numbersOf(window, wait)).toHaveText(/^40.*100\.0 %/)
  await expect(numbersOf(window, message)).toHaveText(/^20.*50\.0 %/)
  await expect(window.getByTestId(`edge-${wait}:happened`)).toContainText('20')
  // 15 waited a day in vain, 5 signed up less than a day before the file ends.
  await expect(window.getByTestId('outcome-completed')).toContainText('35')
  await expect(window.getByTestId('outcome-active')).toContainText('5')

  await window.getByTestId('save').click()
  await expect(window.getByTestId('save-state')).toHaveText('Version 1')
  await window.reload()
  await window.getByTestId('journeys').getByRole('button', { name: /New journey/ }).first().click()
  await expect(numbersOf(window, message)).toHaveText(/^20.*50\.0 %/)
  await expect(numbersOf(window, wait)).toHaveText(/^40.*100\.0 %/)
  await expect(window.getByTestId('stale-hint')).toHaveCount(0)
})

test('undo and redo say what they undo, and take the stale mark with them', async ({ window, folder }) => {
  const { wait, message } = await drawJourney(window)
  await expect(window.getByTestId('undo')).toHaveAttribute('aria-label', /^Undo Connect/)
  await importShop(window, folder)
  await window.getByTestId('run').click()
  await expect(numbersOf(window, message)).toHaveText(/^20/)

  await window.getByTestId(`step-${message}`).click()
  await window.keyboard.press('Delete')
  await expect(window.getByTestId(`step-${message}`)).toHaveCount(0)
  await expect(window.getByTestId('stale-hint')).toBeVisible()
  // Nothing vanishes: the other cards keep their numbers, marked as stale.
  await expect(numbersOf(window, wait)).toHaveText(/^40/)
  await expect(numbersOf(window, wait).locator('xpath=..')).toHaveAttribute('data-stale', 'true')
  await expect(window.getByTestId('undo')).toHaveAttribute('aria-label', /^Undo Delete/)

  await window.getByTestId('undo').click()
  await expect(numbersOf(window, message)).toHaveText(/^20/)
  await expect(window.getByTestId('stale-hint')).toHaveCount(0)
  await expect(window.getByTestId('redo')).toHaveAttribute('aria-label', /^Redo Delete/)
})

test('moving a card does not make the numbers stale', async ({ window, folder }) => {
  const { message } = await drawJourney(window)
  await importShop(window, folder)
  await window.getByTestId('run').click()
  await expect(numbersOf(window, message)).toHaveText(/^20/)

  await window.getByTestId(`step-${message}`).click()
  await window.keyboard.press('Shift+ArrowDown')
  await expect(window.getByTestId('undo')).toHaveAttribute('aria-label', /^Undo Move/)
  await expect(window.getByTestId('stale-hint')).toHaveCount(0)
})

test('a journey that cannot run says why beside the button', async ({ window, folder }) => {
  await window.getByTestId('start-new').click()
  const entry = await dropFromPalette(window, 'entry', { right: -240 })
  const through = await dropFromPalette(window, 'journey', { from: entry, down: -200 })
  await connectCards(window, entry, 'next', through)
  await importShop(window, folder)
  await window.getByTestId('run').click()
  const error = window.getByTestId('run-error')
  await expect(error).toContainText('other-journey')
  await error.getByRole('button', { name: 'Dismiss' }).click()
  await expect(error).toHaveCount(0)
})
