import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import { endDesktopApp, launchDesktopApp, test } from './desktop-app.ts'

test('main speaks what the window speaks: its own menu items, its dialogs, and at the next start before there is a window', async ({ home }) => {
  const { app, window } = await launchDesktopApp({ home })
  await expect.poll(() => labels(app)).toEqual(expect.arrayContaining(['File', 'New journey', 'Open Recent']))
  // The packaged app, which goes nowhere else, loads its own page anew, too.
  await app.evaluate(({ app: electronApp }) => Object.defineProperty(electronApp, 'isPackaged', { value: true }))
  await window.evaluate(() => {
    localStorage.setItem('rehearsal-language', 'tr')
    location.reload()
  })
  await expect.poll(() => labels(app)).toEqual(expect.arrayContaining(['Dosya', 'Yeni yolculuk', 'Son kullanılanı aç', 'Pencereyi Kapat']))
  expect(await labels(app)).not.toContain('Open Recent')

  await app.evaluate(({ dialog }) => {
    const asked = globalThis as { question?: { message: string; buttons?: string[] } }
    dialog.showMessageBox = ((...[, options]: [unknown, { message: string; buttons?: string[] }]) => {
      asked.question = options
      return Promise.resolve({ response: 2, checkboxChecked: false })
    }) as typeof dialog.showMessageBox // as: asked over the window only
  })
  await window.evaluate(() => (window as unknown as { rehearsalDesktop: { askAboutUnsavedChanges(name: string): Promise<string> } }).rehearsalDesktop.askAboutUnsavedChanges('Hoş geldin'))
  expect(await app.evaluate(() => (globalThis as { question?: { message: string; buttons?: string[] } }).question)).toMatchObject({ message: '“Hoş geldin” üzerindeki değişiklikler kaydedilsin mi?', buttons: ['Kaydet', 'Kaydetme', 'İptal'] })

  await endDesktopApp(app)
  expect(JSON.parse(readFileSync(join(home, 'settings', 'language.json'), 'utf8'))).toEqual({ language: 'tr' })
  const again = await launchDesktopApp({ home })
  await expect.poll(() => labels(again.app)).toEqual(expect.arrayContaining(['Son kullanılanı aç']))
  await endDesktopApp(again.app)
})

/** Every word of the menu, of the bar and of the first menu. */
function labels(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).flatMap(({ label, submenu }) => [label, ...(submenu?.items ?? []).map((item) => item.label)]).map((label) => label.replace('&', '')))
}
