import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuEntry, MenuPart, RecentFile } from '../../engine/api/desktop.ts'
import { currentDocument, mainWindow, revealWindow, sendCommand } from './main-window.ts'
import { offerFile } from './open-files.ts'
import { forgetFiles, recentFiles } from './recent-files.ts'
import { mainText, roleLabel } from './texts.ts'

const mac = process.platform === 'darwin'
const separator = { type: 'separator' } as const

/** What there is before a window has said what it can do, and on a Mac without any window. */
const beforeAWindow = (): readonly MenuPart[] => [
  {
    id: 'groupJourney',
    label: mainText('menuFile'),
    entries: [
      { id: 'file.new', label: mainText('menuNew'), enabled: true, keys: 'CmdOrCtrl+N' },
      { id: 'file.open', label: mainText('menuOpen'), enabled: true, keys: 'CmdOrCtrl+O' },
    ],
  },
]

/** Undefined while no window has said what it can do. */
let parts: readonly MenuPart[] | undefined
let lastShown = ''

/** Shows what the window says it can do; the list is its own, the same that its keys and its command palette come from. */
export function showMenu(next: readonly MenuPart[]) {
  parts = next.length === 0 ? undefined : next
  installMenu()
}

/** Builds the menu anew: a native menu cannot change the words of an item ("Undo Move step"). */
export function installMenu() {
  const menu = [...(mac ? [appMenu()] : []), ...(parts ?? beforeAWindow()).map(menuOf), ...(mac ? [windowMenu()] : [])]
  const shown = JSON.stringify(menu)
  if (shown === lastShown) return
  lastShown = shown
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}

function appMenu(): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      aboutItem(),
      separator,
      ofRole('services'),
      separator,
      ofRole('hide'),
      ofRole('hideOthers'),
      ofRole('unhide'),
      separator,
      ofRole('quit'),
    ],
  }
}

/** What a window says of the app, as it is in its Help; without one, what the system says. */
function aboutItem(): MenuItemConstructorOptions {
  const entry = parts?.flatMap(({ entries }) => entries).find(({ id }) => id === 'help.about')
  return entry === undefined ? ofRole('about') : item(entry)
}

/** An item the system knows, with words of ours where it has none in this language. */
function ofRole(role: 'about' | 'services' | 'hide' | 'hideOthers' | 'unhide' | 'quit' | 'close' | 'togglefullscreen' | 'reload' | 'toggleDevTools' | 'minimize' | 'zoom' | 'front'): MenuItemConstructorOptions {
  const label = roleLabel(role)
  return label === undefined ? { role } : { role, label }
}

function windowMenu(): MenuItemConstructorOptions {
  const label = roleLabel('window')
  return label === undefined ? { role: 'windowMenu' } : { role: 'windowMenu', label, submenu: [ofRole('minimize'), ofRole('zoom'), separator, ofRole('front')] }
}

function menuOf({ id, label, entries }: MenuPart): MenuItemConstructorOptions {
  return {
    id,
    label: mnemonic(label),
    ...(id === 'groupHelp' ? { role: 'help' as const } : {}),
    submenu: [...entries.flatMap((entry) => [...(entry.parted === true ? [separator] : []), item(entry), ...(entry.id === 'file.open' ? [recentMenu(recentFiles())] : [])]), ...ownItems(id)],
  }
}

/** What no window can do by itself. */
function ownItems(id: string): MenuItemConstructorOptions[] {
  if (id === 'groupJourney') return [separator, ofRole('close'), ...(mac ? [] : [ofRole('quit')])]
  if (id === 'groupView') return [separator, ofRole('togglefullscreen'), ...(app.isPackaged ? [] : [ofRole('reload'), ofRole('toggleDevTools')])]
  // Help ends with the window's own About.
  return []
}

function recentMenu(files: readonly RecentFile[]): MenuItemConstructorOptions {
  if (files.length === 0) return { label: mainText('openRecent'), submenu: [{ label: mainText('noRecent'), enabled: false }] }
  const open = files.map((file) => ({
    id: `recent:${file.path}`,
    label: file.name.replaceAll('&', '&&'),
    toolTip: file.path,
    click: () => {
      offerFile(file.path)
      revealWindow()
    },
  }))
  const clear = {
    label: mainText('clearRecent'),
    click: () => {
      forgetFiles()
      installMenu()
    },
  }
  return { label: mainText('openRecent'), submenu: [...open, separator, clear] }
}

function item({ id, label, enabled, keys, checked }: MenuEntry): MenuItemConstructorOptions {
  return {
    id,
    label: named(id, label).replaceAll('&', '&&'),
    enabled,
    ...(checked === undefined ? {} : { type: 'checkbox', checked }),
    ...acceleratorFor(keys),
    click: () => {
      if (!mainWindow()) revealWindow()
      sendCommand(id)
    },
  }
}

/** A key without Cmd or Ctrl belongs to the window: as a menu accelerator it would not reach a text field. A Mac cannot show one without taking it. */
function acceleratorFor(keys: string | undefined): MenuItemConstructorOptions {
  if (keys === undefined) return {}
  if (keys.startsWith('CmdOrCtrl+')) return { accelerator: keys }
  return mac ? {} : { accelerator: keys, registerAccelerator: false }
}

/** Undo and Redo say what of; they stay enabled without, for a text field may have something of its own to take back. */
function named(id: string, label: string): string {
  const { undo, redo } = currentDocument()
  const name = id === 'edit.undo' ? undo : id === 'edit.redo' ? redo : null
  return name === null ? label : mainText('editOf', { what: label, name })
}

/** The letter that opens a menu with Alt. */
function mnemonic(label: string): string {
  return `&${label.replaceAll('&', '&&')}`
}
