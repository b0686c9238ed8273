import type { CallError, EngineConnection, EventName, WireMessage, WireRequest } from '../../engine/api/contract.ts'
import { useConnectionState } from './connection-state.ts'
import { onWaking } from './waking.ts'

/** Codes of a `CallError` this door adds to those of the engine. */
export const CONNECTION_LOST = 'CONNECTION_LOST'

interface Pending {
  request: WireRequest
  resolve(result: unknown): void
  reject(error: CallError): void
}

type Listener = (payload: unknown) => void

/** An engine at hard work may leave a question unanswered for a while: who says nothing at all for so long is gone. */
export const ANSWER_WITHIN_MS = 15_000
/** A timer this late was held up, and so was what it waited for. */
const HELD_UP_MS = 5000
const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 4000

/**
 * The engine through a WebSocket. Calls made while it is away wait until it is back; calls it was working on when it went are rejected with
 * CONNECTION_LOST, because nobody can say how far they got.
 */
export function webSocketConnection(address: string): EngineConnection {
  const waiting = new Map<number, Pending>()
  const sent = new Map<number, Pending>()
  const listeners = new Map<EventName, Set<Listener>>()
  let socket: WebSocket | undefined
  let lastId = 0
  let retryMs = FIRST_RETRY_MS
  let heard = 0
  /** What `heard` was at the question that is not answered yet. */
  let askedAt = -1
  open()
  onWaking(ask)

  function open(): void {
    const opening = new WebSocket(address)
    socket = opening
    opening.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS
      useConnectionState.setState({ state: 'open', lostAt: null })
      for (const pending of waiting.values()) send(pending)
      waiting.clear()
    })
    opening.addEventListener('message', ({ data }) => opening === socket && accept(JSON.parse(String(data)) as WireMessage)) // as: our own engine speaks the contract
    opening.addEventListener('close', () => lose(opening))
  }

  /** Once for each connection: closing one that is dead takes a browser up to minutes, and nobody waits for it. */
  function lose(lost: WebSocket): void {
    if (lost !== socket) return
    socket = undefined
    askedAt = -1
    const { state, lostAt } = useConnectionState.getState()
    useConnectionState.setState({ state: state === 'connecting' ? 'connecting' : 'lost', lostAt: lostAt ?? Date.now() })
    for (const { reject } of sent.values()) {
      reject({ code: CONNECTION_LOST, message: 'The connection to the engine was lost while it worked on this.', help: 'Wait until it is back, then do it again.' })
    }
    sent.clear()
    setTimeout(open, retryMs)
    retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2)
  }

  /** Whether the engine still hears: a connection that broke while the machine slept looks open for minutes. Any word of it will do. */
  function ask(): void {
    const asked = socket
    if (askedAt === heard || asked?.readyState !== WebSocket.OPEN) return
    const heardBefore = (askedAt = heard)
    const due = Date.now() + ANSWER_WITHIN_MS
    asked.send(JSON.stringify({ id: ++lastId, method: 'app.info', params: {} } satisfies WireRequest))
    setTimeout(() => {
      if (heard !== heardBefore || asked !== socket) return
      askedAt = -1
      if (Date.now() > due + HELD_UP_MS) return ask()
      lose(asked)
      asked.close()
    }, ANSWER_WITHIN_MS)
  }

  function send(pending: Pending): void {
    sent.set(pending.request.id, pending)
    socket?.send(JSON.stringify(pending.request))
  }

  function accept(message: WireMessage): void {
    heard++
    if ('event' in message) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload)
      return
    }
    const pending = sent.get(message.id)
    if (!pending) return
    sent.delete(message.id)
    if (message.ok) pending.resolve(message.result)
    else pending.reject(message.error)
  }

  return {
    call: (method, params) =>
      new Promise((resolve, reject) => {
        // as: the engine answers a method with that method's output
        const pending: Pending = { request: { id: ++lastId, method, params }, resolve: resolve as Pending['resolve'], reject }
        if (socket?.readyState === WebSocket.OPEN) send(pending)
        else waiting.set(pending.request.id, pending)
      }),
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set<Listener>()
      listeners.set(name, known)
      known.add(listener as Listener) // as: the engine sends this event with this payload
      return () => void known.delete(listener as Listener)
    },
  }
}
