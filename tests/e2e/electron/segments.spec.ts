import { expect, type Page } from '@playwright/test'
import { launchDesktopApp, test } from './desktop-app.ts'

async function sayNewSegment(window: Page, name: string, event: string): Promise<void> {
  await window.getByTestId('rail-segments').click()
  await window.getByTestId('new-segment').first().click()
  await expect(window.getByTestId('segment-name')).toBeFocused()
  await window.keyboard.type(name)
  await window.getByTestId('add-condition').click()
  await window.getByTestId('condition-did').click()
  await window.getByTestId('did-event').fill(event)
  await window.getByTestId('did-event').press('Tab')
  await expect(window.getByTestId('segment-words')).toContainText(`did ${event}`)
}

test('what was said of a segment and not saved is there when the app is started again', async ({ home }) => {
  const first = await launchDesktopApp({ home })
  await sayNewSegment(first.window, 'Lookers', 'product_view')
  const isOver = first.app.waitForEvent('close')
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await isOver

  const { window } = await launchDesktopApp({ home })
  await window.getByTestId('rail-segments').click()
  await window.getByText('Lookers').first().click()
  await expect(window.getByTestId('segment-words')).toContainText('did product_view')
  await window.getByTestId('segment-save').click()
  await expect(window.getByTestId('segment-state')).toContainText('Version 1')
})
