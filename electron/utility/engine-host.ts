import type { MessagePortMain } from 'electron'
import { createHost } from '../../engine/node/host.ts'
import type { CallError, WireMessage, WireRequest } from '../../engine/api/contract.ts'

// The process of the engine. Each window reaches it over a MessagePort of its own; the lines on it are those of the WebSocket door.

const ports = new Set<MessagePortMain>()

const host = createHost({
  ...(process.env['REHEARSAL_WORKSPACE'] ? { workspaceDir: process.env['REHEARSAL_WORKSPACE'] } : {}),
  onEvent: (event, payload) => {
    for (const port of ports) port.postMessage({ event, payload } satisfies WireMessage)
  },
})

process.parentPort.on('message', (message) => {
  const [port] = message.ports
  if (port) serve(port)
})

function serve(port: MessagePortMain) {
  ports.add(port)
  port.on('message', ({ data }) => void answer(port, data as WireRequest))
  port.on('close', () => ports.delete(port))
  port.start()
}

async function answer(port: MessagePortMain, { id, method, params }: WireRequest) {
  // The host parses what it is given, so what the port carried is not trusted before it gets there.
  const message: WireMessage = await host.call(method, params).then(
    (result) => ({ id, ok: true, result }) as const,
    (error: unknown) => ({ id, ok: false, error: callErrorOf(error) }) as const,
  )
  port.postMessage(message)
}

function callErrorOf(error: unknown): CallError {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) {
    const { code, message, help } = error as { code: unknown; message: unknown; help?: unknown }
    return { code: String(code), message: String(message), help: typeof help === 'string' ? help : '' }
  }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), help: 'This is a fault in Rehearsal.' }
}
