import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
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
