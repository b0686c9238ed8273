import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './desktop-app.ts'

// Every channel of main, by the bridge a page has, with arguments no window of ours sends: main refuses or ignores them and goes on.

/** Functions whose answer is a dialog; they are answered as if a person had cancelled. What restarts or installs is left out. */
const LEFT_OUT = ['restartEngine', 'installNow']

test('main survives malformed and hostile arguments on every one of its channels, and writes no file that nobody chose', async ({ desktop: { app, window }, home }) => {
  test.slow()
  writeFileSync(join(home, 'canary.txt'), 'canary')
  // The engine makes its workspace before it answers anything.
  await window.evaluate(() => (globalThis as unknown as { rehearsal: Record<string, (input: object) => Promise<unknown>> }).rehearsal['app.info']!({}))
  const before = readdirSync(home).toSorted()
  await app.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
    shell.showItemInFolder = () => {}
    shell.openExternal = () => Promise.resolve()
    const faults = globalThis as { faults?: string[] }
    faults.faults = []
    process.on('uncaughtException', (error) => faults.faults!.push(String(error)))
    process.on('unhandledRejection', (error) => faults.faults!.push(String(error)))
  })
  const called = await window.evaluate(async (leftOut) => {
    const cyclic: Record<string, unknown> = {}
    cyclic['self'] = cyclic
    let deep: unknown = 1
    for (let level = 0; level < 500; level++) deep = [deep]
    const hostile: unknown[] = [
      undefined, null, true, 0, -1, NaN, Infinity, 1e308, 10n, '', ' ', '\0', '\uD800', 'x'.repeat(200_000), '../../../../etc/passwd', '/etc/passwd', '/', 'C:\\Windows', '\\\\host\\share', 'file:///etc/passwd', "'; DROP TABLE journeys; --",
      [], {}, [1, [2]], { path: '../x', title: 7, edited: 'yes' }, { title: 'x'.repeat(50_000), path: '/nowhere', edited: true, undo: '\n'.repeat(9), redo: '', running: 1 }, JSON.parse('{"__proto__":{"polluted":true}}'), new Date(NaN), new Map([[1, 2]]),
      new Uint8Array(10), new ArrayBuffer(8), cyclic, deep, { suggestedName: '../../evil', content: new Uint8Array(3) }, { suggestedName: 'a', words: { header: '<script>', page: 1, of: null } },
      [{ id: 'x', label: '', entries: [{ id: 'y', label: null }] }], [{ id: 'file', label: 'x'.repeat(9000), entries: Array.from({ length: 2000 }, () => ({ id: 'edit.undo', label: 'y', enabled: 1 })) }], Symbol.iterator, () => 1,
    ]
    const shell = (globalThis as unknown as { rehearsalDesktop: Record<string, unknown> }).rehearsalDesktop
    const functions = (of: Record<string, unknown>, name = ''): [string, (...given: unknown[]) => unknown][] =>
      Object.entries(of).flatMap(([key, value]): [string, (...given: unknown[]) => unknown][] =>
        typeof value === 'function' ? (/^on[A-Z]/.test(key) || leftOut.includes(key) ? [] : [[`${name}${key}`, value as (...given: unknown[]) => unknown]]) : value !== null && typeof value === 'object' ? functions(value as Record<string, unknown>, `${key}.`) : [],
      )
    let count = 0
    const hanging: string[] = []
    for (const [name, one] of functions(shell)) {
      for (const value of hostile) {
        for (const given of [[value], [value, value], ['name', value]]) {
          count++
          const answer = (async () => one(...given))().then(() => 'done', () => 'refused')
          const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'late'))
          if ((await Promise.race([answer, late])) === 'late') hanging.push(name)
        }
      }
    }
    return { count, hanging: [...new Set(hanging)] }
  }, LEFT_OUT)
  expect(called.count).toBeGreaterThan(1500)
  expect(called.hanging).toEqual([])
  expect(await app.evaluate(() => (globalThis as { faults?: string[] }).faults)).toEqual([])
  expect(await app.evaluate(() => ({}) as { polluted?: unknown })).toEqual({})
  expect(await window.evaluate(() => (globalThis as unknown as { rehearsal: Record<string, (input: object) => Promise<{ platform: string }>> }).rehearsal['app.info']!({}).then(({ platform }) => platform))).toBe(process.platform)
  expect(readdirSync(home).toSorted()).toEqual(before)
})
