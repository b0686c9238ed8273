import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import type { DesktopShell, DocumentState } from '../../../engine/api/desktop.ts'
import { answerMessageBoxes, chooseMenuItem, desktopCommand, endDesktopApp, launchDesktopApp, messageBoxesShown, test } from './desktop-app.ts'

interface DesktopWindow {
  rehearsalDesktop: DesktopShell
  seen: string[]
}

const untouched: DocumentState = { title: 'Welcome', path: null, edited: false, undo: null, redo: null, running: false }

test('the title bar and the Edit menu name the document and what Undo takes back', async ({ shared: { app, window } }) => {
  await showDocument(window, { ...untouched, title: 'Welcome', edited: true, undo: 'Move step' })
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toContain('Welcome')
  await expect.poll(() => menuLabel(app, 'edit.undo')).toBe('Undo Move step')
  await showDocument(window, untouched)
  await expect.poll(() => menuLabel(app, 'edit.undo')).toBe('Undo')
})

test('Undo of the menu goes to the journey, but to the text while a text field has the focus', async ({ shared: { app, window } }) => {
  await window.evaluate(() => {
    const page = window as unknown as DesktopWindow
    page.seen = []
    page.rehearsalDesktop.onCommand((command) => page.seen.push(command))
    const field = document.createElement('input')
    field.id = 'probe-field'
    document.body.append(field)
  })
  await window.locator('#probe-field').focus()
  await window.keyboard.insertText('first')
  await chooseMenuItem(app, 'edit.undo')
  await expect(window.locator('#probe-field')).toHaveValue('')

  await window.locator('#probe-field').blur()
  await chooseMenuItem(app, 'edit.undo')
  await chooseMenuItem(app, 'view.fit')
  await expect.poll(() => seen(window)).toEqual(['edit.undo', 'view.fit'])
  await window.locator('#probe-field').evaluate((field) => field.remove())
})

test('closing with unsaved changes asks; Cancel keeps the window, Save saves first', async ({ desktop: { app, window } }) => {
  await window.evaluate(() => {
    const page = window as unknown as DesktopWindow
    page.seen = []
    page.rehearsalDesktop.onSaveBeforeClose(() => {
      page.seen.push('asked to save')
      return Promise.resolve(page.seen.length > 1)
    })
  })
  await showDocument(window, { ...untouched, edited: true })
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

  await answerMessageBoxes(app, 2)
  await closeWindow(app)
  await expect.poll(() => messageBoxesShown(app)).toBe(1)
  expect(await windows()).toBe(1)

  // The first save fails, so the window stays.
  await answerMessageBoxes(app, 0)
  await closeWindow(app)
  await expect.poll(() => seen(window)).toEqual(['asked to save'])
  expect(await windows()).toBe(1)

  const closed = window.waitForEvent('close')
  await closeWindow(app)
  await closed
})

test('closing without changes asks nothing', async ({ desktop: { app, window } }) => {
  await answerMessageBoxes(app, 2)
  await showDocument(window, untouched)
  const closed = window.waitForEvent('close')
  await closeWindow(app)
  await closed
})

test('a journey named on the command line, or by a second start, reaches the one window', async ({ home }) => {
  const first = join(home, 'first.journey.json')
  const second = join(home, 'second one.journey.json')
  for (const path of [first, second]) writeFileSync(path, '{}')
  const { app, window } = await launchDesktopApp({ home, files: [first] })
  await window.evaluate(() => {
    const page = window as unknown as DesktopWindow
    page.seen = []
    page.rehearsalDesktop.onOpenFile((path) => page.seen.push(path))
  })

  const again = desktopCommand({ home, files: [second] })
  const [code] = (await once(spawn(again.executablePath, again.args, { env: again.env, stdio: 'ignore' }), 'exit')) as [number | null]
  expect(code).toBe(0)
  await expect.poll(async () => (await seen(window)).at(-1)).toBe(second)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await endDesktopApp(app)
})

test('a saved or opened journey enters the recent files and their menu', async ({ shared: { app, window, home } }) => {
  const path = join(home, 'Win back.journey.json')
  writeFileSync(path, '{}')
  await showDocument(window, { ...untouched, path })
  await expect
    .poll(() => window.evaluate(() => (window as unknown as DesktopWindow).rehearsalDesktop.recentFiles()))
    .toEqual([{ path, name: 'Win back', openedAt: expect.any(Number) }])
  expect(await menuLabel(app, `recent:${path}`)).toBe('Win back')
})

test('a file from disk has a path, one made by the page has none', async ({ shared: { window, home } }) => {
  const path = join(home, 'events of May.csv')
  writeFileSync(path, 'profile_id,timestamp,event\n')
  await window.evaluate(() => {
    const field = document.createElement('input')
    field.type = 'file'
    field.id = 'probe-file'
    document.body.append(field)
  })
  await window.locator('#probe-file').setInputFiles(path)
  const paths = await window.evaluate(() => {
    const { pathOfFile } = (globalThis as unknown as DesktopWindow).rehearsalDesktop
    const chosen = (document.querySelector('#probe-file') as HTMLInputElement).files?.[0]
    return { chosen: chosen ? pathOfFile(chosen) : null, made: pathOfFile(new File(['x'], 'x.csv')), other: pathOfFile({ name: 'x.csv' }) }
  })
  await window.locator('#probe-file').evaluate((field) => field.remove())
  expect(paths).toEqual({ chosen: path, made: '', other: '' })
})

test('the window comes back where it was, and on a screen when that place is gone', async ({ home }) => {
  const bounds = { x: 40, y: 60, width: 900, height: 640 }
  const first = await launchDesktopApp({ home })
  const boundsOf = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  // Before the window is shown, the window system may still choose its place.
  await expect.poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
  await first.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)
  await expect.poll(() => boundsOf(first.app)).toMatchObject({ width: bounds.width, height: bounds.height })
  const closed = first.window.waitForEvent('close')
  await closeWindow(first.app)
  await closed
  await endDesktopApp(first.app)

  const second = await launchDesktopApp({ home })
  await expect.poll(() => boundsOf(second.app)).toMatchObject({ width: bounds.width, height: bounds.height })
  await endDesktopApp(second.app)

  writeFileSync(join(home, 'settings', 'window-state.json'), JSON.stringify({ bounds: { ...bounds, x: 90_000 }, maximized: false }))
  const third = await launchDesktopApp({ home })
  expect((await boundsOf(third.app))?.x).toBeLessThan(5_000)
  await endDesktopApp(third.app)
})

function showDocument(window: Page, state: DocumentState) {
  return window.evaluate((shown) => (globalThis as unknown as DesktopWindow).rehearsalDesktop.setDocumentState(shown), state)
}

function seen(window: Page) {
  return window.evaluate(() => (globalThis as unknown as DesktopWindow).seen)
}

function menuLabel(app: ElectronApplication, id: string) {
  return app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.label, id)
}

function closeWindow(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
}
