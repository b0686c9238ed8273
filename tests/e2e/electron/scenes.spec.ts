import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { SCENES } from '../scenes/all-scenes.ts'
import { playedIn } from '../scenes/scene.ts'
import { chooseMenuItem, test, type DesktopApp } from './desktop-app.ts'

for (const [area, scenes] of Object.entries(SCENES)) {
  test.describe(area, () => {
    for (const { name, play } of playedIn('desktop', scenes)) {
      test(name, async ({ desktop }) => {
        const { window, home } = desktop
        await window.emulateMedia({ reducedMotion: 'reduce' })
        await expect(window.getByTestId('start')).toBeVisible()
        await play({ page: window, kind: 'desktop', folder: home, document: () => savedDocument(desktop) })
      })
    }
  })
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
