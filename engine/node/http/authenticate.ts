import { RehearsalError } from '../../core/errors.ts'
import type { Authentication } from '../../core/publish/authentication.ts'
import { PlatformRefusal } from '../../core/publish/refusal.ts'
import { checkedAddress } from './address.ts'
import type { ClientOptions } from './client-options.ts'
import { exchange, NoAnswer, type WireAnswer } from './exchange.ts'
import { badSecret, cancelled, overLimit, spanInWords, unreached } from './failures.ts'
import { pause } from './pause.ts'
import type { Redactor } from './redact.ts'
import { backOffMs, retryAfterMs } from './retry-after.ts'
import { tokenKey } from './token-book.ts'

type ClientCredentials = Extract<Authentication, { kind: 'clientCredentials' }>

/** Shows the platform who we are. */
export interface Authenticator {
  /** The headers that hold the secret, names in lower case. */
  headers(signal: AbortSignal): Promise<Record<string, string>>
  /** After a 401: true if there is something else to show now, a fresh token or a secret that was replaced meanwhile. */
  renew(signal: AbortSignal): Promise<boolean>
}

/** Everything secret it comes by is told to `redact` before it is used. */
export function authenticator(options: ClientOptions, redact: Redactor): Authenticator {
  const { authentication } = options
  if (authentication.kind === 'none') return { headers: () => Promise.resolve({}), renew: () => Promise.resolve(false) }
  let secret: string | null = null
  const ask = async () => {
    secret = await options.secret()
    redact.add(secret)
    // What a header cannot hold would be refused by Node, in words that name the header only.
    if (!/^[\x20-\x7e]+$/.test(secret)) throw badSecret(options.platform)
    return secret
  }
  if (authentication.kind === 'header') {
    return {
      async headers() {
        return { [authentication.header.toLowerCase()]: `${authentication.prefix}${secret ?? (await ask())}` }
      },
      async renew() {
        const before = secret
        return (await ask()) !== before
      },
    }
  }
  return {
    async headers(signal) {
      const bought = await tokenOf(options, authentication, secret ?? (await ask()), signal, redact)
      return { authorization: `Bearer ${bought}` }
    },
    async renew() {
      options.tokenBook.drop(tokenKey(options.account, authentication, secret ?? ''))
      await ask()
      return true
    },
  }
}

/** The token that is kept, else a new one. Asking for one changes nothing there, so it is asked again after a time-out or a failure, as a read is. */
async function tokenOf(options: ClientOptions, authentication: ClientCredentials, secret: string, signal: AbortSignal, redact: Redactor): Promise<string> {
  const { platform, account, tokenBook, tuning, now, random } = options
  const key = tokenKey(account, authentication, secret)
  const kept = tokenBook.get(key, now())
  if (kept !== null) {
    redact.add(kept)
    return kept
  }
  const body = { grant_type: 'client_credentials', client_id: authentication.clientId, client_secret: secret, ...authentication.extra }
  const isForm = authentication.encoding === 'form'
  const request = {
    method: 'POST',
    url: checkedAddress(authentication.tokenUrl, 'The address for tokens'),
    headers: { accept: 'application/json', 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json', 'user-agent': options.userAgent },
    body: isForm ? new URLSearchParams(body).toString() : JSON.stringify(body),
  }
  for (let tries = 1; ; tries++) {
    const isLast = tries >= tuning.mostTries
    const backOff = backOffMs(tries, { firstMs: tuning.firstBackOffMs, mostMs: tuning.mostBackOffMs, random })
    let answer: WireAnswer
    try {
      answer = await exchange(request, { timeouts: tuning.timeouts, mostBytes: tuning.mostBytes, signal })
    } catch (error) {
      if (signal.aborted) throw cancelled()
      if (!(error instanceof NoAnswer)) throw error
      // The call the token is for was not sent, whatever came of this.
      if (isLast || !error.mayPass) throw unreached(platform, redact.text(`no token, since ${error.why}`))
      await pause(backOff, signal)
      continue
    }
    if ((answer.status === 429 || answer.status >= 500) && !isLast) {
      const ms = retryAfterMs(answer.headers, now()) ?? backOff
      if (ms > tuning.longestWaitMs) throw overLimit(platform, ms)
      options.onWait({ ms, inWords: `waiting ${spanInWords(ms)} for a token from ${platform}` })
      await pause(ms, signal)
      continue
    }
    const { token, lastsMs } = boughtWith(answer, platform)
    redact.add(token)
    tokenBook.keep(key, token, lastsMs, now())
    return token
  }
}

/** A refused token is a refused secret; what stands in the answer is not repeated, for it may name it. */
function boughtWith({ status, text }: WireAnswer, platform: string): { token: string; lastsMs: number } {
  if (status === 429) throw overLimit(platform, 60_000)
  if (status >= 500) throw new PlatformRefusal('E_PLATFORM_FAILED', `${platform} gives no token now (${status}).`, 'Nothing was sent. Try again later.', { status })
  const answer = membersOf(text)
  const { access_token: token, expires_in: lasts } = answer
  if (status !== 200 && status !== 201) {
    throw new PlatformRefusal('E_PLATFORM_AUTH', `${platform} does not take this client id and secret (${status}).`, 'Look at both in the platform, correct the client id and enter the secret anew.', { status })
  }
  if (typeof token !== 'string' || token === '' || !/^[\x21-\x7e]+$/.test(token)) {
    throw new RehearsalError('E_PLATFORM_FAILED', `${platform} answered the request for a token without one.`, 'Look at the address for tokens of the connection.')
  }
  return { token, lastsMs: typeof lasts === 'number' && lasts > 0 ? lasts * 1000 : 300_000 }
}

function membersOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {} // as: looked at one by one
  } catch {
    return {}
  }
}
