import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { SCENES } from '../scenes/all-scenes.ts'
import { playedIn, type SavedFile } from '../scenes/scene.ts'
import { chooseMenuItem, test, type DesktopApp } from './desktop-app.ts'

for (const [area, scenes] of Object.entries(SCENES)) {
  test.describe(area, () => {
    for (const { name, play } of playedIn('desktop', scenes)) {
      test(name, async ({ renewed }) => {
        const { window, home } = renewed
        await window.emulateMedia({ reducedMotion: 'reduce' })
        await expect(window.getByTestId('start')).toBeVisible()
        await play({ page: window, kind: 'desktop', folder: home, document: () => savedDocument(renewed), saved: (act) => savedFile(renewed, act) })
      })
    }
  })
}

/** Every save dialog is answered with the name it suggests, in the home of the test. */
async function savedFile({ app, home }: DesktopApp, act: () => Promise<void>): Promise<SavedFile> {
  await app.evaluate(({ dialog }, folder) => {
    const seen = globalThis as { saved?: string | undefined }
    seen.saved = undefined
    dialog.showSaveDialog = (...asked: unknown[]) => {
      seen.saved = `${folder}/${(asked.at(-1) as { defaultPath?: string }).defaultPath ?? 'file'}` // as: the options come last
      return Promise.resolve({ canceled: false, filePath: seen.saved })
    }
  }, home)
  await act()
  const path = () => app.evaluate(() => (globalThis as { saved?: string }).saved ?? '')
  await expect.poll(async () => read(await path())).not.toBe('')
  return { name: basename(await path()), content: readFileSync(await path()) }
}

let written = 0

async function savedDocument({ app, home }: DesktopApp): Promise<JourneyDocument> {
  const path = join(home, `written-${(written += 1)}.journey.json`)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await chooseMenuItem(app, 'file.saveAs')
  await expect.poll(() => read(path)).not.toBe('')
  return JSON.parse(read(path)) as JourneyDocument // as: the app writes journeys only
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
