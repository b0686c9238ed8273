import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuEntry, MenuPart, RecentFile } from '../../engine/api/desktop.ts'
import { currentDocument, mainWindow, revealWindow, sendCommand } from './main-window.ts'
import { offerFile } from './open-files.ts'
import { forgetFiles, recentFiles } from './recent-files.ts'

const mac = process.platform === 'darwin'
const separator = { type: 'separator' } as const

/** What there is before a window has said what it can do, and on a Mac without any window. */
const BEFORE_A_WINDOW: readonly MenuPart[] = [
  {
    id: 'groupJourney',
    label: 'File',
    entries: [
      { id: 'file.new', label: 'New journey', enabled: true, keys: 'CmdOrCtrl+N' },
      { id: 'file.open', label: 'Open a journey file …', enabled: true, keys: 'CmdOrCtrl+O' },
    ],
  },
]

let parts: readonly MenuPart[] = BEFORE_A_WINDOW
let lastShown = ''

/** Shows what the window says it can do; the list is its own, the same that its keys and its command palette come from. */
export function showMenu(next: readonly MenuPart[]) {
  parts = next.length === 0 ? BEFORE_A_WINDOW : next
  installMenu()
}

/** Builds the menu anew: a native menu cannot change the words of an item ("Undo Move step"). */
export function installMenu() {
  const menu = [...(mac ? [appMenu()] : []), ...parts.map(menuOf), ...(mac ? [{ role: 'windowMenu' } as const] : [])]
  const shown = JSON.stringify(menu)
  if (shown === lastShown) return
  lastShown = shown
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}

function appMenu(): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
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
  if (id === 'groupJourney') return [separator, { role: 'close' }, ...(mac ? [] : [{ role: 'quit' } as const])]
  if (id === 'groupView') return [separator, { role: 'togglefullscreen' }, ...(app.isPackaged ? [] : [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const])]
  return id === 'groupHelp' && !mac ? [separator, { role: 'about' }] : []
}

function recentMenu(files: readonly RecentFile[]): MenuItemConstructorOptions {
  if (files.length === 0) return { label: 'Open Recent', submenu: [{ label: 'No recent journeys', enabled: false }] }
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
    label: 'Clear list',
    click: () => {
      forgetFiles()
      installMenu()
    },
  }
  return { label: 'Open Recent', submenu: [...open, separator, clear] }
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
  return name === null ? label : `${label} ${name}`
}

/** The letter that opens a menu with Alt. */
function mnemonic(label: string): string {
  return `&${label.replaceAll('&', '&&')}`
}
