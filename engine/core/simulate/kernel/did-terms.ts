import type { Codes } from '../../model/dataset.ts'
import { codesIn, hasRowSince } from './did-window.ts'
import type { ProfileCursor } from './history.ts'

/** "At least once" for the events whose code is 1 in `counted`, within `windowMs` (null: ever); `wanted` false: not even once. */
export interface DidTerm { counted: Uint8Array; windowMs: number | null; wanted: boolean }

/** Rows looked at before the latest row of each name is asked for instead. */
const MOST_ROWS = 24
/** Terms of one question: bits of a small integer. */
export const MOST_TERMS = 30

/**
 * All of several terms at once, as segments put it: "did this within a day, and none of those". Looks back from now, row by row, until all are
 * settled: what a term asks for lies few rows back, or its window is over soon. Hot: one call instead of one a term.
 */
export class DidTerms {
  readonly #cursor: ProfileCursor
  readonly #at: Float64Array
  readonly #nameCodes: Codes
  /** By event code: a bit for each term that means it. */
  readonly #bits: Int32Array
  readonly #codes: readonly Uint16Array[]
  readonly #windowMs: Float64Array
  readonly #longestMs: number
  /** Bits of all terms, and of those that are wanted. */
  readonly #all: number
  readonly #wanted: number

  constructor(cursor: ProfileCursor, rows: { at: Float64Array; nameCodes: Codes }, terms: readonly DidTerm[]) {
    this.#cursor = cursor
    this.#at = rows.at
    this.#nameCodes = rows.nameCodes
    this.#codes = terms.map(({ counted }) => codesIn(counted))
    this.#bits = new Int32Array(Math.max(0, ...terms.map(({ counted }) => counted.length)))
    this.#codes.forEach((codes, term) => codes.forEach((code) => (this.#bits[code]! |= 1 << term)))
    this.#windowMs = Float64Array.from(terms, ({ windowMs }) => windowMs ?? Infinity)
    this.#longestMs = Math.max(...this.#windowMs)
    this.#all = 2 ** terms.length - 1
    this.#wanted = terms.reduce((bits, { wanted }, term) => (wanted ? bits | (1 << term) : bits), 0)
  }

  holds(): boolean {
    const { arrived, firstRow, now } = this.#cursor
    const at = this.#at
    const nameCodes = this.#nameCodes
    const wanted = this.#wanted
    const oldest = now - this.#longestMs
    const floor = Math.max(firstRow, arrived - MOST_ROWS)
    let open = this.#all
    for (let row = arrived - 1; row >= floor; row--) {
      const bits = this.#bits[nameCodes[row]!]! & open
      if (bits === 0) continue
      const instant = at[row]!
      if (instant <= oldest) return (open & wanted) === 0
      const within = this.#windowMs.length === 1 ? bits : this.#within(bits, now - instant)
      if ((within & ~wanted) !== 0) return false
      open &= ~within
      if (open === 0) return true
    }
    return floor === firstRow ? (open & wanted) === 0 : this.#holdsByName(open)
  }

  /** Of the bits, those of terms whose window an event of that age is inside. */
  #within(bits: number, age: number): number {
    let within = 0
    for (let term = 0; term < this.#windowMs.length; term++) if ((bits & (1 << term)) !== 0 && age < this.#windowMs[term]!) within |= 1 << term
    return within
  }

  #holdsByName(open: number): boolean {
    const { lastRows, firstRow, now } = this.#cursor
    for (let term = 0; term < this.#codes.length; term++) {
      if ((open & (1 << term)) === 0) continue
      const isWanted = (this.#wanted & (1 << term)) !== 0
      if (hasRowSince(this.#codes[term]!, lastRows, firstRow, this.#at, now - this.#windowMs[term]!) !== isWanted) return false
    }
    return true
  }
}
