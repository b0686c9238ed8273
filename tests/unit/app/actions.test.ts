/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest'
import { acceleratorOf, menuPartsOf } from '../../../electron/main/menu-parts.ts'
import { keysHere, NOT_IN_PALETTE } from '../../../renderer/app/action-facts.ts'
import { ACTIONS } from '../../../renderer/app/actions.ts'
import { desktopMenu } from '../../../renderer/app/desktop-menu.ts'
import { appText } from '../../../renderer/app/texts.ts'
import { partsOfSheet } from '../../../renderer/app/shortcuts-sheet.tsx'
import { matches } from '../../../renderer/app/use-shortcuts.ts'

/** Keys a browser does not let a page have, or that close or open windows in one. */
const RESERVED = ['mod+N', 'mod+T', 'mod+W', 'mod+Q', 'mod+Shift+N', 'mod+Shift+T', 'mod+Shift+W', 'mod+Shift+Q', 'mod+Tab', 'mod+Shift+I', 'mod+Shift+J', 'mod+Shift+C', 'mod+L', 'mod+R', 'mod+Shift+R', 'F5', 'F11', 'F12']

const down = (key: string, held: { shift?: boolean; alt?: boolean; ctrl?: boolean } = {}, code = '') => ({ key, code, shiftKey: held.shift === true, altKey: held.alt === true, ctrlKey: held.ctrl === true, metaKey: false })

describe('the actions', () => {
  it('have ids and keys of their own, behind either door', () => {
    const ids = ACTIONS.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const isDesktop of [false, true]) {
      const keys = ACTIONS.flatMap((action) => keysHere(action, isDesktop).map((key) => key.toUpperCase()))
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    }
  })

  it('ask in a browser for no key that it keeps for itself', () => {
    expect(ACTIONS.flatMap((action) => keysHere(action, false).filter((key) => RESERVED.includes(key)).map((key) => `${action.id} ${key}`))).toEqual([])
  })

  it('have words', () => {
    expect(ACTIONS.filter(({ label }) => appText(label) === '' || appText(label) === label).map(({ id }) => id)).toEqual([])
  })

  it('are all in the native menu, where main takes them as they come', () => {
    const shown = menuPartsOf(structuredClone(desktopMenu())).flatMap(({ entries }) => entries.map(({ id }) => id))
    expect(shown.toSorted()).toEqual(ACTIONS.map(({ id }) => id).toSorted())
  })

  it('have keys Electron can show', () => {
    expect(ACTIONS.flatMap((action) => keysHere(action, true)).filter((keys) => acceleratorOf(keys) === undefined)).toEqual([])
  })

  it('are all on the sheet that have a key, and it has no two lines of one name in a part', () => {
    for (const isDesktop of [false, true]) {
      const parts = partsOfSheet(isDesktop)
      for (const { title, lines } of parts) expect(new Set(lines.map(({ label }) => label)).size, title).toBe(lines.length)
      const labels = parts.flatMap(({ lines }) => lines.map(({ label }) => label))
      expect(ACTIONS.filter((action) => keysHere(action, isDesktop).length > 0 && !labels.includes(appText(action.label))).map(({ id }) => id)).toEqual([])
    }
  })

  it('are all in the palette, but for those with a reason', () => {
    expect(Object.keys(NOT_IN_PALETTE).filter((id) => !ACTIONS.some((action) => action.id === id))).toEqual([])
  })
})

describe('a menu that comes from a page', () => {
  it('is taken for what it can be: no foreign ids, no keys that would throw, no endless lists', () => {
    const entry = { id: 'edit.find', label: 'Find', enabled: true, keys: 'mod+F' }
    expect(menuPartsOf([{ id: 'groupEdit', label: 'Edit', entries: [entry, { ...entry, id: '../x' }, { ...entry, id: 'edit.odd', keys: 'mod+Nonsense' }, 7, null] }])).toEqual([
      { id: 'groupEdit', label: 'Edit', entries: [{ id: 'edit.find', label: 'Find', enabled: true, keys: 'CmdOrCtrl+F' }, { id: 'edit.odd', label: 'Find', enabled: true }] },
    ])
    expect(menuPartsOf('menu')).toEqual([])
    expect(menuPartsOf([{ id: 'groupEdit', label: 'Edit', entries: Array.from({ length: 500 }, () => entry) }])[0]?.entries.length).toBe(80)
  })
})

describe('a shortcut', () => {
  it.each([
    ['F3', down('F3'), true],
    ['F3', down('F3', { shift: true }), false],
    ['Shift+F3', down('F3', { shift: true }), true],
    ['?', down('?', { shift: true }), true],
    ['+', down('+', { shift: true }), true],
    ['/', down('/'), true],
    ['C', down('c'), true],
    ['C', down('C', { shift: true }), false],
    ['mod+Z', down('z', { ctrl: true }), true],
    ['mod+Z', down('Z', { ctrl: true, shift: true }), false],
    ['mod+Shift+Z', down('Z', { ctrl: true, shift: true }), true],
    ['Alt+A', down('å', { alt: true }, 'KeyA'), true],
    ['Alt+Shift+H', down('H', { alt: true, shift: true }, 'KeyH'), true],
    ['Alt+H', down('H', { alt: true, shift: true }, 'KeyH'), false],
  ] as const)('%s', (shortcut, event, expected) => {
    expect(matches(event, shortcut)).toBe(expected)
  })
})
