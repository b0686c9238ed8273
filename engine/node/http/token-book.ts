import { createHash } from 'node:crypto'
import type { Authentication } from '../../core/publish/authentication.ts'

type ClientCredentials = Extract<Authentication, { kind: 'clientCredentials' }>
interface Token { readonly text: string; readonly until: number }

/** A token this near to its end is not used any more: the call may be under way when it ends, ms. */
const BEFORE_THE_END_MS = 60_000

/** Tokens that secrets bought, until shortly before they end, in memory only. Another secret or account is another token. */
export class TokenBook {
  readonly #tokens = new Map<string, Token>()

  get(key: string, now: number): string | null {
    const token = this.#tokens.get(key)
    if (token && token.until > now) return token.text
    this.#tokens.delete(key)
    return null
  }

  /** `lastsMs`: how long the platform says it is good for. Of a short one half is used. */
  keep(key: string, text: string, lastsMs: number, now: number): void {
    this.#tokens.set(key, { text, until: now + Math.max(lastsMs - BEFORE_THE_END_MS, lastsMs / 2) })
  }

  drop(key: string): void {
    this.#tokens.delete(key)
  }
}

/** Names a token without holding the secret it was bought with. */
export function tokenKey(account: string, { tokenUrl, clientId, extra = {} }: ClientCredentials, secret: string): string {
  return createHash('sha256').update(JSON.stringify([account, tokenUrl, clientId, extra, secret])).digest('hex')
}
