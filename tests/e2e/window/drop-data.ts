import { expect, type Page } from '@playwright/test'
import { SHOP, writeShopEvents } from './shop-events.ts'

/** Drops a file of this machine on the window, as from the desktop. The window is handed a file that has a path, as the desktop app asks for it. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const field = await page.evaluateHandle(() => {
    const input = globalThis.document.createElement('input')
    input.type = 'file'
    input.hidden = true
    globalThis.document.body.append(input)
    return input
  })
  await field.setInputFiles(path)
  const carried = await field.evaluateHandle((input) => {
    const transfer = new DataTransfer()
    for (const file of input.files ?? []) transfer.items.add(file)
    input.remove()
    return transfer
  })
  await page.dispatchEvent('body', 'dragover', { dataTransfer: carried })
  await page.dispatchEvent('body', 'drop', { dataTransfer: carried })
}

/** Imports the shop's events by dropping their file on the window; they are the chosen data then. */
export async function dropShop(page: Page, folder: string): Promise<void> {
  await dropFile(page, writeShopEvents(folder))
  await page.getByTestId('import-start').click()
  await expect(page.getByTestId('import-facts')).toContainText(String(SHOP.people))
  await page.getByTestId('import-done').click()
  await expect(page.getByTestId('import-dialog')).toHaveCount(0)
}
