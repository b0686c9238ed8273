import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'

type Bindings = Pick<typeof import('@duckdb/node-bindings'), 'data_chunk_get_vector' | 'vector_get_data' | 'vector_get_validity'>

/**
 * The cells of one column, a chunk of rows at a time: `take` the chunk, then ask for its rows. A cell is a value as DuckDB's binding gives it, but a number where a
 * double holds the integer, and a `Moment` for a timestamp.
 */
export interface Cells {
  take(chunk: DuckDBDataChunk, column: number): void
  at(row: number): unknown
}

/** An instant of a timestamp column. One object a column, used again and again: read it before the next row. */
export class Moment {
  ms = 0
  /** Of a type without a zone: epoch ms of the local time, as if it were UTC. */
  readonly isLocal: boolean

  constructor(isLocal: boolean) {
    this.isLocal = isLocal
  }
}

/** Columns of these types, by DuckDB's names, are read from a copy of its memory; the others cell by cell through the binding. */
export function cellsOf(type: string, bindings: Bindings): Cells {
  switch (type) {
    case 'VARCHAR': return new TextCells(bindings)
    case 'BIGINT': return new IntegerCells(bindings)
    case 'TIMESTAMP': return new MomentCells(bindings, true)
    case 'TIMESTAMP WITH TIME ZONE': return new MomentCells(bindings, false)
    default: return new BoundCells()
  }
}

class BoundCells implements Cells {
  #vector: DuckDBVector | undefined

  take(chunk: DuckDBDataChunk, column: number): void {
    this.#vector = chunk.getColumnVector(column)
  }

  at(row: number): unknown {
    return this.#vector!.getItem(row)
  }
}

/** What DuckDB's vectors have in common: cells of some bytes each, and a bit a cell that says whether it is there. */
class RawCells {
  readonly #bindings: Bindings
  protected bytes: Uint8Array = new Uint8Array(0)
  #validity: Uint8Array | null = null

  constructor(bindings: Bindings) {
    this.#bindings = bindings
  }

  protected read(chunk: DuckDBDataChunk, column: number, cellBytes: number): void {
    const vector = this.#bindings.data_chunk_get_vector(chunk.chunk, column)
    const { rowCount } = chunk
    this.bytes = this.#bindings.vector_get_data(vector, rowCount * cellBytes)
    this.#validity = this.#bindings.vector_get_validity(vector, Math.ceil(rowCount / 64) * 8) as Uint8Array | null // as: none where all cells are there
  }

  protected isThere(row: number): boolean {
    return this.#validity === null || ((this.#validity[row >>> 3]! >>> (row & 7)) & 1) === 1
  }
}

/** Integers of 64 bits in two words. */
class WideCells extends RawCells {
  #low: Uint32Array = new Uint32Array(0)
  #high: Int32Array = new Int32Array(0)

  take(chunk: DuckDBDataChunk, column: number): void {
    this.read(chunk, column, 8)
    const { buffer, byteOffset, length } = this.bytes
    this.#low = new Uint32Array(buffer, byteOffset, length >>> 2)
    this.#high = new Int32Array(buffer, byteOffset, length >>> 2)
  }

  /** The number, if a double holds it; else undefined. */
  protected number(row: number): number | undefined {
    const high = this.#high[2 * row + 1]!
    return high >= -(2 ** 21) && high < 2 ** 21 ? high * 2 ** 32 + this.#low[2 * row]! : undefined
  }

  protected integer(row: number): bigint {
    return (BigInt(this.#high[2 * row + 1]!) << 32n) | BigInt(this.#low[2 * row]!)
  }
}

class IntegerCells extends WideCells implements Cells {
  at(row: number): unknown {
    return this.isThere(row) ? (this.number(row) ?? this.integer(row)) : null
  }
}

/** Timestamps in microseconds. Finer than a millisecond is cut, not rounded. */
class MomentCells extends WideCells implements Cells {
  readonly #moment: Moment

  constructor(bindings: Bindings, isLocal: boolean) {
    super(bindings)
    this.#moment = new Moment(isLocal)
  }

  at(row: number): unknown {
    if (!this.isThere(row)) return null
    const micros = this.number(row)
    this.#moment.ms = micros === undefined ? cut(this.integer(row), 1000n) : Math.floor(micros / 1000) // a double holds them from 1684 to 2255
    return this.#moment
  }
}

/** The whole number of units at or below a value. */
export function cut(value: bigint, unit: bigint): number {
  const quotient = value / unit
  return Number(value < 0n && quotient * unit !== value ? quotient - 1n : quotient)
}

const mostTexts = 1 << 12
/** As DuckDB's binding reads text: a byte order mark at the beginning is none of it. */
const decoder = new TextDecoder()

/**
 * Texts: sixteen bytes each, the length and either the text itself, up to twelve bytes, or where it lies. Most columns of short ones have few different ones, or the
 * same one row after row, so those met last are kept by their bytes, each in the one place its bytes point to: to make a string costs ten times the look.
 */
class TextCells extends RawCells implements Cells {
  #words: Uint32Array = new Uint32Array(0)
  #buffer: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  #chunk: DuckDBDataChunk | undefined
  #column = 0
  /** Reads what lies elsewhere; made when the chunk has some of it. */
  #vector: DuckDBVector | undefined
  readonly #keys = new Uint32Array(4 * mostTexts)
  readonly #texts = new Array<string>(mostTexts).fill('')

  take(chunk: DuckDBDataChunk, column: number): void {
    this.read(chunk, column, 16)
    const { buffer, byteOffset, length } = this.bytes
    this.#words = new Uint32Array(buffer, byteOffset, length >>> 2)
    this.#buffer = Buffer.from(buffer, byteOffset, length)
    this.#chunk = chunk
    this.#column = column
    this.#vector = undefined
  }

  at(row: number): unknown {
    if (!this.isThere(row)) return null
    const words = this.#words
    const keys = this.#keys
    const first = 4 * row
    const [bytes, a, b, c] = [words[first]!, words[first + 1]!, words[first + 2]!, words[first + 3]!]
    if (bytes > 12) return (this.#vector ??= this.#chunk!.getColumnVector(this.#column)).getItem(row)
    let hash = Math.imul(bytes ^ Math.imul(a, 0x9e3779b1), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0xc2b2ae35)
    hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0x27d4eb2f)
    const slot = (hash ^ (hash >>> 16)) & (mostTexts - 1)
    const key = 4 * slot
    if (keys[key] === bytes && keys[key + 1] === a && keys[key + 2] === b && keys[key + 3] === c) return this.#texts[slot]!
    const text = this.#short(row, bytes, (a | b | c) & 0x80808080)
    keys[key] = bytes
    keys[key + 1] = a
    keys[key + 2] = b
    keys[key + 3] = c
    this.#texts[slot] = text
    return text
  }

  #short(row: number, bytes: number, beyondAscii: number): string {
    const start = 16 * row + 4
    return beyondAscii === 0 ? this.#buffer.toString('latin1', start, start + bytes) : decoder.decode(this.#buffer.subarray(start, start + bytes))
  }
}
