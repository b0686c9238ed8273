import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { EngineConnection, WireRequest } from '../../../engine/api/contract.ts'
import { useConnectionState } from '../../../renderer/bridge/connection-state.ts'
import { ANSWER_WITHIN_MS, CONNECTION_LOST, webSocketConnection } from '../../../renderer/bridge/web-socket-connection.ts'

/** A socket of a browser whose other end is this test. Closing it is told only by `end`, as where nobody answers. */
class Socket extends EventTarget {
  static readonly OPEN = 1
  static made: Socket[] = []
  readyState = 0
  isClosing = false
  readonly sent: WireRequest[] = []
  constructor() {
    super()
    Socket.made.push(this)
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as WireRequest) // as: the connection speaks the contract
  }
  close(): void {
    this.isClosing = true
  }
  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
  end(): void {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
}

let page: EventTarget & { visibilityState: string }
let network: EventTarget
let connection: EngineConnection

beforeEach(() => {
  vi.useFakeTimers()
  Socket.made = []
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  network = new EventTarget()
  vi.stubGlobal('WebSocket', Socket)
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', network.addEventListener.bind(network))
  useConnectionState.setState({ state: 'connecting', lostAt: null })
  connection = webSocketConnection('ws://x/engine')
  socket().open()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const socket = () => Socket.made.at(-1)!
const state = () => useConnectionState.getState().state
const show = () => page.dispatchEvent(new Event('visibilitychange'))
const asked = () => socket().sent.filter(({ method }) => method === 'app.info').length

it('a page that is shown again asks whether the engine is there; one that says nothing is looked for anew, without waiting for the old connection to close', async () => {
  const call = connection.call('journeys.list', {}).catch((error: unknown) => error)
  show()
  show()
  expect(asked()).toBe(1)
  vi.advanceTimersByTime(ANSWER_WITHIN_MS - 1)
  expect(state()).toBe('open')
  vi.advanceTimersByTime(1)
  expect(state()).toBe('lost')
  expect(Socket.made[0]!.isClosing).toBe(true)
  expect(await call).toMatchObject({ code: CONNECTION_LOST })
  const later = connection.call('journeys.list', {})
  vi.advanceTimersByTime(250)
  expect(Socket.made).toHaveLength(2)
  socket().open()
  expect(state()).toBe('open')
  expect(socket().sent).toEqual([{ id: expect.any(Number) as number, method: 'journeys.list', params: {} }])

  // What the old one says yet is nobody's, and that it closes after all is no second loss.
  Socket.made[0]!.say({ id: socket().sent[0]!.id, ok: true, result: ['old'] })
  Socket.made[0]!.end()
  expect(state()).toBe('open')
  socket().say({ id: socket().sent[0]!.id, ok: true, result: [] })
  expect(await later).toEqual([])
})

it('any word of the engine is an answer, also to something else', () => {
  network.dispatchEvent(new Event('online'))
  expect(asked()).toBe(1)
  socket().say({ event: 'workspace.changed', payload: { what: 'runs' } })
  vi.advanceTimersByTime(ANSWER_WITHIN_MS / 2)
  show()
  expect(asked(), 'what was answered is asked again').toBe(2)
  vi.advanceTimersByTime(ANSWER_WITHIN_MS / 2)
  expect([state(), Socket.made.length]).toEqual(['open', 1])
  vi.advanceTimersByTime(ANSWER_WITHIN_MS / 2)
  expect(state()).toBe('lost')
})

it('a connection that closes while it is asked leaves the next one to be asked', () => {
  show()
  socket().end()
  vi.advanceTimersByTime(250)
  socket().open()
  show()
  expect([Socket.made.length, asked()]).toEqual([2, 1])
  vi.advanceTimersByTime(ANSWER_WITHIN_MS - 250)
  expect(state(), 'the first question was about another one').toBe('open')
  vi.advanceTimersByTime(250)
  expect(state()).toBe('lost')
})

it('a clock that jumped ahead is a machine that slept; timers a little late, or of a hidden page, are not', () => {
  const sleep = (ms: number) => {
    vi.setSystemTime(Date.now() + ms)
    vi.advanceTimersByTime(5000)
  }
  sleep(8000)
  expect(asked()).toBe(0)
  page.visibilityState = 'hidden'
  sleep(60_000)
  show()
  expect(asked()).toBe(0)
  page.visibilityState = 'visible'
  sleep(60_000)
  expect(asked()).toBe(1)
})

it('whoever was held up while it waited asks once more', () => {
  show()
  vi.setSystemTime(Date.now() + 60_000)
  vi.advanceTimersByTime(ANSWER_WITHIN_MS)
  expect([state(), asked()]).toEqual(['open', 2])
  vi.advanceTimersByTime(ANSWER_WITHIN_MS)
  expect(state()).toBe('lost')
})

it('nobody is asked while there is no connection', () => {
  socket().end()
  expect(state()).toBe('lost')
  show()
  expect(Socket.made[0]!.sent).toEqual([])
})
