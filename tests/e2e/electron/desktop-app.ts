import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'

const repository = fileURLToPath(new URL('../../..', import.meta.url))

export interface DesktopApp {
  app: ElectronApplication
  window: Page
  /** Holds settings and workspace; a second launch with it continues where this one ended. */
  home: string
}

export interface LaunchOptions {
  home: string
  /** Files and links named on the command line. */
  files?: readonly string[]
  /** Another copy of the packaged app. */
  executable?: string
  env?: Readonly<Record<string, string>>
  /** As `npm start` opens it. */
  openSample?: boolean
}

/** The command that starts the app, built or packaged (REHEARSAL_PACKAGED names the executable of the latter). */
export function desktopCommand({ home, files = [], openSample = false, executable, env: more = {} }: LaunchOptions) {
  const packaged = executable ?? process.env['REHEARSAL_PACKAGED']
  const executablePath = packaged ?? process.env['REHEARSAL_ELECTRON_EXECUTABLE']
  if (!executablePath) throw new Error('Run these tests with: npm run test:desktop')
  const flags = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(home, 'settings')}`]
  const env = { ...process.env, REHEARSAL_WORKSPACE: join(home, 'workspace'), ...more } as Record<string, string>
  return { executablePath, args: [...flags, ...(packaged ? [] : [repository]), ...(openSample ? ['--open-sample'] : []), ...files], env }
}

/** What a test started and has not ended. One that is left behind by a failure would ask about unsaved changes when the runner closes it, for ever. */
const running = new Set<ElectronApplication>()

export async function launchDesktopApp(options: LaunchOptions): Promise<DesktopApp> {
  const app = await _electron.launch(desktopCommand(options))
  running.add(app)
  app.once('close', () => running.delete(app))
  const window = await app.firstWindow()
  // The window listens to the shell once it has drawn itself.
  await window.locator('#root > *').first().waitFor({ state: 'attached' })
  return { app, window, home: options.home }
}

/** Ends the app without any question about unsaved changes. */
export async function endDesktopApp(app: ElectronApplication) {
  // One that hangs must not hold up the tests after it.
  const impatience = setTimeout(() => app.process().kill('SIGKILL'), 10_000)
  await app.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => undefined)
  await app.close().catch(() => undefined)
  clearTimeout(impatience)
}

/** Answers the native message boxes to come with the button of this number, and counts them. */
export async function answerMessageBoxes(app: ElectronApplication, response: number) {
  await app.evaluate(({ dialog }, button) => {
    const counted = globalThis as { messageBoxes?: number }
    counted.messageBoxes = 0
    dialog.showMessageBox = () => {
      counted.messageBoxes = (counted.messageBoxes ?? 0) + 1
      return Promise.resolve({ response: button, checkboxChecked: false })
    }
  }, response)
}

export function messageBoxesShown(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => (globalThis as { messageBoxes?: number }).messageBoxes ?? 0)
}

let choices = 0

/** Clicks a menu item by its command, as the native menu would. */
export async function chooseMenuItem(app: ElectronApplication, command: string) {
  await answered(() => app.evaluate(({ Menu }, { id, choice }) => {
    const chosen = globalThis as { lastChoice?: number }
    if (chosen.lastChoice === choice) return
    const item = Menu.getApplicationMenu()?.getMenuItemById(id)
    if (!item) throw new Error(`The menu has no item ${id}.`)
    chosen.lastChoice = choice
    item.click()
  }, { id: command, choice: (choices += 1) }))
}

/** The answer of the main process to what may be asked twice: one is lost now and then, where the process collects its garbage just then. */
async function answered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!String(error).includes('promise was garbage collected')) throw error
    return answered(ask)
  }
}

/**
 * Makes a running app one that was just started with `home`: an empty workspace, an engine of its own, a window that remembers nothing, dialogs as they were.
 * It takes a third of a launch.
 */
async function startOver({ app, window }: DesktopApp, home: string): Promise<DesktopApp> {
  const enginePid = () => answered(() => app.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().find(({ name }) => name === 'Rehearsal engine')?.pid))
  const before = await enginePid()
  if (before === undefined) throw new Error('The engine host is not running.')
  await app.evaluate(async ({ BrowserWindow, dialog, session }, workspace) => {
    const kept = globalThis as { dialogs?: object }
    kept.dialogs ??= { ...dialog }
    // An engine that ends often is asked about; here it is meant to.
    Object.assign(dialog, kept.dialogs, { showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }) })
    process.env['REHEARSAL_WORKSPACE'] = workspace
    BrowserWindow.getAllWindows()[0]?.setFullScreen(false)
    await session.defaultSession.clearStorageData()
  }, join(home, 'workspace'))
  process.kill(before, 'SIGKILL')
  await expect.poll(async () => [undefined, before].includes(await enginePid()), { intervals: [20] }).toBe(false)
  await window.evaluate(() => {
    document.documentElement.dataset['before'] = 'yes'
    localStorage.clear()
    sessionStorage.clear()
  })
  await app.evaluate(({ BrowserWindow, dialog }) => {
    Object.assign(dialog, (globalThis as { dialogs?: object }).dialogs)
    BrowserWindow.getAllWindows()[0]?.webContents.reload()
  })
  await window.locator('html:not([data-before]) #root > *').first().waitFor({ state: 'attached' })
  return { app, window, home }
}

/**
 * `home` is a fresh folder; `desktop` the app launched with it, ended after the test. `shared` is one app for all tests that leave it as
 * they found it: a launch costs seconds. `renewed` is one as well, made to one that was just started with `home` before each test.
 */
export const test = base.extend<{ home: string; desktop: DesktopApp; renewed: DesktopApp }, { shared: DesktopApp; lasting: DesktopApp }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures a fixture needs from this pattern.
  home: async ({}, use) => {
    const folder = makeHome()
    await use(folder)
    await Promise.all([...running].map(endDesktopApp))
    removeHome(folder)
  },
  desktop: async ({ home }, use) => {
    const desktop = await launchDesktopApp({ home })
    await use(desktop)
    await endDesktopApp(desktop.app)
  },
  renewed: async ({ lasting, home }, use) => use(await startOver(lasting, home)),
  // eslint-disable-next-line no-empty-pattern -- as above
  shared: [async ({}, use) => oneForAll(use), { scope: 'worker' }],
  // eslint-disable-next-line no-empty-pattern -- as above
  lasting: [async ({}, use) => oneForAll(use), { scope: 'worker' }],
})

async function oneForAll(use: (desktop: DesktopApp) => Promise<void>) {
  const home = makeHome()
  const desktop = await launchDesktopApp({ home })
  running.delete(desktop.app) // it outlives the test that was the first to want it
  await use(desktop)
  await endDesktopApp(desktop.app)
  removeHome(home)
}

function makeHome() {
  return mkdtempSync(join(tmpdir(), 'rehearsal-desktop-'))
}

function removeHome(home: string) {
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
