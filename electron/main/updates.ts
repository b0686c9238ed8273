import { app } from 'electron'
import { join } from 'node:path'
import type { AppUpdater, CancellationToken } from 'electron-updater'
import type { UpdateState } from '../../engine/api/desktop.ts'
import { readJsonFile, writeJsonFile } from './json-file.ts'
import { mainWindow, mayClose } from './main-window.ts'
import { canReplaceItself, updateFeed } from './update-feed.ts'

// Newer versions of the app. Nothing leaves this machine before the person has said yes, and nothing is installed before they say so again. What comes is
// held against the digest in the feed (electron-updater), and against the publisher's signature where the system has signatures.

const firstCheckAfterMs = 30_000
const checkEveryMs = 24 * 60 * 60_000

let state: UpdateState | undefined
let updater: AppUpdater | undefined
let download: CancellationToken | undefined
let timer: NodeJS.Timeout | undefined
/** Grows with every yes and no: what was asked under an earlier one has nothing to say any more. */
let turn = 0

export function updateState(): UpdateState {
  state ??= firstState()
  return state
}

/** Looks for a newer version from time to time, if the person once said yes. */
export function keepUpToDate() {
  if (updateState().phase !== 'off') plan(firstCheckAfterMs)
}

export async function allowUpdates(allowed: boolean): Promise<UpdateState> {
  const before = updateState()
  if (!before.available || before.allowed === allowed) return before
  writeJsonFile(settingsPath(), { allowed })
  turn += 1
  clearTimeout(timer)
  download?.cancel()
  download = undefined
  tell({ allowed, phase: allowed ? 'idle' : 'off', newVersion: null, percent: null, problem: null })
  if (allowed) void checkForUpdates()
  return updateState()
}

/** Asks the feed, and fetches what is newer. Resolves when the feed has answered; how the fetching goes is told as it goes. */
export async function checkForUpdates(): Promise<UpdateState> {
  const { phase } = updateState()
  if (['off', 'checking', 'downloading', 'ready'].includes(phase)) return updateState()
  const asked = turn
  plan(checkEveryMs)
  tell({ phase: 'checking', problem: null })
  try {
    const source = await loadUpdater()
    if (asked !== turn) return updateState()
    const found = await source.checkForUpdates()
    if (asked !== turn) return updateState()
    const checkedAtEpochMs = Date.now()
    if (found?.isUpdateAvailable !== true) return tell({ phase: 'current', newVersion: null, checkedAtEpochMs })
    tell({ phase: 'downloading', newVersion: found.updateInfo.version, percent: 0, checkedAtEpochMs })
    void fetchUpdate(source, asked)
  } catch (cause) {
    if (asked === turn) tell({ phase: 'failed', problem: problemOf(cause) })
  }
  return updateState()
}

/** Ends the app for the new version, after the question about unsaved changes. */
export async function installUpdate() {
  if (updateState().phase !== 'ready' || !updater || !(await mayClose())) return
  // The new one starts before this one is gone, and would take itself for a second start.
  app.releaseSingleInstanceLock()
  updater.quitAndInstall(false, true)
}

async function fetchUpdate(source: AppUpdater, asked: number) {
  const { CancellationToken } = await import('electron-updater')
  const token = new CancellationToken()
  download = token
  try {
    await source.downloadUpdate(token)
    if (asked === turn) tell({ phase: 'ready', percent: null })
  } catch (cause) {
    if (asked === turn) tell({ phase: 'failed', percent: null, problem: problemOf(cause) })
  }
}

/** Loaded when it is first needed: most starts never do. */
async function loadUpdater(): Promise<AppUpdater> {
  if (updater) return updater
  const { autoUpdater } = await import('electron-updater')
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false // closing the app is not saying yes
  autoUpdater.allowDowngrade = false
  autoUpdater.disableWebInstaller = true
  autoUpdater.logger = null
  autoUpdater.on('download-progress', ({ percent }) => {
    const whole = Math.floor(percent)
    if (updateState().phase === 'downloading' && whole !== updateState().percent) tell({ percent: whole })
  })
  // Every failure also rejects what was asked; without a listener the event would throw.
  autoUpdater.on('error', () => undefined)
  updater = autoUpdater
  return autoUpdater
}

function firstState(): UpdateState {
  const feed = app.isPackaged ? updateFeed(process.resourcesPath) : null
  const available = feed !== null && canReplaceItself(process.platform, process.resourcesPath, process.env)
  const allowed = available && isAllowed(readJsonFile(settingsPath()))
  const nothing = { newVersion: null, percent: null, checkedAtEpochMs: null, problem: null }
  return { available, allowed, phase: allowed ? 'idle' : 'off', currentVersion: app.getVersion(), askedHost: available ? feed.host : null, ...nothing }
}

function tell(changes: Partial<UpdateState>): UpdateState {
  state = { ...updateState(), ...changes }
  mainWindow()?.webContents.send('updates:state', state)
  return state
}

function plan(afterMs: number) {
  clearTimeout(timer)
  timer = setTimeout(() => void checkForUpdates(), afterMs)
  timer.unref()
}

function problemOf(cause: unknown): UpdateState['problem'] {
  const { code, message } = (typeof cause === 'object' && cause !== null ? cause : {}) as { code?: unknown; message?: unknown }
  const detail = typeof message === 'string' ? (message.split('\n')[0] ?? '').slice(0, 300) : String(cause)
  if (code === 'ERR_CHECKSUM_MISMATCH' || /checksum mismatch|not signed/i.test(detail)) return { kind: 'damaged', detail }
  return { kind: /net::ERR_|ENOTFOUND|ECONN|ETIMEDOUT/.test(detail) || code === 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND' ? 'unreachable' : 'other', detail }
}

function isAllowed(kept: unknown): boolean {
  return typeof kept === 'object' && kept !== null && (kept as { allowed?: unknown }).allowed === true
}

function settingsPath() {
  return join(app.getPath('userData'), 'updates.json')
}
