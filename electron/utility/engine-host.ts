import type { MessagePortMain } from 'electron'
import { createHost, LastingHost, type SecretSource } from '../../engine/node/host.ts'
import type { CallError, EventName, MethodName, WireMessage, WireRequest } from '../../engine/api/contract.ts'
import { EXIT_DAMAGED, type HostOrder, type HostQuestion } from '../main/host-order.ts'
import { releaseWhenQuiet } from '../preload/release-when-quiet.ts'
import { collectGarbage } from './collect-garbage.ts'

// The process of the engine. Each window reaches it over a MessagePort of its own; the lines on it are those of the WebSocket door.

/** What these find damaged is another workspace than the one that is open. */
const ABOUT_OTHERS: readonly string[] = ['workspace.use', 'workspace.import', 'workspace.fileInfo'] satisfies readonly MethodName[]

const ports = new Set<MessagePortMain>()
const answered = releaseWhenQuiet({ quietMs: 1_500, worthBytes: 24 * 1024 * 1024, held: () => process.memoryUsage.rss(), release: collectGarbage })
const asked = new Map<number, (value: string | null) => void>()
let lastAsked = 0
const host = new LastingHost(() => createHost({ approval: 'window', housekeeping: true, onEvent: tellWindows, secrets: secretsOfMain() }))

process.parentPort.on('message', ({ data, ports: [port] }) => {
  const order = data as HostOrder // as: only main holds the other end
  if (order.type === 'connect' && port) serve(port)
  else if (order.type === 'answer') {
    asked.get(order.number)?.(order.value)
    asked.delete(order.number)
  } else if (order.type === 'describe') void describe(order.number, order.connectionId)
  else if (order.type === 'close') void host.close().finally(() => process.exit(0))
})

/** Main keeps the secrets. One is asked for when a call needs it, and is in the memory of this process only as long as that work lasts. */
function secretsOfMain(): SecretSource {
  const ask = (question: HostQuestion) =>
    new Promise<string | null>((resolve) => {
      asked.set(question.number, resolve)
      process.parentPort.postMessage(question)
    })
  return {
    async stateOf(owner) {
      const where = await ask({ type: 'secretState', number: ++lastAsked, owner })
      return { where: where === 'kept' || where === 'session' ? where : 'missing', variable: '' }
    },
    secretOf: (owner) => ask({ type: 'secret', number: ++lastAsked, owner }),
  }
}

async function describe(number: number, connectionId: string) {
  // Settings that are no longer good: using the connection says what is wrong with them.
  const question = await host.secretQuestion(connectionId).catch(() => null)
  process.parentPort.postMessage({ type: 'described', number, question } satisfies HostQuestion)
}

function tellWindows(event: EventName, payload: unknown) {
  for (const port of ports) port.postMessage({ event, payload } satisfies WireMessage)
}

function serve(port: MessagePortMain) {
  ports.add(port)
  port.on('message', ({ data }) => void answer(port, data as WireRequest)) // as: the host parses method and params itself
  port.on('close', () => ports.delete(port))
  port.start()
}

async function answer(port: MessagePortMain, { id, method, params }: WireRequest) {
  const message: WireMessage = await host.call(method, params).then(
    (result) => ({ id, ok: true, result }) as const,
    (error: unknown) => ({ id, ok: false, error: callErrorOf(error) }) as const,
  )
  port.postMessage(message)
  answered()
  // The next start puts the last good backup in its place. One that cannot be opened at all is told, and not tried again and again.
  if (!message.ok && message.error.code === 'E_STORE_DAMAGED' && host.isOpen && !ABOUT_OTHERS.includes(method)) setTimeout(() => process.exit(EXIT_DAMAGED), 100)
}

function callErrorOf(error: unknown): CallError {
  const { code, message, help } = (typeof error === 'object' && error !== null ? error : {}) as Partial<Record<keyof CallError, unknown>>
  return {
    code: typeof code === 'string' ? code : 'E_INTERNAL',
    message: typeof message === 'string' ? message : String(error),
    help: typeof help === 'string' ? help : 'Start Rehearsal again.',
  }
}
