import type { EventPayload } from '../../api/contract.ts'
import type { StoreDatabase } from './open-database.ts'

export type Changed = EventPayload<'workspace.changed'>['what']

const POLL_EVERY_MS = 400

/** Tells which lists of the workspace changed, whoever wrote: this connection (`check`) or another process (polled, within half a second). */
export class ChangeWatch {
  readonly #counters
  readonly #dataVersion
  readonly #onChange: (what: Changed) => void
  readonly #timer: NodeJS.Timeout
  #seen: Map<Changed, number>
  #seenVersion: number

  constructor(database: StoreDatabase, onChange: (what: Changed) => void) {
    this.#counters = database.prepare<[], { what: Changed; count: number }>('SELECT what, count FROM changes')
    // Moves when another connection commits, never by our own writes; asking costs a few microseconds.
    this.#dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck()
    this.#onChange = onChange
    this.#seen = this.#read()
    this.#seenVersion = this.#dataVersion.get()!
    this.#timer = setInterval(() => this.#poll(), POLL_EVERY_MS)
    this.#timer.unref()
  }

  /** Call after a write of our own. Never throws: what cannot be read now is told at the next look. */
  check(): void {
    const before = this.#seen
    try {
      this.#seen = this.#read()
    } catch {
      return
    }
    for (const [what, count] of this.#seen) if (before.get(what) !== count) this.#onChange(what)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #poll(): void {
    let version: number
    try {
      version = this.#dataVersion.get()!
    } catch {
      return // a disk that is away for a moment must not end the engine; the next call says what is wrong
    }
    if (version === this.#seenVersion) return
    this.#seenVersion = version
    this.check()
  }

  #read(): Map<Changed, number> {
    return new Map(this.#counters.all().map(({ what, count }) => [what, count]))
  }
}
