import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { SCENES } from '../scenes/all-scenes.ts'
import { playedIn, type SavedFile } from '../scenes/scene.ts'
import { expect, test } from './served-window.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' }, permissions: ['clipboard-read', 'clipboard-write'] })

for (const [area, scenes] of Object.entries(SCENES)) {
  test.describe(area, () => {
    for (const { name, play } of playedIn('browser', scenes)) {
      test(name, async ({ window, folder }) => {
        await play({ page: window, kind: 'browser', folder, document: () => downloadedDocument(window), saved: (act) => downloaded(window, act) })
      })
    }
  })
}

async function downloaded(page: Page, act: () => Promise<void>): Promise<SavedFile> {
  const waiting = page.waitForEvent('download')
  await act()
  const download = await waiting
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) }
}

async function downloadedDocument(page: Page): Promise<JourneyDocument> {
  await page.getByTestId('more').click()
  const download = page.waitForEvent('download')
  await page.getByTestId('save-file').click()
  await expect(page.getByTestId('save-file')).toHaveCount(0) // the menu fades, and what lies under it cannot be dragged meanwhile
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as JourneyDocument // as: the window writes journeys only
}
