import type { JsonValue } from '../../engine/core/json.ts'
import type { TargetId } from '../../engine/core/publish/target.ts'

/** Which calls are meant: of this method (left out: any) whose path, without the query, matches. `isChange`: only those that change something; tokens are none. */
export interface CallMatch { readonly method?: string; readonly path: RegExp; readonly isChange?: boolean }

/** A call as it arrived. `secret` is gone from the headers; `status` is null while it is unanswered and for one that never was answered. */
export interface StubCall {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonValue
  readonly atEpochMs: number
  /** Whether the platform did what it was asked, whoever got to know of it. */
  isCommitted: boolean
  status: number | null
}

/** What may go wrong. "Before": the platform did nothing. "After": it did what it was asked, and nobody hears of it. */
export type FaultKind =
  /** 429; `retryAfter` in seconds, or as a date that many seconds ahead; null: without the header. */
  | { readonly kind: 'tooMany'; readonly retryAfter: { readonly seconds: number; readonly as: 'seconds' | 'date' } | null }
  /** Never answered; the connection stays open. */
  | { readonly kind: 'silence'; readonly when: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Any status: 409, 500, 503 … `body` left out: what the platform says with it. */
  | { readonly kind: 'status'; readonly status: number; readonly when: 'before' | 'after'; readonly body?: JsonValue }
  /** Work in the platform's own time that this call begins ends in an error. */
  | { readonly kind: 'asyncError'; readonly message: string }
  /** What this call makes is not shown by look-ups for that many reads of it. */
  | { readonly kind: 'lateToShow'; readonly reads: number }
  /** The answer comes in pieces of `bytes`, `everyMs` apart. */
  | { readonly kind: 'slowDrip'; readonly bytes: number; readonly everyMs: number }
  | { readonly kind: 'brokenJson' }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** A valid answer with that much padding. */
  | { readonly kind: 'hugeAnswer'; readonly bytes: number }
  /** The token this call comes with is no longer good; a static key is good again for the next call. */
  | { readonly kind: 'expiredToken' }

/** `nth`: from which matching call on, counted from now (1 by default); `times`: for how many (1 by default). */
export type Fault = FaultKind & { readonly match: CallMatch; readonly nth?: number; readonly times?: number }

/** A call that is held back after it was recorded. Released, it is carried out and answered; `drop` carries it out and never answers. */
export interface Hold {
  readonly arrived: Promise<StubCall>
  release(): void
  /** Carries it out, then cuts the connection: to be used when the one who called is gone. */
  commitAndDrop(): void
}

/** A journey as the platform has it. `state` in the platform's own word. */
export interface StubJourney { readonly id: string; readonly name: string; readonly state: string; readonly body: JsonValue; readonly inFlight: number }

/** What the platform counted at one node, by the platform's id of the node. */
export interface NodeNumbers { readonly entered?: number; readonly sent?: number; readonly delivered?: number; readonly opened?: number; readonly clicked?: number }

export interface StubOptions {
  /** Rate limits count in windows of milliseconds instead of seconds, minutes and days, and nothing takes long. On by default. */
  readonly isQuick?: boolean
  /** What the secret is allowed; left out: all that the platform asks for. */
  readonly scopes?: readonly string[]
  /** 0 by default: any free one. */
  readonly port?: number
}

/** A platform on this computer that holds state and says no as the real one would. */
export interface Stub {
  readonly target: TargetId
  /** Its base address; what a connection's settings hold. */
  readonly url: string
  readonly secret: string
  /** For a connection to it. */
  readonly settings: Readonly<Record<string, string | number | boolean>>
  calls(match?: CallMatch): readonly StubCall[]
  /** Everything of one kind that is there, as the platform holds it: `journey`, `segment`, `template`, `event`, and what else it has. */
  things(kind: string): readonly JsonValue[]
  journeys(): readonly StubJourney[]
  /** A thing that was there before anybody came: a segment, a metric … Returns its id. */
  seed(kind: string, thing: Readonly<Record<string, JsonValue>>): string
  fault(fault: Fault): void
  /** The next call that matches is held. */
  hold(match: CallMatch): Hold
  /** Somebody changes a journey in the platform's own window. `change` is given the journey as the platform holds it and may write to it. */
  edit(journeyId: string, change: (journey: Record<string, JsonValue>) => void): void
  setInFlight(journeyId: string, people: number): void
  setStatistics(journeyId: string, byNode: Readonly<Record<string, NodeNumbers>>): void
  /** From now on the secret is allowed these only. */
  setScopes(scopes: readonly string[]): void
  /** Everything it holds and every call it got. */
  dump(): JsonValue
  close(): Promise<void>
}
