import type { Counter } from '../playback/counters.ts'
import type { Film } from './film.ts'

/** What of a film is told in words: the rest are `filmBytes`. */
export interface FilmHead { from: number; until: number; unitMs: number; counters: Counter[]; ticks: number; moves: number; walkers: number; of: number }

export function filmHead({ from, until, unitMs, counters, ticks, walks }: Film): FilmHead {
  return { from, until, unitMs, counters, ticks: ticks.at.length, moves: walks.at.length, walkers: walks.walkers, of: walks.of }
}

/**
 * The rows of a film as bytes: column by column, whole numbers in groups of seven bits (the lowest first, the top bit says that more follow), instants as
 * the difference to the row before. Columns of small numbers are what deflate makes the least of.
 */
export function filmBytes({ ticks, walks }: Film): Uint8Array {
  const out = new ByteWriter()
  rising(out, ticks.at)
  for (const column of [ticks.counter, ticks.count]) for (const value of column) out.number(value)
  for (const value of ticks.micros) out.signed(value)
  rising(out, walks.at)
  for (const column of [walks.walker, walks.counter]) for (const value of column) out.number(value)
  return out.bytes()
}

/** The film of these bytes; throws if they end too early. */
export function filmFrom({ from, until, unitMs, counters, ticks, moves, walkers, of }: FilmHead, bytes: Uint8Array): Film {
  const source = new ByteReader(bytes)
  const column = (length: number) => Uint32Array.from({ length }, () => source.number())
  const instants = (length: number) => {
    let at = 0
    return Uint32Array.from({ length }, () => (at += source.number()))
  }
  return {
    from, until, unitMs, counters,
    ticks: { at: instants(ticks), counter: column(ticks), count: column(ticks), micros: Float64Array.from({ length: ticks }, () => source.signed()) },
    walks: { at: instants(moves), walker: column(moves), counter: column(moves), walkers, of },
  }
}

function rising(out: ByteWriter, instants: Uint32Array): void {
  let before = 0
  for (const at of instants) {
    out.number(at - before)
    before = at
  }
}

class ByteWriter {
  #bytes = new Uint8Array(65_536)
  #length = 0

  /** A whole number from 0 to 2^53. */
  number(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.#byte((rest % 128) | 128)
      rest = Math.floor(rest / 128)
    }
    this.#byte(rest)
  }

  signed(value: number): void {
    this.number(value < 0 ? -value * 2 - 1 : value * 2)
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.#length++] = value
  }
}

class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  number(): number {
    let value = 0
    for (let place = 1; ; place *= 128) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new Error('the replay of this file is cut off')
      value += (byte & 127) * place
      if (byte < 128) return value
    }
  }

  signed(): number {
    const value = this.number()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}
