import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { WebSocket } from 'ws'
import type { WireMessage } from '../../../engine/api/contract.ts'
import { createHost } from '../../../engine/node/host.ts'
import { canonicalPath } from '../../../engine/node/storage/journey-file.ts'
import { openWebDoor, type WebDoorOptions } from '../../../engine/serve/web-door.ts'

export interface Question { method?: string; headers?: Record<string, string>; body?: string }
export interface Answer { status: number; headers: IncomingHttpHeaders; body: string }

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A web door before a real engine, with a window of two files and a secret file beside it. `ask` sends as given, wrong or right. */
export async function openDoor(given: Partial<WebDoorOptions> = {}) {
  const folder = canonicalPath(mkdtempSync(join(tmpdir(), 'rehearsal-door-')))
  const windowDirectory = join(folder, 'window')
  mkdirSync(join(windowDirectory, 'assets'), { recursive: true })
  writeFileSync(join(windowDirectory, 'index.html'), '<!doctype html><title>the window</title>')
  writeFileSync(join(windowDirectory, 'assets', 'app.js'), 'console.log(1)')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const newAddresses: string[] = []
  let broadcast: Awaited<ReturnType<typeof openWebDoor>>['broadcast'] = () => {}
  const host = createHost({ workspaceDir: join(folder, 'workspace'), onEvent: (name, payload) => broadcast(name, payload) })
  const door = await openWebDoor({
    call: host.call,
    port: 0,
    windowDirectory,
    uploadsDirectory: join(folder, 'workspace', 'uploads'),
    namedFiles: [],
    startAt: '/',
    onNewAddress: (address) => newAddresses.push(address),
    ...given,
  })
  broadcast = door.broadcast
  const hostName = `127.0.0.1:${door.port}`
  const closeDoor = async () => {
    await door.close()
    await host.close()
  }
  closers.push(async () => {
    await closeDoor()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })

  const ask = (path: string, { method = 'GET', headers = {}, body }: Question = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port: door.port, path, method, headers: { host: hostName, ...headers } }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      asking.on('error', reject)
      asking.end(body)
    })

  const openAddress = async (): Promise<{ cookie: string; origin: string }> => {
    const { headers } = await ask(door.address.slice(`http://${hostName}`.length))
    return { cookie: headers['set-cookie']![0]!.split(';')[0]!, origin: `http://${hostName}` }
  }
  let signedIn: ReturnType<typeof openAddress> | undefined
  /** Opens the printed address, once; answers the headers of a page that did. */
  const signIn = () => (signedIn ??= openAddress())

  return { door, host, folder, hostName, newAddresses, ask, signIn, closeDoor }
}

/** What a page heard on its WebSocket; `refused` is the status of an upgrade that was not granted. */
export async function openSocket(port: number, { path = '/engine', ...headers }: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host: `127.0.0.1:${port}`, ...headers } })
  const messages: WireMessage[] = []
  const waiting = new Set<() => void>()
  let closed: { code: number; reason: string } | undefined
  const wake = () => waiting.forEach((look) => look())
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()) as WireMessage) // as: the door speaks the contract
    wake()
  })
  socket.on('close', (code, reason) => {
    closed = { code, reason: reason.toString() }
    wake()
  })
  const refused = await new Promise<number | undefined>((resolve, reject) => {
    socket.on('open', () => resolve(undefined))
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode)
      socket.terminate()
    })
    socket.on('error', reject)
  })
  const when = <T>(found: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const value = found()
        if (value === undefined) return
        waiting.delete(look)
        resolve(value)
      }
      waiting.add(look)
      look()
    })
  return {
    refused,
    socket,
    messages,
    answerTo: (id: number) => when(() => messages.find((message) => 'id' in message && message.id === id)),
    event: (name: string) => when(() => messages.find((message) => 'event' in message && message.event === name)),
    closed: () => when(() => closed),
    close: () => socket.close(),
  }
}
