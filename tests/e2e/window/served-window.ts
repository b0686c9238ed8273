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
  /** Ends it at once, as a crash would. */
  kill(): void
}

/** Starts the built `rehearse serve` on a workspace and resolves once it printed its address. */
export async function openDoor(workspace: string, extra: readonly string[] = []): Promise<Door> {
  const child = spawn(process.execPath, [launcher, 'serve', '--workspace', workspace, ...extra], { stdio: ['ignore', 'pipe', 'pipe'] })
  const address = await addressOf(child)
  return {
    address,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
    kill: () => void child.kill('SIGKILL'),
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

interface Place { folder: string; door: Door }

/** Places to play in, one of them always made ahead: a process takes its time to start, and the browser has the other processor meanwhile. */
interface Places { take(): Promise<Place>; close(): Promise<void> }

function openPlaces(): Places {
  const make = async (): Promise<Place> => {
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-window-'))
    return { folder, door: await openDoor(join(folder, 'workspace')) }
  }
  let next: Promise<Place> | undefined
  return {
    async take() {
      const place = await (next ?? make())
      next = make()
      return place
    },
    async close() {
      if (next) await leave(await next)
    },
  }
}

async function leave({ folder, door }: Place): Promise<void> {
  await door.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

interface Fixtures {
  place: Place
  /** A folder of this test, gone afterwards; `workspace` in it is the door's. */
  folder: string
  door: Door
  /** The window at its start screen; what it logs as an error fails the test. */
  window: Page
}

export const test = base.extend<Fixtures, { places: Places }>({
  places: [
    async ({}, use) => { // oxlint-disable-line no-empty-pattern -- Playwright reads what a fixture needs from the pattern
      const places = openPlaces()
      await use(places)
      await places.close()
    },
    { scope: 'worker' },
  ],
  place: async ({ places }, use) => {
    const place = await places.take()
    await use(place)
    await leave(place)
  },
  folder: ({ place }, use) => use(place.folder),
  door: ({ place }, use) => use(place.door),
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
