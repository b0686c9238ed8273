import { expect } from '@playwright/test'
import { dropJourney } from '../window/forms.ts'
import { SHOP_JOURNEY } from '../scenes/playback.ts'
import { chooseMenuItem, test } from './desktop-app.ts'

test('a presentation fills the screen by its key, gives it back at its end, and opens from the menu, too', async ({ desktop: { app, window } }) => {
  const isFull = () => window.evaluate(() => document.fullscreenElement !== null)
  await dropJourney(window, SHOP_JOURNEY)
  await expect(window.getByTestId('step-out')).toBeAttached()
  await window.keyboard.press('F5')
  await expect(window.getByTestId('present-place')).toHaveText('1 / 3')
  await expect.poll(isFull).toBe(true)
  // Out of full screen and in again it goes on.
  await window.keyboard.press('f')
  await expect.poll(isFull).toBe(false)
  await expect(window.getByTestId('presenter')).toBeVisible()
  await window.keyboard.press('f')
  await expect.poll(isFull).toBe(true)
  await window.getByTestId('present-end').click()
  await expect(window.getByTestId('presenter')).toBeHidden()
  await expect.poll(isFull).toBe(false)

  await chooseMenuItem(app, 'view.present')
  await expect(window.getByTestId('presenter')).toBeVisible()
  await window.keyboard.press('ArrowRight')
  await expect(window.getByTestId('present-place')).toHaveText('2 / 3')
  await window.getByTestId('present-end').click()
})
