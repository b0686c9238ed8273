import { expect } from '@playwright/test'
import { test } from './desktop-app.ts'

test('the page has no Node and runs sandboxed in a world of its own', async ({ shared: { app, window } }) => {
  const seen = await window.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    module: typeof (globalThis as { module?: unknown }).module,
  }))
  expect(seen).toEqual({ require: 'undefined', process: 'undefined', module: 'undefined' })

  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webviewTag }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
})

test('the content security policy forbids inline scripts, eval and other hosts', async ({ shared: { window } }) => {
  const policy = await window.evaluate(async () => (await fetch('app://rehearsal/')).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")

  const attempts = await window.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineScriptRan = true'
    document.head.append(script)
    // Playwright's own evaluation may be exempt from the rule about eval; a timer with text is not.
    setTimeout('globalThis.textTimerRan = true', 0)
    const fetched = await fetch('https://example.com/').then(() => 'fetched', () => 'refused')
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const world = globalThis as { inlineScriptRan?: boolean; textTimerRan?: boolean }
    return { inline: world.inlineScriptRan ?? false, text: world.textTimerRan ?? false, fetched }
  })
  expect(attempts).toEqual({ inline: false, text: false, fetched: 'refused' })
})

test('the app scheme serves the files of the window and nothing beside them', async ({ shared: { window } }) => {
  const status = (url: string) => window.evaluate((address) => fetch(address).then((answer) => answer.status, () => 0), url)
  expect(await status('app://rehearsal/index.html')).toBe(200)
  expect(await status('app://rehearsal/..%2Felectron%2Fmain.cjs')).toBe(404)
  expect(await status('app://rehearsal/%2e%2e/package.json')).toBe(404)
  expect(await status('app://rehearsal/%00')).toBe(404)
  expect([0, 404]).toContain(await status('app://elsewhere/index.html'))
})

test('navigation, new windows, frames and permissions are refused', async ({ shared: { app, window } }) => {
  const before = window.url()
  await window.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await window.evaluate(() => {
    location.href = 'file:///etc/passwd'
  })
  expect(await window.evaluate(() => globalThis.open('https://example.com/') === null)).toBe(true)
  expect(await window.evaluate(() => Notification.requestPermission())).toBe('denied')
  const refused = await window.evaluate(async () => {
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (error: Error) => error.name)
    const place = await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('refused')))
    return { camera, place }
  })
  expect(refused.camera).not.toBe('granted')
  expect(refused.place).toBe('refused')
  expect(window.url()).toBe(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('main answers its own window and refuses every other page, even one with the same bridge', async ({ shared: { app, window } }) => {
  const recent = await window.evaluate(() => (window as unknown as DesktopWindow).rehearsalDesktop.recentFiles())
  expect(recent).toEqual(expect.any(Array))

  const opened = app.waitForEvent('window')
  await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    const preload = `${electronApp.getAppPath()}/dist/electron/preload.cjs`
    const { webContents } = new BrowserWindow({ webPreferences: { preload, sandbox: true, contextIsolation: true } })
    const posted = ((globalThis as { posted?: string[] }).posted = [] as string[])
    webContents.postMessage = (channel) => void posted.push(channel)
    void webContents.loadURL('data:text/html,<title>stranger</title>')
  })
  const stranger = await opened
  await stranger.waitForURL(/^data:/)
  const answers = await stranger.evaluate(async () => {
    const { rehearsalDesktop } = window as unknown as DesktopWindow
    const recentFiles = await rehearsalDesktop.recentFiles().then(() => 'answered', (error: Error) => error.message)
    return { facts: rehearsalDesktop.facts, recentFiles }
  })
  expect(answers.facts).toBeNull()
  expect(answers.recentFiles).toContain('refused')
  // The bridge asked for a port to the engine before the page ran; none was posted.
  expect(await app.evaluate(() => (globalThis as { posted?: string[] }).posted)).toEqual([])
  await stranger.close()
})

interface DesktopWindow {
  rehearsalDesktop: { facts: unknown; recentFiles(): Promise<unknown[]> }
}
