import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './served-window.ts'

async function pick(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-population').click()
  await (await chooser).setFiles(path)
}

async function saved(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByTestId('save-population').click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/\.population\.json$/)
  return readFileSync(await file.path(), 'utf8')
}

test('people are made from a description, and others like them from what was learned of them', async ({ window, folder }) => {
  await window.getByTestId('rail-data').click()
  await window.getByTestId('empty-make-people').click()
  await window.getByTestId('population-example').click()
  const summary = window.getByTestId('population-summary')
  await expect(summary).toContainText('regular 30.0 %')
  await expect(summary).toContainText('add_to_cart')

  // A file with a slip says where it is; corrected, it makes people.
  const spec = await saved(window)
  const path = join(folder, 'mine.population.json')
  writeFileSync(path, spec.replace('"to": "purchase"', '"to": "purchse"'))
  await window.getByTestId('population-dialog').getByRole('button', { name: 'Back' }).click()
  await pick(window, path)
  await expect(window.getByTestId('population-problems')).toContainText('purchse')
  await expect(window.getByTestId('population-problems')).toContainText('Did you mean "purchase"?')
  writeFileSync(path, spec)
  await pick(window, path)
  await window.getByTestId('make-people-count').fill('')
  await expect(window.getByTestId('make-people-now')).toBeDisabled()
  await window.getByTestId('make-people-count').fill('1500')
  await window.getByTestId('make-seed').fill('7')
  await window.getByTestId('make-people-now').click()
  await expect(window.getByTestId('population-dialog')).toBeHidden()
  const detail = window.getByTestId('data-page')
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText('Small shop, 1,500 people')
  await expect(detail).toContainText('seed 7')

  await window.getByTestId('dataset-menu').click()
  await window.getByTestId('dataset-learn-people').click()
  await expect(window.getByTestId('population-dialog')).toContainText('Not learned')
  await window.getByTestId('learn-people').click()
  const learned = window.getByTestId('population-learned')
  await expect(learned).toContainText('As close as two halves of the real people')
  await window.getByTestId('comparisons').getByRole('button').first().focus()
  await window.keyboard.press('ArrowDown')
  await expect(window.getByTestId('comparison').getByRole('heading')).toHaveText('People who did it at all')
  await window.getByTestId('comparisons').getByRole('button', { name: /Local hour/ }).click()
  await expect(window.getByTestId('paired-lines')).toBeVisible()
  await expect(window.getByTestId('comparison-values').getByRole('row')).toHaveCount(1 + 24)
  await window.getByTestId('tab-privacy').click()
  await expect(window.getByTestId('population-privacy')).toContainText('no proof that nobody can be recognised')
  await window.getByTestId('tab-learned').click()
  await expect(window.getByTestId('population-notes')).toContainText('Not learned')
  expect(JSON.parse(await saved(window))).toMatchObject({ format: 'population', name: 'Small shop, 1,500 people, learned' })

  await window.getByTestId('make-people-count').fill('600')
  await window.getByTestId('make-name').fill('Like them')
  await window.getByTestId('make-people-now').click()
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText('Like them')
  await expect(detail).toContainText('600')
})

test('making people can be cancelled, and nothing is kept then', async ({ window }) => {
  await window.getByTestId('rail-data').click()
  await window.getByTestId('make-people').click()
  await expect(window.getByTestId('choose-population')).toBeFocused()
  await window.getByTestId('population-example').click()
  await window.getByTestId('make-people-count').fill('2000000')
  await window.getByTestId('make-people-now').click()
  await window.getByTestId('population-cancel').click()
  await expect(window.getByTestId('make-people-count')).toHaveValue('2,000,000')
  await window.keyboard.press('Escape')
  await expect(window.getByTestId('no-data')).toBeVisible()
})

test('what was learned of people is there again after Escape, until it is discarded', async ({ window }) => {
  await window.getByTestId('rail-data').click()
  await window.getByTestId('make-people').click()
  await window.getByTestId('population-example').click()
  await window.getByTestId('make-people-count').fill('200')
  await window.getByTestId('make-people-now').click()
  await window.getByTestId('make-people').click()
  await window.getByTestId('go-learn').click()
  await window.getByTestId('learn-people').click()
  const learned = window.getByTestId('population-learned')
  await expect(learned).toBeVisible()
  await window.getByTestId('make-seed').fill('7')
  await window.keyboard.press('Escape')
  await expect(learned).toHaveCount(0)

  // The same people again, and the dialog itself, lead to it.
  await window.getByTestId('dataset-menu').click()
  await window.getByTestId('dataset-learn-people').click()
  await expect(learned).toBeVisible()
  await expect(window.getByTestId('make-seed')).toHaveValue('7')
  await window.keyboard.press('Escape')
  await expect(learned).toHaveCount(0)
  await window.getByTestId('make-people').click()
  await expect(window.getByTestId('show-learned')).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(learned).toBeVisible()
  await window.keyboard.press('Escape')
  await window.getByTestId('make-people').click()
  await window.getByTestId('discard-learned').click()
  await expect(window.getByTestId('show-learned')).toHaveCount(0)
  await expect(window.getByTestId('choose-population')).toBeFocused()
  await window.getByTestId('undo-offer').click()
  await expect(window.getByTestId('show-learned')).toBeVisible()
})

test('a description that is dropped is shown, and people too few to learn from are refused with what to do', async ({ window }) => {
  await window.getByTestId('rail-data').click()
  await expect(window.getByTestId('no-data')).toBeVisible()
  await window.evaluate((text) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'few.json', { type: 'application/json' }))
    globalThis.document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  }, JSON.stringify(FEW))
  await expect(window.getByTestId('population-summary')).toContainText('visit')
  await window.getByTestId('make-people-count').fill('12')
  await window.getByTestId('make-people-now').click()
  await expect(window.getByTestId('data-page').getByRole('heading', { level: 2 })).toHaveText('few, 12 people')
  await window.getByTestId('make-people').click()
  await window.getByTestId('go-learn').click()
  await window.getByTestId('learn-people').click()
  await expect(window.getByTestId('population-error')).toContainText('E_FEW_PEOPLE')
  await expect(window.getByTestId('population-error')).toContainText('at least 20 people')
  await expect(window.getByTestId('learn-people')).toBeEnabled()
})

const FEW = {
  format: 'population', formatVersion: 1, id: 'few', from: '2026-01-05', days: 28,
  states: { visit: {} }, tracks: { visits: { starts: [{ to: 'visit', weight: 1 }], between: { median: 'P2D', p90: 'P6D' }, comesBack: 0.9 } },
}
