import { app, dialog, MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import { join } from 'node:path'
import type { SecretOwner, SecretQuestion } from '../../engine/node/host.ts'
import { environmentSecrets } from './environment-secrets.ts'
import { EXIT_DAMAGED, type HostOrder, type HostQuestion } from './host-order.ts'
import { mainText } from './texts.ts'

// The engine lives in a process of its own, so that a long run or a crash of a native library does not take the window with it.
// The window talks to it over a MessagePort; main only hands out the ends.

const crashWindowMs = 60_000
const crashesBeforeAsking = 4
const closeTimeoutMs = 5_000

const ENGINE_NAME = 'Rehearsal engine'

let engine: UtilityProcess | undefined
let lastEnd: string | undefined
let quitting = false
let crashes: number[] = []
const windows = new Set<WebContents>()
/** Those that asked for a port while there was no engine. */
const waiting = new Set<WebContents>()
/** Why there is no engine any more, once a person has chosen to leave it so. */
let stopped: { reason: string; final: boolean } | undefined
let answerSecret: SecretAnswer = () => null
let lastDescription = 0
const descriptions = new Map<number, (question: SecretQuestion | null) => void>()

/** Says where a secret is, or gives it. */
export type SecretAnswer = (owner: SecretOwner, what: 'state' | 'secret') => string | null

export function startEngine() {
  // What the system says of it comes before the code it ended with.
  app.on('child-process-gone', (_event, { type, name, reason }) => {
    if (type === 'Utility' && name === ENGINE_NAME) lastEnd = reason
  })
  // Not before-quit: a person may still cancel that.
  app.on('will-quit', (event) => {
    if (quitting || !engine) return
    quitting = true
    event.preventDefault()
    void closeEngine(engine).then(() => app.quit())
  })
  launch()
}

/** Gives a window a new port to the engine, now and after every restart of it. */
export function connectWindow(contents: WebContents) {
  if (!windows.has(contents)) {
    windows.add(contents)
    contents.once('destroyed', () => {
      windows.delete(contents)
      waiting.delete(contents)
    })
  }
  if (stopped) return contents.send('engine:lost', stopped)
  if (engine) return sendPort(contents, null)
  waiting.add(contents)
}

/** Ends the engine properly and starts it again, on the workspace that is chosen now. Windows have to connect anew. */
export async function restartEngine(): Promise<void> {
  const child = engine
  if (!child || quitting) return
  engine = undefined // its end is no crash
  for (const resolve of descriptions.values()) resolve(null)
  descriptions.clear()
  await closeEngine(child)
  if (!quitting) launch()
}

/** Whom the engine host's questions about secrets go to. */
export function onSecretAsked(answer: SecretAnswer) {
  answerSecret = answer
}

/** What a person has to be told about the secret of a connection, by the engine and not by a page; null if there is none to ask for. */
export function describeSecret(connectionId: string): Promise<SecretQuestion | null> {
  const child = engine
  if (!child) return Promise.resolve(null)
  return new Promise((resolve) => {
    const number = ++lastDescription
    descriptions.set(number, resolve)
    child.postMessage({ type: 'describe', number, connectionId } satisfies HostOrder)
  })
}

function launch(restartReason: string | null = null) {
  const child = utilityProcess.fork(hostEntry(), [], {
    serviceName: ENGINE_NAME,
    stdio: 'inherit',
    env: { ...process.env, ...environmentSecrets },
  })
  engine = child
  lastEnd = undefined
  child.on('message', (asked: HostQuestion) => answerHost(child, asked))
  child.once('exit', (code) => {
    if (engine !== child) return
    engine = undefined
    for (const resolve of descriptions.values()) resolve(null)
    descriptions.clear()
    if (quitting) return
    const reason = reasonOf(code)
    tellWindows({ reason, final: false })
    void recover(reason, code)
  })
  for (const contents of restartReason === null ? waiting : windows) sendPort(contents, restartReason)
  waiting.clear()
}

/** What a person is told of how the engine ended, as the engine says things. */
function reasonOf(code: number): string {
  if (code === EXIT_DAMAGED) return 'The workspace was found damaged.'
  if (lastEnd === 'oom') return 'The engine ran out of memory.'
  if (lastEnd === 'killed') return 'The engine was ended by the system or another program.'
  return `The engine stopped (code ${code}).`
}

function answerHost(child: UtilityProcess, asked: HostQuestion) {
  if (asked.type === 'described') {
    descriptions.get(asked.number)?.(asked.question)
    descriptions.delete(asked.number)
    return
  }
  const value = answerSecret(asked.owner, asked.type === 'secret' ? 'secret' : 'state')
  child.postMessage({ type: 'answer', number: asked.number, value } satisfies HostOrder)
}

/** Lets the engine end what it writes, but not for ever. */
function closeEngine(child: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), closeTimeoutMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.postMessage({ type: 'close' } satisfies HostOrder)
  })
}

/** `reason` as the engine says things, for the window; `code` its process ended with. */
async function recover(reason: string, code: number) {
  const now = Date.now()
  crashes = [...crashes.filter((at) => now - at < crashWindowMs), now]
  // Restarting for ever would hide a broken installation behind a busy processor.
  if (crashes.length >= crashesBeforeAsking) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: mainText('engineStopping'),
      detail: mainText('engineStoppingDetail', { code, times: crashes.length }),
      buttons: [mainText('startAgain'), mainText('leaveStopped')],
      defaultId: 0,
      cancelId: 1,
    })
    if (response !== 0) {
      stopped = { reason: 'The engine is stopped.', final: true }
      return tellWindows(stopped)
    }
    crashes = []
  }
  launch(reason)
}

/** Calls under way are lost with the engine; after a final loss every later one is refused too. */
function tellWindows(loss: { reason: string; final: boolean }) {
  for (const contents of windows) if (!contents.isDestroyed()) contents.send('engine:lost', loss)
}

function sendPort(contents: WebContents, restartReason: string | null) {
  if (!engine || contents.isDestroyed()) return
  const { port1, port2 } = new MessageChannelMain()
  engine.postMessage({ type: 'connect' } satisfies HostOrder, [port1])
  contents.postMessage('engine:port', { restartReason }, [port2])
}

// Native modules and worker threads are loaded from real files, so the packaged app keeps the engine beside its archive.
function hostEntry() {
  return join(__dirname.replace('app.asar', 'app.asar.unpacked'), 'engine-host.mjs')
}
