import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './served-window.ts'
import { writeShopEvents } from './shop-events.ts'

const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'hello',
  name: 'Say hello',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', template: { title: 'Hello' }, next: 'out' }, out: { kind: 'exit' } },
}

/** Drops a file on the window, as from the desktop. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const carried = await page.evaluateHandle(
    ([fileName, contents]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([contents], fileName))
      return transfer
    },
    [name, text] as const,
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: carried })
  await expect(page.getByTestId('drop-overlay')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: carried })
}

test('a journey file that is dropped on the window opens', async ({ window }) => {
  await drop(window, 'hello.journey.json', JSON.stringify(JOURNEY))
  await expect(window.getByTestId('journey-name')).toHaveValue('Say hello')
  await expect(window.getByTestId('step-hi')).toBeVisible()
})

test('a data file that is dropped on the window is imported', async ({ window }) => {
  await drop(window, 'clicks.csv', 'user_id,timestamp,event\nu1,2026-11-01T10:00:00Z,click\n')
  await expect(window.getByTestId('preview')).toContainText('click')
})

test('a malformed journey file says what is wrong, where, and what to do; nothing opens', async ({ window, folder }) => {
  const path = join(folder, 'broken.journey.json')
  writeFileSync(path, JSON.stringify({ ...JOURNEY, steps: { ...JOURNEY.steps, hi: { kind: 'teleport' } } }))
  const chooser = window.waitForEvent('filechooser')
  await window.getByTestId('open-file').click()
  await (await chooser).setFiles(path)

  const error = window.getByTestId('open-error')
  await expect(error).toContainText('broken.journey.json')
  await expect(error).toContainText('$.steps.hi.kind')
  await expect(error).toContainText('J002')
  await expect(window.getByTestId('start')).toBeVisible()
})

test('text that is no JSON is refused the same way', async ({ window }) => {
  await drop(window, 'scrap.journey.json', '{"format": "journey",')
  await expect(window.getByTestId('open-error')).toContainText('scrap.journey.json')
})

test('a deleted journey can be brought back, and an earlier version opened', async ({ window }) => {
  await drop(window, 'hello.journey.json', JSON.stringify(JOURNEY))
  await expect(window.getByTestId('step-hi')).toBeVisible()
  await window.getByTestId('step-hi').click()
  await window.keyboard.press('Delete')
  await window.getByTestId('save').click()
  await expect(window.getByTestId('save-state')).toHaveText('Version 2')
  await window.getByTestId('rail-start').click()

  const list = window.getByTestId('journeys')
  await list.getByRole('button', { name: /^More about/ }).click()
  await window.getByTestId('journey-versions').click()
  await window.getByTestId('open-version-1').click()
  await expect(window.getByTestId('step-hi')).toBeVisible()

  await window.getByTestId('rail-start').click()
  await list.getByRole('button', { name: /^More about/ }).click()
  await window.getByTestId('journey-delete').click()
  await expect(list).toHaveCount(0)
  await window.getByTestId('undo-offer').click()
  await expect(list).toContainText('Say hello')
})

test('a lost connection is said, and the edits stay', async ({ window, door, folder }) => {
  writeShopEvents(folder)
  await drop(window, 'hello.journey.json', JSON.stringify(JOURNEY))
  await expect(window.getByTestId('step-hi')).toBeVisible()
  await door.stop()
  await expect(window.getByTestId('connection-lost')).toBeVisible()
  await expect(window.getByTestId('step-hi')).toBeVisible()
})
