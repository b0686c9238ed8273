import type { JsonValue } from '../../engine/core/json.ts'
import type { TargetId } from '../../engine/core/publish/target.ts'
import { Shelf } from './shelf.ts'
import type { NodeNumbers, StubJourney, StubOptions } from './stub.ts'
import { text, type Thing } from './thing.ts'

/** A call as a platform sees it. Header names in lower case. */
export interface Request {
  readonly method: string
  readonly path: string
  /** The path between its slashes, each part decoded. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON; null for an empty one; the text where it is no JSON. */
  readonly body: JsonValue
}

/** What it says. `body` left out: an empty one. */
export interface Reply { readonly status: number; readonly body?: JsonValue; readonly headers?: Readonly<Record<string, string>> }

type Handler = (request: Request, parameters: Readonly<Record<string, string>>) => Reply

/** One method of a platform's API: `GET /api/flows/:id`. A slash at the end counts for nothing, as on all of these platforms. */
export interface Route { readonly method: string; readonly pattern: string; readonly handle: Handler }

export function route(line: string, handle: Handler): Route {
  const [method = '', pattern = ''] = line.split(' ')
  return { method, pattern, handle }
}

/** What every stub has: shelves of things, a clock whose instants all differ, people under way, numbers, scopes, and what a fault asks of the next thing made. */
export abstract class Platform {
  abstract readonly target: TargetId
  abstract readonly secret: string
  abstract readonly routes: readonly Route[]
  readonly isQuick: boolean
  readonly inFlight = new Map<string, number>()
  readonly statistics = new Map<string, Readonly<Record<string, NodeNumbers>>>()
  /** Set for the length of one call by the faults `asyncError` and `lateToShow`. */
  asyncError: string | null = null
  lateReads = 0
  scopes: readonly string[] | null
  readonly #shelves = new Map<string, Shelf>()
  #latest = 0
  #ids = 0

  constructor(options: StubOptions) {
    this.isQuick = options.isQuick ?? true
    this.scopes = options.scopes ?? null
  }

  /** For a connection to it. */
  abstract settings(url: string): Record<string, string | number | boolean>
  /** Null: it knows who is calling. */
  abstract authenticate(request: Request): Reply | null
  /** What it says to a call without a good secret. */
  abstract unauthorized(): Reply
  abstract journeys(): StubJourney[]
  /** What it says with a status it was made to give. */
  abstract words(status: number, message: string): JsonValue
  /** Somebody wrote to a journey in the platform's own window. */
  abstract touched(journey: Thing): void
  /** The shelf and the id of a journey, by the id it is known by. */
  abstract journeyById(id: string): Thing | undefined
  /** A thing that was there before anybody came. */
  abstract seed(kind: string, given: Thing): string

  /** The token of this call is not good any longer. A static key is good again for the next call. */
  expire(request: Request): void {
    void request
  }

  shelf(kind: string): Shelf {
    let shelf = this.#shelves.get(kind)
    if (!shelf) this.#shelves.set(kind, (shelf = new Shelf()))
    return shelf
  }

  kinds(): string[] {
    return [...this.#shelves.keys()]
  }

  put(kind: string, id: string, thing: Thing): void {
    this.shelf(kind).put(id, thing, this.lateReads)
  }

  /** Epoch ms; later than every one before, so that two writes never bear the same stamp. */
  now(): number {
    this.#latest = Math.max(Date.now(), this.#latest + 1)
    return this.#latest
  }

  isoNow(): string {
    return new Date(this.now()).toISOString()
  }

  count(): number {
    return ++this.#ids
  }

  /** A version 4 UUID that nothing else here has. */
  uuid(): string {
    return `5a0b0000-0000-4000-8000-${this.count().toString(16).padStart(12, '0')}`
  }

  has(scope: string): boolean {
    return this.scopes === null || this.scopes.includes(scope)
  }

  answer(request: Request): Reply {
    let isKnownPath = false
    for (const { method, pattern, handle } of this.routes) {
      const parameters = fit(pattern, request.parts)
      if (!parameters) continue
      isKnownPath = true
      if (method === request.method) return handle(request, parameters)
    }
    const status = isKnownPath ? 405 : 404
    return { status, body: this.words(status, `${request.method} ${request.path}`) }
  }
}

function fit(pattern: string, parts: readonly string[]): Record<string, string> | null {
  const names = pattern.split('/').filter((part) => part !== '')
  if (names.length !== parts.length) return null
  const parameters: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? ''
    if (name.startsWith(':')) parameters[name.slice(1)] = part
    else if (name !== part) return null
  }
  return parameters
}

/** The secret in `Authorization: <scheme> <secret>`, the scheme in any case; null if it is not there like this. */
export function bearer(request: Request, scheme: string): string | null {
  const [word = '', secret = ''] = text(request.headers['authorization'] ?? '').split(' ')
  return word.toLowerCase() === scheme.toLowerCase() && secret !== '' ? secret : null
}
