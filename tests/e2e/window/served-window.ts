import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type Page } from '@playwright/test'

const launcher = fileURLToPath(new URL('../../../dist/cli/rehearse.js', import.meta.url))

export interface Door {
  /** Good for one sign-in. */
  readonly address: string
  stop(): Promise<void>
}

/** Starts the built `rehearse serve` on a workspace and resolves once it printed its address. */
export async function openDoor(workspace: string, extra: readonly string[] = []): Promise<Door> {
  const child = spawn(process.execPath, [launcher, 'serve', '--workspace', workspace, ...extra], { stdio: ['ignore', 'pipe', 'pipe'] })
  const address = await addressOf(child)
  return {
    address,
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    let complaints = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
    child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
    child.once('exit', (code) => reject(new Error(`rehearse serve ended with ${code}: ${complaints}`)))
  })
}

interface Fixtures {
  /** A folder of this test, gone afterwards; `workspace` in it is the door's. */
  folder: string
  door: Door
  /** The window at its start screen; what it logs as an error fails the test. */
  window: Page
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => { // oxlint-disable-line no-empty-pattern -- Playwright reads what a fixture needs from the pattern
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-window-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  door: async ({ folder }, use) => {
    const door = await openDoor(join(folder, 'workspace'))
    await use(door)
    await door.stop()
  },
  window: async ({ page, door }, use) => {
    const complaints: string[] = []
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (message) => {
      // Losing the connection is what one test is about; a browser reports it by itself. Of a frame without scripts it reports that Playwright's own was kept out.
      if (message.type() === 'error' && !/WebSocket connection|Blocked script execution in 'about:srcdoc'/.test(message.text())) complaints.push(message.text())
    })
    await page.goto(door.address)
    await expect(page.getByTestId('start')).toBeVisible()
    await use(page)
    expect(complaints).toEqual([])
  },
})

export { expect }
