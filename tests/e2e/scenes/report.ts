import { expect, type Page } from '@playwright/test'
import type { Scene, Stage } from './scene.ts'

const PEOPLE = 20_000

/** The sample, rehearsed. */
async function rehearsed({ page }: Stage): Promise<void> {
  await page.getByTestId('open-sample').click()
  await expect(page.getByTestId('run-facts')).toBeVisible()
}

/** The figures of a section as a file of that kind. */
async function saveSection({ page, saved }: Stage, section: string, kind: 'csv' | 'png' | 'svg') {
  return saved(async () => {
    await page.getByTestId(`report-${section}`).getByTestId('take-along').click()
    await page.getByTestId(`save-${kind}`).click()
  })
}

/** Goes on with Tab until that is reached. */
async function tabTo(page: Page, testId: string): Promise<void> {
  const target = page.getByTestId(testId)
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${testId} is not reached with Tab`)
}

/** Width and height of a PNG, in pixels. */
function sizeOfPng(content: Buffer): [width: number, height: number] {
  expect(content.subarray(1, 4).toString('latin1')).toBe('PNG')
  return [content.readUInt32BE(16), content.readUInt32BE(20)]
}

export const REPORT_SCENES: readonly Scene[] = [
  {
    name: 'a report is opened from the results, says what was run on what, loses a section, and its tables are saved with what they rest on',
    only: 'browser',
    async play(stage) {
      const { page } = stage
      await rehearsed(stage)
      await page.getByTestId('open-report').click()
      const head = page.getByTestId('report-head')
      await expect(head).toContainText('Passo Dükkan: first purchase, version 1')
      await expect(head).toContainText('of 20,000 people')
      await expect(head).toContainText('seed 0')
      await expect(page.getByTestId('report-basis')).toContainText('reactions to 6 messages are assumed')

      await expect(page.getByTestId('report-ways-table').getByRole('row').nth(1)).toContainText('First hour in the app')
      await expect(page.getByTestId('report-time')).toContainText('more can still reach it')
      await page.getByTestId('report-toggle-ways').click()
      await expect(page.getByTestId('report-ways')).toHaveCount(0)
      await page.getByTestId('report-row-outcomes').hover()
      await page.getByTestId('report-up-outcomes').click()
      const order = await page.locator('[data-report-sheet] > section').evaluateAll((sections) => sections.map((section) => section.getAttribute('data-testid')))
      expect(order.indexOf('report-outcomes')).toBe(order.indexOf('report-funnel') - 1)

      const { name, content } = await saveSection(stage, 'outcomes', 'csv')
      expect(name).toBe('Passo Dükkan first purchase - How it ended.csv')
      const [header, ...lines] = content.toString('utf8').replace('\u{FEFF}', '').trim().split('\n')
      expect(header).toBe('outcome,id,people,share of started,basis')
      expect(lines.reduce((sum, line) => sum + Number(line.split(',').at(-3)), 0)).toBe(PEOPLE)
      expect(lines.every((line) => line.endsWith(',assumed'))).toBe(true)
    },
  },
  {
    name: 'charts and the whole journey are saved as pictures that need nothing else and say what they rest on',
    only: 'browser',
    async play(stage) {
      const { page, saved } = stage
      await rehearsed(stage)
      await page.getByTestId('open-report').click()
      await expect(page.getByTestId('flow-chart')).toBeVisible()

      const funnel = await saveSection(stage, 'funnel', 'png')
      expect(funnel.name).toBe('Passo Dükkan first purchase - Funnel and stages.png')
      expect(sizeOfPng(funnel.content)[0]).toBeGreaterThan(1200)

      const ways = (await saveSection(stage, 'ways', 'svg')).content.toString('utf8')
      expect(ways).toMatch(/^<svg/)
      expect(ways).toContain('Awareness')
      expect(ways).toContain('≈ Assumed: What-if: reactions to 6 messages are assumed.')
      expect(ways).toContain('rehearsed on Passo Dükkan, 20,000 synthetic members')
      expect(ways).not.toMatch(/oklch|var\(|class=/)

      await page.getByTestId('rail-start').click()
      await page.getByTestId('journeys').getByText('Passo Dükkan').first().click()
      await expect(page.getByTestId('numbers-entry:signed-up')).toContainText('20.0 k')
      const canvas = (await page.getByTestId('canvas').boundingBox())!
      await page.mouse.click(canvas.x + 6, canvas.y + canvas.height / 2, { button: 'right' })
      const whole = (await saved(() => page.getByTestId('context-file.exportDrawing').click())).content.toString('utf8')
      for (const step of ['First hour in the app', 'Never visited Dükkan', 'Thanks and picks']) expect(whole).toContain(step)
      expect(whole).toContain('20.0 k')
    },
  },
  {
    name: 'with the keyboard alone: the report from the commands, a section left out and moved, a comment, and a table copied',
    only: 'desktop',
    async play(stage) {
      const { page } = stage
      await page.getByTestId('open-sample').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await page.keyboard.press('Control+k')
      await expect(page.locator('input.mantine-Spotlight-search')).toBeFocused()
      await page.keyboard.type('Report of the run')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('report-head')).toBeVisible()

      await tabTo(page, 'report-toggle-splits')
      await page.keyboard.press('Space')
      await expect(page.getByTestId('report-splits')).toHaveCount(0)
      await page.keyboard.press('Alt+ArrowUp')
      await expect(page.getByTestId('report-row-pressure').locator('xpath=preceding-sibling::li[1]')).toHaveAttribute('data-testid', 'report-row-splits')

      await tabTo(page, 'report-comment-field')
      await page.keyboard.type('For the board: ş ğ İ 🎫')
      await tabTo(page, 'report-headline')
      await page.keyboard.press('Enter')
      const copy = page.getByTestId('save-csv')
      await expect(copy).toBeVisible()
      const { content } = await stage.saved(async () => {
        while (!(await copy.evaluate((element) => element === document.activeElement))) await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
      })
      expect(content.toString('utf8')).toContain('People came in,20000,assumed')

      await page.reload()
      await page.getByTestId('rail-report').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('report-empty')).toBeVisible()
      await page.getByTestId('report-run').first().focus()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('report-comment-field')).toHaveValue('For the board: ş ğ İ 🎫')
      await expect(page.getByTestId('report-toggle-splits')).not.toBeChecked()
    },
  },
]
