import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type ElectronApplication } from '@playwright/test'
import { test } from './desktop-app.ts'

// Electron's own checklist (electronjs.org/docs/latest/tutorial/security), its points by their numbers. On the packaged app where there is one.
const root = fileURLToPath(new URL('../../..', import.meta.url))

interface DesktopWindow {
  rehearsalDesktop: { facts: { packaged: boolean; electronVersion: string; fallbackElectron: boolean } | null; recentFiles(): Promise<unknown[]> }
}

test('1. only content of the app itself is loaded', async ({ desktop: { app, window } }) => {
  await app.evaluate(({ session, BrowserWindow }) => {
    const asked = ((globalThis as { asked?: string[] }).asked = [] as string[])
    session.defaultSession.webRequest.onBeforeRequest(({ url }, go) => {
      asked.push(url)
      go({})
    })
    BrowserWindow.getAllWindows()[0]?.webContents.reload()
  })
  const asked = () => app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? [])
  await expect.poll(async () => (await asked()).length).toBeGreaterThan(3)
  await expect(window.getByTestId('start')).toBeVisible()
  expect((await asked()).filter((address) => !/^(app:\/\/rehearsal\/|blob:app:|data:)/.test(address))).toEqual([])
  const away = await window.evaluate(() => Promise.all(['https://example.com/', 'http://127.0.0.1:9/', 'ws://127.0.0.1:9/'].map((address) => fetch(address).then(() => 'fetched', () => 'refused'))))
  expect(away).toEqual(['refused', 'refused', 'refused'])
})

test('2. the page has no Node', async ({ shared: { app, window } }) => {
  const preferences = await preferencesOf(app)
  expect(preferences).toMatchObject({ nodeIntegration: false, nodeIntegrationInSubFrames: false })
  expect(preferences['nodeIntegrationInWorker']).not.toBe(true)
  const seen = await window.evaluate(() => ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in globalThis))
  expect(seen).toEqual([])
})

test('3. the bridge lives in a world of its own', async ({ shared: { app, window } }) => {
  expect(await preferencesOf(app)).toMatchObject({ contextIsolation: true })
  // What the page does to its own world does not reach the bridge's.
  const isFrozen = await window.evaluate(() => {
    const { rehearsalDesktop } = globalThis as unknown as { rehearsalDesktop: Record<string, unknown> }
    const before = rehearsalDesktop['recentFiles']
    try {
      rehearsalDesktop['recentFiles'] = () => 'mine'
    } catch {
      // Refused aloud or silently.
    }
    return rehearsalDesktop['recentFiles'] === before
  })
  expect(isFrozen).toBe(true)
})

test('4. the page runs in a sandboxed process, and no package switches Chromium’s sandbox off', async ({ shared: { app } }) => {
  // Whether the system grants the sandbox cannot be tried as root, which is how these tests run: Chromium itself refuses it there.
  expect(await preferencesOf(app)).toMatchObject({ sandbox: true })
  expect(await app.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().filter(({ type }) => type === 'Tab').length)).toBe(1)
  expect(sourcesOf('electron')).not.toMatch(/no-sandbox|sandbox: false/)
  expect(read('build/electron-builder.yml')).toContain('appImage:\n  executableArgs: []')
})

test('5. permissions are refused, but for copying and the full screen', async ({ shared: { window } }) => {
  const answers = await window.evaluate(async () => {
    const named = await Promise.all(['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'].map(async (name) => (await navigator.permissions.query({ name: name as PermissionName }).catch(() => ({ state: 'unknown' }))).state))
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (error: Error) => error.name)
    const place = await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('refused')))
    return { named, camera, place, notification: await Notification.requestPermission() }
  })
  expect(answers.named.filter((state) => state === 'granted')).toEqual([])
  expect(answers.camera).not.toBe('granted')
  expect(answers).toMatchObject({ place: 'refused', notification: 'denied' })
})

test('6. web security is on', async ({ shared: { app } }) => {
  expect((await preferencesOf(app))['webSecurity']).not.toBe(false)
})

test('7. the content security policy forbids inline scripts, eval and other hosts', async ({ shared: { window } }) => {
  const policy = await window.evaluate(async () => (await fetch('app://rehearsal/')).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  const attempts = await window.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineScriptRan = true'
    document.head.append(script)
    const image = document.createElement('img')
    image.setAttribute('onerror', 'globalThis.handlerRan = true')
    image.src = 'app://rehearsal/not-there.png'
    document.body.append(image)
    // Playwright's own evaluation may be exempt from the rule about eval; a timer with text is not.
    setTimeout('globalThis.textTimerRan = true', 0)
    await new Promise((resolve) => image.addEventListener('error', resolve, { once: true }))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    script.remove()
    image.remove()
    return ['inlineScriptRan', 'handlerRan', 'textTimerRan'].filter((name) => name in globalThis)
  })
  expect(attempts).toEqual([])
  expect(read('renderer/index.html')).not.toMatch(/<script(?![^>]*\bsrc=)/)
})

test('8–10. neither insecure content nor experiments of Chromium are let in', async ({ shared: { app } }) => {
  const preferences = await preferencesOf(app)
  expect(preferences['allowRunningInsecureContent']).not.toBe(true)
  expect(preferences['experimentalFeatures']).not.toBe(true)
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('')
  expect(sourcesOf('electron')).not.toMatch(/enable-blink-features|enableBlinkFeatures|allow-running-insecure-content|ignore-certificate-errors|disable-web-security/)
})

test('11, 12. there are no web views, whatever they ask for', async ({ shared: { app, window } }) => {
  expect(await preferencesOf(app)).toMatchObject({ webviewTag: false })
  const before = await contentsCount(app)
  await window.evaluate(async () => {
    const view = document.createElement('webview')
    view.setAttribute('allowpopups', '')
    view.setAttribute('nodeintegration', '')
    view.setAttribute('src', 'https://example.com/')
    document.body.append(view)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    view.remove()
  })
  expect(await contentsCount(app)).toBe(before)
})

// In an app of its own: what drives the page waits for a navigation it has seen begin.
test('13. the page goes nowhere else, and frames neither', async ({ desktop: { window } }) => {
  const before = window.url()
  for (const address of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,stranger', 'rehearsal://open?journey=x']) {
    await window.evaluate((target) => {
      location.href = target
    }, address)
  }
  await window.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    frame.remove()
  })
  expect(window.url()).toBe(before)
  expect(window.frames().map((frame) => frame.url()).filter((url) => /example/.test(url))).toEqual([])
})

test('14, 15. no window is opened; a page or a mail goes to the person’s own programs, a file or a command to none', async ({ shared: { app, window } }) => {
  await app.evaluate(({ shell }) => {
    const outside = ((globalThis as { outside?: string[] }).outside = [] as string[])
    shell.openExternal = (address) => Promise.resolve(void outside.push(address))
  })
  const addresses = ['https://example.com/', 'mailto:me@example.com', 'file:///etc/passwd', 'smb://example.com/share', 'javascript:alert(1)', 'ms-msdt:/id', 'app://rehearsal/', 'not an address']
  for (const address of addresses) expect(await window.evaluate((target) => globalThis.open(target) === null, address)).toBe(true)
  expect(await app.evaluate(() => (globalThis as { outside?: string[] }).outside)).toEqual(['https://example.com/', 'mailto:me@example.com'])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('16. Electron is the pinned one, or the window says that it is not', async ({ shared: { window } }) => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> } // as: npm's own file
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
  const facts = await window.evaluate(() => (globalThis as unknown as DesktopWindow).rehearsalDesktop.facts)
  if (facts?.electronVersion !== devDependencies['electron']) expect(facts).toMatchObject({ fallbackElectron: true })
})

test('17. main answers its own window and refuses every other page, even one with the same bridge', async ({ shared: { app, window } }) => {
  const recent = await window.evaluate(() => (globalThis as unknown as DesktopWindow).rehearsalDesktop.recentFiles())
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
    const { rehearsalDesktop } = globalThis as unknown as DesktopWindow
    const recentFiles = await rehearsalDesktop.recentFiles().then(() => 'answered', (error: Error) => error.message)
    return { facts: rehearsalDesktop.facts, recentFiles }
  })
  expect(answers.facts).toBeNull()
  expect(answers.recentFiles).toContain('refused')
  // The bridge asked for a port to the engine before the page ran; none was posted.
  expect(await app.evaluate(() => (globalThis as { posted?: string[] }).posted)).toEqual([])
  await stranger.close()

  // Every channel goes through the two functions that look at the sender, but the one that looks itself.
  const requests = read('electron/main/requests.ts')
  expect(requests.match(/ipcMain\.(on|handle|once)\(/g)).toHaveLength(3)
})

test('18. the window comes from a scheme of its own, which serves its files and nothing beside them', async ({ shared: { window } }) => {
  expect(window.url()).toMatch(/^app:\/\/rehearsal\//)
  const status = (url: string) => window.evaluate((address) => fetch(address).then((answer) => answer.status, () => 0), url)
  expect(await status('app://rehearsal/index.html')).toBe(200)
  expect(await status('app://rehearsal/..%2Felectron%2Fmain.cjs')).toBe(404)
  expect(await status('app://rehearsal/%2e%2e/package.json')).toBe(404)
  expect(await status('app://rehearsal/%00')).toBe(404)
  expect([0, 404]).toContain(await status('app://elsewhere/index.html'))
  expect(await status('file:///etc/passwd')).toBe(0)
  expect(sourcesOf('electron')).not.toMatch(/loadFile\(|loadURL\([^)]*file:/)
})

test('19. the fuses are set: packaged.spec.ts reads them back', () => {
  const fuses = /electronFuses:\n((?: {2}.+\n)+)/.exec(read('build/electron-builder.yml'))?.[1] ?? ''
  for (const off of ['runAsNode', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments', 'grantFileProtocolExtraPrivileges']) expect(fuses).toContain(`${off}: false`)
  for (const on of ['enableCookieEncryption', 'enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar']) expect(fuses).toContain(`${on}: true`)
})

test('20. the page gets functions of ours, and nothing of Electron', async ({ shared: { window } }) => {
  const handed = await window.evaluate(() => {
    const names = Object.getOwnPropertyNames(globalThis).filter((name) => /^rehearsal|ipc|electron/i.test(name))
    const found: string[] = []
    const look = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, member] of Object.entries(value)) {
        if (/^(ipcRenderer|send|sendSync|invoke|postMessage|webFrame|shell|require|process)$/.test(key)) found.push(`${path}.${key}`)
        look(member, `${path}.${key}`)
      }
    }
    for (const name of names) look((globalThis as unknown as Record<string, unknown>)[name], name)
    return { names: names.toSorted(), found }
  })
  expect(handed).toEqual({ names: ['rehearsal', 'rehearsalDesktop'], found: [] })
})

function preferencesOf(app: ElectronApplication): Promise<Record<string, unknown>> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> } // as: Electron keeps it out of its types
    const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInSubFrames, nodeIntegrationInWorker, webviewTag, webSecurity, allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInSubFrames, nodeIntegrationInWorker, webviewTag, webSecurity, allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures }
  })
}

function contentsCount(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** All the code of a room of the house, as it is written. */
function sourcesOf(room: string): string {
  return readdirSync(join(root, room), { recursive: true }).map(String).filter((name) => name.endsWith('.ts')).map((name) => read(join(room, dirname(name), name.split(/[\\/]/).at(-1) ?? ''))).join('\n')
}
