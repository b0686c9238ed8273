import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileWhole } from '../write-file-whole.ts'

/** A step of the clock up to this is believed at once: a weekend without work is a day more. */
const LARGEST_STEP_MS = 2 * 86_400_000
/** A larger one is believed once it has lasted for so long. */
const BELIEVED_AFTER_MS = 86_400_000
const WRITE_EVERY_MS = 60 * 60_000

interface Seen { settledAt: number; jumpedAt: number | null }

/**
 * A clock for taking things away by their age: behind the clock of the machine wherever that may have been set wrong, and never ahead of it. A clock that
 * stands a year ahead for an hour must not cost what was to be kept for a year.
 */
export class SettledClock {
  readonly #file: string
  readonly #now: () => number
  #seen: Seen | undefined
  #written: Seen | undefined

  constructor(directory: string, now: () => number) {
    this.#file = join(directory, 'clock.json')
    this.#now = now
  }

  /** Epoch ms. Never throws. */
  now(): number {
    this.#seen ??= this.#written = this.#read()
    this.#seen = settle(this.#seen, this.#now())
    if (this.#written === undefined || this.#seen.jumpedAt !== this.#written.jumpedAt || Math.abs(this.#seen.settledAt - this.#written.settledAt) >= WRITE_EVERY_MS) this.#write(this.#seen)
    return this.#seen.settledAt
  }

  #read(): Seen | undefined {
    try {
      const { settledAt, jumpedAt } = JSON.parse(readFileSync(this.#file, 'utf8')) as Partial<Seen> // as: looked at here
      return typeof settledAt === 'number' ? { settledAt, jumpedAt: typeof jumpedAt === 'number' ? jumpedAt : null } : undefined
    } catch {
      return undefined
    }
  }

  #write(seen: Seen): void {
    this.#written = seen
    try {
      writeFileWhole(this.#file, `${JSON.stringify(seen)}\n`)
    } catch {
      // Then the next process begins anew, which takes nothing away too early.
    }
  }
}

/** What the clock is taken to say after it was seen to say `now`. */
export function settle(before: Seen | undefined, now: number): Seen {
  if (before === undefined || now - before.settledAt <= LARGEST_STEP_MS) return { settledAt: now, jumpedAt: null }
  const jumpedAt = before.jumpedAt === null || now < before.jumpedAt ? now : before.jumpedAt
  return now - jumpedAt >= BELIEVED_AFTER_MS ? { settledAt: now, jumpedAt: null } : { settledAt: before.settledAt, jumpedAt }
}
