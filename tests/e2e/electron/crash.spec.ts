import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { dropFile } from '../window/drop-data.ts'
import { dropJourney } from '../window/forms.ts'
import { SHOP, writeShopEvents } from '../window/shop-events.ts'
import { launchDesktopApp, endDesktopApp, test } from './desktop-app.ts'

const JOURNEY = {
  format: 'journey', formatVersion: 1, id: 'crash', name: 'Before',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', name: 'Hi', next: 'bye' }, bye: { kind: 'exit', name: 'Bye' } },
  layout: { 'entry:in': { x: 0, y: 0 }, hi: { x: 320, y: 0 }, bye: { x: 640, y: 0 } },
}

test('the app killed mid-edit, with all its processes, has everything again that is older than two seconds', async ({ home }) => {
  test.slow()
  const file = join(home, 'Crash.journey.json')
  writeFileSync(file, JSON.stringify(JOURNEY))
  const first = await launchDesktopApp({ home, files: [file] })
  const { window } = first
  await expect(window.getByTestId('step-hi')).toBeVisible()
  await window.getByTestId('journey-name').fill('Edited')
  await window.getByTestId('journey-name').press('Enter')
  await window.getByTestId('step-hi').click()
  await window.keyboard.press('Delete')
  await window.waitForTimeout(2000) // the promise is about time, so this is what is waited for
  await window.getByTestId('journey-name').fill('Edited at the last moment')
  killWithChildren(first.app.process().pid!)
  await first.app.close().catch(() => undefined)

  const second = await launchDesktopApp({ home })
  await second.window.getByTestId('draft-open').click()
  await expect(second.window.getByTestId('recovered')).toContainText('not saved since version 1')
  await expect(second.window.getByTestId('journey-name')).toHaveValue(/^Edited/)
  await expect(second.window.getByTestId('step-hi')).toHaveCount(0)
  await second.window.getByTestId('undo').click()
  await expect(second.window.getByTestId('step-hi')).toBeVisible()
  await expect(second.window.getByTestId('journey-name')).toHaveValue('Before')
  await endDesktopApp(second.app)
})

/** Kills a process and everything it started, children first, so that nobody can clean up after it. */
function killWithChildren(pid: number): void {
  const children = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] => children.filter(([, of]) => of === parent).flatMap(([child]) => [...below(child!), child!])
  for (const one of [pid, ...below(pid)]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // It went with its parent.
    }
  }
}

test('the engine killed during an import, a run and a save: the window says so, starts it again, and one press does each of them', async ({ desktop: { app, window }, home }) => {
  test.slow()
  const enginePid = async () => {
    const pid = await app.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().find((metric) => metric.name === 'Rehearsal engine')?.pid)
    if (pid === undefined) throw new Error('The engine host is not running.')
    return pid
  }
  /** Stops it first, so that what is pressed is certainly under way when it dies. */
  const killedDuring = async (press: () => Promise<void>) => {
    const pid = await enginePid()
    process.kill(pid, 'SIGSTOP')
    // A stopped one must never be left behind: it would hold up the end of the app, and the tests after it.
    await press().finally(() => process.kill(pid, 'SIGKILL'))
  }
  await dropFile(window, writeShopEvents(home))
  await expect(window.getByTestId('import-start')).toBeEnabled()
  await killedDuring(() => window.getByTestId('import-start').click())
  await expect(window.getByTestId('import-dialog')).toContainText('Repeat what you did last')
  await expect(window.getByText('The engine was started again; your edits are safe').first()).toBeVisible()
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText(String(SHOP.people))
  await window.getByTestId('import-done').click()

  await window.getByTestId('rail-start').click()
  await dropJourney(window, JOURNEY)
  await expect(window.getByTestId('step-hi')).toBeVisible()
  await killedDuring(() => window.getByTestId('run').click())
  await expect(window.getByTestId('run-error')).toContainText('Repeat what you did last')
  await window.getByTestId('run').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
  await expect(window.getByTestId('run-error')).toHaveCount(0)

  await window.getByTestId('journey-name').fill('Saved after all')
  await window.getByTestId('journey-name').press('Enter')
  await killedDuring(() => window.getByTestId('save').click())
  await expect(window.getByText('Repeat what you did last').first()).toBeVisible()
  await window.getByTestId('save').click()
  await expect(window.getByTestId('save-state')).toHaveText('Version 2')
})

test('a workspace that cannot be opened is said, and opened with one press once it was put right', async ({ home }) => {
  const workspace = join(home, 'workspace')
  mkdirSync(workspace, { recursive: true })
  writeFileSync(join(workspace, 'rehearsal.sqlite'), 'the database of a holiday diary\n'.repeat(300))
  const { app, window } = await launchDesktopApp({ home })
  await expect(window.getByTestId('store-closed')).toContainText('The workspace cannot be opened')
  await expect(window.getByTestId('store-closed')).toContainText('there is no good backup of it')
  rmSync(join(workspace, 'rehearsal.sqlite'))
  await window.getByTestId('store-try-again').press('Enter')
  await expect(window.getByTestId('store-closed')).toHaveCount(0)
  await expect(window.getByTestId('start')).toBeVisible()
  await dropJourney(window, JOURNEY)
  await expect(window.getByTestId('step-hi')).toBeVisible()
  await endDesktopApp(app)
})

test('a workspace that was taken away is told with the ways on: it comes back, or another one is made in its place', async ({ home }) => {
  const [data, disk] = [join(home, 'data'), join(home, 'disk')]
  const workspace = join(disk, 'Shop')
  mkdirSync(join(data, 'rehearsal'), { recursive: true })
  writeFileSync(join(data, 'rehearsal', 'workspace.json'), JSON.stringify({ directory: workspace, previous: null }))
  const { app, window } = await launchDesktopApp({ home, env: { XDG_DATA_HOME: data, REHEARSAL_WORKSPACE: '' } })
  await expect(window.getByTestId('gone-folder')).toHaveText(workspace)
  await window.getByTestId('gone-try-again').press('Enter')
  await expect(window.getByText('It is still not there.')).toBeVisible()
  expect(existsSync(disk)).toBe(false)
  await window.getByTestId('gone-make').click()
  await expect(window.getByTestId('workspace-gone')).toHaveCount(0)
  await expect(window.getByTestId('start')).toBeVisible()
  await dropJourney(window, JOURNEY)
  await expect(window.getByTestId('step-hi')).toBeVisible()

  renameSync(disk, join(home, 'in a drawer'))
  await window.getByTestId('journey-name').fill('After it went')
  await window.getByTestId('journey-name').press('Enter')
  await expect(window.getByTestId('workspace-gone')).toContainText('what you edited is safe')
  expect(existsSync(disk)).toBe(false)
  renameSync(join(home, 'in a drawer'), disk)
  await window.getByTestId('gone-try-again').click()
  await expect(window.getByTestId('workspace-gone')).toHaveCount(0)
  await window.getByTestId('save').click()
  await expect(window.getByTestId('save-state')).toHaveText('Version 2')
  await endDesktopApp(app)
})
