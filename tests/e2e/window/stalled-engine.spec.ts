import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { dropFile } from './drop-data.ts'
import { dropJourney } from './forms.ts'
import { expect, test } from './served-window.ts'
import { writeShopEvents } from './shop-events.ts'

const launcher = fileURLToPath(new URL('../../../dist/cli/rehearse.js', import.meta.url))

const JOURNEY = {
  format: 'journey', formatVersion: 1, id: 'stalled', name: 'Stalled',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', name: 'Hi' } },
}

let ending: (() => Promise<unknown>) | undefined
test.afterEach(() => ending?.())

/** `rehearse serve` in a process that the test stops and lets go on. */
async function serve(workspace: string) {
  const child = spawn(process.execPath, [launcher, 'serve', '--workspace', workspace], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [printed] = (await once(child.stdout, 'data')) as [Buffer] // as: no encoding was asked for
  ending = () => {
    child.kill('SIGKILL')
    return once(child, 'exit')
  }
  return { address: /http:\/\/\S+/.exec(printed.toString())![0], signal: (name: NodeJS.Signals) => void child.kill(name) }
}

/** As a browser tells a page that is shown again. */
const showAgain = (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))

test('an engine that stands still is noticed when the page is looked at again, and found again once it goes on', async ({ page, folder }) => {
  const engine = await serve(join(folder, 'stalled'))
  await page.goto(engine.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('journey-name')).toHaveValue('Stalled')
  await showAgain(page)
  engine.signal('SIGSTOP')
  await page.getByTestId('journey-name').fill('While it stood still')
  await page.getByTestId('journey-name').press('Enter')
  await expect(page.getByTestId('connection-lost')).toHaveCount(0)
  await showAgain(page)
  await expect(page.getByTestId('connection-lost')).toBeVisible({ timeout: 25_000 })
  engine.signal('SIGCONT')
  await expect(page.getByTestId('connection-lost')).toHaveCount(0)
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
  await page.getByTestId('save').click()
  await expect(page.getByTestId('save-state')).toHaveText('Version 2')
})

test('data that are dropped while the workspace is gone do not bring it back: the window says what to do, and goes on once it is there', async ({ page, folder }) => {
  const workspace = join(folder, 'stalled')
  const engine = await serve(workspace)
  await page.goto(engine.address)
  await expect(page.getByTestId('start')).toBeVisible()
  const shop = writeShopEvents(folder)
  renameSync(workspace, join(folder, 'away'))
  const answered = page.waitForResponse(/upload/)
  await dropFile(page, shop)
  expect((await answered).status()).toBe(503)
  expect(existsSync(workspace)).toBe(false)
  const gone = page.getByTestId('workspace-gone')
  await expect(gone).toContainText('Connect its disk')
  await expect(gone.getByTestId('gone-served')).toContainText('End "rehearse serve" in its terminal')
  await gone.getByTestId('gone-try-again').click()
  await expect(gone).toContainText('still not there')

  renameSync(join(folder, 'away'), workspace)
  await gone.getByTestId('gone-try-again').click()
  await expect(gone).toHaveCount(0)
  await expect(page.getByTestId('import-error')).toContainText('choose the file again')
  await expect(page.getByTestId('import-error')).toContainText('E_WORKSPACE_GONE')
  await dropFile(page, shop)
  await expect(page.getByTestId('import-start')).toBeVisible()
})
