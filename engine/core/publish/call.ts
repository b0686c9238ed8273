import type { JsonValue } from '../json.ts'

/**
 * How often a call may be sent. `read` changes nothing. `idempotent` leaves the same behind sent twice as sent once: the id is ours, or a state is set.
 * `once` may make a second thing: after an outcome nobody knows, the platform is asked first.
 */
export type Repeatable = 'read' | 'idempotent' | 'once'

/** One request to a platform, without the secret. */
export interface PlatformCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the base address of the connection on, beginning with a slash. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: JsonValue
  readonly repeat: Repeatable
  /** Names the rate budget of the target that it is taken from. */
  readonly budget?: string
  /** Waited before it is sent, ms: between two looks at work the platform does in its own time. */
  readonly afterMs?: number
}

/** What came back. Header names in lower case; `body` is parsed JSON, else the text as it came; null for an empty one. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonValue
}

/**
 * A conversation with a platform as data: it yields the calls it wants made and is given their answers, so that it is pure and whoever drives
 * it keeps the ledger, the clock and the secret. Every answer is handed in, those of status 4xx and 5xx too; it throws a `PlatformRefusal`
 * for one it cannot go on from. A driver that ends it early calls `return`.
 */
export type Conversation<T> = Generator<PlatformCall, T, Answer>
