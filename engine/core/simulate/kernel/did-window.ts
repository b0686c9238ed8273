import type { ComparisonOp } from '../../model/condition.ts'
import type { Codes } from '../../model/dataset.ts'
import { countPasses } from '../compare.ts'
import type { ProfileCursor } from './history.ts'

/**
 * One `did` over a profile's rows, kept up as time goes on. Asked at instants that never go back within a profile, it looks at every row
 * once: matching rows are queued, those at or before `now - windowMs` leave at the head. With `per`, occurrences are counted by value.
 * Hot: no allocation once the queue has grown.
 */
export class DidWindow {
  readonly #cursor: ProfileCursor
  readonly #at: Float64Array
  readonly #nameCodes: Codes
  readonly #counted: Uint8Array
  readonly #codes: Uint16Array
  readonly #where: ((row: number) => boolean) | null
  readonly #windowMs: number
  readonly #op: ComparisonOp
  readonly #count: number
  readonly #per: Codes | null
  readonly #countOf: Int32Array
  #reached = 0
  #profile = -1
  #next = 0
  #queue = new Uint32Array(16)
  /** With `per`: the codes of the rows in the queue, as a what-if run has put other rows in their place when the next profile begins. */
  #values = new Uint32Array(16)
  #head = 0
  #tail = 0

  /**
   * `counted[name code]` is 1 for the events meant, `where(row)` (null: always) judges one by its row alone; `per` has two codes (absent,
   * null) that never count.
   */
  constructor(
    cursor: ProfileCursor,
    rows: { at: Float64Array; nameCodes: Codes },
    counted: Uint8Array,
    where: ((row: number) => boolean) | null,
    windowMs: number | null,
    count: { op: ComparisonOp; value: number },
    per: { codes: Codes; size: number } | null,
  ) {
    this.#cursor = cursor
    this.#at = rows.at
    this.#nameCodes = rows.nameCodes
    this.#counted = counted
    this.#codes = codesIn(counted)
    this.#where = where
    this.#windowMs = windowMs ?? Infinity
    this.#op = count.op
    this.#count = count.value
    this.#per = per?.codes ?? null
    this.#countOf = new Int32Array(per?.size ?? 0)
  }

  /** Does it hold now? */
  holds(): boolean {
    const { profile, arrived, now, firstRow } = this.#cursor
    if (profile !== this.#profile) this.#begin(profile, firstRow)
    this.#catchUp(arrived)
    const gone = now - this.#windowMs
    while (this.#head < this.#tail && this.#at[this.#queue[this.#head]!]! <= gone) this.#drop(this.#queue[this.#head++]!)
    return this.#per ? this.#reached > 0 : countPasses(this.#op, this.#count, this.#tail - this.#head)
  }

  /** When the next occurrence leaves the window; Infinity if none will. */
  nextEdge(): number {
    this.holds()
    return this.#head < this.#tail ? this.#at[this.#queue[this.#head]!]! + this.#windowMs : Infinity
  }

  #catchUp(arrived: number): void {
    const nameCodes = this.#nameCodes
    const counted = this.#counted
    const where = this.#where
    const end = Math.min(arrived, lastOf(this.#codes, this.#cursor.lastRows) + 1)
    for (let row = this.#next; row < end; row++) {
      if (counted[nameCodes[row]!] === 1 && (where === null || where(row))) this.#push(row)
    }
    if (arrived > this.#next) this.#next = arrived
  }

  #begin(profile: number, firstRow: number): void {
    if (this.#per) while (this.#head < this.#tail) this.#countOf[this.#values[this.#head++]!] = 0
    this.#profile = profile
    this.#next = firstRow
    this.#head = 0
    this.#tail = 0
    this.#reached = 0
  }

  #push(row: number): void {
    if (this.#per) {
      const code = this.#per[row]!
      if (code < 2) return
      this.#recount(code, 1)
    }
    if (this.#tail === this.#queue.length) {
      this.#queue = doubled(this.#queue)
      if (this.#per) this.#values = doubled(this.#values)
    }
    if (this.#per) this.#values[this.#tail] = this.#per[row]!
    this.#queue[this.#tail++] = row
  }

  #drop(row: number): void {
    if (this.#per) this.#recount(this.#per[row]!, -1)
  }

  /** A value nobody had does not count, so a count of 0 never passes here. */
  #recount(code: number, change: number): void {
    const before = this.#countOf[code]!
    const after = before + change
    this.#countOf[code] = after
    if (before > 0 && countPasses(this.#op, this.#count, before)) this.#reached--
    if (after > 0 && countPasses(this.#op, this.#count, after)) this.#reached++
  }
}

/** "At least once" for events of some names, whatever their properties: the latest row of each is all that has to be known. */
export class LastOf {
  readonly #cursor: ProfileCursor
  readonly #at: Float64Array
  readonly #codes: Uint16Array
  readonly #windowMs: number

  /** `counted[name code]` is 1 for the events meant; `windowMs` null: ever. */
  constructor(cursor: ProfileCursor, at: Float64Array, counted: Uint8Array, windowMs: number | null) {
    this.#cursor = cursor
    this.#at = at
    this.#codes = codesIn(counted)
    this.#windowMs = windowMs ?? Infinity
  }

  holds(): boolean {
    const { lastRows, firstRow, now } = this.#cursor
    return hasRowSince(this.#codes, lastRows, firstRow, this.#at, now - this.#windowMs)
  }

  /** When the latest occurrence leaves the window; Infinity if it has or never will. */
  nextEdge(): number {
    const { lastRows, firstRow, now } = this.#cursor
    let latest = -Infinity
    for (const code of this.#codes) if (lastRows[code]! >= firstRow) latest = Math.max(latest, this.#at[lastRows[code]!]!)
    const edge = latest + this.#windowMs
    return edge > now ? edge : Infinity
  }
}

/**
 * "At least once" for events that a `where` tells apart: the latest occurrence is all that has to be known. New rows are looked through from the end, up to
 * the first that counts.
 */
export class LastOccurrence {
  readonly #cursor: ProfileCursor
  readonly #at: Float64Array
  readonly #nameCodes: Codes
  readonly #counted: Uint8Array
  readonly #codes: Uint16Array
  readonly #where: (row: number) => boolean
  readonly #windowMs: number
  #profile = -1
  #next = 0
  #last = -Infinity

  /** As of `DidWindow`. */
  constructor(
    cursor: ProfileCursor,
    rows: { at: Float64Array; nameCodes: Codes },
    counted: Uint8Array,
    where: (row: number) => boolean,
    windowMs: number | null,
  ) {
    this.#cursor = cursor
    this.#at = rows.at
    this.#nameCodes = rows.nameCodes
    this.#counted = counted
    this.#codes = codesIn(counted)
    this.#where = where
    this.#windowMs = windowMs ?? Infinity
  }

  /** Did it happen inside the window that ends now? */
  holds(): boolean {
    const { profile, arrived, now, firstRow } = this.#cursor
    if (profile !== this.#profile) {
      this.#profile = profile
      this.#next = firstRow
      this.#last = -Infinity
    }
    const nameCodes = this.#nameCodes
    const counted = this.#counted
    for (let row = Math.min(arrived - 1, lastOf(this.#codes, this.#cursor.lastRows)); row >= this.#next; row--) {
      if (counted[nameCodes[row]!] === 1 && this.#where(row)) {
        this.#last = this.#at[row]!
        break
      }
    }
    if (arrived > this.#next) this.#next = arrived
    return this.#last > now - this.#windowMs
  }

  /** When the latest occurrence leaves the window; Infinity if it has or never will. */
  nextEdge(): number {
    return this.holds() ? this.#last + this.#windowMs : Infinity
  }
}

/** Is the latest row of one of the codes one of this profile, after `gone`? */
export function hasRowSince(codes: Uint16Array, lastRows: Int32Array, firstRow: number, at: Float64Array, gone: number): boolean {
  for (let index = 0; index < codes.length; index++) {
    const row = lastRows[codes[index]!]!
    if (row >= firstRow && at[row]! > gone) return true
  }
  return false
}

function doubled(queue: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(queue.length * 2)
  larger.set(queue)
  return larger
}

/** The codes that are 1 in a list by code. */
export function codesIn(counted: Uint8Array): Uint16Array {
  return Uint16Array.from([...counted.keys()].filter((code) => counted[code] === 1))
}

/** The latest row of any of these events: later ones need no look. */
function lastOf(codes: Uint16Array, lastRows: Int32Array): number {
  let last = -1
  for (let index = 0; index < codes.length; index++) if (lastRows[codes[index]!]! > last) last = lastRows[codes[index]!]!
  return last
}
