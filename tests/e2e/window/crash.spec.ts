import Database from 'better-sqlite3'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { dropFile, dropShop } from './drop-data.ts'
import { dropJourney, expectUndo } from './forms.ts'
import { expect, openDoor, test } from './served-window.ts'
import { writeShopEvents } from './shop-events.ts'

const launcher = fileURLToPath(new URL('../../../dist/cli/rehearse.js', import.meta.url))

const JOURNEY = {
  format: 'journey', formatVersion: 1, id: 'crash', name: 'Before',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', name: 'Hi', next: 'bye' }, bye: { kind: 'exit', name: 'Bye' } },
  layout: { 'entry:in': { x: 0, y: 0 }, hi: { x: 320, y: 0 }, bye: { x: 640, y: 0 } },
}

const name = (page: Page) => page.getByTestId('journey-name')

async function rename(page: Page, to: string): Promise<void> {
  await name(page).fill(to)
  await name(page).press('Enter')
}

/** `rehearse serve` on a port of its own, to be killed rather than ended. */
async function serve(workspace: string, port: number): Promise<{ address: string; hold(): void; kill(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [launcher, 'serve', '--workspace', workspace, '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`rehearse serve ended with ${code}`)))
  })
  return {
    address,
    /** Stops it where it is, so that what is asked next is certainly under way when it is killed. */
    hold: () => void child.kill('SIGSTOP'),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** A port nobody has now. */
async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number } // as: it listens on a port
  server.close()
  await once(server, 'close')
  return port
}

test('the engine killed mid-edit: the window keeps its edits, and goes on when the engine is back', async ({ page, folder, context }) => {
  const workspace = join(folder, 'workspace')
  const port = await freePort()
  const first = await serve(workspace, port)
  await page.goto(first.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, JOURNEY)
  await rename(page, 'Kept before')
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
  await rename(page, 'On its way')
  await first.kill()
  await rename(page, 'While it was away')
  await page.getByTestId('step-hi').click()
  await page.keyboard.press('Delete')

  const second = await serve(workspace, port)
  // Signing in again is what the printed address is for; the old tab has the same cookies.
  const signIn = await context.newPage()
  await signIn.goto(second.address)
  await signIn.close()
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
  await expect(page.getByTestId('step-hi')).toHaveCount(0)
  await page.getByTestId('save').click()
  await expect(page.getByTestId('save-state')).toHaveText('Version 2')

  // And killed for good: what was kept is in the workspace.
  await rename(page, 'After all')
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
  await second.kill()
  const third = await openDoor(workspace)
  const later = await context.newPage()
  await later.goto(third.address)
  await later.getByTestId('draft-open').click()
  await expect(name(later)).toHaveValue('After all')
  await later.close()
  await third.stop()
})

test('what was never drawn is there while the engine is away, and loses nothing', async ({ page, folder, context }) => {
  const workspace = join(folder, 'workspace')
  const port = await freePort()
  const first = await serve(workspace, port)
  await page.goto(first.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-hi')).toBeVisible()
  await expect(page.locator('link[rel="later"]')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
  await first.kill()
  await expect(page.getByTestId('connection-lost')).toBeVisible()
  await page.getByTestId('step-hi').click() // its texts come with an editor of their own
  await expect(page.getByTestId('message-title')).toBeVisible()
  await rename(page, 'While it was away')
  for (const place of ['data', 'segments', 'report', 'publish', 'settings']) {
    await page.getByTestId(`rail-${place}`).click()
    await expect(page.getByTestId(`rail-${place}`)).toHaveAttribute('aria-current', 'page')
    await expect(page.locator('main h1').first()).toBeVisible()
  }
  const second = await serve(workspace, port)
  const signIn = await context.newPage()
  await signIn.goto(second.address)
  await signIn.close()
  await expect(page.getByTestId('connection-lost')).toHaveCount(0)
  await page.getByTestId('rail-start').click()
  await page.getByRole('button', { name: 'Back to the canvas' }).click()
  await expect(name(page)).toHaveValue('While it was away')
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
  await second.kill()
})

test('a part that cannot be read is told of, with the journey kept', async ({ page, door }) => {
  await page.route('**/SettingsPage-*.js', (route) => route.abort())
  await page.goto(door.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, JOURNEY)
  await rename(page, 'Changed')
  await page.getByTestId('rail-settings').click()
  await expect(page.getByTestId('mishap')).toContainText('could not be read')
  await expect(page.getByTestId('mishap-reload')).toBeFocused()
  expect(await seriousViolations(page)).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByTestId('mishap-save').click()
  expect((await download).suggestedFilename()).toBe('crash.journey.json')
  await page.unroute('**/SettingsPage-*.js')
  await page.getByTestId('mishap-reload').click()
  await page.getByTestId('draft-open').click()
  await expect(name(page)).toHaveValue('Changed')
  await page.getByTestId('rail-settings').click()
  await expect(page.getByTestId('settings-page')).toBeVisible()
})

test('checks that cannot be read are told of where the problems would stand', async ({ page, door }) => {
  const lost = { ...JOURNEY, steps: { ...JOURNEY.steps, lost: { kind: 'exit' } } }
  await page.route('**/lint-journey-*.js', (route) => route.abort())
  await page.goto(door.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, lost)
  await page.getByTestId('tab-problems').click()
  await expect(page.getByTestId('not-checked')).toContainText('could not be read')
  await page.unroute('**/lint-journey-*.js')
  await page.reload()
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, lost)
  await page.getByTestId('tab-problems').click()
  await expect(page.getByTestId('problem').first()).toBeVisible()
})

test('what cannot be drawn is told of, and is drawn again with the journey and its undo', async ({ page, door }) => {
  await page.goto(door.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, { ...JOURNEY, steps: { ...JOURNEY.steps, lost: { kind: 'exit' } } })
  await rename(page, 'Changed')
  await page.getByTestId('tab-problems').click()
  await expect(page.getByTestId('problem').first()).toBeVisible()
  await page.getByTestId('tab-outline').click()
  await page.evaluate(() => {
    const { select } = Intl.PluralRules.prototype
    Object.assign(globalThis, { mend: () => void (Intl.PluralRules.prototype.select = select) })
    Intl.PluralRules.prototype.select = () => {
      throw new Error('no number can be said')
    }
    // At once: something else that is drawn anew may come upon it first.
    document.querySelector<HTMLElement>('[data-testid="tab-problems"]')!.click()
  })
  await expect(page.getByTestId('mishap')).toContainText('could not be drawn')
  await expect(page.getByTestId('mishap')).toContainText('no number can be said')
  await expect(page.getByTestId('mishap-again')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('mishap-again')).toBeVisible() // nothing was mended yet
  await page.evaluate(() => (globalThis as unknown as { mend(): void }).mend())
  await page.getByTestId('mishap-again').click()
  await expect(page.getByTestId('problem').first()).toBeVisible()
  await expect(name(page)).toHaveValue('Changed')
  await page.getByTestId('undo').click()
  await expect(name(page)).toHaveValue('Before')
})

test('the engine killed during an import and during a run: the window says so, nothing half done is there, and one press does it again', async ({ page, folder, context }) => {
  test.slow()
  const workspace = join(folder, 'workspace')
  const port = await freePort()
  const back = async () => {
    const next = await serve(workspace, port)
    const signIn = await context.newPage()
    await signIn.goto(next.address)
    await signIn.close()
    await expect(page.getByTestId('connection-lost')).toHaveCount(0)
    return next
  }
  const first = await serve(workspace, port)
  await page.goto(first.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropFile(page, writeShopEvents(folder))
  await expect(page.getByTestId('import-start')).toBeEnabled()
  first.hold()
  await page.getByTestId('import-start').click()
  await first.kill()
  await expect(page.getByTestId('connection-lost')).toBeVisible()
  await expect(page.getByTestId('import-dialog')).toContainText('The connection to the engine was lost while it worked on this')
  const second = await back()
  await expect(page.getByTestId('connection-lost')).toHaveCount(0)
  // The file that was handed over went with the old door: it is dropped again, or in the desktop app taken from where it is.
  await page.keyboard.press('Escape')
  await dropShop(page, folder)

  await page.getByTestId('rail-start').click()
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-hi')).toBeVisible()
  second.hold()
  await page.getByTestId('run').click()
  await second.kill()
  await expect(page.getByTestId('run-error')).toContainText('The connection to the engine was lost while it worked on this')
  const third = await back()
  await page.getByTestId('run').click()
  await expect(page.getByTestId('run-facts')).toBeVisible()
  await expect(page.getByTestId('run-error')).toHaveCount(0)
  await third.kill()
})

test('a damaged workspace is told once, with the date of the backup and the place of the damaged file', async ({ page, folder }) => {
  const workspace = join(folder, 'alone') // nobody else has it open
  const first = await openDoor(workspace)
  await page.goto(first.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-hi')).toBeVisible()
  await first.stop()
  await backUp(workspace)
  writeFileSync(join(workspace, 'rehearsal.sqlite'), 'torn by a power cut')

  const second = await openDoor(workspace)
  await page.goto(second.address)
  const note = page.getByTestId('store-restored')
  await expect(note).toContainText('The workspace was damaged. Its last good backup took its place.')
  await expect(note).toContainText(/at damaged\/rehearsal-.*\.sqlite/)
  await expect(page.getByTestId('journeys')).toContainText('Before')
  expect(await seriousViolations(page)).toEqual([])
  await page.getByTestId('store-noted').click()
  await expect(note).toHaveCount(0)
  await page.reload()
  await expect(page.getByTestId('journeys')).toContainText('Before')
  await expect(note).toHaveCount(0)
  await second.stop()
})

test('the workspace of a newer version can be looked at, and what is edited is said not to be kept', async ({ page, folder }) => {
  const workspace = join(folder, 'alone') // nobody else has it open
  const first = await openDoor(workspace)
  await page.goto(first.address)
  await expect(page.getByTestId('start')).toBeVisible()
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-hi')).toBeVisible()
  await first.stop()
  const database = new Database(join(workspace, 'rehearsal.sqlite'))
  database.pragma('user_version = 999')
  database.close()

  const second = await openDoor(workspace)
  await page.goto(second.address)
  await expect(page.getByTestId('store-read-only')).toContainText('This workspace can only be looked at')
  await page.getByTestId('store-read-only').getByRole('button', { name: 'Hide' }).press('Enter')
  await page.getByTestId('journeys').getByRole('button', { name: /Before/ }).first().click()
  await rename(page, 'Not kept')
  await expect(page.getByText('The changes cannot be kept as a draft')).toBeVisible()
  await expect(name(page)).toHaveValue('Not kept')
  await second.stop()
})

/** A backup as the app makes one in its first minutes. */
async function backUp(workspace: string): Promise<void> {
  const database = new Database(join(workspace, 'rehearsal.sqlite'))
  mkdirSync(join(workspace, 'backups'), { recursive: true })
  await database.backup(join(workspace, 'backups', 'rehearsal-000001-then.sqlite'))
  database.close()
}

test('a tab killed mid-edit loses nothing that is older than two seconds; a journey that was never saved is there again', async ({ window, door, context }) => {
  await dropJourney(window, JOURNEY)
  await rename(window, 'Edited')
  await window.getByTestId('step-hi').click()
  await window.keyboard.press('Delete')
  await window.waitForTimeout(2000) // the promise is about time, so this is what is waited for
  await kill(window)

  const second = await context.newPage()
  await second.goto(door.address.replace(/\?.*/, ''))
  const drafts = second.getByTestId('drafts')
  await expect(drafts).toContainText('Changed since version 1')
  await second.getByTestId('draft-open').click()
  await expect(second.getByTestId('recovered')).toBeVisible()
  await expect(name(second)).toHaveValue('Edited')
  await expect(second.getByTestId('step-hi')).toHaveCount(0)
  await expectUndo(second, 'Recovered changes')
  await second.getByTestId('recovered-discard').click()
  await expect(name(second)).toHaveValue('Before')
  await second.getByTestId('undo-offer').click()
  await expect(name(second)).toHaveValue('Edited')
  await second.getByTestId('rail-start').click()
  await expect(drafts).toHaveCount(0) // it is open here

  await second.getByTestId('start-new').click()
  await rename(second, 'Never saved')
  await second.getByTestId('palette-message').focus()
  await second.keyboard.press('Enter')
  await second.waitForTimeout(2000) // as above
  await kill(second)

  const third = await context.newPage()
  await third.goto(door.address.replace(/\?.*/, ''))
  const row = third.getByTestId('drafts').locator('li').filter({ hasText: 'Never saved' })
  await expect(row).toContainText('Not saved yet')
  await row.getByTestId('draft-open').click()
  await expect(name(third)).toHaveValue('Never saved')
  await expect(third.locator('.react-flow__node')).toHaveCount(1)
  await third.close()
})

test('two windows on one journey keep their changes apart, and the one that comes second is told', async ({ window, door, context }) => {
  await dropJourney(window, JOURNEY)
  await rename(window, 'Of the first')
  await expect(window.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
  const second = await context.newPage()
  await second.goto(door.address.replace(/\?.*/, ''))
  await expect(second.getByTestId('drafts')).toContainText('Open in another window')
  await second.getByTestId('journeys').getByRole('button', { name: /Before/ }).first().click()
  await expect(second.getByText('Another window is changing this journey too')).toBeVisible()
  await expect(name(second)).toHaveValue('Before')
  await rename(second, 'Of the second')
  await expect(second.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
  await expect(name(window)).toHaveValue('Of the first')
  await second.getByTestId('save').click()
  await expect(second.getByTestId('save-state')).toHaveText('Version 2')
  await window.getByTestId('save').click()
  await expect(window.getByRole('dialog', { name: 'This journey was changed elsewhere' })).toBeVisible()
  await window.getByRole('button', { name: 'Save mine as the newest version' }).click()
  await expect(window.getByTestId('save-state')).toHaveText('Version 3')
  await second.close()
})

/** As when the browser's process for the tab is killed: nothing of the page runs any more. */
async function kill(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  void session.send('Page.crash').catch(() => undefined)
  await crashed
}
