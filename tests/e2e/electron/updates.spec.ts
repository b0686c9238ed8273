import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { spawnSync } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { DesktopShell, UpdateState } from '../../../engine/api/desktop.ts'
import { endDesktopApp, launchDesktopApp, test } from './desktop-app.ts'

const packaged = process.env['REHEARSAL_PACKAGED']
const NEWER = Buffer.from('this would be the newer app')

interface Shell { rehearsalDesktop: DesktopShell }

test('an app without a feed asks nobody for updates, whatever it is told', async ({ shared: { window } }) => {
  const states = await window.evaluate(async () => {
    const { updates } = (globalThis as unknown as Shell).rehearsalDesktop
    return [await updates.state(), await updates.allow(true), await updates.check()]
  })
  for (const state of states) expect(state).toMatchObject({ available: false, allowed: false, phase: 'off', askedHost: null })
})

// A copy of the app that has a feed on this machine, and that takes itself for an AppImage.
test.describe('with a feed', () => {
  test.skip(packaged === undefined || process.platform !== 'linux', 'needs the packaged app, on Linux')

  test('nothing is asked before a yes; then the newer version is found, fetched, and installed in place of the old one when the person says so', async ({ home }) => {
    await withFeed(digestOf(NEWER), async ({ asked, executable, env, oldApp }) => {
      const desktop = await launchDesktopApp({ home, executable, env })
      const { app, window } = desktop
      expect(await state(window)).toMatchObject({ available: true, allowed: false, phase: 'off', askedHost: expect.stringMatching(/^127\.0\.0\.1:/) })
      expect(await check(window)).toMatchObject({ phase: 'off' })
      expect(asked).toEqual([])

      await allow(window, true)
      await expect.poll(async () => (await state(window)).phase).toBe('ready')
      expect(await state(window)).toMatchObject({ allowed: true, newVersion: '99.0.0', problem: null })
      expect(asked).toContain('/latest-linux.yml')
      expect(readFileSync(oldApp, 'utf8')).toBe('the old app')

      // What would be started is no program here; that it stands in the place of the old one is what there is to see.
      const ended = app.waitForEvent('close')
      await window.evaluate(() => (globalThis as unknown as Shell).rehearsalDesktop.updates.installNow())
      await ended
      expect(readdirSync(dirname(oldApp)).map((name) => readFileSync(join(dirname(oldApp), name), 'utf8'))).toEqual([NEWER.toString()])
    })
  })

  test('a download that is not what was published is refused and thrown away; a no asks nothing more, and is remembered', async ({ home }) => {
    await withFeed(digestOf(Buffer.from('something else')), async ({ asked, executable, env, oldApp, cache }) => {
      const desktop = await launchDesktopApp({ home, executable, env })
      await allow(desktop.window, true)
      await expect.poll(async () => (await state(desktop.window)).phase).toBe('failed')
      expect((await state(desktop.window)).problem).toMatchObject({ kind: 'damaged' })
      expect(readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /AppImage/.test(entry.name))).toEqual([])
      expect(readFileSync(oldApp, 'utf8')).toBe('the old app')

      expect(await allow(desktop.window, false)).toMatchObject({ allowed: false, phase: 'off' })
      const before = asked.length
      expect(await check(desktop.window)).toMatchObject({ phase: 'off' })
      expect(asked.length).toBe(before)
      await endDesktopApp(desktop.app)
      const again = await launchDesktopApp({ home, executable, env })
      expect(await state(again.window)).toMatchObject({ available: true, allowed: false, phase: 'off' })
      await endDesktopApp(again.app)
    })
  })
})

interface Feed {
  /** The paths that were asked for. */
  asked: string[]
  executable: string
  env: Record<string, string>
  /** What the app takes for its own AppImage. */
  oldApp: string
  cache: string
}

async function withFeed(digest: string, use: (feed: Feed) => Promise<void>): Promise<void> {
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url.split('?')[0] ?? '')
    const content = url.startsWith('/latest-linux.yml') ? `version: 99.0.0\nfiles:\n  - url: Rehearsal-99.AppImage\n    sha512: ${digest}\n    size: ${NEWER.length}\npath: Rehearsal-99.AppImage\nsha512: ${digest}\nreleaseDate: '2030-01-01T00:00:00.000Z'\n` : url === '/Rehearsal-99.AppImage' ? NEWER : undefined
    response.writeHead(content === undefined ? 404 : 200).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const from = dirname(packaged!)
  const folder = mkdtempSync(join(dirname(from), 'with-feed-'))
  try {
    // Of the same files: a copy would be hundreds of megabytes.
    const copy = join(folder, 'app')
    if (spawnSync('cp', ['-al', from, copy]).status !== 0) cpSync(from, copy, { recursive: true })
    const config = join(copy, 'resources', 'app-update.yml')
    if (existsSync(config)) rmSync(config)
    writeFileSync(config, `provider: generic\nurl: http://127.0.0.1:${portOf(server)}\nupdaterCacheDirName: rehearsal-updater\n`)
    const cache = join(folder, 'cache')
    const oldApp = join(mkdtempSync(join(folder, 'installed-')), 'Rehearsal-0.1.0.AppImage')
    writeFileSync(oldApp, 'the old app')
    await use({ asked, executable: join(copy, basename(packaged!)), env: { APPIMAGE: oldApp, XDG_CACHE_HOME: cache }, oldApp, cache })
  } finally {
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port // as: it listens on a port
}

function digestOf(content: Buffer): string {
  return createHash('sha512').update(content).digest('base64')
}

function state(window: Page): Promise<UpdateState> {
  return window.evaluate(() => (globalThis as unknown as Shell).rehearsalDesktop.updates.state())
}

function allow(window: Page, allowed: boolean): Promise<UpdateState> {
  return window.evaluate((yes) => (globalThis as unknown as Shell).rehearsalDesktop.updates.allow(yes), allowed)
}

function check(window: Page): Promise<UpdateState> {
  return window.evaluate(() => (globalThis as unknown as Shell).rehearsalDesktop.updates.check())
}
