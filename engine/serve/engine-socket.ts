import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import * as z from 'zod'
import { callErrorSchema, type CallError, type EventName, type EventPayload, type WireMessage } from '../api/contract.ts'
import { RehearsalError } from '../core/errors.ts'

/** The largest request: a journey of some thousand steps is one megabyte. */
export const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024

/** A window that answers neither of two is gone, though nobody closed its connection: a tunnel that broke, a browser that hangs. */
const PING_EVERY_MS = 15_000
const PINGS_MISSED = 2

const CLOSE_NOT_TEXT = 1003
const CLOSE_NOT_A_REQUEST = 1008
const CLOSE_GOING_AWAY = 1001

const requestSchema = z.strictObject({ id: z.number(), method: z.string(), params: z.unknown() })

/** The WebSocket side of the web door: one line of JSON a request, answered in any order, and events to every window. */
export class EngineSocket {
  readonly #call: (method: string, params: unknown) => Promise<unknown>
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false })
  readonly #unanswered = new WeakMap<WebSocket, number>()
  readonly #pinging: NodeJS.Timeout

  constructor(call: (method: string, params: unknown) => Promise<unknown>, pingEveryMs = PING_EVERY_MS) {
    this.#call = call
    this.#pinging = setInterval(() => this.#ping(), pingEveryMs).unref()
  }

  /** The caller has checked who is asking. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (window) => {
      window.on('message', (data, isBinary) => void this.#answer(window, data, isBinary))
      window.on('pong', () => this.#unanswered.delete(window)) // browsers send it by themselves
      // A message that is too large, or no WebSocket frame: ws closes with the reason by itself.
      window.on('error', () => {})
    })
  }

  broadcast<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const window of this.#server.clients) send(window, { event, payload })
  }

  close(): void {
    clearInterval(this.#pinging)
    for (const window of this.#server.clients) {
      window.close(CLOSE_GOING_AWAY, 'Rehearsal is closing')
      window.terminate()
    }
    this.#server.close()
  }

  #ping(): void {
    for (const window of this.#server.clients) {
      const missed = this.#unanswered.get(window) ?? 0
      if (missed >= PINGS_MISSED) window.terminate()
      else {
        this.#unanswered.set(window, missed + 1)
        window.ping()
      }
    }
  }

  async #answer(window: WebSocket, data: RawData, isBinary: boolean): Promise<void> {
    if (isBinary) return window.close(CLOSE_NOT_TEXT, 'requests are text')
    const request = requestOf(data.toString())
    if (!request) return window.close(CLOSE_NOT_A_REQUEST, 'a request is {"id":number,"method":text,"params":…}')
    const { id, method, params } = request
    try {
      send(window, { id, ok: true, result: await this.#call(method, params) })
    } catch (error) {
      send(window, { id, ok: false, error: callErrorOf(error) })
    }
  }
}

function requestOf(text: string): z.infer<typeof requestSchema> | undefined {
  try {
    return requestSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** What a call was refused with, without anything a window should not see, or has no use for, as exit codes. */
export function callErrorOf(error: unknown): CallError {
  if (error instanceof RehearsalError) return { code: error.code, message: error.message, help: error.help }
  const known = callErrorSchema.safeParse(error)
  if (known.success) return { code: known.data.code, message: known.data.message, help: known.data.help }
  return {
    code: 'E_INTERNAL',
    message: error instanceof Error ? error.message : String(error),
    help: 'This is a fault in Rehearsal. Start it again, and report it with this text.',
  }
}

function send(window: WebSocket, message: WireMessage): void {
  if (window.readyState === window.OPEN) window.send(JSON.stringify(message))
}
