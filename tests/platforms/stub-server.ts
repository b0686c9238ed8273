import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonValue } from '../../engine/core/json.ts'
import type { Platform, Reply, Request } from './platform.ts'
import type { CallMatch, Fault, Hold, Stub, StubCall, StubOptions } from './stub.ts'
import { copy } from './thing.ts'

interface Waiting { match: CallMatch; arrived(call: StubCall): void; go: Promise<'release' | 'drop'> }
interface Armed { fault: Fault; seen: number }

/** Puts a platform on a port of this computer. */
export async function serve(platform: Platform, options: StubOptions): Promise<Stub> {
  const calls: StubCall[] = []
  const armed: Armed[] = []
  const holds: Waiting[] = []

  const server = createServer((incoming, response) => {
    void answer(incoming, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(String(error))
    })
  })

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming)
    const call: StubCall = {
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      headers: without(request.headers, platform.secret),
      body: hidden(request.body, platform.secret),
      atEpochMs: Date.now(),
      isCommitted: false,
      status: null,
    }
    calls.push(call)
    const fault = takeFault(call)
    const held = takeHold(call)
    let isDropped = false
    if (held) {
      held.arrived(call)
      isDropped = (await held.go) === 'drop'
    }
    const before = fault && beforeIt(fault, platform, request)
    if (before === 'silence') return
    if (before === 'reset') return void incoming.socket.resetAndDestroy()
    if (before) return send(response, call, before)

    const reply = platform.authenticate(request) ?? carryOut(platform, request, fault, call)
    if (isDropped) return void incoming.socket.resetAndDestroy()
    if (!fault) return send(response, call, reply)
    await afterIt(fault, platform, incoming, response, call, reply)
  }

  function takeFault(call: StubCall): Fault | null {
    let taken: Fault | null = null
    for (const one of armed) {
      if (!isMeant(one.fault.match, call)) continue
      one.seen++
      const nth = one.fault.nth ?? 1
      if (!taken && one.seen >= nth && one.seen < nth + (one.fault.times ?? 1)) taken = one.fault
    }
    return taken
  }

  function takeHold(call: StubCall): Waiting | null {
    const index = holds.findIndex((hold) => isMeant(hold.match, call))
    return index < 0 ? null : (holds.splice(index, 1)[0] ?? null)
  }

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)) // as: an address of a TCP server
  })
  const url = `http://127.0.0.1:${port}`
  const releases = new Set<() => void>()

  return {
    target: platform.target,
    url,
    secret: platform.secret,
    settings: platform.settings(url),
    calls: (match) => calls.filter((call) => !match || isMeant(match, call)),
    things: (kind) => copy(platform.shelf(kind).all()),
    journeys: () => platform.journeys(),
    seed: (kind, given) => platform.seed(kind, copy({ ...given })),
    fault: (fault) => void armed.push({ fault, seen: 0 }),
    hold: (match): Hold => {
      let arrived: (call: StubCall) => void = () => {}
      let go: (what: 'release' | 'drop') => void = () => {}
      const hold = { arrived: new Promise<StubCall>((resolve) => (arrived = resolve)), release: () => go('release'), commitAndDrop: () => go('drop') }
      holds.push({ match, arrived, go: new Promise((resolve) => (go = resolve)) })
      releases.add(hold.commitAndDrop)
      return hold
    },
    edit: (journeyId, change) => {
      const journey = platform.journeyById(journeyId)
      if (!journey) throw new Error(`no journey ${journeyId} here`)
      change(journey)
      platform.touched(journey)
    },
    setInFlight: (journeyId, people) => void platform.inFlight.set(journeyId, people),
    setStatistics: (journeyId, byNode) => void platform.statistics.set(journeyId, byNode),
    setScopes: (scopes) => void (platform.scopes = scopes),
    dump: () => ({ things: Object.fromEntries(platform.kinds().map((kind) => [kind, platform.shelf(kind).all()])), calls: calls.map((call) => ({ ...call })) as JsonValue }), // as: calls are plain data
    close: async () => {
      for (const release of releases) release()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function isMeant(match: CallMatch, call: { method: string; path: string }): boolean {
  if (match.isChange && (call.method === 'GET' || call.path === '/v2/token')) return false
  return (match.method === undefined || match.method === call.method) && match.path.test(call.path)
}

function carryOut(platform: Platform, request: Request, fault: Fault | null, call: StubCall): Reply {
  platform.asyncError = fault?.kind === 'asyncError' ? fault.message : null
  platform.lateReads = fault?.kind === 'lateToShow' ? fault.reads : 0
  try {
    const reply = platform.answer(request)
    call.isCommitted = request.method !== 'GET' && reply.status < 400
    return reply
  } finally {
    platform.asyncError = null
    platform.lateReads = 0
  }
}

/** What a fault says instead of anything being done; null if it is one of those that come after. */
function beforeIt(fault: Fault, platform: Platform, request: Request): Reply | 'silence' | 'reset' | null {
  if (fault.kind === 'tooMany') {
    const { retryAfter } = fault
    const value = retryAfter && (retryAfter.as === 'seconds' ? String(retryAfter.seconds) : new Date(Date.now() + retryAfter.seconds * 1000).toUTCString())
    return { status: 429, body: platform.words(429, 'too many calls'), ...(value ? { headers: { 'retry-after': value } } : {}) }
  }
  if (fault.kind === 'redirect') return { status: fault.status ?? 307, headers: { location: fault.to } }
  if (fault.kind === 'expiredToken') {
    platform.expire(request)
    return platform.unauthorized()
  }
  if (fault.kind === 'status' && fault.when === 'before') return { status: fault.status, body: fault.body ?? platform.words(fault.status, 'as it was told to say') }
  if (fault.kind === 'silence' && fault.when === 'before') return 'silence'
  if (fault.kind === 'reset' && fault.when === 'before') return 'reset'
  return null
}

async function afterIt(fault: Fault, platform: Platform, incoming: IncomingMessage, response: ServerResponse, call: StubCall, reply: Reply): Promise<void> {
  if (fault.kind === 'silence') return
  if (fault.kind === 'reset') return void incoming.socket.resetAndDestroy()
  if (fault.kind === 'status') return send(response, call, { status: fault.status, body: fault.body ?? platform.words(fault.status, 'as it was told to say') })
  if (fault.kind === 'brokenJson') {
    call.status = reply.status
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(reply.body ?? {}).slice(0, -1))
    return
  }
  if (fault.kind === 'hugeAnswer') {
    call.status = reply.status
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    for (let left = fault.bytes; left > 0 && !response.destroyed; left -= 65_536) {
      if (!response.write(' '.repeat(Math.min(left, 65_536)))) await roomIn(response)
    }
    response.end(JSON.stringify(reply.body ?? null))
    return
  }
  if (fault.kind === 'slowDrip') {
    call.status = reply.status
    const bytes = JSON.stringify(reply.body ?? null)
    response.writeHead(reply.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) })
    for (let at = 0; at < bytes.length && !response.destroyed; at += fault.bytes) {
      response.write(bytes.slice(at, at + fault.bytes))
      await new Promise((resolve) => setTimeout(resolve, fault.everyMs))
    }
    response.end()
    return
  }
  send(response, call, reply)
}

function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

function send(response: ServerResponse, call: StubCall, reply: Reply): void {
  call.status = reply.status
  const hasBody = reply.body !== undefined && reply.status !== 204
  response.writeHead(reply.status, { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...reply.headers })
  response.end(hasBody ? JSON.stringify(reply.body) : undefined)
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer) // as: without an encoding a request gives buffers
  const sent = Buffer.concat(chunks).toString('utf8')
  const address = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  const parts = address.pathname.split('/').filter((part) => part !== '').map((part) => decode(part))
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))
  return { method: incoming.method ?? 'GET', path: decode(address.pathname), parts, query: address.searchParams, headers, body: parsed(sent, headers['content-type'] ?? '') }
}

function parsed(sent: string, contentType: string): JsonValue {
  if (sent === '') return null
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(sent))
  try {
    return JSON.parse(sent) as JsonValue // as: what JSON.parse gives is JSON
  } catch {
    return sent
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Salesforce's secret is in the body of the call that buys a token. */
function hidden(body: JsonValue, secret: string): JsonValue {
  const sent = JSON.stringify(body)
  return sent.includes(secret) ? (JSON.parse(sent.split(secret).join('(secret)')) as JsonValue) : copy(body) // as: what JSON.parse gives is JSON
}

function without(headers: Readonly<Record<string, string>>, secret: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, name === 'authorization' ? '(shown)' : value.split(secret).join('(secret)')]))
}
