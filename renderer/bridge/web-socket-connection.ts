import type { CallError, EngineConnection, EventName, WireMessage, WireRequest } from '../../engine/api/contract.ts'
import { useConnectionState } from './connection-state.ts'

/** Codes of a `CallError` this door adds to those of the engine. */
export const CONNECTION_LOST = 'CONNECTION_LOST'

interface Pending {
  request: WireRequest
  resolve(result: unknown): void
  reject(error: CallError): void
}

type Listener = (payload: unknown) => void

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
  open()

  function open(): void {
    const opening = new WebSocket(address)
    socket = opening
    opening.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS
      useConnectionState.setState({ state: 'open', lostAt: null })
      for (const pending of waiting.values()) send(pending)
      waiting.clear()
    })
    opening.addEventListener('message', ({ data }) => accept(JSON.parse(String(data)) as WireMessage)) // as: our own engine speaks the contract
    opening.addEventListener('close', () => {
      const { state, lostAt } = useConnectionState.getState()
      useConnectionState.setState({ state: state === 'connecting' ? 'connecting' : 'lost', lostAt: lostAt ?? Date.now() })
      for (const { reject } of sent.values()) {
        reject({ code: CONNECTION_LOST, message: 'The connection to the engine was lost while it worked on this.', help: 'Wait until it is back, then do it again.' })
      }
      sent.clear()
      setTimeout(open, retryMs)
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2)
    })
  }

  function send(pending: Pending): void {
    sent.set(pending.request.id, pending)
    socket?.send(JSON.stringify(pending.request))
  }

  function accept(message: WireMessage): void {
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
