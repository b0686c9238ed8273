import { EXPLICIT_NULL, type Codes, type EventDataset } from '../../model/dataset.ts'

/** Up to that many rows at one instant each is compared with each. */
const FEW = 8

/**
 * Counts rows that repeat an earlier one: same profile, instant, name and properties (null and missing are alike). Rows of one instant stand
 * together, so only these are compared; many of them by a hash first, for data of days alone.
 */
export class DuplicateCounter {
  count = 0
  readonly #at: Float64Array
  readonly #nameCodes: Codes
  readonly #columns: readonly Codes[]

  constructor({ at, nameCodes, properties }: EventDataset) {
    this.#at = at
    this.#nameCodes = nameCodes
    this.#columns = [...properties.values()].map(({ codes }) => codes)
  }

  /** Rows of one profile. */
  look(firstRow: number, endRow: number): void {
    for (let row = firstRow; row < endRow; ) {
      let end = row + 1
      while (end < endRow && this.#at[end] === this.#at[row]) end++
      if (end - row > FEW) this.#many(row, end)
      else if (end - row > 1) this.#few(row, end)
      row = end
    }
  }

  #few(first: number, end: number): void {
    for (let row = first + 1; row < end; row++) {
      for (let before = first; before < row; before++) {
        if (!this.#areEqual(before, row)) continue
        this.count++
        break
      }
    }
  }

  #many(first: number, end: number): void {
    const byHash = new Map<number, number[]>()
    for (let row = first; row < end; row++) {
      const hash = this.#hash(row)
      const alike = byHash.get(hash)
      if (alike === undefined) byHash.set(hash, [row])
      else if (alike.some((before) => this.#areEqual(before, row))) this.count++
      else alike.push(row)
    }
  }

  #hash(row: number): number {
    let hash = this.#nameCodes[row]!
    for (const codes of this.#columns) hash = Math.imul(hash ^ present(codes[row]!), 0x01000193) + 1
    return hash
  }

  #areEqual(a: number, b: number): boolean {
    if (this.#nameCodes[a] !== this.#nameCodes[b]) return false
    for (const codes of this.#columns) if (codes[a] !== codes[b] && present(codes[a]!) !== present(codes[b]!)) return false
    return true
  }
}

/** A code, 0 for what is not there. */
function present(code: number): number {
  return code === EXPLICIT_NULL ? 0 : code
}
