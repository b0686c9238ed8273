import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import type { DesktopEngine, DesktopShell } from '../../../engine/api/desktop.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { startStub } from '../../platforms/all-stubs.ts'
import type { Stub } from '../../platforms/stub.ts'
import { seriousViolations, weakContrasts } from '../window/axe.ts'
import { endDesktopApp, launchDesktopApp, test as base, type DesktopApp } from './desktop-app.ts'

interface DesktopWindow { rehearsal: DesktopEngine; rehearsalDesktop: DesktopShell; asked?: Promise<string | null> }
type Connection = MethodOutput<'connections.save'>

const test = base.extend<{ platform: Stub }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures a fixture needs from this pattern.
  platform: async ({}, use) => {
    const stub = await startStub('dittofeed')
    await use(stub)
    await stub.close()
  },
})

test('a secret is typed in a window of its own, and no page, file, log or argument ever holds it', async ({ home, platform }) => {
  process.env['REHEARSAL_SECRET_ANOTHER'] = platform.secret // one from the environment is the engine's alone, too
  const first = await launchDesktopApp({ home })
  delete process.env['REHEARSAL_SECRET_ANOTHER']
  const { app, window } = first
  const written = listen(app)
  const heard = await hearEverything(window)
  const { id } = await save(window, platform)

  const page = await ask(first, id)
  await expect(page.getByRole('heading')).toHaveText('Dittofeed: Shop')
  await expect(page.locator('#sent')).toHaveText(platform.url)
  await expect(page.locator('#kept')).toContainText('until you quit Rehearsal')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, contrast: null })
    await expect(page.locator(`html[data-mantine-color-scheme=${colorScheme}]:not([data-contrast])`)).toBeAttached()
    expect(await seriousViolations(page), colorScheme).toEqual([])
    await page.emulateMedia({ colorScheme, contrast: 'more' })
    await expect(page.locator(`html[data-mantine-color-scheme=${colorScheme}][data-contrast=more]`)).toBeAttached()
    expect(await weakContrasts(page), colorScheme).toEqual([])
  }
  const field = page.getByLabel('Admin API key')
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('type', 'password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Enter it')
  await page.keyboard.type(platform.secret)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(field).toHaveAttribute('type', 'text')
  await expect(field).toHaveValue(platform.secret)
  await expect(field).toBeFocused()
  await closeWith(page, 'Enter')
  expect(await answer(window)).toBe('session')

  const tried = await probe(window, id)
  expect(tried).toMatchObject({ secret: { where: 'session' }, tried: { problem: null } })
  expect(platform.calls().map(({ status }) => status)).toEqual([200])

  // Publishing with it writes a plan, a ledger and a history.
  expect(await publish(window, id)).toMatchObject({ state: 'applied', problem: null })
  expect(platform.journeys()).toHaveLength(1)

  // Neither what the page holds, nor what came to it, nor what was printed, nor any argument of a process.
  const inPage = await window.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }))
  const processes = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
  for (const text of [inPage, await heard(), written(), processes]) for (const shape of shapes(platform.secret)) expect(text).not.toContain(shape)
  expect(await memoryOf(window)).not.toContain(platform.secret)
  await endDesktopApp(app)
  for (const path of filesBelow(home)) for (const shape of shapes(platform.secret)) expect(readFileSync(path).includes(shape), path).toBe(false)

  // Without a keyring it ended with the app.
  const second = await launchDesktopApp({ home })
  expect(await list(second.window)).toMatchObject([{ id, secret: { where: 'missing' } }])
  await endDesktopApp(second.app)
})

test('Escape leaves things as they were; a secret can be replaced and forgotten', async ({ desktop, platform }) => {
  const { window } = desktop
  const { id } = await save(window, platform)
  await closeWith(await ask(desktop, id), 'Escape')
  expect(await answer(window)).toBeNull()
  expect(await list(window)).toMatchObject([{ secret: { where: 'missing' } }])
  await expect(probe(window, id)).rejects.toThrow('E_SECRET')

  await give(desktop, id, 'not-the-admin-key')
  expect(await probe(window, id)).toMatchObject({ tried: { account: null, problem: { code: 'E_PLATFORM_AUTH' } } })
  await give(desktop, id, platform.secret)
  expect(await probe(window, id)).toMatchObject({ tried: { problem: null } })
  await window.evaluate((connection) => (window as unknown as DesktopWindow).rehearsalDesktop.secrets.forget(connection), id)
  expect(await list(window)).toMatchObject([{ secret: { where: 'missing' } }])
})

test('a page that changes the address of a connection does not get its secret sent there', async ({ desktop, platform }) => {
  const { window } = desktop
  const other = await startStub('dittofeed')
  const { id } = await save(window, platform)
  await give(desktop, id, platform.secret)
  await save(window, { ...platform, settings: { ...platform.settings, baseUrl: other.url } }, id)
  expect(await list(window)).toMatchObject([{ secret: { where: 'missing' } }])
  await expect(probe(window, id)).rejects.toThrow('E_SECRET')
  expect(other.calls()).toEqual([])
  await other.close()
})

test('the engine has its secrets again after a crash, and asks only for what there is', async ({ desktop, platform }) => {
  const { app, window } = desktop
  const { id } = await save(window, platform)
  await give(desktop, id, platform.secret)
  const restarted = window.evaluate(() => new Promise<void>((resolve) => void (window as unknown as DesktopWindow).rehearsal.on('host.restarted', () => resolve())))
  await app.evaluate(({ app: electronApp }) => process.kill(electronApp.getAppMetrics().find(({ name }) => name === 'Rehearsal engine')!.pid, 'SIGKILL'))
  await restarted
  expect(await probe(window, id)).toMatchObject({ tried: { problem: null } })
  expect(await window.evaluate(() => (window as unknown as DesktopWindow).rehearsalDesktop.secrets.ask('nobody'))).toBeNull()
})

test('the window of the secret is a world of its own', async ({ desktop, platform }) => {
  const { app, window } = desktop
  const { id } = await save(window, platform)
  const page = await ask(desktop, id)
  // While one is asked for, there is no second window.
  expect(await window.evaluate((connection) => (window as unknown as DesktopWindow).rehearsalDesktop.secrets.ask(connection), id)).toBeNull()
  expect(app.windows()).toHaveLength(2)
  const seen = await page.evaluate(async () => {
    const world = globalThis as unknown as Record<string, unknown>
    const reached = (address: string) => fetch(address).then(() => 'reached', () => 'refused')
    const before = location.href
    location.href = 'https://example.com/'
    return { globals: ['require', 'process', 'rehearsal', 'rehearsalDesktop', 'opener'].map((name) => typeof (world[name] ?? undefined)), fetched: [await reached('app://rehearsal/'), await reached('https://example.com/')], stays: location.href === before, opened: globalThis.open('https://example.com/') === null }
  })
  expect(seen).toEqual({ globals: Array(5).fill('undefined'), fetched: ['refused', 'refused'], stays: true, opened: true })
  const preferences = await app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://secret/')) as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  // The app's own page reaches neither its files nor its channels.
  expect(await window.evaluate(() => fetch('app://secret/secret.html').then((reply) => reply.status, () => 0))).not.toBe(200)
  await closeWith(page, 'Escape')
  expect(await answer(window)).toBeNull()
})

function save(window: Page, { settings }: Pick<Stub, 'settings'>, id?: string): Promise<Connection> {
  return window.evaluate((connection) => (window as unknown as DesktopWindow).rehearsal['connections.save'](connection), { ...(id === undefined ? {} : { id }), target: 'dittofeed' as const, name: 'Shop', settings: { ...settings } })
}

function list(window: Page): Promise<Connection[]> {
  return window.evaluate(() => (window as unknown as DesktopWindow).rehearsal['connections.list']({}))
}

/** Rejects with the code of a refusal. */
function probe(window: Page, id: string): Promise<Connection> {
  return window.evaluate(
    (connection) =>
      (window as unknown as DesktopWindow).rehearsal['connections.test']({ jobId: crypto.randomUUID(), id: connection }).catch((error: { code: string }) => {
        throw new Error(error.code)
      }),
    id,
  )
}

/** As the publish page does it: plan, consent, apply. Without consent to exactly that plan it is refused, over this bridge as everywhere. */
function publish(window: Page, connectionId: string): Promise<MethodOutput<'publish.apply'>> {
  const document: JourneyDocument = {
    format: 'journey', formatVersion: 1, id: 'hello', name: 'Hello',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'day' }],
    reentry: { kind: 'once' },
    steps: { day: { kind: 'delay', for: 'P1D', next: 'bye' }, bye: { kind: 'exit' } },
  }
  // As text: Playwright's types cannot follow those of a document.
  return window.evaluate(
    async ([id = '', journey = '']) => {
      const { rehearsal } = window as unknown as DesktopWindow
      const plan = await rehearsal['publish.plan']({ jobId: 'plan', connectionId: id, document: JSON.parse(journey) as JourneyDocument })
      if (plan.blockers.length > 0) throw new Error(plan.blockers.join('; '))
      const codeOf = (asked: Promise<unknown>) => asked.then(() => 'answered', (error: { code: string }) => error.code)
      const skipped = [
        await codeOf(rehearsal['publish.apply']({ jobId: 'apply', planId: plan.id })),
        await codeOf(rehearsal['publish.approve']({ planId: plan.id, digest: plan.documentDigest, by: 'Ada' })),
        await codeOf(rehearsal['publish.apply']({ jobId: 'apply', planId: plan.id })),
      ]
      if (skipped.some((code) => code !== 'E_APPROVAL')) throw new Error(`consent was not asked for: ${skipped.join(', ')}`)
      await rehearsal['publish.approve']({ planId: plan.id, digest: plan.digest, by: 'Ada' })
      return rehearsal['publish.apply']({ jobId: 'apply', planId: plan.id })
    },
    [connectionId, JSON.stringify(document)],
  )
}

/** Has the app ask for a secret; the window it opens. */
async function ask({ app, window }: Pick<DesktopApp, 'app' | 'window'>, id: string): Promise<Page> {
  const opened = app.waitForEvent('window')
  await window.evaluate((connection) => {
    const page = window as unknown as DesktopWindow
    page.asked = page.rehearsalDesktop.secrets.ask(connection)
  }, id)
  const page = await opened
  await page.locator('main').waitFor()
  return page
}

function answer(window: Page): Promise<string | null> {
  return window.evaluate(() => (window as unknown as DesktopWindow).asked!)
}

function closeWith(page: Page, key: 'Enter' | 'Escape'): Promise<void> {
  return closedBy(page, page.keyboard.press(key))
}

/** The window may be gone before the act that closes it is reported as done. */
async function closedBy(page: Page, act: Promise<void>): Promise<void> {
  const closed = page.isClosed() ? undefined : page.waitForEvent('close')
  await act.catch((error: Error) => expect(error.message).toContain('has been closed'))
  await closed
}

async function give(desktop: DesktopApp, id: string, secret: string): Promise<void> {
  const page = await ask(desktop, id)
  await page.getByLabel('Admin API key').fill(secret)
  await closedBy(page, page.getByRole('button', { name: 'Save' }).click())
  expect(await answer(desktop.window)).toBe('session')
}

/** What the app prints from now on, all its processes together. */
function listen(app: ElectronApplication): () => string {
  let printed = ''
  for (const stream of [app.process().stdout, app.process().stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  return () => printed
}

/** Everything that comes over the bridge of the page from now on: answers and events alike. */
async function hearEverything(window: Page): Promise<() => Promise<string>> {
  await window.evaluate(() => {
    const world = globalThis as unknown as { heard: string[] }
    world.heard = []
    const own = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')!
    Object.defineProperty(MessageEvent.prototype, 'data', {
      get(this: MessageEvent) {
        const data: unknown = own.get!.call(this)
        world.heard.push(JSON.stringify(data) ?? '')
        return data
      },
    })
    const { rehearsal } = window as unknown as DesktopWindow
    for (const name of ['job.progress', 'workspace.changed'] as const) rehearsal.on(name, (payload) => world.heard.push(JSON.stringify(payload)))
  })
  return () => window.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join('\n'))
}

/** All texts in the memory of the page, as the debugger sees them. */
async function memoryOf(window: Page): Promise<string> {
  const session = await window.context().newCDPSession(window)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  const snapshot = chunks.join('')
  expect(snapshot).toContain('rehearsalDesktop') // it is the memory of the page
  return snapshot
}

function shapes(secret: string): string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')]
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
