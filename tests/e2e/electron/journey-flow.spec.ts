import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { atRest } from '../window/canvas.ts'
import { chooseMenuItem, endDesktopApp, launchDesktopApp, test } from './desktop-app.ts'

// 40 people sign up; the first 30 of them buy an hour later.
const signups = 40
const buyers = 30

test('a journey drawn by dragging and run on a file has the same numbers after save, close and reopen', async ({ home }) => {
  test.slow()
  const events = join(home, 'events.csv')
  const file = join(home, 'First purchase.journey.json')
  writeFileSync(events, eventsCsv())

  const first = await launchDesktopApp({ home })
  await answerFileDialogs(first.app, { open: [events], save: file })
  const { window } = first

  await test.step('import events through the native dialog', async () => {
    await chooseMenuItem(first.app, 'file.new')
    await expect(window.getByTestId('canvas')).toBeVisible()
    await chooseMenuItem(first.app, 'file.importEvents')
    await window.getByTestId('choose-files').click()
    await window.getByTestId('import-start').click()
    await expect(window.getByTestId('import-facts')).toContainText(String(signups + buyers))
    await window.getByTestId('import-done').click()
    await chooseDataset(window)
  })

  await test.step('draw by dragging', async () => {
    await dragToCanvas(window, 'palette-entry')
    await expect(window.getByTestId('step-entry:entry')).toBeVisible()
    await dragOntoEdge(window, 'palette-message', 'edge-entry:entry:next')
    await expect(window.getByTestId('step-message')).toBeVisible()
  })

  const numbers = await test.step('run', async () => {
    await window.getByTestId('run').click()
    await expect(window.getByTestId('numbers-message')).toContainText(String(signups))
    return readNumbers(window)
  })

  await test.step('an edit marks the numbers stale and Undo of the menu takes it back', async () => {
    await dragOntoEdge(window, 'palette-delay', 'edge-message:next')
    await expect(window.getByTestId('step-delay')).toBeVisible()
    await expect(window.getByTestId('stale-hint')).toBeVisible()
    await chooseMenuItem(first.app, 'edit.undo')
    await expect(window.getByTestId('step-delay')).toHaveCount(0)
    await expect(window.getByTestId('stale-hint')).toHaveCount(0)
  })

  await test.step('save to a file and close', async () => {
    await chooseMenuItem(first.app, 'file.saveAs')
    await expect.poll(() => windowTitle(first.app)).not.toContain('•')
    const closed = window.waitForEvent('close')
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await closed
    await endDesktopApp(first.app)
  })

  await test.step('open the file again', async () => {
    const second = await launchDesktopApp({ home, files: [file] })
    await expect(second.window.getByTestId('step-message')).toBeVisible()
    if ((await second.window.getByTestId('numbers-message').count()) === 0) await second.window.getByTestId('run').click()
    await expect(second.window.getByTestId('numbers-message')).toBeVisible()
    expect(await readNumbers(second.window)).toEqual(numbers)
    await endDesktopApp(second.app)
  })
})

function eventsCsv(): string {
  const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 9, minutes)).toISOString()
  const rows = Array.from({ length: signups }, (_, person) => {
    const signup = `person-${person},${at(person)},signup`
    return person < buyers ? `${signup}\nperson-${person},${at(person + 60)},purchase` : signup
  })
  return `profile_id,timestamp,event\n${rows.join('\n')}\n`
}

async function answerFileDialogs(app: ElectronApplication, answers: { open: string[]; save: string }) {
  await app.evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: open })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save })
  }, answers)
}

async function chooseDataset(window: Page) {
  if (await window.getByTestId('run').isEnabled()) return
  await window.getByTestId('dataset-chip').click()
  await window.getByRole('menuitemradio').or(window.getByRole('menuitem')).first().click()
  await expect(window.getByTestId('run')).toBeEnabled()
}

async function dragToCanvas(window: Page, item: string) {
  await window.getByTestId(item).dragTo(window.getByTestId('canvas'), { targetPosition: { x: 170, y: 240 }, steps: 8 })
}

/** Drops a step into a connection, at the middle of its line. */
async function dragOntoEdge(window: Page, item: string, edge: string) {
  const canvas = await box(window.getByTestId('canvas'))
  // Cards make room, and their lines move with them.
  const line = await atRest(window, () => window.getByTestId(edge).locator('path').first().evaluate((path) => {
    const drawn = path as unknown as SVGPathElement
    const middle = drawn.getPointAtLength(drawn.getTotalLength() / 2).matrixTransform(drawn.getScreenCTM() ?? undefined)
    return { x: middle.x, y: middle.y }
  }))
  await window.getByTestId(item).dragTo(window.getByTestId('canvas'), { targetPosition: { x: line.x - canvas.x, y: line.y - canvas.y }, steps: 8 })
}

async function box(locator: Locator) {
  const found = await locator.boundingBox()
  if (!found) throw new Error('It is not shown.')
  return found
}

function readNumbers(window: Page): Promise<string[]> {
  return window.locator('[data-testid^="numbers-"]').evaluateAll((strips) => strips.map((strip) => `${(strip as HTMLElement).dataset['testid']}: ${strip.textContent}`).toSorted())
}

function windowTitle(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
}
