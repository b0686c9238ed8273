import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './served-window.ts'
import { SHOP, writeShopEvents } from './shop-events.ts'

async function choose(page: Page, path: string): Promise<void> {
  await page.getByTestId('start-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-files').click()
  await (await chooser).setFiles(path)
}

const field = (page: Page, testId: string) => page.locator(`input[data-testid="${testId}"]`)

test('a file with names of its own is mapped by its contents, and what it cannot give is counted and shown', async ({ window, folder }) => {
  await choose(window, writeShopEvents(folder))

  await expect(field(window, 'map-profileId')).toHaveValue('member')
  await expect(field(window, 'map-at')).toHaveValue('happened')
  await expect(field(window, 'map-name')).toHaveValue('action')
  await expect(window.getByTestId('preview').getByRole('row')).not.toHaveCount(0)
  await expect(window.getByTestId('preview')).toContainText('product_view')

  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText(`${SHOP.people + SHOP.lookers + SHOP.buyers}`)
  await expect(window.getByTestId('import-rejected')).toContainText(`${SHOP.unreadable} rows rejected`)
  await window.getByTestId('import-rejected').getByRole('button').click()
  await expect(window.getByTestId('rejects').getByRole('row')).toHaveCount(1 + SHOP.unreadable)
  await expect(window.getByTestId('rejects')).toContainText('yesterday')

  await window.getByTestId('tab-events').click()
  await window.getByTestId('event-purchase').getByRole('button').click()
  await expect(window.getByTestId('catalogue')).toContainText('price')
})

test('a file without event names asks what every row is', async ({ window, folder }) => {
  const path = join(folder, 'orders.csv')
  writeFileSync(path, 'customer_id,timestamp,total\nc1,2026-11-01T10:00:00Z,12\nc2,2026-11-02T10:00:00Z,30\n')
  await choose(window, path)

  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-dialog')).toContainText('say what every row is')
  await window.getByTestId('map-setName').fill('order')
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText('2')
})

test('an empty file is refused in the dialog, with what to do', async ({ window, folder }) => {
  const path = join(folder, 'nothing.csv')
  writeFileSync(path, '')
  await choose(window, path)
  await expect(window.getByTestId('import-error')).toContainText('nothing.csv')
  await expect(window.getByTestId('choose-files')).toBeVisible()
})

test('deleted data can be brought back', async ({ window, folder }) => {
  await choose(window, writeShopEvents(folder))
  await window.getByTestId('import-start').click()
  await window.getByTestId('import-done').click()
  await window.getByTestId('rail-data').click()

  await window.getByTestId('dataset-menu').click()
  await window.getByTestId('dataset-delete').click()
  await expect(window.getByTestId('no-data')).toBeVisible()
  await window.getByTestId('undo-offer').click()
  await expect(window.getByTestId('catalogue')).toContainText('signup')
})
