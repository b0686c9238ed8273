import { ipcRenderer } from 'electron'
import type { CallError, EventName, MethodName, WireMessage, WireRequest } from '../../engine/api/contract.ts'
import { desktopErrorCodes, type DesktopEngine } from '../../engine/api/desktop.ts'

// The names come from the contract when the app is built: the bridge carries no schemas, and a page can call nothing else.
declare const CONTRACT_METHODS: readonly MethodName[]
declare const CONTRACT_EVENTS: readonly EventName[]

interface Call {
  request: WireRequest
  resolve: (result: unknown) => void
  reject: (error: CallError) => void
}

type Listener = (payload: unknown) => void

export function engineBridge(): DesktopEngine {
  const pending = new Map<number, Call>()
  const listeners = new Map<EventName, Set<Listener>>(CONTRACT_EVENTS.map((name) => [name, new Set<Listener>()]))
  let port: MessagePort | undefined
  let stopped: CallError | undefined
  let lastId = 0

  ipcRenderer.on('engine:port', (event, { restartReason }: { restartReason: string | null }) => {
    const received = event.ports[0]
    if (!received) return
    port?.close()
    port = received
    received.onmessage = (message: MessageEvent<WireMessage>) => accept(message.data)
    // What was asked while there was no engine goes out now.
    for (const call of pending.values()) received.postMessage(call.request)
    if (restartReason !== null) emit('host.restarted', { reason: restartReason })
  })
  ipcRenderer.on('engine:lost', (_event, { reason, final }: { reason: string; final: boolean }) => {
    port?.close()
    port = undefined
    const error = hostCrashed(reason, final)
    if (final) stopped = error
    for (const call of pending.values()) call.reject(error)
    pending.clear()
  })
  ipcRenderer.send('engine:connect')

  function accept(message: WireMessage) {
    if ('event' in message) return emit(message.event, message.payload)
    const call = pending.get(message.id)
    if (!call) return
    pending.delete(message.id)
    if (message.ok) call.resolve(message.result)
    else call.reject(message.error)
  }

  function emit(name: EventName, payload: unknown) {
    for (const listener of listeners.get(name) ?? []) listener(payload)
  }

  function call(method: MethodName, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (stopped) return reject(stopped)
      const request: WireRequest = { id: ++lastId, method, params }
      pending.set(request.id, { request, resolve, reject })
      port?.postMessage(request)
    })
  }

  function on(name: EventName, listener: Listener): () => void {
    const known = listeners.get(name)
    if (!known) throw new TypeError(`There is no event "${name}".`)
    known.add(listener)
    return () => void known.delete(listener)
  }

  const methods = Object.fromEntries(CONTRACT_METHODS.map((name) => [name, (input: unknown) => call(name, input)]))
  // The types of the methods follow from the contract, which the compiler cannot see through a list of names.
  return { ...methods, on } as unknown as DesktopEngine
}

function hostCrashed(reason: string, final: boolean): CallError {
  const help = final ? 'Start Rehearsal again.' : 'It is being started again. Repeat what you did last.'
  return { code: desktopErrorCodes.hostCrashed, message: reason, help }
}
