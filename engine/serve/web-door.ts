import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { EventName, EventPayload, JourneySummary } from '../api/contract.ts'
import { RehearsalError } from '../core/errors.ts'
import { Access } from './access.ts'
import { answerJson, answerPage, securityHeaders } from './answers.ts'
import { callErrorOf, EngineSocket } from './engine-socket.ts'
import { checkPaths } from './path-rules.ts'
import { Uploads } from './uploads.ts'
import { answerWindowFile } from './window-files.ts'

const LOOPBACK = '127.0.0.1'

export interface WebDoorOptions {
  /** The engine; rejects with a `CallError`. */
  call: (method: string, params: unknown) => Promise<unknown>
  /** 0: any free one. */
  port: number
  /** Folder of the built window. */
  windowDirectory: string
  /** Folder for uploads of every door on the workspace. */
  uploadsDirectory: string
  /** Files the window may name besides uploads. */
  namedFiles: readonly string[]
  /** Where the page is sent after the first load: `/`, or `/#…` to say what to show. */
  startAt: string
  /** Somebody came with an address that was used before: here is a fresh one for them. */
  onNewAddress: (address: string) => void
  /** How often windows are asked whether they are still there, ms; default: 15 s. */
  pingEveryMs?: number | undefined
}

export interface WebDoor {
  readonly port: number
  /** To be opened in a browser on this machine; good once. */
  readonly address: string
  broadcast<E extends EventName>(event: E, payload: EventPayload<E>): void
  close(): Promise<void>
}

/**
 * Serves the window to browsers on this machine: its files over HTTP, the engine over a WebSocket at `/engine`, files from the browser by
 * `PUT /upload?name=…`. Nothing but the loopback address is listened on. Throws E_PORT_TAKEN or E_PORT_REFUSED.
 */
export async function openWebDoor(options: WebDoorOptions): Promise<WebDoor> {
  const server = createServer()
  const port = await listen(server, options.port)
  const access = new Access(port)
  const uploads = new Uploads(options.uploadsDirectory)
  await uploads.sweep(Date.now())
  const rules = {
    uploads: uploads.folder,
    namedFiles: options.namedFiles,
    journeys: async () => (await options.call('journeys.list', {})) as JourneySummary[], // as: the engine answers a method with its output
  }
  const engine = new EngineSocket(async (method, params) => {
    await checkPaths(method, params, rules)
    return options.call(method, params)
  }, options.pingEveryMs)
  const addressNow = () => `http://${LOOPBACK}:${port}/?token=${access.token}`

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => fail(response, error))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {}) // a browser that goes away at once
    const refusal = upgradeRefusal(request, access)
    if (refusal === undefined) return engine.accept(request, socket, head)
    socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!access.isOurHost(request)) {
      return answerPage(response, 421, 'Wrong host', '<p>Rehearsal answers only to its own address on this machine.</p>')
    }
    const origin = access.isOurOrigin(request)
    if (origin === 'no') return answerPage(response, 403, 'Another site', '<p>Rehearsal does not answer to pages of other sites.</p>')
    const [pathname = '/', query = ''] = splitOnce(request.url ?? '/', '?')
    const search = new URLSearchParams(query)
    const token = search.get('token')
    if (pathname === '/' && token !== null) return signIn(token, request, response)
    if (!access.isSignedIn(request)) {
      return answerPage(
        response,
        401,
        'Open the address from the terminal',
        '<p>This window is not signed in. Rehearsal printed an address when it started: open that one.</p>',
      )
    }
    if (pathname === '/upload') return receive(search.get('name'), origin, request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return answerPage(response, 405, 'Not allowed', '<p>This can only be read.</p>')
    }
    return answerWindowFile(options.windowDirectory, pathname, request, response)
  }

  function signIn(token: string, request: IncomingMessage, response: ServerResponse): void {
    const verdict = access.spend(token)
    const toWindow = { ...securityHeaders, Location: options.startAt }
    if (verdict === 'good') return void response.writeHead(303, { ...toWindow, 'Set-Cookie': access.cookie }).end()
    // Going back in the history, or opening the link again, in the browser it was opened in.
    if (verdict === 'used' && access.isSignedIn(request)) return void response.writeHead(303, toWindow).end()
    if (verdict === 'used') {
      options.onNewAddress(addressNow())
      return answerPage(
        response,
        403,
        'This address was used already',
        '<p>Each address opens one browser. A new one was printed in the terminal: open that one.</p>',
      )
    }
    answerPage(
      response,
      403,
      'Not an address of this Rehearsal',
      '<p>Copy the whole address from the terminal. If Rehearsal was started again, take the new one.</p>',
    )
  }

  async function receive(name: string | null, origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, code: string, message: string, help: string) => {
      response.setHeader('Connection', 'close') // the body is not read
      answerJson(response, status, { code, message, help })
    }
    if (request.method !== 'PUT') return refuse(405, 'E_BAD_REQUEST', 'Files are sent with PUT.', 'Use PUT /upload?name=<file name>.')
    // Browsers name the origin of every PUT; what does not is no window of ours.
    if (origin !== 'yes') return refuse(403, 'E_FORBIDDEN', 'The upload does not say where it comes from.', 'Send it from the window.')
    if (name === null || name === '') return refuse(400, 'E_BAD_REQUEST', 'The upload has no name.', 'Use PUT /upload?name=<file name>.')
    answerJson(response, 200, await uploads.receive(request, name))
  }

  return {
    port,
    get address() {
      return addressNow()
    },
    broadcast: (event, payload) => engine.broadcast(event, payload),
    async close() {
      engine.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await uploads.clear()
    },
  }
}

function upgradeRefusal(request: IncomingMessage, access: Access): string | undefined {
  if (!access.isOurHost(request)) return '421 Misdirected Request'
  // Browsers always name the origin of a WebSocket, and let any site open one: this check is the only one there is.
  if (access.isOurOrigin(request) !== 'yes') return '403 Forbidden'
  if (!access.isSignedIn(request)) return '401 Unauthorized'
  return request.url === '/engine' ? undefined : '404 Not Found'
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy()
  const { code, message, help } = callErrorOf(error)
  const status = code === 'E_DISK_FULL' ? 507 : code === 'E_UPLOAD_CUT' ? 400 : code === 'E_WORKSPACE_GONE' ? 503 : 500
  answerJson(response, status, { code, message, help })
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at)
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}

function listen(server: Server, port: number): Promise<number> {
  // A large file takes as long as it takes.
  server.requestTimeout = 0
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const help = 'Choose another with --port, or leave it out and take any free one.'
      const refuse = (code: string, message: string) => reject(new RehearsalError(code, message, help, { unusable: true, cause: error }))
      if (error.code === 'EADDRINUSE') refuse('E_PORT_TAKEN', `Port ${port} is in use by another program.`)
      else if (error.code === 'EACCES') refuse('E_PORT_REFUSED', `This system does not let you use port ${port}.`)
      else reject(error)
    })
    server.listen({ host: LOOPBACK, port }, () => resolve((server.address() as AddressInfo).port)) // as: a TCP server that listens
  })
}
