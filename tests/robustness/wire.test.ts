import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { RandomSource } from '../differential/random-source.ts'
import { openDoor } from '../unit/serve/door.ts'

// The WebSocket of `rehearse serve` with frames no window sends: whoever is signed in may be a broken or a hostile program, and must not bring the door down.

const random = new RandomSource(8)

const requests: string[] = [
  '', ' ', 'null', '1', '"text"', '[]', '{}', '{', '{"id":1}', '{"id":"1","method":"app.info","params":{}}', '{"id":1,"method":7,"params":{}}', '{"id":1e999,"method":"app.info","params":{}}', '{"id":1,"method":"app.info","params":{},"extra":1}',
  '{"id":1,"method":"__proto__","params":{}}', '{"__proto__":{"id":1,"method":"app.info","params":{}}}', '[{"id":1,"method":"app.info","params":{}}]', '\uD800', '\0', `${'['.repeat(100_000)}`, `{"id":1,"method":"${'x'.repeat(1_000_000)}","params":{}}`,
  `{"id":1,"method":"app.info","params":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
]

/** Bytes as a frame: masked or not, with any opcode, length as told. */
function frame({ opcode = 1, final = true, masked = true, length, payload = Buffer.alloc(0), reserved = 0 }: { opcode?: number; final?: boolean; masked?: boolean; length?: number; payload?: Buffer; reserved?: number }): Buffer {
  const told = length ?? payload.length
  const head = told < 126 ? Buffer.from([0, told]) : told < 65_536 ? Buffer.from([0, 126, told >> 8, told & 255]) : Buffer.from([0, 127, 0, 0, 0, 0, (told >>> 24) & 255, (told >>> 16) & 255, (told >>> 8) & 255, told & 255])
  head[0] = (final ? 128 : 0) | (reserved << 4) | opcode
  if (!masked) return Buffer.concat([head, payload])
  head[1]! |= 128
  const key = Buffer.from([1, 2, 3, 4])
  return Buffer.concat([head, key, payload.map((byte, index) => byte ^ key[index % 4]!)])
}

const frames: Buffer[] = [
  frame({ masked: false, payload: Buffer.from('{}') }),
  frame({ reserved: 7, payload: Buffer.from('{}') }),
  frame({ opcode: 3 }), frame({ opcode: 11 }), frame({ opcode: 0, payload: Buffer.from('more') }),
  frame({ opcode: 9, payload: Buffer.alloc(126) }), frame({ opcode: 8, payload: Buffer.from([0]) }), frame({ opcode: 8, payload: Buffer.from([3, 1]) }), frame({ opcode: 9, final: false }),
  frame({ payload: Buffer.from([0xff, 0xfe, 0xc0]) }),
  frame({ length: 2 ** 31 }), frame({ length: 17 * 1024 * 1024 }),
  frame({ opcode: 2, payload: Buffer.from([1, 2, 3]) }),
  Buffer.from('GET / HTTP/1.1\r\n\r\n'),
  ...Array.from({ length: 60 }, () => Buffer.from(random.some(1, 300, () => random.between(0, 255)))),
]

async function signedIn() {
  const door = await openDoor()
  const { headers } = await door.ask(new URL(door.door.address).pathname + new URL(door.door.address).search)
  const cookie = headers['set-cookie']![0]!.split(';')[0]!
  return { ...door, cookie, host: `127.0.0.1:${door.door.port}` }
}

type Open = Awaited<ReturnType<typeof signedIn>>

function socket({ host, cookie }: Open): WebSocket {
  return new WebSocket(`ws://${host}/engine`, { headers: { cookie, origin: `http://${host}` } })
}

/** That the door still answers a window that behaves. */
async function expectWell(open: Open): Promise<void> {
  const window = socket(open)
  await new Promise((resolve, reject) => window.once('open', resolve).once('error', reject))
  const answered = new Promise<string>((resolve) => window.once('message', (data) => resolve(String(data as Buffer)))) // as: a text message
  window.send('{"id":5,"method":"app.info","params":{}}')
  expect(JSON.parse(await answered)).toMatchObject({ id: 5, ok: true })
  window.close()
}

/** A raw connection after the handshake. */
async function raw({ host, cookie, door }: Open): Promise<Socket> {
  const connection = connect(door.port, '127.0.0.1')
  const key = Buffer.from('0123456789abcdef').toString('base64')
  const accepted = new Promise<void>((resolve, reject) => {
    connection.once('data', (data) => (data.toString().includes(createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')) ? resolve() : reject(new Error(data.toString()))))
    connection.once('error', reject)
  })
  connection.write(`GET /engine HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`)
  await accepted
  connection.on('error', () => {})
  return connection
}

describe('the WebSocket of the web door', () => {
  it('closes or refuses what is no request, and goes on answering', async () => {
    const open = await signedIn()
    for (const text of requests) {
      const window = socket(open)
      const outcome = new Promise<string>((resolve) => {
        window.once('message', (data) => resolve(String(data as Buffer))) // as: a text message
        window.once('close', (code) => resolve(`closed ${code}`))
        window.once('error', () => resolve('closed'))
      })
      await new Promise((resolve) => window.once('open', resolve))
      window.send(text)
      const answer = await outcome
      expect(answer.startsWith('closed') || !(JSON.parse(answer) as { ok: boolean }).ok || text.includes('"a":'), `${text.slice(0, 60)}: ${answer.slice(0, 200)}`).toBe(true)
      expect(answer).not.toMatch(/E_INTERNAL/)
      window.terminate()
    }
    await expectWell(open)
  })

  it('survives frames that break the protocol, and noise', async () => {
    const open = await signedIn()
    for (const bytes of frames) {
      const connection = await raw(open)
      const gone = new Promise((resolve) => connection.once('close', resolve))
      connection.end(bytes)
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 200))]) // one that waits for the rest of a frame is cut off
      connection.destroy()
    }
    await expectWell(open)
  })

  it('survives windows that go away in the middle of an answer', async () => {
    const open = await signedIn()
    await Promise.all(Array.from({ length: 40 }, async () => {
      const window = socket(open)
      await new Promise((resolve) => window.once('open', resolve))
      for (let id = 0; id < 20; id++) window.send(JSON.stringify({ id, method: 'templates.list', params: {} }))
      window.terminate()
    }))
    await expectWell(open)
  })
})
