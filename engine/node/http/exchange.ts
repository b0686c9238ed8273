import { Agent as PlainAgent, type ClientRequest } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import type { Delays } from 'got'
import { lookUpLoopback } from './address.ts'

/** One request as it goes over the wire, secret included. */
export interface WireRequest { readonly method: string; readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body: string | null }

/** One answer as it came. Header names in lower case; cookies are left out, nobody here keeps any. */
export interface WireAnswer { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string }

/** What each phase may take, ms. `request`: all of it together, so that an answer that drips in ends too. */
export type PhaseTimeouts = Required<Pick<Delays, 'lookup' | 'connect' | 'secureConnect' | 'send' | 'response' | 'request'>>

/**
 * There is no answer. `wasSent` false: not one byte of the request left, so that nothing was done there; true: nobody knows. `mayPass`: the same again may
 * well go through. `why` names it in words that hold nothing of what was sent.
 */
export class NoAnswer extends Error {
  readonly wasSent: boolean
  readonly mayPass: boolean
  readonly why: string

  constructor(why: string, { wasSent, mayPass }: { wasSent: boolean; mayPass: boolean }) {
    super(why)
    this.name = 'NoAnswer'
    this.why = why
    this.wasSent = wasSent
    this.mayPass = mayPass
  }
}

// A connection that is kept may be closed by the other side just as a request is written into it, and then nobody knows whether it arrived. A new one for each
// request costs a handshake, and platforms allow a few calls a second at most.
const AGENTS = { http: new PlainAgent({ keepAlive: false }), https: new TlsAgent({ keepAlive: false }) }

/**
 * Sends one request, once, and reads its answer to the end; redirects are answers. Throws NoAnswer; `signal` ends it, told apart by the caller. `mayGo` is asked when
 * the connection stands, right before the first byte of the request: what it throws is thrown on, and nothing was sent.
 */
export async function exchange(request: WireRequest, options: { readonly timeouts: PhaseTimeouts; readonly mostBytes: number; readonly signal: AbortSignal; readonly mayGo?: (() => void) | undefined }): Promise<WireAnswer> {
  const { method, url, headers, body } = request
  let answer: { status: number; headers: Readonly<Record<string, string>> } | undefined
  let wasSent = false
  let refusal: { why: unknown } | undefined
  let end = () => {}
  try {
    const { default: got } = await import('got') // with all it brings, only for those who publish
    options.signal.throwIfAborted()
    const stream = got.stream(url, {
      method: method as 'GET', // as: one of the five of a PlatformCall
      headers: { ...headers, connection: 'close' },
      // Without a body of its own, even an empty one, the stream of anything but a GET waits to be written to.
      ...(body === null && method === 'GET' ? {} : { body: body ?? '' }),
      throwHttpErrors: false,
      followRedirect: false,
      retry: { limit: 0 },
      timeout: options.timeouts,
      agent: AGENTS,
      ...(url.hostname === 'localhost' ? { dnsLookup: lookUpLoopback } : {}),
    })
    // Not got's own option: that one listens on after the end, and its error would then be nobody's.
    end = () => stream.destroy(new Error('aborted'))
    options.signal.addEventListener('abort', end)
    stream.on('error', () => {})
    // Only bytes that could not yet be written are surely not sent: those before the connection stood, with TLS before its handshake was over.
    stream.on('request', (sent: ClientRequest) => {
      sent.once('socket', (socket) => {
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          try {
            options.mayGo?.()
            wasSent = true
          } catch (why) {
            refusal = { why }
            socket.destroy()
            stream.destroy(new Error('held back'))
          }
        })
      })
    })
    stream.on('response', ({ statusCode, headers: had }: { statusCode: number; headers: Record<string, string | string[] | undefined> }) => {
      answer = { status: statusCode, headers: named(had) }
    })
    const chunks: Buffer[] = []
    let bytes = 0
    // Unpacked bytes are counted: a small answer may unpack to a huge one.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > options.mostBytes) {
        stream.destroy()
        throw new NoAnswer(`the answer is larger than ${Math.round(options.mostBytes / 1_000_000)} MB`, { wasSent: true, mayPass: false })
      }
      chunks.push(chunk)
    }
    if (!answer) throw new NoAnswer('the connection ended before an answer', { wasSent: true, mayPass: true })
    return { ...answer, text: new TextDecoder().decode(Buffer.concat(chunks)) }
  } catch (error) {
    if (refusal) throw refusal.why
    throw error instanceof NoAnswer ? error : noAnswer(error, url, wasSent)
  } finally {
    options.signal.removeEventListener('abort', end)
  }
}

function named(had: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const headers = Object.entries(had).flatMap(([name, value]) => (value === undefined || name === 'set-cookie' ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value] as const]))
  return Object.fromEntries(headers)
}

/** Not all that is thrown comes from got: what a socket says while it is written to comes as it is. */
function noAnswer(error: unknown, url: URL, wasSent: boolean): NoAnswer {
  const phase = error instanceof Error && error.name === 'TimeoutError' && 'event' in error ? String(error.event) : null
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
  return new NoAnswer(inWords(code, phase, wasSent, url), { wasSent, mayPass: wasSent || PASSING.has(code) })
}

/** Before the request was sent: what a moment later may be over. A wrong name or certificate stays wrong. */
const PASSING: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EPIPE'])

function inWords(code: string, phase: string | null, wasSent: boolean, { host, hostname }: URL): string {
  if (phase !== null) return wasSent ? `${host} did not answer in time` : phase === 'lookup' ? `the address of ${hostname} was not found in time` : `${host} did not take the connection in time`
  if (code === 'ECONNREFUSED') return `${host} refuses the connection`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `there is no address for ${hostname}`
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'ENETDOWN') return `there is no way to ${host}; is this machine online?`
  if (wasSent) return `the connection to ${host} broke off (${code})`
  if (/CERT|SIGNATURE|TLS|SSL|ISSUER|PROTO/.test(code)) return `${host} could not prove who it is (${code})`
  return `${host} could not be reached (${code})`
}
