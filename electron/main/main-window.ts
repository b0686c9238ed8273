import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import { join } from 'node:path'
import type { DocumentState, MenuCommand } from '../../engine/api/desktop.ts'
import { appOrigin } from './app-protocol.ts'
import { askAboutUnsavedChanges } from './dialogs.ts'
import { deliverFilesTo } from './open-files.ts'
import { deliverLinksTo } from './protocol-link.ts'
import { mainText } from './texts.ts'
import { rememberWindowState, rememberedWindowState } from './window-state.ts'

const startScreen: DocumentState = { title: null, path: null, edited: false, undo: null, redo: null, running: false }

let window: BrowserWindow | undefined
let documentState = startScreen
let saveAnswer: ((saved: boolean) => void) | undefined
let quitting = false

app.on('before-quit', () => {
  quitting = true
})

export function openMainWindow() {
  const state = rememberedWindowState()
  const created = new BrowserWindow({
    ...state.bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: app.name,
    // The colours of the empty window, so that opening it does not flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#f7f8fa',
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  window = created
  documentState = startScreen
  if (state.maximized) created.maximize()
  created.once('ready-to-show', () => created.show())
  created.on('page-title-updated', (event) => event.preventDefault())
  created.on('close', (event) => {
    rememberWindowState(created)
    if (!documentState.edited) return
    event.preventDefault()
    void askAndClose(created)
  })
  created.on('closed', () => {
    window = undefined
    deliverFilesTo(undefined)
    deliverLinksTo(undefined)
  })
  created.webContents.on('render-process-gone', (_event, details) => void offerReload(created, details.reason))
  void created.loadURL(`${appOrigin}/`)
}

export function revealWindow() {
  if (!app.isReady()) return
  if (!window) return openMainWindow()
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

export function mainWindow(): BrowserWindow | undefined {
  return window
}

export function currentDocument(): DocumentState {
  return documentState
}

export function sendCommand(command: MenuCommand) {
  window?.webContents.send('shell:command', command)
}

/** The window listens for files from now on. */
export function acceptFiles() {
  deliverFilesTo((path) => window?.webContents.send('shell:openFile', path))
}

/** The same of links. */
export function acceptLinks() {
  deliverLinksTo((link) => window?.webContents.send('shell:openLink', link))
}

export function showDocument(state: DocumentState) {
  documentState = state
  if (!window) return
  const mark = state.edited && process.platform !== 'darwin' ? '• ' : ''
  window.setTitle(state.title === null ? app.name : `${mark}${state.title} – ${app.name}`)
  window.setDocumentEdited(state.edited)
  window.setRepresentedFilename(state.path ?? '')
}

/** The window has answered the request to save. */
export function saveFinished(saved: boolean) {
  saveAnswer?.(saved)
  saveAnswer = undefined
}

/** Asks about unsaved changes as closing does, and saves them if that is the answer; true when the window may go, which then asks no more. */
export async function mayClose(): Promise<boolean> {
  if (!window || !documentState.edited) return true
  if (!(await mayLose(window))) return false
  documentState = { ...documentState, edited: false }
  return true
}

async function askAndClose(closing: BrowserWindow) {
  // A second click on the close button while the question stands changes nothing.
  if (saveAnswer) return
  const wasQuitting = quitting
  if (!(await mayLose(closing))) {
    quitting = false
    return
  }
  closing.destroy()
  if (wasQuitting) app.quit()
}

async function mayLose(closing: BrowserWindow): Promise<boolean> {
  const answer = await askAboutUnsavedChanges(documentState.title)
  return answer === 'save' ? requestSave(closing) : answer === 'discard'
}

function requestSave(closing: BrowserWindow): Promise<boolean> {
  return new Promise((resolve) => {
    saveAnswer = resolve
    closing.webContents.send('shell:save')
  })
}

async function offerReload(broken: BrowserWindow, reason: string) {
  if (reason === 'clean-exit' || broken.isDestroyed()) return
  deliverFilesTo(undefined)
  deliverLinksTo(undefined)
  const { response } = await dialog.showMessageBox(broken, {
    type: 'error',
    message: mainText('windowStopped'),
    detail: mainText('windowStoppedDetail', { reason }),
    buttons: [mainText('loadAgain'), mainText('quit')],
    defaultId: 0,
    cancelId: 0,
  })
  documentState = startScreen
  if (response === 0) broken.webContents.reload()
  else app.quit()
}
