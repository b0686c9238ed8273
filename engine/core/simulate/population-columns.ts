import type { JsonValue } from '../json.ts'
import { codesFor, type Codes, type EventDataset, type TextTable, type ValueColumn } from '../model/dataset.ts'

/** Gathers the values of one property: each distinct value once, in the order in which it first came. */
export class Dictionary {
  readonly values: (JsonValue | undefined)[] = [undefined, null]
  readonly #codes = new Map<string | number | boolean, number>()

  codeOf(value: string | number | boolean): number {
    const known = this.#codes.get(value)
    if (known !== undefined) return known
    this.#codes.set(value, this.values.length)
    return this.values.push(value) - 1
  }
}

/**
 * Event rows in typed arrays that grow by doubling: generated events go straight into the columns of an `EventDataset`, without an object an event.
 * Column `c` of the row being written is `set(c, code)` with a code of that column's dictionary.
 */
export class EventColumns {
  readonly dictionaries: readonly Dictionary[]
  readonly #columnNames: readonly string[]
  #at = new Float64Array(4096)
  #name = new Uint8Array(4096)
  #codes: Uint32Array[]
  #rows = 0

  constructor(columnNames: readonly string[], dictionaries: readonly Dictionary[]) {
    this.#columnNames = columnNames
    this.dictionaries = dictionaries
    this.#codes = columnNames.map(() => new Uint32Array(4096))
  }

  get rows(): number {
    return this.#rows
  }

  add(at: number, nameCode: number): void {
    if (this.#rows === this.#at.length) this.#grow()
    this.#at[this.#rows] = at
    this.#name[this.#rows] = nameCode
    this.#rows++
  }

  /** Sets a column of the row added last. */
  set(column: number, code: number): void {
    this.#codes[column]![this.#rows - 1] = code
  }

  /** The rows so far as columns; the dataset shares no memory with this object. */
  build(names: readonly string[], rest: Pick<EventDataset, 'digest' | 'profileIds' | 'offsets' | 'attributes' | 'attributeRows'>): EventDataset {
    const at = this.#at.slice(0, this.#rows)
    let firstAt = Infinity
    let lastAt = -Infinity
    for (let row = 0; row < at.length; row++) {
      if (at[row]! < firstAt) firstAt = at[row]!
      if (at[row]! > lastAt) lastAt = at[row]!
    }
    const properties = new Map<string, ValueColumn>()
    this.#columnNames.forEach((name, column) => {
      const values = [...this.dictionaries[column]!.values]
      properties.set(name, { codes: narrowed(this.#codes[column]!, this.#rows, values.length - 1), values })
    })
    return {
      ...rest, at, names, properties, nameCodes: this.#name.slice(0, this.#rows),
      firstAt: at.length > 0 ? firstAt : 0, lastAt: at.length > 0 ? lastAt : 0,
    }
  }

  #grow(): void {
    const length = this.#at.length * 2
    const grown = <T extends Float64Array | Uint8Array | Uint32Array>(to: T, from: T): T => (to.set(from), to)
    this.#at = grown(new Float64Array(length), this.#at)
    this.#name = grown(new Uint8Array(length), this.#name)
    this.#codes = this.#codes.map((codes) => grown(new Uint32Array(length), codes))
  }
}

/** The first `length` codes in the narrowest array that holds `largest`. */
export function narrowed(codes: ArrayLike<number>, length: number, largest: number): Codes {
  const narrow = codesFor(length, largest)
  for (let row = 0; row < length; row++) narrow[row] = codes[row]!
  return narrow
}

/** Ids `prefix` + eight digits for the numbers `first` up to but not including `first + count`, as a text table. ASCII prefixes only. */
export function numberedIds(prefix: string, first: number, count: number): TextTable {
  const width = prefix.length + ID_DIGITS
  const bytes = new Uint8Array(width * count)
  const offsets = new Uint32Array(count + 1)
  for (let index = 0; index < count; index++) {
    let place = index * width
    for (let letter = 0; letter < prefix.length; letter++) bytes[place++] = prefix.charCodeAt(letter)
    let rest = first + index
    for (let digit = ID_DIGITS - 1; digit >= 0; digit--) {
      bytes[place + digit] = 48 + (rest % 10)
      rest = Math.floor(rest / 10)
    }
    offsets[index + 1] = (index + 1) * width
  }
  return { bytes, offsets }
}

/** Enough for a hundred million profiles; a fixed width keeps a profile's id the same whatever the size of the population. */
export const ID_DIGITS = 8
