import { app, clipboard, ipcMain, nativeTheme, shell, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { existsSync } from 'node:fs'
import type { DesktopFacts, DocumentState, ThemeChoice } from '../../engine/api/desktop.ts'
import { askAboutUnsavedChanges, chooseDataToSave, chooseEventFiles, chooseFolder, chooseJourneyToOpen, chooseJourneyToSave, chooseWorkspaceFile, chooseWorkspaceFileToSave } from './dialogs.ts'
import { connectWindow, restartEngine } from './engine-process.ts'
import { acceptFiles, acceptLinks, currentDocument, mainWindow, saveFinished, showDocument } from './main-window.ts'
import { takeLanguage } from './language.ts'
import { installMenu, showMenu } from './menu.ts'
import { menuPartsOf } from './menu-parts.ts'
import { forgetFiles, recentFiles, rememberFile } from './recent-files.ts'
import { saveFile, savePdf } from './save-content.ts'
import { askForSecret, forgetSecret } from './secrets.ts'
import { isOwnWindow } from './security.ts'
import { journeyFilesIn } from './open-files.ts'
import { shownWords } from './shown-words.ts'
import { placeAnew } from './window-state.ts'
import { allowUpdates, checkForUpdates, installUpdate, updateState } from './updates.ts'

// Everything a window may ask of main. Each message is refused unless the top frame of our own page sent it, and its content is
// unknown until it was looked at.

export function handleWindowRequests() {
  answer('shell:chooseJourneyToOpen', chooseJourneyToOpen)
  answer('shell:chooseJourneyToSave', (_event, name) => chooseJourneyToSave(text(name)))
  answer('shell:chooseEventFiles', chooseEventFiles)
  answer('shell:chooseDataToSave', (_event, name) => chooseDataToSave(text(name)))
  answer('shell:chooseFolder', chooseFolder)
  answer('shell:chooseWorkspaceFile', chooseWorkspaceFile)
  answer('shell:chooseWorkspaceFileToSave', (_event, name) => chooseWorkspaceFileToSave(text(name)))
  answer('engine:restart', restartEngine)
  answer('shell:saveFile', (_event, asked) => {
    const { suggestedName, content } = members(asked)
    if (!(content instanceof Uint8Array)) throw new TypeError('The content of a file was expected.')
    return saveFile(text(suggestedName), content)
  })
  answer('shell:savePdf', (event, asked) => {
    const { suggestedName, words } = members(asked)
    const { header, page, of } = members(words)
    return savePdf(event.sender, text(suggestedName), { header: marginWords(text(header)), page: text(page), of: text(of) })
  })
  answer('shell:askAboutUnsavedChanges', (_event, name) => askAboutUnsavedChanges(text(name)))
  answer('shell:recentFiles', () => Promise.resolve(recentFiles()))
  answer('shell:readClipboardText', () => Promise.resolve(clipboard.readText()))
  answer('shell:clearRecentFiles', () => {
    forgetFiles()
    installMenu()
    return Promise.resolve()
  })

  answer('secrets:ask', (_event, connectionId) => askForSecret(text(connectionId)))
  answer('secrets:forget', (_event, connectionId) => {
    forgetSecret(text(connectionId))
    return Promise.resolve()
  })

  answer('updates:state', () => Promise.resolve(updateState()))
  answer('updates:allow', (_event, allowed) => allowUpdates(allowed === true))
  answer('updates:check', checkForUpdates)
  receive('updates:install', () => void installUpdate())

  receive('engine:connect', (event) => connectWindow(event.sender))
  receive('shell:documentState', (_event, state) => acceptDocumentState(documentStateOf(state)))
  receive('shell:menu', (_event, parts) => showMenu(menuPartsOf(parts)))
  receive('shell:theme', (_event, theme) => {
    nativeTheme.themeSource = themeOf(theme)
    installMenu()
  })
  receive('shell:language', (_event, language) => {
    if (takeLanguage(language)) installMenu()
  })
  receive('shell:showInFolder', (_event, path) => {
    if (existsSync(text(path))) shell.showItemInFolder(text(path))
  })
  receive('shell:forgetWindowPlace', () => {
    const window = mainWindow()
    if (window) placeAnew(window)
  })
  receive('shell:listensForFiles', acceptFiles)
  receive('shell:listensForLinks', acceptLinks)
  receive('shell:saved', (_event, saved) => saveFinished(saved === true))
  receive('shell:nativeEdit', (event, action) => editText(event, action))
  // The bridge asks before the page runs, so that its facts are there at once.
  ipcMain.on('shell:facts', (event) => {
    event.returnValue = isOwnWindow(event) ? facts() : null
  })
}

function answer(channel: string, handler: (event: IpcMainInvokeEvent, argument: unknown) => Promise<unknown>) {
  ipcMain.handle(channel, (event, argument: unknown) => {
    if (!isOwnWindow(event)) throw new Error(`${channel} is refused: the sender is not the window of the app.`)
    return handler(event, argument)
  })
}

function receive(channel: string, handler: (event: IpcMainEvent, argument: unknown) => void) {
  ipcMain.on(channel, (event, argument: unknown) => {
    if (!isOwnWindow(event)) return
    try {
      handler(event, argument)
    } catch (cause) {
      // Nobody waits for an answer that it could be refused in; what is not what was expected is left alone.
      if (!(cause instanceof TypeError)) throw cause
      console.error(JSON.stringify({ event: 'message.refused', channel }))
    }
  })
}

function acceptDocumentState(state: DocumentState) {
  const before = currentDocument()
  showDocument(state)
  if (state.path !== null && state.path !== before.path) rememberFile(state.path)
  installMenu()
}

function editText(event: IpcMainEvent, action: unknown) {
  const contents = event.sender
  if (action === 'edit.undo') contents.undo()
  else if (action === 'edit.redo') contents.redo()
  else if (action === 'edit.cut') contents.cut()
  else if (action === 'edit.copy') contents.copy()
  else if (action === 'edit.paste') contents.paste()
  else if (action === 'edit.delete') contents.delete()
  else if (action === 'edit.selectAll') contents.selectAll()
}

function facts(): DesktopFacts {
  return {
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    packaged: app.isPackaged,
    appVersion: app.getVersion(),
    electronVersion: process.versions.electron ?? '',
    fallbackElectron: process.versions.electron?.startsWith(FALLBACK_ELECTRON) === true,
    openSample: app.commandLine.hasSwitch('open-sample') && journeyFilesIn(process.argv, process.cwd()).length === 0,
  }
}

/** What build/scripts/fallback makes, also when it was packaged. */
const FALLBACK_ELECTRON = '33.'

function documentStateOf(value: unknown): DocumentState {
  const state = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return {
    title: wordsOrNull(state['title']),
    path: textOrNull(state['path']),
    edited: state['edited'] === true,
    undo: wordsOrNull(state['undo']),
    redo: wordsOrNull(state['redo']),
    running: state['running'] === true,
  }
}

function themeOf(value: unknown): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** A name as the margin of a page has room for it. */
function marginWords(header: string): string {
  return header.replace(/\p{Cc}/gu, ' ').slice(0, LONGEST_MARGIN)
}

const LONGEST_MARGIN = 200

function members(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('An object was expected.')
  return value as Record<string, unknown> // as: looked at one by one
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('A text was expected.')
  return value
}

/** A name as title bar and menus show it. */
function wordsOrNull(value: unknown): string | null {
  const name = textOrNull(value)
  return name === null ? null : shownWords(name)
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
