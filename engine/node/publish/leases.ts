import { hostname } from 'node:os'
import { RehearsalError } from '../../core/errors.ts'
import type { Lease, PublishLeaseRepository } from '../storage/publish-leases.ts'

/** A process that has not been heard of for so long is gone. */
const GONE_AFTER_MS = 15_000
const BEAT_EVERY_MS = 3000

/** Lets one process at a time work on a connection, among all that have the workspace open. */
export class Leases {
  readonly #repository: PublishLeaseRepository
  readonly #now: () => number
  readonly #newId: () => string
  readonly #elapsedMs: () => number
  /** Beats that were ahead of our clock, and since when each is the last one. */
  readonly #ahead = new Map<string, { beatAt: number; sinceMs: number }>()

  /** `elapsedMs`: time that passes, whatever the clock is set to. */
  constructor(repository: PublishLeaseRepository, { now, newId, elapsedMs = () => performance.now() }: { now: () => number; newId: () => string; elapsedMs?: () => number }) {
    this.#repository = repository
    this.#now = now
    this.#newId = newId
    this.#elapsedMs = elapsedMs
  }

  /** Works on a connection as the only one; `assertOurs` throws once another process took over. Throws E_PUBLISHING if somebody is at it. */
  async hold<T>(connectionId: string, publicationId: string, work: (assertOurs: () => void) => Promise<T>): Promise<T> {
    const holder = this.#newId()
    const other = this.#repository.take({ connectionId, holder, machine: hostname(), pid: process.pid, publicationId, beatAt: this.#now() }, (lease) => this.#isAlive(lease))
    if (other) throw publishing()
    const beat = setInterval(() => {
      try {
        this.#repository.beat(connectionId, holder, this.#now())
      } catch {
        // A disk that is away for a moment must not end the engine; the next call is refused if the lease is lost.
      }
    }, BEAT_EVERY_MS)
    beat.unref()
    try {
      return await work(() => {
        if (!this.#repository.beat(connectionId, holder, this.#now())) throw publishing()
      })
    } finally {
      clearInterval(beat)
      this.#repository.release(connectionId, holder)
    }
  }

  /** Whether somebody is at work on this publication now. */
  isAtWork(connectionId: string, publicationId: string): boolean {
    const lease = this.#repository.get(connectionId)
    return lease !== undefined && lease.publicationId === publicationId && this.#isAlive(lease)
  }

  #isAlive({ machine, pid, beatAt, holder }: Lease): boolean {
    // A killed process on this machine need not be waited for.
    if (machine === hostname() && pid !== process.pid && !isRunning(pid)) return false
    const age = this.#now() - beatAt
    if (age >= -GONE_AFTER_MS) return age < GONE_AFTER_MS
    // A clock was set back, or two machines differ: then only a beat that follows tells that somebody is there.
    const last = this.#ahead.get(holder)
    if (last?.beatAt !== beatAt) this.#ahead.set(holder, { beatAt, sinceMs: this.#elapsedMs() })
    return last?.beatAt !== beatAt || this.#elapsedMs() - last.sinceMs < GONE_AFTER_MS
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function publishing(): RehearsalError {
  return new RehearsalError('E_PUBLISHING', 'Something is being published over this connection already, here or by another window or command.', 'Wait until it is done, or cancel it there, and try again.')
}
