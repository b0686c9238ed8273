import { BrowserWindow, nativeTheme, session, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { SecretGiven, SecretPageWords, ShownQuestion } from '../preload/secret-preload.ts'
import { mainLanguage } from './language.ts'
import { mainText, secretWords } from './texts.ts'

// The one window in which a secret is typed. It is main's own: another session than the app's, a page of its own without any connection, and a bridge that
// does three things. It answers to nobody but main.

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const contentTypes: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.woff2': 'font/woff2' }
const page = 'app://secret/secret.html'
const LONGEST = 8192
const width = 580
const leastHeight = 320
const mostHeight = 640

/** Shows the question over `parent`, and hands what was entered to `keep`. Answers what that answered; null if the window was closed without. */
export function openSecretWindow(parent: BrowserWindow, question: Omit<ShownQuestion, 'language' | 'words'>, keep: (secret: string) => 'kept' | 'session'): Promise<'kept' | 'session' | null> {
  const created = new BrowserWindow({
    parent,
    modal: true,
    width,
    height: leastHeight,
    useContentSize: true,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    show: false,
    title: mainText('secretTitle', { name: question.name }),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
    webPreferences: {
      preload: join(__dirname, 'secret-preload.cjs'),
      session: secretSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
    },
  })
  created.removeMenu()
  created.on('page-title-updated', (event) => event.preventDefault())
  const { webContents: contents } = created
  editWithKeys(created)
  return new Promise((resolve) => {
    let answer: 'kept' | 'session' | null = null
    // Scoped to this window's page, and to its top frame: nobody else reaches these.
    contents.ipc.handle('secret:question', (event) => (event.senderFrame === contents.mainFrame ? inWords(question) : null))
    contents.ipc.handle('secret:give', (event, given: unknown): SecretGiven => {
      if (event.senderFrame !== contents.mainFrame) return { problem: 'refused' }
      const secret = typeof given === 'string' ? given.trim() : ''
      if (secret === '') return { problem: 'empty' }
      if (secret.length > LONGEST || !/^[\x20-\x7e]+$/.test(secret)) return { problem: 'unusable' }
      answer = keep(secret)
      created.destroy()
      return { problem: null }
    })
    contents.ipc.on('secret:drawn', (_event, height: unknown) => {
      if (typeof height === 'number' && Number.isFinite(height)) created.setContentSize(width, Math.round(Math.min(mostHeight, Math.max(leastHeight, height))))
      created.show()
    })
    contents.ipc.on('secret:cancel', () => created.close())
    contents.on('render-process-gone', () => created.destroy())
    created.once('closed', () => resolve(answer))
    void created.loadURL(page)
  })
}

/** The question with everything the page says, in the language of the app. */
function inWords(question: Omit<ShownQuestion, 'language' | 'words'>): ShownQuestion {
  const { platform, label, help, scopes } = question
  return { ...question, platform: secretWords(platform), label: secretWords(label), help: secretWords(help), scopes: scopes.map(secretWords), language: mainLanguage(), words: pageWords() }
}

function pageWords(): SecretPageWords {
  return {
    show: mainText('secretShow'), hide: mainText('secretHide'), sentTo: mainText('secretSentTo'), needs: mainText('secretNeeds'), kept: mainText('secretKept'), byKeyring: mainText('secretByKeyring'),
    forSession: mainText('secretForSession'), cancel: mainText('cancel'), save: mainText('save'), empty: mainText('secretEmpty'), unusable: mainText('secretUnusable'), refused: mainText('secretRefused'),
  }
}

/** A session of its own in memory: the app's page cannot reach this one, and nothing of it stays. */
function secretSession(): Session {
  const own = session.fromPartition('secret')
  if (own.protocol.isProtocolHandled('app')) return own
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.on('will-download', (event) => event.preventDefault())
  own.protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url)
    const headers = { 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Content-Type': contentTypes[extname(pathname)] ?? 'application/octet-stream' }
    if (request.method !== 'GET' || host !== 'secret' || !/^\/[\w-]+\.(html|js|css|woff2)$/.test(pathname)) return new Response('', { status: 404, headers })
    try {
      return new Response(new Uint8Array(await readFile(join(__dirname, 'secret', pathname.slice(1)))), { headers })
    } catch {
      return new Response('', { status: 404, headers })
    }
  })
  return own
}

/** On a Mac these keys come from the menu, which is about the journey behind: here they are about the field. */
function editWithKeys({ webContents: contents }: BrowserWindow) {
  if (process.platform !== 'darwin') return
  contents.setIgnoreMenuShortcuts(true)
  contents.on('before-input-event', (event, { type, meta, key }) => {
    if (type !== 'keyDown' || !meta) return
    const edits: Record<string, () => void> = { v: () => contents.paste(), c: () => contents.copy(), x: () => contents.cut(), a: () => contents.selectAll(), z: () => contents.undo() }
    const edit = edits[key.toLowerCase()]
    if (!edit) return
    event.preventDefault()
    edit()
  })
}
