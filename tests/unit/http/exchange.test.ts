import { gzipSync } from 'node:zlib'
import tls from 'node:tls'
import { describe, expect, it } from 'vitest'
import { exchange, NoAnswer, type PhaseTimeouts } from '../../../engine/node/http/exchange.ts'
import { freePort, httpServer, json, tcpServer } from './loopback.ts'
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from './localhost-certificate.ts'

const TIMEOUTS: PhaseTimeouts = { lookup: 300, connect: 300, secureConnect: 300, send: 300, response: 300, request: 700 }

function ask(address: string, more: { body?: string; signal?: AbortSignal; mayGo?: () => void } = {}) {
  const { body = '{"name":"Welcome"}', signal = new AbortController().signal, mayGo } = more
  return exchange({ method: 'POST', url: new URL(address), headers: { 'content-type': 'application/json', authorization: 'Bearer s3cret-of-mine' }, body }, { timeouts: TIMEOUTS, mostBytes: 1_000_000, signal, mayGo })
}

async function noAnswer(address: string): Promise<Pick<NoAnswer, 'wasSent' | 'mayPass' | 'why'>> {
  const error = await ask(address).then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof NoAnswer)) throw error
  // Nothing of got's own errors, which carry the request with its headers, may come along.
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret-of-mine')
  return { wasSent: error.wasSent, mayPass: error.mayPass, why: error.why }
}

describe('a request that is surely not sent', () => {
  it('is one whose connection is refused', async () => {
    const port = await freePort()
    expect(await noAnswer(`http://127.0.0.1:${port}/`)).toEqual({ wasSent: false, mayPass: true, why: `127.0.0.1:${port} refuses the connection` })
  })

  it('is one whose host has no address', async () => {
    expect(await noAnswer('https://nowhere.invalid/')).toMatchObject({ wasSent: false, why: 'there is no address for nowhere.invalid' })
  })

  it('is one to a port that does not speak TLS', async () => {
    const port = await tcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect(await noAnswer(`https://127.0.0.1:${port}/`)).toMatchObject({ wasSent: false })
  })

  it('is one whose connection is closed in the middle of the handshake', async () => {
    const port = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect(await noAnswer(`https://127.0.0.1:${port}/`)).toMatchObject({ wasSent: false, mayPass: true })
  })

  it('is one whose handshake takes too long', async () => {
    const port = await tcpServer(() => {})
    expect(await noAnswer(`https://127.0.0.1:${port}/`)).toEqual({ wasSent: false, mayPass: true, why: `127.0.0.1:${port} did not take the connection in time` })
  })

  it('is one to a host that cannot prove who it is, and stays so', async () => {
    const seen: string[] = []
    const port = await tcpServer((socket) => {
      const secured = new tls.TLSSocket(socket, { isServer: true, key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE })
      secured.on('error', () => {}).on('data', (bytes: Buffer) => seen.push(bytes.toString()))
    })
    expect(await noAnswer(`https://localhost:${port}/`)).toEqual({ wasSent: false, mayPass: false, why: `localhost:${port} could not prove who it is (DEPTH_ZERO_SELF_SIGNED_CERT)` })
    expect(seen).toEqual([])
  })

  it.each(['http', 'https'])('is one that is held back when its connection stands, over %s', async (protocol) => {
    const before = tls.getCACertificates('default')
    tls.setDefaultCACertificates([...before, LOCALHOST_CERTIFICATE])
    const seen: string[] = []
    const port = await tcpServer((plain) => {
      const socket = protocol === 'http' ? plain : new tls.TLSSocket(plain, { isServer: true, key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE })
      socket.on('error', () => {}).on('data', (bytes: Buffer) => {
        seen.push(bytes.toString())
        socket.end('HTTP/1.1 204 No Content\r\n\r\n')
      })
    })
    const address = `${protocol}://localhost:${port}/`
    const held = new Error('not any more')
    const refuse = () => {
      throw held
    }
    await expect(ask(address, { mayGo: refuse })).rejects.toBe(held)
    expect(await ask(address, { mayGo: () => {} })).toMatchObject({ status: 204 })
    expect(seen.join('').match(/POST/g), 'the second one only').toHaveLength(1)
    tls.setDefaultCACertificates(before)
  })
})

describe('a request of which nobody knows what came', () => {
  it('is one whose connection is reset after it was taken, whether it was read or not', async () => {
    const unread = await tcpServer((socket) => setTimeout(() => socket.resetAndDestroy(), 50))
    const read = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect(await noAnswer(`http://127.0.0.1:${unread}/`)).toMatchObject({ wasSent: true, mayPass: true })
    expect(await noAnswer(`http://127.0.0.1:${read}/`)).toMatchObject({ wasSent: true, mayPass: true, why: `the connection to 127.0.0.1:${read} broke off (ECONNRESET)` })
  })

  it('is one that is closed without an answer', async () => {
    const port = await tcpServer((socket) => socket.once('data', () => socket.end()))
    expect(await noAnswer(`http://127.0.0.1:${port}/`)).toMatchObject({ wasSent: true })
  })

  it('is one that is not answered in time', async () => {
    const port = await tcpServer((socket) => socket.resume())
    expect(await noAnswer(`http://127.0.0.1:${port}/`)).toEqual({ wasSent: true, mayPass: true, why: `127.0.0.1:${port} did not answer in time` })
  })

  it('is one whose answer drips in without an end, or breaks off', async () => {
    const drips = await tcpServer((socket) => {
      socket.write('HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{')
      const drip = setInterval(() => socket.write(' '), 50)
      socket.once('close', () => clearInterval(drip))
    })
    const breaks = await tcpServer((socket) => socket.once('data', () => socket.write('HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{', () => socket.destroy())))
    expect(await noAnswer(`http://127.0.0.1:${drips}/`)).toMatchObject({ wasSent: true })
    expect(await noAnswer(`http://127.0.0.1:${breaks}/`)).toMatchObject({ wasSent: true })
  })

  it('is one whose answer is no HTTP', async () => {
    const port = await tcpServer((socket) => socket.once('data', () => socket.end('hello\r\n')))
    expect(await noAnswer(`http://127.0.0.1:${port}/`)).toMatchObject({ wasSent: true })
  })

  it('is one with an answer larger than is read, packed or not', async () => {
    const plain = await httpServer((_, response) => response.end(Buffer.alloc(1_100_000, 'x')))
    const packed = await httpServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))))
    for (const { url } of [plain, packed]) expect(await noAnswer(url)).toEqual({ wasSent: true, mayPass: false, why: 'the answer is larger than 1 MB' })
  })

  it.skipIf(!('setDefaultCACertificates' in tls))('is one whose connection breaks off after the handshake', async () => {
    const { getCACertificates, setDefaultCACertificates } = tls as unknown as { getCACertificates: () => string[]; setDefaultCACertificates: (all: string[]) => void } // as: of a newer Node than its types
    const port = await tcpServer((socket) => {
      const secured = new tls.TLSSocket(socket, { isServer: true, key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE })
      secured.on('error', () => {}).once('data', () => socket.resetAndDestroy())
    })
    const before = getCACertificates()
    setDefaultCACertificates([LOCALHOST_CERTIFICATE])
    try {
      expect(await noAnswer(`https://localhost:${port}/`)).toMatchObject({ wasSent: true, mayPass: true })
    } finally {
      setDefaultCACertificates(before)
    }
  })
})

describe('an exchange', () => {
  it('sends one request on a connection of its own and reads the answer, whatever its status', async () => {
    const server = await httpServer((_, response) => json(response, 422, { errors: [] }, { 'X-Request-Id': 'r-1', 'Set-Cookie': 'session=1' }))
    expect(await ask(server.url)).toMatchObject({ status: 422, text: '{"errors":[]}', headers: { 'x-request-id': 'r-1', connection: 'close' } })
    expect(server.heard).toEqual([expect.objectContaining({ method: 'POST', text: '{"name":"Welcome"}' })])
    expect((await ask(server.url)).headers).not.toHaveProperty('set-cookie')
  })

  it('hands back a redirect instead of following it', async () => {
    const server = await httpServer((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
    expect(await ask(server.url)).toMatchObject({ status: 302, headers: { location: '/elsewhere' } })
    expect(server.heard).toHaveLength(1)
  })

  it('reaches localhost by its name, on this machine', async () => {
    const server = await httpServer((_, response) => json(response, 200, {}))
    expect(await ask(server.url.replace('127.0.0.1', 'localhost'))).toMatchObject({ status: 200 })
  })

  it('ends when it is aborted', async () => {
    const controller = new AbortController()
    const port = await tcpServer((socket) => socket.once('data', () => controller.abort()))
    await expect(ask(`http://127.0.0.1:${port}/`, { signal: controller.signal })).rejects.toThrow()
  })
})
