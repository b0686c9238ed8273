import { describe, expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import type { Authentication } from '../../../engine/core/publish/authentication.ts'
import type { PlatformCall } from '../../../engine/core/publish/call.ts'
import { BudgetBook } from '../../../engine/node/http/budget-book.ts'
import { HTTP_TUNING, type ClientOptions } from '../../../engine/node/http/client-options.ts'
import { createPlatformClient } from '../../../engine/node/http/create-client.ts'
import { TokenBook } from '../../../engine/node/http/token-book.ts'
import { freePort, httpServer, json, tcpServer } from './loopback.ts'

const SECRET = 'pk_live_7d1f0b9a4c2e'
const READ: PlatformCall = { method: 'GET', path: '/api/flows', repeat: 'read' }
const SET: PlatformCall = { method: 'PUT', path: '/api/flows/1', body: { name: 'Welcome' }, repeat: 'idempotent' }
const MAKE: PlatformCall = { method: 'POST', path: '/api/flows', body: { name: 'Welcome' }, repeat: 'once' }
const BEARER: Authentication = { kind: 'header', header: 'Authorization', prefix: 'Bearer ' }

function clientOf(baseUrl: string, more: Partial<ClientOptions> = {}) {
  const waits: string[] = []
  const client = createPlatformClient({
    platform: 'Klaviyo',
    account: 'c-1',
    baseUrl,
    headers: {},
    authentication: BEARER,
    budgets: [],
    secret: () => Promise.resolve(SECRET),
    budgetBook: new BudgetBook(),
    tokenBook: new TokenBook(),
    tuning: { ...HTTP_TUNING, timeouts: { lookup: 300, connect: 300, secureConnect: 300, send: 300, response: 300, request: 700 }, firstBackOffMs: 20, mostBackOffMs: 40, longestWaitMs: 1500 },
    now: Date.now,
    random: () => 0.5,
    userAgent: 'Rehearsal/test',
    spent: () => [],
    onWait: ({ inWords }) => waits.push(inWords),
    ...more,
  })
  const send = (call: PlatformCall, signal = new AbortController().signal) => client.send(call, { signal })
  const refusal = async (call: PlatformCall, signal?: AbortSignal): Promise<RehearsalError> => {
    const thrown: unknown = await send(call, signal).then(
      () => new Error('it was answered'),
      (error: unknown) => error,
    )
    if (!(thrown instanceof RehearsalError)) throw thrown
    expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain(SECRET)
    return thrown
  }
  return { send, refusal, waits }
}

describe('what a client sends', () => {
  it('is the call, with the secret where the platform wants it, whatever the call says itself', async () => {
    const server = await httpServer((_, response) => json(response, 200, {}))
    const { send } = clientOf(`${server.url}/base/`, { authentication: { kind: 'header', header: 'Authorization', prefix: 'Klaviyo-API-Key ' }, headers: { revision: '2026-07-15' } })
    await send({ ...MAKE, query: { a: 'b c' }, headers: { Authorization: 'mine', 'Content-Type': 'application/vnd.api+json' } })
    expect(server.heard).toEqual([expect.objectContaining({ method: 'POST', url: '/base/api/flows?a=b+c', text: '{"name":"Welcome"}' })])
    expect(server.heard[0]!.headers).toMatchObject({ authorization: `Klaviyo-API-Key ${SECRET}`, revision: '2026-07-15', 'content-type': 'application/vnd.api+json', 'user-agent': 'Rehearsal/test', accept: 'application/json' })
  })

  it('goes over TLS, or stays on this machine', () => {
    for (const address of ['http://api.example.com', 'http://127.0.0.1.example.com', 'http://0.0.0.0', 'ftp://localhost', 'https://user:pass@api.example.com', 'https://api.example.com/?key=1', 'api.example.com']) {
      expect(() => clientOf(address), address).toThrow(expect.objectContaining({ code: 'E_SETTINGS' }))
    }
    for (const address of ['https://api.example.com', 'http://localhost:80', 'http://127.0.0.1:1', 'http://[::1]:1']) clientOf(address)
  })

  it('is nothing without a secret, and nothing with one that no header can hold', async () => {
    const server = await httpServer((_, response) => json(response, 200, {}))
    const missing = new RehearsalError('E_SECRET', 'There is no secret.', 'Enter it.')
    expect(await clientOf(server.url, { secret: () => Promise.reject(missing) }).refusal(READ)).toBe(missing)
    expect(await clientOf(server.url, { secret: () => Promise.resolve(`${SECRET}\nX-Evil: 1`) }).refusal(READ)).toMatchObject({ code: 'E_SECRET' })
    expect(server.heard).toEqual([])
  })
})

describe('what a client hands back', () => {
  it('is JSON, text, or nothing, whatever the status', async () => {
    const server = await httpServer(({ url }, response) => {
      if (url === '/json') return json(response, 404, { detail: 'gone' }, { 'X-Limit': '1' })
      response.writeHead(url === '/text' ? 409 : 204).end(url === '/text' ? 'Conflict' : '')
    })
    const { send } = clientOf(server.url)
    expect(await send({ ...READ, path: '/json' })).toMatchObject({ status: 404, body: { detail: 'gone' }, headers: { 'x-limit': '1' } })
    expect(await send({ ...MAKE, path: '/text' })).toMatchObject({ status: 409, body: 'Conflict' })
    expect(await send({ ...READ, path: '/nothing' })).toMatchObject({ status: 204, body: null })
  })

  it('holds no secret, however the platform repeats it', async () => {
    const repeated = [SECRET, encodeURIComponent(SECRET), Buffer.from(`user:${SECRET}`).toString('base64'), `Bearer ${SECRET}`]
    const server = await httpServer((_, response) => json(response, 400, { repeated, [SECRET]: 1 }, { 'x-echo': `Bearer ${SECRET}` }))
    const answer = await clientOf(server.url).send(MAKE)
    expect(answer).toMatchObject({ status: 400, headers: { 'x-echo': 'Bearer [secret]' }, body: { repeated: ['[secret]', '[secret]', '[secret]', 'Bearer [secret]'], '[secret]': 1 } })
  })
})

describe('what a client sends again', () => {
  it('is whatever was never sent, until it gives up', async () => {
    const port = await freePort()
    const { refusal, waits } = clientOf(`http://127.0.0.1:${port}`)
    expect(await refusal(MAKE)).toMatchObject({ code: 'E_PLATFORM_UNREACHED', message: `Klaviyo was not reached: 127.0.0.1:${port} refuses the connection.` })
    expect(waits).toEqual(Array(3).fill(`127.0.0.1:${port} refuses the connection; trying again in 1 s`))
  })

  it('is a read, after a reset, a time-out or a failure; never what changes something', async () => {
    for (const call of [READ, SET, MAKE]) {
      let met = 0
      const port = await tcpServer((socket) => {
        met++
        socket.once('data', () => (met < 3 ? socket.resetAndDestroy() : socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')))
      })
      const { send, refusal } = clientOf(`http://127.0.0.1:${port}`)
      if (call === READ) expect(await send(call)).toMatchObject({ status: 200 })
      else expect(await refusal(call)).toMatchObject({ code: 'E_PLATFORM_UNKNOWN', message: expect.stringContaining(`what came of ${call.method} ${call.path} at Klaviyo`) })
      expect(met).toBe(call === READ ? 3 : 1)
    }
    for (const call of [READ, SET, MAKE]) {
      const server = await httpServer((_, response, number) => json(response, number < 2 ? 503 : 200, {}))
      expect((await clientOf(server.url).send(call)).status).toBe(call === READ ? 200 : 503)
      expect(server.heard).toHaveLength(call === READ ? 3 : 1)
    }
    const silent = await httpServer(() => {})
    expect(await clientOf(silent.url).refusal(MAKE)).toMatchObject({ code: 'E_PLATFORM_UNKNOWN' })
    expect(silent.heard).toHaveLength(1)
  })

  it('is what was answered 429, after the wait the platform asks for in seconds or until a date by its own clock', async () => {
    const date = (ms: number) => new Date(ms).toUTCString()
    const hour = 3_600_000
    for (const headers of [{ 'retry-after': '1' }, { 'retry-after': date(hour + 1000), date: date(hour) }]) {
      const server = await httpServer((_, response, number) => (number === 0 ? json(response, 429, {}, headers) : json(response, 201, {})))
      const { send, waits } = clientOf(server.url)
      const before = Date.now()
      expect(await send(MAKE)).toMatchObject({ status: 201 })
      expect(Date.now() - before).toBeGreaterThanOrEqual(950)
      expect(server.heard).toHaveLength(2)
      expect(waits).toEqual(['waiting 1 s for Klaviyo’s limit'])
    }
  })

  it('is nothing if the platform wants more time than anybody waits, and then no other call of that budget is sent either', async () => {
    const server = await httpServer((_, response) => json(response, 429, {}, { 'retry-after': '3600' }))
    const { refusal } = clientOf(server.url, { budgets: [{ id: 'flows', limits: [{ count: 100, perMs: 1000 }] }] })
    expect(await refusal({ ...MAKE, budget: 'flows' })).toMatchObject({ code: 'E_PLATFORM_LIMIT', message: 'Klaviyo takes no more calls for 60 min.' })
    expect(await refusal({ ...MAKE, budget: 'flows' })).toMatchObject({ code: 'E_PLATFORM_LIMIT' })
    expect(server.heard).toHaveLength(1)
  })

  it('is nothing after a 401 with a key that is still the same; with another one it is, once', async () => {
    const server = await httpServer((_, response) => json(response, 401, {}))
    expect(await clientOf(server.url).send(MAKE)).toMatchObject({ status: 401 })
    expect(server.heard).toHaveLength(1)
    let asked = 0
    expect(await clientOf(server.url, { secret: () => Promise.resolve(`${SECRET}-${asked++}`) }).send(MAKE)).toMatchObject({ status: 401 })
    expect(server.heard.slice(1).map(({ headers }) => headers.authorization)).toEqual([`Bearer ${SECRET}-0`, `Bearer ${SECRET}-1`])
  })
})

describe('redirects', () => {
  it('are followed within the host, by what only reads', async () => {
    const server = await httpServer(({ url }, response) => (url === '/moved?a=1' ? json(response, 200, { there: true }) : response.writeHead(307, { location: '/moved?a=1' }).end()))
    const { send, refusal } = clientOf(server.url)
    expect(await send(READ)).toMatchObject({ status: 200, body: { there: true } })
    expect(server.heard.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${SECRET}`, `Bearer ${SECRET}`])
    expect(await refusal(MAKE)).toMatchObject({ code: 'E_PLATFORM_REDIRECT' })
    expect(server.heard).toHaveLength(3)
  })

  it('never lead to another host, another port or another protocol', async () => {
    const other = await httpServer((_, response) => json(response, 200, {}))
    for (const location of [`${other.url}/`, 'https://127.0.0.1/', '//127.0.0.2/', 'http://evil.invalid/?k=1']) {
      const server = await httpServer((_, response) => response.writeHead(302, { location }).end())
      expect(await clientOf(server.url).refusal(READ), location).toMatchObject({ code: 'E_PLATFORM_REDIRECT', help: expect.stringContaining('A secret is sent to the address of the connection only') })
      expect(server.heard).toHaveLength(1)
    }
    expect(other.heard).toEqual([])
  })

  it('in a circle end', async () => {
    const server = await httpServer((_, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await clientOf(server.url).refusal(READ)).toMatchObject({ code: 'E_PLATFORM_REDIRECT' })
    expect(server.heard).toHaveLength(4)
  })
})

describe('budgets', () => {
  it('hold several limits at once, and what waits says so', async () => {
    const server = await httpServer((_, response) => json(response, 200, {}))
    const { send, waits } = clientOf(server.url, { budgets: [{ id: 'create', limits: [{ count: 2, perMs: 400 }, { count: 100, perMs: 60_000 }] }] })
    const at: number[] = []
    for (let number = 0; number < 5; number++) {
      await send({ ...MAKE, budget: 'create' })
      at.push(Date.now())
    }
    expect(at[2]! - at[0]!).toBeGreaterThanOrEqual(380)
    expect(at[4]! - at[0]!).toBeGreaterThanOrEqual(780)
    expect(new Set(waits)).toEqual(new Set(['waiting 1 s for Klaviyo’s limit']))
  })

  it('count what was written down before a restart', async () => {
    const server = await httpServer((_, response) => json(response, 200, {}))
    const spent = (id: string, since: number) => (id === 'create' ? Array.from({ length: 100 }, (_, number) => Date.now() - 3_700_000 + number).filter((at) => at > since) : [])
    const { refusal } = clientOf(server.url, { spent, budgets: [{ id: 'create', limits: [{ count: 1, perMs: 1000 }, { count: 100, perMs: 86_400_000 }] }] })
    expect(await refusal({ ...MAKE, budget: 'create' })).toMatchObject({ code: 'E_PLATFORM_LIMIT', message: 'Klaviyo takes no more calls for 23 h.' })
    expect(server.heard).toEqual([])
  })

  it('are not spent by what was never sent', async () => {
    const budgetBook = new BudgetBook()
    const budget = { id: 'create', limits: [{ count: 10, perMs: 60_000 }] }
    const { refusal } = clientOf(`http://127.0.0.1:${await freePort()}`, { budgetBook, budgets: [budget] })
    await refusal({ ...MAKE, budget: 'create' })
    expect(budgetBook.left('c-1', budget, () => [], Date.now())).toEqual({ count: 10, perMs: 60_000, left: 10 })
  })
})

describe('client credentials', () => {
  const credentials = (url: string, encoding?: 'form'): Authentication => ({ kind: 'clientCredentials', tokenUrl: `${url}/v2/token`, clientId: 'app', extra: { account_id: '7' }, ...(encoding ? { encoding } : {}) })

  it('buy a token once for many calls and clients, another after a 401, and neither secret nor token is handed on', async () => {
    let bought = 0
    const server = await httpServer(({ url, headers }, response) => {
      if (url === '/v2/token') return json(response, 200, { access_token: `token-number-${++bought}`, token_type: 'Bearer', expires_in: 1079 })
      json(response, headers.authorization === 'Bearer token-number-2' ? 200 : 401, { echo: headers.authorization })
    })
    const tokenBook = new TokenBook()
    const more = { authentication: credentials(server.url), tokenBook }
    expect(await clientOf(server.url, more).send(MAKE)).toMatchObject({ status: 200, body: { echo: 'Bearer [secret]' } })
    expect(await clientOf(server.url, more).send(READ)).toMatchObject({ status: 200, body: { echo: 'Bearer [secret]' } })
    expect(server.heard.map(({ url }) => url)).toEqual(['/v2/token', '/api/flows', '/v2/token', '/api/flows', '/api/flows'])
    expect(JSON.parse(server.heard[0]!.text)).toEqual({ grant_type: 'client_credentials', client_id: 'app', client_secret: SECRET, account_id: '7' })
    expect(server.heard[1]!.text).not.toContain(SECRET)
  })

  it('are asked again shortly before a token ends, and after another secret was entered', async () => {
    let now = 1_800_000_000_000
    let secret = SECRET
    const server = await httpServer(({ url }, response) => json(response, 200, url === '/v2/token' ? { access_token: 'a-token-of-theirs', expires_in: 1079 } : {}))
    const more = { authentication: credentials(server.url), tokenBook: new TokenBook(), now: () => now }
    const tokens = () => server.heard.filter(({ url }) => url === '/v2/token').length
    const { send } = clientOf(server.url, more)
    await send(READ)
    now += 1_018_000
    await send(READ)
    expect(tokens()).toBe(1)
    now += 2_000
    await send(READ)
    expect(tokens()).toBe(2)
    secret = `${SECRET}-new`
    await clientOf(server.url, { ...more, secret: () => Promise.resolve(secret) }).send(READ)
    expect(tokens()).toBe(3)
  })

  it('may be sent as a form', async () => {
    const server = await httpServer(({ url }, response) => json(response, 200, url === '/v2/token' ? { access_token: 'a-token-of-theirs', expires_in: 60 } : {}))
    await clientOf(server.url, { authentication: credentials(server.url, 'form') }).send(READ)
    expect(Object.fromEntries(new URLSearchParams(server.heard[0]!.text))).toEqual({ grant_type: 'client_credentials', client_id: 'app', client_secret: SECRET, account_id: '7' })
  })

  it('that are refused say so, and the call itself is not sent', async () => {
    const server = await httpServer((_, response) => json(response, 401, { error: `invalid_client ${SECRET}` }))
    expect(await clientOf(server.url, { authentication: credentials(server.url) }).refusal(MAKE)).toMatchObject({ code: 'E_PLATFORM_AUTH', message: 'Klaviyo does not take this client id and secret (401).' })
    expect(server.heard).toHaveLength(1)
  })

  it('whose address is not there leave the call unsent', async () => {
    const server = await httpServer((_, response) => json(response, 200, {}))
    expect(await clientOf(server.url, { authentication: credentials(`http://127.0.0.1:${await freePort()}`) }).refusal(MAKE)).toMatchObject({ code: 'E_PLATFORM_UNREACHED' })
    expect(server.heard).toEqual([])
  })
})

describe('cancelling', () => {
  it('ends a call, a wait for the limit, and a wait between two looks', async () => {
    const silent = await httpServer(() => {})
    const busy = await httpServer((_, response) => json(response, 429, {}, { 'retry-after': '1' }))
    const calls: [string, PlatformCall][] = [[silent.url, MAKE], [busy.url, MAKE], [busy.url, { ...READ, afterMs: 60_000 }]]
    for (const [url, call] of calls) {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 60)
      expect(await clientOf(url).refusal(call, controller.signal)).toMatchObject({ code: 'CANCELLED' })
    }
  })
})
