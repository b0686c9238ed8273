import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import { chooseMenuItem, test } from './desktop-app.ts'

test('imported data are exported where the person says, under a name of the kind', async ({ desktop: { app, window }, home }) => {
  const events = join(home, 'clicks.csv')
  const out = join(home, 'out.csv')
  writeFileSync(events, 'user_id,time,event\nu1,2026-01-01T10:00:00Z,open\nu2,2026-01-02T10:00:00Z,open\n')
  await answerFileDialogs(app, events, out)
  await chooseMenuItem(app, 'file.importEvents')
  await window.getByTestId('choose-files').click()
  await window.getByTestId('import-start').click()
  await window.getByTestId('import-look').click()

  await window.getByTestId('dataset-menu').click()
  await window.getByTestId('dataset-export-csv').click()
  await expect(window.getByTestId('dataset-written')).toContainText('2 events written to')
  expect(readFileSync(out, 'utf8')).toContain('u2')
  expect(await suggestedName(app)).toBe('clicks.csv')

  await answerFileDialogs(app, events, undefined)
  await window.getByTestId('dataset-menu').click()
  await window.getByTestId('dataset-export-parquet').click()
  await expect.poll(() => suggestedName(app)).toBe('clicks.parquet')
  await expect(window.getByTestId('dataset-work')).toHaveCount(0)
  expect(existsSync(join(home, 'workspace', 'exports'))).toBe(false)
})

/** The native dialogs answer with these; undefined is Cancel. */
async function answerFileDialogs(app: ElectronApplication, open: string, save: string | undefined) {
  await app.evaluate(
    ({ dialog }, answers) => {
      const seen = globalThis as { suggested?: string | undefined }
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [answers.open] })
      dialog.showSaveDialog = (...asked: unknown[]) => {
        seen.suggested = (asked.at(-1) as { defaultPath?: string }).defaultPath // as: the options come last
        return Promise.resolve({ canceled: answers.save === undefined, filePath: answers.save ?? '' })
      }
    },
    { open, save },
  )
}

function suggestedName(app: ElectronApplication): Promise<string | undefined> {
  return app.evaluate(() => (globalThis as { suggested?: string }).suggested)
}
