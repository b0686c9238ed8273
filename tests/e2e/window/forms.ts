import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

/** Drops a journey file on the window, as from the desktop. */
export async function dropJourney(page: Page, document: object): Promise<void> {
  const carried = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([contents], 'dropped.journey.json'))
    return transfer
  }, JSON.stringify(document))
  await page.dispatchEvent('body', 'dragover', { dataTransfer: carried })
  await page.dispatchEvent('body', 'drop', { dataTransfer: carried })
}

/** The open journey as "Save as file" hands it over, without the places of its cards. */
export async function documentOf(page: Page): Promise<Omit<JourneyDocument, 'layout'>> {
  await page.getByTestId('more').click()
  const download = page.waitForEvent('download')
  await page.getByTestId('save-file').click()
  const { layout: _layout, ...document } = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as JourneyDocument // as: the window writes journeys only
  return document
}

/** Opens the form of a step or an entry (`entry:<id>`). */
export async function openForm(page: Page, nodeId: string): Promise<void> {
  await page.getByTestId('tab-outline').click()
  await page.getByTestId(`outline-${nodeId}`).click()
}

/** Chooses from a list in a form. */
export async function choose(page: Page, testId: string, option: string | RegExp): Promise<void> {
  await page.getByTestId(testId).click()
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click()
}

/** Types into a field of a form and leaves it. */
export async function write(page: Page, testId: string, text: string): Promise<void> {
  const field = page.getByTestId(testId)
  await field.fill(text)
  await field.press('Tab')
}

/** Adds a condition of a kind with the nth button of the inspector that offers one. */
export async function addCondition(page: Page, kind: string, nth = 0): Promise<void> {
  await page.getByTestId('inspector').getByTestId('add-condition').nth(nth).click()
  await page.getByTestId(`condition-${kind}`).click()
}

/** What Undo would undo. */
export async function expectUndo(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByTestId('undo')).toHaveAttribute('aria-label', typeof name === 'string' ? `Undo ${name}` : new RegExp(`^Undo ${name.source.replace(/^\^/, '')}`))
}
