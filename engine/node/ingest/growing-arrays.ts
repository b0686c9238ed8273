import { ABSENT, codesFor, type Codes } from '../../core/model/dataset.ts'
import type { Pieces } from '../columns/blocks.ts'

// What rows are kept in while they come, in the order of the files: chunks, so that nothing is ever copied into a larger array, and read out
// in another order piece by piece. Hot: a set and a read a row and column.

const chunkRows = 1 << 14
const chunkMask = chunkRows - 1

/** Codes of one column while rows come in, in order. Full chunks are kept in the narrowest array; a chunk without a value costs nothing. */
export class GrowingCodes {
  #chunks: (Codes | undefined)[] = []
  #open = new Uint32Array(chunkRows)
  #index = 0
  #used = false
  #largest = 0

  set(row: number, code: number): void {
    const index = row >>> 14
    if (index !== this.#index) this.#roll(index)
    this.#open[row & chunkMask] = code
    this.#used = true
    if (code > this.#largest) this.#largest = code
  }

  #roll(index: number): void {
    if (this.#used) {
      let largest = 0
      for (let row = 0; row < chunkRows; row++) if (this.#open[row]! > largest) largest = this.#open[row]!
      const narrow = codesFor(chunkRows, largest)
      narrow.set(this.#open)
      this.#chunks[this.#index] = narrow
      this.#open.fill(ABSENT)
      this.#used = false
    }
    this.#index = index
  }

  /** The last chunk is put to the others: no row comes any more. */
  close(): void {
    this.#roll(-1)
  }

  at(row: number): number {
    return this.#chunks[row >>> 14]?.[row & chunkMask] ?? ABSENT
  }

  /** The codes of the rows that `order` names, piece by piece. */
  inOrder(order: Uint32Array): Pieces {
    this.close()
    const chunks = this.#chunks
    const largest = this.#largest
    return {
      kind: largest < 1 << 8 ? 'u8' : largest < 1 << 16 ? 'u16' : 'u32', // as `codesFor` chooses
      *pieces() {
        for (const rows of stretches(order)) {
          const sorted = codesFor(rows.length, largest)
          for (let position = 0; position < rows.length; position++) {
            const row = rows[position]!
            const chunk = chunks[row >>> 14]
            if (chunk) sorted[position] = chunk[row & chunkMask]!
          }
          yield sorted
        }
      },
    }
  }

  release(): void {
    this.#chunks = []
  }
}

/** Instants while rows come in, in order: where those of a chunk lie within 49 days, which is nearly everywhere, half the room does. */
export class GrowingInstants {
  readonly #chunks: (Uint32Array | Float64Array)[] = []
  readonly #bases: number[] = []
  readonly #open = new Float64Array(chunkRows)
  #count = 0

  push(instant: number): void {
    this.#open[this.#count & chunkMask] = instant
    if ((++this.#count & chunkMask) === 0) this.#keep(this.#open)
  }

  close(): void {
    if ((this.#count & chunkMask) > 0) this.#keep(this.#open.subarray(0, this.#count & chunkMask))
  }

  at(row: number): number {
    const index = row >>> 14
    return this.#bases[index]! + this.#chunks[index]![row & chunkMask]!
  }

  inOrder(order: Uint32Array): Pieces {
    const chunks = this.#chunks
    const bases = this.#bases
    return {
      kind: 'f64',
      *pieces() {
        for (const rows of stretches(order)) {
          const sorted = new Float64Array(rows.length)
          for (let position = 0; position < rows.length; position++) {
            const row = rows[position]!
            sorted[position] = bases[row >>> 14]! + chunks[row >>> 14]![row & chunkMask]!
          }
          yield sorted
        }
      },
    }
  }

  #keep(instants: Float64Array): void {
    let least = Infinity
    let most = -Infinity
    for (let index = 0; index < instants.length; index++) {
      const instant = instants[index]!
      if (instant < least) least = instant
      if (instant > most) most = instant
    }
    const isNear = most - least < 2 ** 32
    const kept = isNear ? new Uint32Array(instants.length) : instants.slice()
    if (isNear) for (let index = 0; index < instants.length; index++) kept[index] = instants[index]! - least
    this.#bases.push(isNear ? least : 0)
    this.#chunks.push(kept)
  }
}

const stretchRows = 1 << 17

/** The array in parts of so many that others have their turn in between. */
export function* stretches(order: Uint32Array): Generator<Uint32Array> {
  for (let start = 0; start < order.length; start += stretchRows) yield order.subarray(start, start + stretchRows)
}
