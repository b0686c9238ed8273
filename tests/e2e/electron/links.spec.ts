import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { desktopCommand, endDesktopApp, launchDesktopApp, test, type DesktopApp } from './desktop-app.ts'

const JOURNEY = {
  format: 'journey', formatVersion: 1, id: 'linked', name: 'Linked',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', name: 'Hi', template: { title: 'Hi', body: 'There' }, next: 'bye' }, bye: { kind: 'exit' } },
}

test('a .journey file is opened at the start, and one by a second start', async ({ home }) => {
  const first = journeyFile(home, 'First.journey', 'First')
  const second = journeyFile(home, 'Second.journey', 'Second')
  const desktop = await launchDesktopApp({ home, files: [first] })
  await expect(desktop.window.getByTestId('journey-name')).toHaveValue('First')
  await startAgain(desktop, second)
  await expect(desktop.window.getByTestId('journey-name')).toHaveValue('Second')
  // The name in the list of recent files is without the ending.
  const recent = await desktop.window.evaluate(() => (globalThis as unknown as { rehearsalDesktop: { recentFiles(): Promise<{ name: string }[]> } }).rehearsalDesktop.recentFiles())
  expect(recent.map(({ name }) => name)).toEqual(['Second', 'First'])
  await endDesktopApp(desktop.app)
})

test('a link opens a journey of the workspace and shows a template; whatever else it says is refused in words and does nothing', async ({ home }) => {
  const desktop = await launchDesktopApp({ home, files: ['rehearsal://template/win-back'] })
  const { app, window } = desktop
  await test.step('the link it was started with', async () => {
    await expect(window.getByTestId('template-details')).toContainText('Win')
    await window.keyboard.press('Escape')
  })
  await test.step('a link while it runs', async () => {
    await startAgain(desktop, journeyFile(home, 'Linked.journey', 'Linked'))
    await expect(window.getByTestId('journey-name')).toHaveValue('Linked')
    await window.getByTestId('rail-start').click()
    await expect(window.getByTestId('start')).toBeVisible()
    await startAgain(desktop, 'rehearsal://open?journey=linked')
    await expect(window.getByTestId('journey-name')).toHaveValue('Linked')
  })
  await test.step('what is not there', async () => {
    await startAgain(desktop, 'rehearsal://open?journey=somewhere-else')
    await expect(note(window, '“somewhere-else”')).toBeVisible()
    await note(window, '“somewhere-else”').getByRole('button').click()
    await startAgain(desktop, 'rehearsal://template/not-yet')
    await expect(note(window, '“not-yet”')).toBeVisible()
    await note(window, '“not-yet”').getByRole('button').click()
  })
  await test.step('what is hostile', async () => {
    const made = () => window.evaluate(() => (globalThis as unknown as { rehearsal: Record<string, (input: object) => Promise<unknown[]>> }).rehearsal['journeys.list']!({}))
    const before = await made()
    const links = ['rehearsal://open?journey=<img src=x onerror=globalThis.hacked=1>', 'rehearsal://run?journey=linked', 'rehearsal://template/..%2F..%2Fetc%2Fpasswd']
    for (const link of links) {
      await startAgain(desktop, link)
      const refusal = note(window, link.slice(0, 20)).filter({ hasText: 'is not a link to a journey' })
      await expect(refusal).toBeVisible()
      await refusal.getByRole('button').click()
    }
    expect(await window.evaluate(() => 'hacked' in globalThis)).toBe(false)
    expect(await made()).toEqual(before)
    await expect(window.getByTestId('journey-name')).toHaveValue('Linked')
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
  await endDesktopApp(app)
})

function note(window: Page, words: string) {
  return window.getByRole('alert').filter({ hasText: words })
}

function journeyFile(home: string, file: string, name: string): string {
  writeFileSync(join(home, file), JSON.stringify({ ...JOURNEY, id: name.toLowerCase(), name }))
  return join(home, file)
}

/** What the system does when a file is double-clicked or a link is followed while the app runs. */
async function startAgain({ home }: DesktopApp, argument: string): Promise<void> {
  const again = desktopCommand({ home, files: [argument] })
  const [code] = (await once(spawn(again.executablePath, again.args, { env: again.env, stdio: 'ignore' }), 'exit')) as [number | null]
  expect(code).toBe(0)
}
