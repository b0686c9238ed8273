import { app, Menu, nativeTheme, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand, RecentFile } from '../../engine/api/desktop.ts'
import { currentDocument, mainWindow, revealWindow, sendCommand } from './main-window.ts'
import { offerFile } from './open-files.ts'
import { forgetFiles, recentFiles } from './recent-files.ts'

const mac = process.platform === 'darwin'

/** Builds the menu anew: a native menu cannot change the words of an item ("Undo Move step"). */
export function installMenu() {
  const menu = [...(mac ? [appMenu()] : []), fileMenu(), editMenu(), viewMenu(), runMenu(), ...(mac ? [windowMenu()] : []), helpMenu()]
  const shown = JSON.stringify(menu)
  if (shown === lastShown) return
  lastShown = shown
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}

let lastShown = ''

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

function fileMenu(): MenuItemConstructorOptions {
  const open = currentDocument().title !== null
  return {
    label: '&File',
    submenu: [
      item('file.new', 'New journey', 'CmdOrCtrl+N'),
      item('file.open', 'Open…', 'CmdOrCtrl+O'),
      { label: 'Open Recent', submenu: recentMenu(recentFiles()) },
      separator,
      item('file.save', 'Save', 'CmdOrCtrl+S', open),
      item('file.saveAs', 'Save As…', 'CmdOrCtrl+Shift+S', open),
      separator,
      item('file.importEvents', 'Import events…', 'CmdOrCtrl+Shift+E'),
      separator,
      { role: 'close' },
      ...(mac ? [] : [{ role: 'quit' } as const]),
    ],
  }
}

function recentMenu(files: readonly RecentFile[]): MenuItemConstructorOptions[] {
  if (files.length === 0) return [{ label: 'No recent journeys', enabled: false }]
  return [
    ...files.map((file) => ({
      id: `recent:${file.path}`,
      label: file.name.replaceAll('&', '&&'),
      toolTip: file.path,
      click: () => {
        offerFile(file.path)
        revealWindow()
      },
    })),
    separator,
    {
      label: 'Clear list',
      click: () => {
        forgetFiles()
        installMenu()
      },
    },
  ]
}

function editMenu(): MenuItemConstructorOptions {
  const { undo, redo } = currentDocument()
  // Undo and Redo stay enabled without an edit to name: a text field may have something of its own to take back.
  return {
    label: '&Edit',
    submenu: [
      item('edit.undo', undo === null ? 'Undo' : `Undo ${undo}`, 'CmdOrCtrl+Z'),
      item('edit.redo', redo === null ? 'Redo' : `Redo ${redo}`, mac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
      separator,
      item('edit.cut', 'Cut', 'CmdOrCtrl+X'),
      item('edit.copy', 'Copy', 'CmdOrCtrl+C'),
      item('edit.paste', 'Paste', 'CmdOrCtrl+V'),
      item('edit.duplicate', 'Duplicate', 'CmdOrCtrl+D'),
      // The key itself belongs to the window: as a menu accelerator it would not reach a text field.
      { ...item('edit.delete', 'Delete', mac ? undefined : 'Delete'), registerAccelerator: false },
      separator,
      item('edit.selectAll', 'Select All', 'CmdOrCtrl+A'),
    ],
  }
}

function viewMenu(): MenuItemConstructorOptions {
  const theme = nativeTheme.themeSource
  const themes: MenuItemConstructorOptions[] = [
    { ...item('view.themeSystem', 'Like the system'), type: 'radio', checked: theme === 'system' },
    { ...item('view.themeLight', 'Light'), type: 'radio', checked: theme === 'light' },
    { ...item('view.themeDark', 'Dark'), type: 'radio', checked: theme === 'dark' },
  ]
  return {
    label: '&View',
    submenu: [
      item('view.zoomIn', 'Zoom In', 'CmdOrCtrl+Plus'),
      item('view.zoomOut', 'Zoom Out', 'CmdOrCtrl+-'),
      item('view.zoomReset', 'Actual Size', 'CmdOrCtrl+0'),
      item('view.fit', 'Fit Journey', 'CmdOrCtrl+1'),
      separator,
      { label: 'Theme', submenu: themes },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
    ],
  }
}

function runMenu(): MenuItemConstructorOptions {
  const { title, running } = currentDocument()
  return {
    label: '&Run',
    submenu: [
      item('run.start', 'Run rehearsal', 'CmdOrCtrl+Return', title !== null && !running),
      item('run.cancel', 'Cancel', 'CmdOrCtrl+.', running),
    ],
  }
}

function windowMenu(): MenuItemConstructorOptions {
  return { role: 'windowMenu' }
}

function helpMenu(): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: '&Help',
    submenu: [
      item('help.shortcuts', 'Keyboard shortcuts', 'CmdOrCtrl+/'),
      ...(mac ? [] : [separator, { role: 'about' } as const]),
    ],
  }
}

const separator = { type: 'separator' } as const

function item(command: MenuCommand, label: string, accelerator?: string, enabled = true): MenuItemConstructorOptions {
  return {
    id: command,
    label: label.replaceAll('&', '&&'),
    ...(accelerator === undefined ? {} : { accelerator }),
    enabled,
    click: () => {
      if (!mainWindow()) revealWindow()
      sendCommand(command)
    },
  }
}
