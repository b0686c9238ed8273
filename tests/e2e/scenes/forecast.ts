import { expect, type Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startStub } from '../../platforms/all-stubs.ts'
import type { NodeNumbers, Stub } from '../../platforms/stub.ts'
import { dropFile } from '../window/drop-data.ts'
import { expectUndo } from '../window/forms.ts'
import { openWelcome, publishTo } from './publish.ts'
import type { Scene, Stage } from './scene.ts'

const DAY = 86_400_000
const PEOPLE = 120

/** People who sign up over 30 days from `from` on, and something at the end, 15 days later. */
export async function dropSignups(page: Page, folder: string, name: string, from: number): Promise<void> {
  const rows = Array.from({ length: PEOPLE }, (_, person) => `${name}${person},${new Date(from + (person * 30 * DAY) / PEOPLE).toISOString()},signup`)
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, ['user_id,timestamp,event', ...rows, `${name}0,${new Date(from + 45 * DAY).toISOString()},logout`, ''].join('\n'))
  await dropFile(page, file)
  await page.getByTestId('import-start').click()
  await expect(page.getByTestId('import-facts')).toContainText(String(PEOPLE))
  await page.getByTestId('import-done').click()
  await expect(page.getByTestId('import-dialog')).toHaveCount(0)
}

/** The journey rehearsed on last season’s people and published, with a stub that ends with the scene. */
function withPublished(play: (stage: Stage, stub: Stub) => Promise<void>): Scene['play'] {
  return async (stage) => {
    const { page, folder } = stage
    const stub = await startStub('dittofeed')
    try {
      await openWelcome(page)
      await dropSignups(page, folder, 'season', Date.UTC(2026, 0, 1))
      await page.getByTestId('run').click()
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await publishTo(page, stub)
      await expect(page.getByTestId('apply-done')).toBeVisible()
      await play(stage, stub)
    } finally {
      await stub.close()
    }
  }
}

/** What the platform counted: four hundred people came in, and a few too many were VIPs. */
export const COUNTED: Readonly<Record<string, NodeNumbers>> = { pause: { entered: 400 }, vip: { entered: 390 }, hello: { entered: 90, sent: 90, delivered: 88, opened: 22, clicked: 4 } }

export const FORECAST_SCENES: readonly Scene[] = [
  {
    name: 'the counts of the platform are read and lie beside the forecast, a step leads to its card, and what was learned becomes assumptions that Undo takes back',
    only: 'browser',
    play: withPublished(async ({ page, saved }, stub) => {
      stub.setStatistics(stub.journeys()[0]!.id, COUNTED)
      await page.getByTestId('publish-to-forecast').click()
      await expect(page.getByTestId('forecast-rests')).toContainText('before it was published, on season')
      await expect(page.getByTestId('forecast-read-at')).toContainText('Not read yet')
      await page.getByTestId('forecast-read').click()
      await expect(page.getByTestId('forecast-whence')).toHaveText('Counted by Dittofeed')
      await expect(page.getByTestId('forecast-row-entered-vip')).toContainText('97.5 %')
      await expect(page.getByTestId('forecast-row-sent-hello')).toHaveAttribute('data-verdict', 'above')
      await expect(page.getByTestId('forecast-row-sent-hello')).toContainText('More of them are written to.')
      await expect(page.getByTestId('forecast-row-opened-hello')).toContainText('Nothing was assumed')
      const { content } = await saved(async () => {
        await page.getByTestId('forecast-take-along').click()
        await page.getByTestId('save-csv').click()
      })
      expect(content.toString('utf8')).toContain('Hello,hello,sent,person')

      await page.getByTestId('forecast-learn').click()
      await expect(page.getByTestId('forecast-teaches')).toContainText('nothing assumed → 17.1 % – 35.0 %')
      await page.getByTestId('forecast-use').click()
      await expect(page.getByTestId('assumptions')).toBeVisible()
      await expect(page.getByTestId('assumptions')).toContainText('17.13–34.96 % open')
      await page.keyboard.press('Escape')
      await expectUndo(page, /^Learned from Acme, /)
      await page.getByTestId('undo').click()

      await page.getByTestId('publish').click()
      await page.getByTestId('forecast-show-hello').click()
      await expect(page.locator('.react-flow__node.selected [data-testid="step-hello"]')).toBeVisible()
    }),
  },
  {
    name: 'with the keyboard alone the forecast is held against later events; data from before are refused, and compared all the same if asked to',
    only: 'desktop',
    play: withPublished(async ({ page, folder }) => {
      await page.getByTestId('publish-to-editor').click()
      await dropSignups(page, folder, 'after', Date.now() + DAY)
      await page.keyboard.press('Control+Alt+o')
      await expect(page.getByTestId('publish-to-plan')).toBeFocused()
      for (let times = 0; times < 2; times++) await page.keyboard.press('ArrowDown')
      await expect(page.getByTestId('publish-to-forecast')).toBeFocused()
      await expect(page.getByTestId('forecast-rests')).toContainText('120 came in')
      await tabTo(page, '[data-testid="forecast-source"] input:checked')
      await page.keyboard.press('ArrowRight')
      await tabTo(page, '[data-testid="forecast-compare"]')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('forecast-whence')).toHaveText('Rehearsed on what people did')
      await expect(page.getByTestId('forecast-row-entered-vip')).toHaveAttribute('data-verdict', 'inside')
      await expect(page.getByTestId('forecast-summary')).toContainText('lie inside the forecast')

      await tabTo(page, '[data-testid="forecast-dataset"]', 'Shift+Tab')
      await page.keyboard.press('ArrowDown')
      await page.getByRole('option', { name: /^season/ }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await tabTo(page, '[data-testid="forecast-compare"]')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('forecast-problem')).toContainText('before the journey was published')
      await tabTo(page, '[data-testid="forecast-whole"]')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('forecast-notes')).toContainText('these very data')
    }),
  },
]

async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  const goal = page.locator(selector)
  await expect(goal).toBeAttached()
  for (let presses = 0; presses < 60; presses++) {
    if (await goal.evaluate((element) => element.contains(globalThis.document.activeElement))) return
    await page.keyboard.press(key)
  }
  await expect(goal).toBeFocused()
}
