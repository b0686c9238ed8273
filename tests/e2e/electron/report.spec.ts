import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import { test } from './desktop-app.ts'

test('the report is written as PDF where the person says, in pages; cancelled, nothing is', async ({ desktop: { app, window }, home }) => {
  test.setTimeout(120_000)
  await window.getByTestId('open-sample').click()
  await window.getByTestId('open-report').click()
  await expect(window.getByTestId('report-ways-table')).toBeVisible({ timeout: 60_000 })

  await answer(app, undefined)
  await window.getByTestId('report-print').click()
  await expect.poll(() => app.evaluate(() => (globalThis as { suggested?: string }).suggested)).toBe('Passo Dükkan first purchase - Report.pdf')

  const path = join(home, 'report.pdf')
  await answer(app, path)
  await window.getByTestId('report-print').click()
  await expect.poll(() => existsSync(path)).toBe(true)
  await expect(window.getByText(`Saved to ${path}`)).toBeVisible()
  const pdf = readFileSync(path)
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(3)
})

test('a folder that takes no file is told, and what is asked without content is refused', async ({ desktop: { app, window }, home }) => {
  await window.getByTestId('open-sample').click()
  await window.getByTestId('open-report').click()
  await expect(window.getByTestId('report-outcomes-table')).toBeVisible()
  await answer(app, join(home, 'nowhere', 'figures.csv'))
  await window.getByTestId('report-save-csv').click()
  await expect(window.getByText('could not be saved')).toBeVisible()

  const refused = await window.evaluate(async () => {
    const shell = (globalThis as unknown as { rehearsalDesktop: { saveFile(name: string, content: unknown): Promise<unknown> } }).rehearsalDesktop
    return shell.saveFile('x.csv', 'text').then(() => 'saved', () => 'refused')
  })
  expect(refused).toBe('refused')
})

/** The save dialog answers with this path; undefined is Cancel. */
async function answer(app: ElectronApplication, path: string | undefined) {
  await app.evaluate(({ dialog }, filePath) => {
    const seen = globalThis as { suggested?: string | undefined }
    dialog.showSaveDialog = (...asked: unknown[]) => {
      seen.suggested = (asked.at(-1) as { defaultPath?: string }).defaultPath // as: the options come last
      return Promise.resolve({ canceled: filePath === undefined, filePath: filePath ?? '' })
    }
  }, path)
}
