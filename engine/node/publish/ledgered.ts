import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/json.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { Answer, Conversation, PlatformCall, Repeatable } from '../../core/publish/call.ts'
import { PlatformRefusal } from '../../core/publish/refusal.ts'
import type { PlatformClient } from '../http/platform-client.ts'
import type { Problem } from '../storage/publications.ts'
import type { LedgerCall, LedgerRow, PublishLedgerRepository } from '../storage/publish-ledger.ts'
import { betweenCalls } from './between-calls.ts'

/** What the driver needs of the ledger. */
export type Ledger = Pick<PublishLedgerRepository, 'begin' | 'settle' | 'ofPiece' | 'noteRead'>

/** A piece of work at a platform that changes something, and how to find out what came of it when nobody heard. */
export interface Work<T> {
  readonly publicationId: string
  readonly connectionId: string
  /** Names it among the pieces of its publication. */
  readonly piece: string
  /** For people who read the ledger. */
  readonly what: string
  /** Lines of the ledger up to this one belong to an attempt that was given up. */
  readonly after?: number
  /** Given the same answers it yields the same calls. */
  begin(): Conversation<T>
  /** Looks whether it is done. Undefined: it is not. Asked only while a call is unaccounted for, with how often that may be sent. */
  findOut(repeat: Repeatable): Promise<T | undefined>
}

export interface Patience {
  /** How long after it was sent a call that is not seen at the platform is still waited for, ms. */
  readonly settleMs: number
  /** Between two looks at the platform: the first, then twice as long each time, ms. */
  readonly firstLookMs: number
  /** How often a call is sent whose outcome stays unknown. */
  readonly mostAttempts: number
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface LedgeredParts {
  ledger: Ledger
  client: PlatformClient
  signal: AbortSignal
  now: () => number
  patience: Patience
  /** Whether the client only waits for its turn, so that nothing is on its way. */
  isWaiting: () => boolean
  /** Throws once another process went on with the work; until then nobody else will for some seconds. */
  assertOurs: () => void
  together: <T>(writes: () => T) => T
}

/** Surely nothing came of a call that ended so. */
const DID_NOTHING = new Set(['E_PLATFORM_UNREACHED', 'E_PLATFORM_INVALID', 'E_PLATFORM_LIMIT', 'E_SECRET'])

/**
 * Drives conversations that change something. A line of the ledger is on the disk before each such call is sent and again when it is answered; going on
 * with a piece hands its conversation the answers that are in the ledger, and a call whose outcome nobody knows is looked for at the platform first.
 */
export class Ledgered {
  readonly #parts: LedgeredParts

  constructor(parts: LedgeredParts) {
    this.#parts = parts
  }

  async drive<T>(work: Work<T>): Promise<T> {
    const { signal, ledger } = this.#parts
    const rows = ledger.ofPiece(work.publicationId, work.piece).filter(({ id, state }) => id > (work.after ?? 0) && state !== 'refused' && state !== 'foundOut')
    const conversation = work.begin()
    try {
      for (let step = conversation.next(); ; ) {
        if (step.done) return step.value
        const call = step.value
        throwIfCancelled(signal)
        const digest = digestOf(call)
        if (call.repeat === 'read') {
          step = conversation.next(readBefore(rows, digest) ?? (await this.#read(work, call, digest)))
          continue
        }
        const row = this.#before(rows, digest)
        const outcome = row?.state === 'done' ? { answer: row.answer!, id: row.id, at: row.at } : await this.#send(work, call, digest, row) // not null: it is done
        if ('found' in outcome) return outcome.found
        try {
          step = conversation.next(outcome.answer)
        } catch (error) {
          const found = await this.#makeSenseOf(work, call, outcome, error)
          if (found === undefined) throw error
          return found
        }
      }
    } finally {
      conversation.return(undefined as never) // as: nobody takes what an ended conversation gives
    }
  }

  /** An answer that says it is done, and from which nobody can read what: as good as none. Undefined: it is not done, or the platform said why not. */
  async #makeSenseOf<T>(work: Work<T>, call: PlatformCall, { answer, id, at }: Answered, error: unknown): Promise<T | undefined> {
    const { ledger, now } = this.#parts
    const isSaidWhy = error instanceof PlatformRefusal && error.code !== 'E_PLATFORM_FAILED'
    if (answer.status >= 400 || isSaidWhy) return undefined
    ledger.settle(id, 'unknown', now(), { problem: problemOf(error) })
    const found = await this.#lookFor(work, { at, repeat: call.repeat })
    if (found !== undefined) ledger.settle(id, 'foundOut', now(), { problem: FOUND })
    return found
  }

  /** What the ledger has of this call. If it tells of another one, what was read has changed since: this is new work, but what is unaccounted for stays so. */
  #before(rows: LedgerRow[], digest: string): LedgerRow | undefined {
    while (rows[0]?.repeat === 'read') rows.shift()
    if (rows.length === 0) return undefined
    if (rows[0]!.digest === digest) return rows.shift()
    return rows.splice(0).find(({ state }) => state !== 'done')
  }

  async #send<T>(work: Work<T>, call: PlatformCall, digest: string, before: LedgerRow | undefined): Promise<Answered | { found: T }> {
    const { client, signal, now, ledger, patience, isWaiting, assertOurs } = this.#parts
    let unknown: Pick<LedgerRow, 'id' | 'at' | 'repeat'> | undefined = before
    for (let attempt = 1; ; attempt++) {
      if (unknown) {
        const found = await this.#lookFor(work, unknown)
        if (found !== undefined) {
          ledger.settle(unknown.id, 'foundOut', now(), { problem: FOUND })
          return { found }
        }
        ledger.settle(unknown.id, 'refused', now(), { problem: unknown.repeat === 'once' ? NOT_THERE : SENT_AGAIN })
        if (attempt > 1) await patience.pause(patience.firstLookMs * 2 ** attempt, signal)
      }
      throwIfCancelled(signal)
      const at = now()
      const id = this.#write(work, call, digest, at)
      unknown = { id, at, repeat: call.repeat }
      let answer: Answer
      let heldBack: unknown
      // A process that slept after the row was written may find that another one went on in its place.
      const mayGo = () => {
        try {
          assertOurs()
        } catch (error) {
          heldBack = error
          throw error
        }
      }
      const cancelling = betweenCalls(signal, isWaiting)
      try {
        answer = await client.send(call, { signal: cancelling.signal, mayGo })
      } catch (error) {
        assertOurs() // whoever went on with the work settles the row, too
        const didNothing = error === heldBack || (error instanceof RehearsalError && DID_NOTHING.has(error.code))
        ledger.settle(id, didNothing ? 'refused' : 'unknown', now(), { problem: problemOf(error) })
        // Anything but a lost answer would only happen again; it is found out when it is gone on with.
        if (!(error instanceof RehearsalError) || error.code !== 'E_PLATFORM_UNKNOWN' || attempt >= patience.mostAttempts) throw error
        continue
      } finally {
        cancelling.end()
      }
      if (!isUnsure(answer)) {
        ledger.settle(id, answer.status < 400 ? 'done' : 'refused', now(), { answer })
        return { answer, id, at }
      }
      ledger.settle(id, 'unknown', now(), { answer })
      if (attempt >= patience.mostAttempts) return { answer, id, at }
    }
  }

  /** A call that may be sent twice is looked for once; one that may not, until the platform had time enough to show what it did. */
  async #lookFor<T>(work: Work<T>, unknown: Pick<LedgerRow, 'at' | 'repeat'>): Promise<T | undefined> {
    const { signal, now, patience } = this.#parts
    const longest = unknown.repeat === 'once' ? Math.max(0, patience.settleMs - Math.max(0, now() - unknown.at)) : 0
    for (let waited = 0, next = patience.firstLookMs; ; next *= 2) {
      throwIfCancelled(signal)
      const found = await work.findOut(unknown.repeat)
      if (found !== undefined || waited >= longest) return found
      const ms = Math.min(next, longest - waited)
      await patience.pause(ms, signal)
      waited += ms
    }
  }

  async #read<T>(work: Work<T>, call: PlatformCall, digest: string): Promise<Answer> {
    const { client, signal, ledger, now } = this.#parts
    const answer = await client.send(call, { signal })
    ledger.noteRead(lineOf(work, call, digest), now(), answer)
    return answer
  }

  #write<T>(work: Work<T>, call: PlatformCall, digest: string, at: number): number {
    const { ledger, assertOurs, together } = this.#parts
    return together(() => {
      assertOurs()
      return ledger.begin(lineOf(work, call, digest), at)
    })
  }
}

/** An answer, and the line of the ledger it stands in. */
interface Answered { answer: Answer; id: number; at: number }

const FOUND: Problem = { code: 'FOUND_OUT', message: 'Nobody heard what came of it; it was looked for and found done.', help: 'Nothing was sent again.' }
const NOT_THERE: Problem = { code: 'NOT_THERE', message: 'Nobody heard what came of it; it was looked for and is not there.', help: 'It was sent anew.' }
const SENT_AGAIN: Problem = { code: 'SENT_AGAIN', message: 'Nobody heard what came of it; sent twice it leaves the same behind.', help: 'It was sent again.' }

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new RehearsalError('CANCELLED', 'This was cancelled.', 'What was done until then stands in the history; it can be resumed.')
}

/** What was read before a call that stands in the ledger is not read anew: what that call did may have changed it. After the last one it is. */
function readBefore(rows: LedgerRow[], digest: string): Answer | null {
  if (!rows.some(({ repeat }) => repeat !== 'read')) rows.length = 0
  return rows[0]?.repeat === 'read' && rows[0].digest === digest ? rows.shift()!.answer : null
}

function lineOf<T>({ publicationId, connectionId, piece, what }: Work<T>, { method, path, repeat, budget }: PlatformCall, digest: string): LedgerCall {
  return { publicationId, connectionId, piece, what, method, path, digest, repeat, budget: budget ?? null }
}

/** An answer that does not say whether it was done. */
function isUnsure({ status }: Answer): boolean {
  return status >= 500 || status === 408
}

function problemOf(error: unknown): Problem {
  if (error instanceof RehearsalError) return { code: error.code, message: error.message, help: error.help }
  return { code: 'E_INTERNAL', message: error instanceof Error ? error.message : String(error), help: 'This is a fault in Rehearsal.' }
}

function digestOf({ method, path, query, headers, body }: PlatformCall): string {
  return createHash('sha256').update(canonicalJson({ method, path, query, headers, body })).digest('hex')
}
