import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, expect, test as base } from '@playwright/test'
import { desktopCommand, endDesktopApp, test as desktopTest, type DesktopApp } from './desktop-app.ts'

/** The app on the workspace a person chose: no variable names one, and their data are below the home of the test. */
const test = desktopTest.extend<{ own: DesktopApp }>({
  own: async ({ home }, use) => {
    const { env, ...command } = desktopCommand({ home })
    const { REHEARSAL_WORKSPACE: _named, ...rest } = env
    const app = await _electron.launch({ ...command, env: { ...rest, XDG_DATA_HOME: join(home, 'data') } })
    const window = await app.firstWindow()
    await window.locator('#root > *').first().waitFor({ state: 'attached' })
    await use({ app, window, home })
    await endDesktopApp(app)
  },
})

base.skip(process.platform !== 'linux', 'the folder of a person is named by XDG_DATA_HOME')

test('the workspace is moved to a folder, used there with what was not saved, and the old one is deleted when asked', async ({ own: { app, window, home } }) => {
  const to = join(home, 'elsewhere')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, to)
  await window.getByTestId('start-new').click()
  await window.getByTestId('journey-name').fill('Moved along')
  await window.keyboard.press('Enter')
  await window.getByTestId('rail-segments').click()
  await window.getByTestId('new-segment').first().click()
  await expect(window.getByTestId('segment-name')).toBeFocused()
  await window.keyboard.type('Moved segment')
  await window.getByTestId('rail-settings').click()
  await window.getByTestId('settings-to-workspace').click()
  await expect(window.getByTestId('setting-folder')).toContainText(join(home, 'data', 'rehearsal', 'workspace'))
  await window.getByTestId('workspace-move').click()
  await expect(window.getByTestId('setting-folder')).toContainText(to)
  await expect(window.getByTestId('workspace-previous')).toContainText(join('rehearsal', 'workspace'))
  await window.getByTestId('delete-previous').click()
  await window.getByTestId('delete-previous-confirm').click()
  await expect(window.getByTestId('workspace-previous')).toHaveCount(0)
  expect(existsSync(join(home, 'data', 'rehearsal', 'workspace'))).toBe(false)
  await window.getByTestId('rail-segments').click()
  await expect(window.getByText('Moved segment').first()).toBeVisible()
  await window.getByTestId('rail-start').click()
  await expect(window.getByText('Moved along').first()).toBeVisible()
})
