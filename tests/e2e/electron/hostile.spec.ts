import { expect } from '@playwright/test'
import { everywhere, HOSTILE_TEXTS } from '../../unit/hostile/documents.ts'
import { dropJourney } from '../window/forms.ts'
import { test } from './desktop-app.ts'

const TEXT = Object.entries(HOSTILE_TEXTS).filter(([what]) => what !== 'half a character' && what !== 'control characters').map(([, text]) => text).join(' ')
const UNSEEN = /[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

test('markup in every text of a journey is text in title bar and menus, too, and cut', async ({ desktop: { app, window } }) => {
  const before = window.url()
  const boxes: string[] = []
  window.on('dialog', (dialog) => {
    boxes.push(dialog.message())
    void dialog.dismiss()
  })
  await dropJourney(window, everywhere(TEXT))
  await expect(window.locator('.react-flow__node-step')).toHaveCount(6)
  // Its name in the title bar; the name of a step in what can be undone.
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
  await expect.poll(title).toContain('<script>')
  await window.getByTestId('tab-outline').click()
  await window.getByTestId(`outline-message${TEXT}`).click()
  await window.getByTestId('outline-tree').press('Delete')
  await expect(window.locator('.react-flow__node-step')).toHaveCount(5)
  const undo = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('edit.undo')?.label ?? '')
  await expect.poll(undo).toMatch(/^Undo Delete/)
  for (const [shown, beside] of [[await title(), ' – Rehearsal'.length + 2], [await undo(), 'Undo '.length]] as const) {
    expect(shown).not.toMatch(UNSEEN)
    // A menu writes "&" twice.
    expect(Array.from(shown.replaceAll('&&', '&')).length).toBeLessThanOrEqual(80 + beside)
  }
  expect(boxes).toEqual([])
  expect(window.url()).toBe(before)
  expect(await window.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
