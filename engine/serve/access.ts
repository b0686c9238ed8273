import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may speak to the web door. A page of another site can send requests to 127.0.0.1, and a name of its own may lead there (DNS
 * rebinding): so the Host and the Origin have to be ours, and a cookie is needed that only the printed address gives, once.
 */
export class Access {
  readonly #hosts: readonly string[]
  readonly #cookieName: string
  readonly #session = secret()
  #token = secret()
  #usedToken: string | undefined

  constructor(port: number) {
    // A browser leaves out the port that is http's own.
    this.#hosts = ['127.0.0.1', 'localhost'].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
    // Cookies do not tell ports apart: two doors on one machine need two names.
    this.#cookieName = `rehearsal-${port}`
  }

  /** The secret of the next address. */
  get token(): string {
    return this.#token
  }

  isOurHost({ headers }: IncomingMessage): boolean {
    return headers.host !== undefined && this.#hosts.includes(headers.host)
  }

  /** A browser names the origin wherever another site could be behind a request, but for plain loading of a page. */
  isOurOrigin({ headers }: IncomingMessage): 'yes' | 'no' | 'unnamed' {
    if (headers.origin === undefined) return 'unnamed'
    return this.#hosts.some((host) => headers.origin === `http://${host}`) ? 'yes' : 'no'
  }

  isSignedIn({ headers }: IncomingMessage): boolean {
    const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim())
    return cookies.some((one) => same(one, `${this.#cookieName}=${this.#session}`))
  }

  /** Takes the token of an address: `used` if it was good once. A good one is spent by this, and `token` is the next. */
  spend(token: string): 'good' | 'used' | 'bad' {
    if (this.#usedToken !== undefined && same(token, this.#usedToken)) return 'used'
    if (!same(token, this.#token)) return 'bad'
    this.#usedToken = this.#token
    this.#token = secret()
    return 'good'
  }

  /** Not readable by scripts, not sent from other sites, gone with the browser. */
  get cookie(): string {
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

/** Comparing takes the same time whatever is wrong. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
