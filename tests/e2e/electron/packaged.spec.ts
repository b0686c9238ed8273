import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect } from '@playwright/test'
import { test } from './desktop-app.ts'

// What the packaging did to the app; the rest of these tests play it as people have it.
const packaged = process.env['REHEARSAL_PACKAGED']
test.skip(packaged === undefined, 'needs the packaged app')
const resources = () => join(dirname(packaged!), 'resources')

/** Each fuse as people get it. The build that is tested here differs in one: Playwright drives it by the inspector. */
const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: 'on in the build for tests only',
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
}

test('the fuses are set as a package for people wants them', async () => {
  const wire = (await getCurrentFuseWire(packaged!)) as unknown as Record<number, FuseState> // as: a wire has its fuses by number
  const found = Object.fromEntries(Object.keys(WANTED).map((name) => [name, wire[FuseV1Options[name as keyof typeof WANTED]] === FuseState.ENABLE]))
  expect(found).toEqual({ ...WANTED, EnableNodeCliInspectArguments: true })
  // The fuse of the other build stands in the same configuration.
  expect(readFileSync(new URL('../../../build/electron-builder.yml', import.meta.url), 'utf8')).toContain('enableNodeCliInspectArguments: false')
})

test('native modules and the engine are files beside the archive, of this system only; the window is in the archive', () => {
  const beside = readdirSync(join(resources(), 'app.asar.unpacked'), { recursive: true }).map(String)
  const native = beside.filter((name) => /\.(node|so|dylib|dll)$/.test(name))
  expect(native.length).toBeGreaterThanOrEqual(2)
  const others = ['linux', 'darwin', 'win32'].filter((platform) => platform !== process.platform)
  expect(native.filter((name) => others.some((platform) => name.includes(platform)))).toEqual([])
  expect(beside).toContain(join('dist', 'electron', 'engine-host.mjs'))
  expect(beside.filter((name) => name.startsWith(join('dist', 'renderer')))).toEqual([])
})

test('neither sources nor maps nor tests nor words of the makers’ machine are shipped', () => {
  const { listPackage } = createRequire(join(process.cwd(), 'node_modules', 'electron-builder', 'package.json'))('@electron/asar') as { listPackage(path: string, options: { isPack: boolean }): string[] } // as: it has no types of its own here
  const shipped = listPackage(join(resources(), 'app.asar'), { isPack: false })
  expect(shipped).toContain('/dist/electron/main.cjs')
  expect(shipped.filter((name) => /\.(map|tsx?)$|\/tests\/|^\/(engine|renderer|electron)\//.test(name))).toEqual([])
})

test('the licences of what is shipped lie beside it, and the window has them too', async ({ shared: { window } }) => {
  const text = readFileSync(join(resources(), 'THIRD-PARTY-NOTICES.txt'), 'utf8')
  for (const name of ['react ', '@duckdb/node-bindings-', 'better-sqlite3 ', 'electron ', '@fontsource-variable/inter ', 'elkjs ']) expect(text).toContain(`\n${name}`)
  expect(existsSync(join(dirname(packaged!), 'LICENSES.chromium.html'))).toBe(true)
  const notices = await window.evaluate(async () => (await fetch('./notices/notices.json')).json() as Promise<unknown[]>)
  expect(notices.length).toBeGreaterThan(50)
  expect(notices[0]).toEqual({ name: expect.any(String), version: expect.any(String), licence: expect.any(String), text: expect.any(String), homepage: expect.any(String) })
})
