import { isNestedDeeper, type JsonValue } from '../../core/json.ts'
import type { Answer, PlatformCall } from '../../core/publish/call.ts'
import type { RateBudget } from '../../core/publish/target.ts'
import { addressOf, checkedAddress } from './address.ts'
import { authenticator } from './authenticate.ts'
import type { ClientOptions } from './client-options.ts'
import { exchange, NoAnswer, type WireAnswer, type WireRequest } from './exchange.ts'
import { cancelled, overLimit, redirected, spanInWords, unknown, unreached, unsendable } from './failures.ts'
import { pause } from './pause.ts'
import type { PlatformClient } from './platform-client.ts'
import { redactor } from './redact.ts'
import { backOffMs, retryAfterMs } from './retry-after.ts'

const MOST_REDIRECTS = 3
/** Answers that nest deeper are no JSON anybody meant; a journey and its conditions stay far below. */
const DEEPEST_ANSWER = 1000
/** Of a call that names no budget: there is no limit, but the platform may ask to wait. */
const NO_BUDGET: RateBudget = { id: '', limits: [] }

type SendOptions = Parameters<PlatformClient['send']>[1]

/** The client of one connection for one piece of work: it holds the secret, and is let go of with it. */
export function createPlatformClient(options: ClientOptions): PlatformClient {
  const { platform, account, budgetBook, tuning, now, random } = options
  const base = checkedAddress(options.baseUrl)
  const redact = redactor()
  const credentials = authenticator(options, redact)

  /** The headers that hold the secret are put in last, so that no call can send something else in their place. */
  const requestOf = async (call: PlatformCall, signal: AbortSignal): Promise<WireRequest> => {
    const headers: Record<string, string> = { accept: 'application/json', ...(call.body === undefined ? {} : { 'content-type': 'application/json' }), ...lowerCase(options.headers), ...lowerCase(call.headers ?? {}) }
    const wrong = Object.keys(headers).find((name) => /[^\t\x20-\x7e\x80-\xff]/.test(headers[name]!))
    if (wrong !== undefined) throw unsendable(platform, `the header ${wrong} would hold a line break or letters that no header can`)
    const secretHeaders = await credentials.headers(signal)
    return { method: call.method, url: addressOf(platform, base, call), headers: { ...headers, 'user-agent': options.userAgent, ...secretHeaders }, body: call.body === undefined ? null : JSON.stringify(call.body) }
  }

  /** Waits until the budget has room and takes it; the function answered gives it back. */
  const room = async (call: PlatformCall, waits: Waits, signal: AbortSignal): Promise<() => void> => {
    const budget = call.budget === undefined ? NO_BUDGET : options.budgets.find(({ id }) => id === call.budget)
    if (!budget) throw new Error(`${platform} has no budget ${call.budget}`)
    for (;;) {
      const ms = budgetBook.roomIn(account, budget, options.spent, now())
      if (ms <= 0) return budget === NO_BUDGET ? () => {} : budgetBook.take(account, budget, now())
      await waits.for(ms, `waiting ${spanInWords(ms)} for ${platform}’s limit`, signal)
    }
  }

  const answered = ({ status, headers, text }: WireAnswer): Answer => ({
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redact.text(value)])),
    body: redact.json(bodyOf(text)),
  })

  /** To the answer, over redirects of the same host for what only reads. */
  const once = async (call: PlatformCall, first: WireRequest, { signal, mayGo }: SendOptions): Promise<WireAnswer> => {
    let request = first
    for (let hops = 0; ; hops++) {
      const answer = await exchange(request, { timeouts: tuning.timeouts, mostBytes: tuning.mostBytes, signal, mayGo })
      const to = redirectOf(answer, request.url)
      if (to === null) return answer
      if (to.origin !== request.url.origin) throw redirected(platform, call, redact.text(to.origin))
      if (call.repeat !== 'read') throw redirected(platform, call, 'another address of its own')
      if (hops === MOST_REDIRECTS) throw redirected(platform, call, 'one address after another')
      request = { ...request, url: to }
    }
  }

  const send = async (call: PlatformCall, sending: SendOptions): Promise<Answer> => {
    const { signal } = sending
    await pause(call.afterMs ?? 0, signal)
    const waits = new Waits(options)
    let isRefreshed = false
    for (let tries = 1; ; tries++) {
      const giveBack = await room(call, waits, signal)
      const request = await requestOf(call, signal).catch((error: unknown) => {
        giveBack()
        throw signal.aborted ? cancelled() : error
      })
      const isLast = tries >= tuning.mostTries
      const backOff = () => backOffMs(tries, { firstMs: tuning.firstBackOffMs, mostMs: tuning.mostBackOffMs, random })
      let answer: WireAnswer
      try {
        answer = await once(call, request, sending)
      } catch (error) {
        if (signal.aborted) throw cancelled()
        if (!(error instanceof NoAnswer)) throw error
        if (!error.wasSent) giveBack()
        const why = redact.text(error.why)
        const mayRepeat = error.mayPass && (!error.wasSent || call.repeat === 'read')
        if (isLast || !mayRepeat) throw error.wasSent ? unknown(platform, call, why) : unreached(platform, why)
        const ms = backOff()
        await waits.for(ms, `${why}; trying again in ${spanInWords(ms)}`, signal)
        continue
      }
      if (answer.status === 429) {
        const ms = retryAfterMs(answer.headers, now()) ?? backOff()
        budgetBook.block(account, call.budget ?? NO_BUDGET.id, now() + ms)
        // The next round waits for it, as every other call of this budget does.
        if (!isLast) continue
        throw overLimit(platform, ms)
      }
      if (answer.status === 401 && !isRefreshed) {
        isRefreshed = true
        if (await credentials.renew(signal)) continue
      }
      if (answer.status >= 500 && call.repeat === 'read' && !isLast) {
        const ms = retryAfterMs(answer.headers, now()) ?? backOff()
        await waits.for(ms, `${platform} is failing (${answer.status}); trying again in ${spanInWords(ms)}`, signal)
        continue
      }
      return answered(answer)
    }
  }

  return { send }
}

/** The waits of one call: told to people, and not more than the longest of them together. */
class Waits {
  readonly #options: ClientOptions
  #waited = 0

  constructor(options: ClientOptions) {
    this.#options = options
  }

  async for(ms: number, inWords: string, signal: AbortSignal): Promise<void> {
    const { platform, tuning, onWait } = this.#options
    if (this.#waited + ms > tuning.longestWaitMs) throw overLimit(platform, ms)
    this.#waited += ms
    onWait({ ms, inWords })
    await pause(ms + 1, signal) // a timer may be a moment early by the clock that is asked next
  }
}

function redirectOf({ status, headers }: WireAnswer, from: URL): URL | null {
  const to = headers['location']
  if (![301, 302, 303, 307, 308].includes(status) || to === undefined) return null
  return URL.canParse(to, from.href) ? new URL(to, from.href) : null
}

function bodyOf(text: string): JsonValue {
  if (text === '') return null
  if (isNestedDeeper(text, DEEPEST_ANSWER)) return text
  try {
    const value = JSON.parse(text) as JsonValue // as: what JSON.parse gives
    return /\\ud[89a-f]/i.test(text) ? wellFormed(value) : value
  } catch {
    return text
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** Halves of characters, which JSON can spell and no address can hold, are replaced. */
function wellFormed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return withoutHalves(value)
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [withoutHalves(name), wellFormed(member)]))
}

function withoutHalves(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}
