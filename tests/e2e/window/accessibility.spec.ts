import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { expect, test } from './served-window.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds serious or critical, each with the elements it means. */
async function seriousViolations(page: Page): Promise<string[]> {
  // The content security policy forbids script elements, not what the debugger evaluates.
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('the start screen, the data page and the editor with results have no serious accessibility violations', async ({ window }) => {
      await expect(window.getByTestId('sample')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])

      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('no-data')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('import-data').click()
      await expect(window.getByTestId('choose-files')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.keyboard.press('Escape')

      await window.getByTestId('rail-start').click()
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])

      await window.getByTestId('rail-start').click()
      await expect(window.getByTestId('journeys')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('catalogue')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
    })
  })
}
