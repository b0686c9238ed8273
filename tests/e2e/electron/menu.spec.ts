import { expect, type ElectronApplication } from '@playwright/test'
import { dropJourney } from '../window/forms.ts'
import { chooseMenuItem, test } from './desktop-app.ts'

const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'menu',
  name: 'Menu',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
  steps: { hello: { kind: 'message', channel: 'push', name: 'Hello', template: { title: 'Hi', body: 'There' }, next: 'done' }, done: { kind: 'exit' } },
}

test('the native menu has what the window can do, as its palette and its keys have it: words, keys, marks, and what is off', async ({ desktop: { app, window } }) => {
  await expect.poll(() => titles(app)).toEqual(['File', 'Edit', 'View', 'Run', 'Help'])
  // On the start screen there is no journey to edit.
  await expect.poll(() => item(app, 'edit.find')).toMatchObject({ enabled: false, accelerator: 'CmdOrCtrl+F' })
  expect(await item(app, 'file.new')).toMatchObject({ enabled: true, accelerator: 'CmdOrCtrl+N' })

  await dropJourney(window, JOURNEY)
  await expect(window.getByTestId('step-hello')).toBeVisible()
  await expect.poll(() => item(app, 'edit.find')).toMatchObject({ enabled: true })
  expect(await item(app, 'edit.duplicate')).toMatchObject({ enabled: false })
  await chooseMenuItem(app, 'view.outline')
  await window.getByTestId('outline-hello').click()
  await expect.poll(() => item(app, 'edit.duplicate')).toMatchObject({ enabled: true })

  await chooseMenuItem(app, 'edit.find')
  await window.keyboard.type('hello')
  await expect(window.getByTestId('find-count')).toHaveText('1 found')
  await window.keyboard.press('Escape')

  // A key that is a letter is shown, not taken from text fields.
  expect(await item(app, 'edit.delete')).toMatchObject({ registerAccelerator: false })
  await chooseMenuItem(app, 'edit.duplicate')
  await expect.poll(async () => (await item(app, 'edit.undo')).label).toMatch(/^Undo Duplicate/)
  await chooseMenuItem(app, 'view.themeDark')
  await expect.poll(() => item(app, 'view.themeDark')).toMatchObject({ checked: true })
  await expect.poll(() => item(app, 'view.themeLight')).toMatchObject({ checked: false })
})

function titles(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')) ?? [])
}

function item(app: ElectronApplication, id: string): Promise<{ label: string; enabled: boolean; checked: boolean; accelerator: string | undefined; registerAccelerator: boolean }> {
  return app.evaluate(({ Menu }, wanted) => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(wanted)
    return { label: found?.label ?? '', enabled: found?.enabled === true, checked: found?.checked === true, accelerator: found?.accelerator === undefined ? undefined : String(found.accelerator), registerAccelerator: found?.registerAccelerator === true }
  }, id)
}
