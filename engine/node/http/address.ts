import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import { RehearsalError } from '../../core/errors.ts'
import type { PlatformCall } from '../../core/publish/call.ts'
import { unsendable } from './failures.ts'

/** Hosts that plain http may be spoken with: what is said to them stays on this machine. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/**
 * An address a secret may be sent to: TLS, or plain http on this machine; without a user, a query or a fragment. Throws E_SETTINGS, whose message begins with
 * `what` it is about.
 */
export function checkedAddress(address: string, what = 'The address of the connection'): URL {
  const wrong = (message: string, help: string) => new RehearsalError('E_SETTINGS', `${what} ${message}.`, help)
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw wrong('is no address of the web', 'Write it as https://api.example.com.')
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw wrong('has to begin with https://, since a secret is sent there', 'Plain http:// is spoken with this machine only: localhost, 127.0.0.1 or [::1].')
  }
  if (url.username !== '' || url.password !== '') throw wrong('holds a user name or a password', 'Leave out what stands before the @; a secret is given apart from the settings.')
  if (url.search !== '' || url.hash !== '') throw wrong('holds a ? or a #', 'Leave out the ? or the # and what follows.')
  return url
}

/**
 * Throws for a path that would lead to another host, which is a bug of an adapter, and for one that an id in it would bend: `.` and `..` are as good encoded as
 * not, and lead to another thing than the one that was shown.
 */
export function addressOf(platform: string, base: URL, { path, query = {} }: PlatformCall): URL {
  if (/[\\#?]|\p{Cc}/u.test(path) || path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) throw unsendable(platform, `the path ${JSON.stringify(path.slice(0, 200))} would lead to another place`)
  const url = new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}${path}`)
  if (!path.startsWith('/') || url.origin !== base.origin) throw new Error(`${path} is no path`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url
}

export function isLoopback({ hostname }: Pick<URL, 'hostname'>): boolean {
  return LOOPBACK.has(hostname)
}

/** The name `localhost` means this machine whatever a resolver says: only addresses of the loopback interface are taken. */
export const lookUpLoopback: typeof lookup = Object.assign(
  (hostname: string, ...rest: unknown[]) => {
    const done = rest.at(-1) as (error: Error | null, address?: unknown, family?: number) => void // as: so Node calls it
    const options = typeof rest[0] === 'object' && rest[0] !== null ? (rest[0] as { all?: boolean; family?: unknown }) : {}
    lookup(hostname, { all: true }, (error, found) => {
      const own = error ? [] : found.filter(({ address }) => (isIP(address) === 4 ? address.startsWith('127.') : address === '::1'))
      const [first] = own
      if (!first) done(error ?? Object.assign(new Error('localhost is not this machine'), { code: 'ENOTFOUND' }))
      else if (options.all === true) done(null, own)
      else done(null, first.address, first.family)
    })
  },
  { __promisify__: lookup.__promisify__ },
)
