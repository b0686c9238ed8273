import { RehearsalError } from '../../core/errors.ts'
import { ABSENT, codesFor, ColumnBuilder, type EventDataset, type TextTable, type ValueColumn } from '../../core/model/dataset.ts'
import type { JsonValue } from '../../core/json.ts'

const chunkRows = 1 << 14
const mostColumns = 4096
/** Texts are remembered with their code up to this many a column; beyond, a column is nearly unique and remembering costs more than it saves. */
const memoLimit = 1 << 16

type Chunk = Uint8Array | Uint16Array | Uint32Array | undefined

/** Codes of one column while rows come in, in order. Full chunks are kept in the narrowest array; a chunk without a value costs nothing. */
class GrowingCodes {
  readonly #chunks: Chunk[] = []
  #open = new Uint32Array(chunkRows)
  #index = 0
  #used = false
  #largest = 0

  set(row: number, code: number): void {
    const index = row >>> 14
    if (index !== this.#index) this.#roll(index)
    this.#open[row & (chunkRows - 1)] = code
    this.#used = true
    if (code > this.#largest) this.#largest = code
  }

  #roll(index: number): void {
    if (this.#used) {
      const narrow = codesFor(chunkRows, this.#largest)
      narrow.set(this.#open)
      this.#chunks[this.#index] = narrow
      this.#open.fill(ABSENT)
      this.#used = false
    }
    this.#index = index
  }

  /** The codes of the rows that `order` names, of `length` rows in all. `largest` bounds the codes. */
  gather(length: number, largest: number, order: Uint32Array): ValueColumn['codes'] {
    this.#roll(-1)
    const inRows = codesFor(length, largest)
    this.#chunks.forEach((chunk, index) => {
      if (!chunk) return
      const start = index * chunkRows
      inRows.set(start + chunkRows <= length ? chunk : chunk.subarray(0, length - start), start)
    })
    const sorted = codesFor(order.length, largest)
    for (let position = 0; position < order.length; position++) sorted[position] = inRows[order[position]!]!
    return sorted
  }
}

/** A property or attribute while rows come in. */
export class Column {
  readonly #dictionary = new ColumnBuilder(0)
  readonly #codes = new GrowingCodes()
  readonly #memo = new Map<string, number>()

  codeOf(value: JsonValue | undefined): number {
    return this.#dictionary.codeOf(value)
  }

  /** The code of a text typed by `type`: most texts of most columns come again and again. */
  codeOfText(text: string, type: (text: string) => JsonValue | undefined): number {
    const known = this.#memo.get(text)
    if (known !== undefined) return known
    const value = type(text)
    const code = this.#dictionary.codeOf(typeof value === 'string' ? ownText(value) : value)
    if (this.#memo.size < memoLimit) this.#memo.set(ownText(text), code)
    return code
  }

  set(row: number, code: number): void {
    this.#codes.set(row, code)
  }

  build(length: number, order: Uint32Array): ValueColumn {
    const { values } = this.#dictionary
    return { codes: this.#codes.gather(length, values.length, order), values }
  }
}

/** A copy that does not hold on to the block of text it was cut from. Short cuts are copies already. */
function ownText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8')
}

/** Columns by name, made as they are met; more than a few thousand means that a key was taken for a name. */
export class Columns {
  readonly all = new Map<string, Column>()

  named(name: string): Column {
    let column = this.all.get(name)
    if (column) return column
    if (this.all.size >= mostColumns) {
      throw new RehearsalError(
        'E_TOO_MANY_COLUMNS',
        `The data have more than ${mostColumns} different properties, for example ${JSON.stringify(name)}.`,
        'Ids are probably used as keys of an object; write them as a list, or as values.',
        { unusable: true },
      )
    }
    this.all.set(name, (column = new Column()))
    return column
  }

  build(length: number, order: Uint32Array): Map<string, ValueColumn> {
    return new Map([...this.all].map(([name, column]) => [name, column.build(length, order)]))
  }
}

/** Attribute rows in file order; the last row of a profile holds, as a whole. Row 0 is empty: that of profiles without one. */
export class ProfileRows {
  readonly columns = new Columns()
  readonly #rowOf: number[] = []
  #count = 1

  /** Starts the row of a profile, by its code; the number returned is for `Column.set`. */
  add(profile: number): number {
    this.#rowOf[profile] = this.#count
    return this.#count++
  }

  get count(): number {
    return this.#count - 1
  }

  /** By profile: 1 if it has a row. */
  listed(profiles: Uint32Array): Uint8Array {
    return Uint8Array.from(profiles, (code) => (this.#rowOf[code] === undefined ? 0 : 1))
  }

  /** `profiles` holds codes in the order wanted. */
  build(profiles: Uint32Array): Map<string, ValueColumn> {
    return this.columns.build(this.#count, profiles.map((code) => this.#rowOf[code] ?? 0))
  }
}

/** Texts numbered in the order in which they are met. */
export class TextCodes {
  readonly texts: string[] = []
  readonly #codeOf = new Map<string, number>()

  codeOf(text: string): number {
    const known = this.#codeOf.get(text)
    if (known !== undefined) return known
    const own = ownText(text)
    this.#codeOf.set(own, this.texts.length)
    return this.texts.push(own) - 1
  }

  find(text: string): number | undefined {
    return this.#codeOf.get(text)
  }
}

/** Takes events in dataset order and lays them out as a dataset: dictionary codes and typed arrays only, no object a row. */
export class EventCollector {
  readonly profiles = new TextCodes()
  readonly names = new TextCodes()
  readonly properties = new Columns()
  #count = 0
  #at = new Float64Array(chunkRows)
  #profile = new Uint32Array(chunkRows)
  readonly #name = new GrowingCodes()

  get count(): number {
    return this.#count
  }

  /** Adds an event; the number returned is its row, for `Column.set` (before the next event is added). */
  add(profileId: string, at: number, name: string): number {
    const row = this.#count++
    if (row === this.#at.length) {
      this.#at = grown(this.#at, new Float64Array(row * 2))
      this.#profile = grown(this.#profile, new Uint32Array(row * 2))
    }
    this.#at[row] = at
    this.#profile[row] = this.profiles.codeOf(profileId)
    this.#name.set(row, this.names.codeOf(name))
    return row
  }

  /**
   * The dataset, sorted by profile (ids in UTF-16 order), instant, dataset order. `step` is told the share done (0 to 1) and awaited
   * between columns.
   */
  async build(digest: string, attributes: ProfileRows, step: (share: number) => Promise<void>): Promise<EventDataset> {
    const count = this.#count
    const ids = this.profiles.texts
    const byId = Uint32Array.from(ids.keys())
    const sorted = [...ids].sort()
    const rank = new Uint32Array(ids.length)
    sorted.forEach((id, position) => {
      const code = this.profiles.find(id)!
      rank[code] = position
      byId[position] = code
    })
    await step(0.2)
    const { offsets, order } = this.#sort(rank)
    await step(0.5)

    const at = new Float64Array(count)
    let firstAt = Infinity
    let lastAt = -Infinity
    for (let position = 0; position < count; position++) {
      const instant = (at[position] = this.#at[order[position]!]!)
      if (instant < firstAt) firstAt = instant
      if (instant > lastAt) lastAt = instant
    }
    const properties = new Map<string, ValueColumn>()
    for (const [name, column] of this.properties.all) {
      properties.set(name, column.build(count, order))
      await step(0.5 + (0.5 * properties.size) / this.properties.all.size)
    }
    return {
      digest,
      profileIds: tableOf(sorted),
      offsets,
      at,
      nameCodes: this.#name.gather(count, this.names.texts.length, order),
      names: this.names.texts,
      properties,
      attributes: attributes.build(byId),
      attributeRows: attributes.listed(byId),
      firstAt: count > 0 ? firstAt : 0,
      lastAt: count > 0 ? lastAt : 0,
    }
  }

  /** Rows dealt to their profiles (which keeps dataset order), then each profile's rows by instant where they are not in order already. */
  #sort(rank: Uint32Array): { offsets: Uint32Array; order: Uint32Array } {
    const count = this.#count
    const offsets = new Uint32Array(rank.length + 1)
    for (let row = 0; row < count; row++) offsets[rank[this.#profile[row]!]! + 1]!++
    for (let index = 0; index < rank.length; index++) offsets[index + 1]! += offsets[index]!
    const next = offsets.slice()
    const order = new Uint32Array(count)
    for (let row = 0; row < count; row++) order[next[rank[this.#profile[row]!]!]!++] = row
    const at = this.#at
    for (let profile = 0; profile < rank.length; profile++) {
      const end = offsets[profile + 1]!
      for (let position = offsets[profile]! + 1; position < end; position++) {
        if (at[order[position]!]! >= at[order[position - 1]!]!) continue
        order.subarray(offsets[profile]!, end).sort((a, b) => at[a]! - at[b]! || a - b)
        break
      }
    }
    return { offsets, order }
  }
}

function grown<A extends Float64Array | Uint32Array>(from: A, to: A): A {
  to.set(from)
  return to
}

/** Like `textTable` of the model, for millions of texts: one encoding pass, no array a text. */
function tableOf(texts: readonly string[]): TextTable {
  let room = 0
  for (const text of texts) room += text.length * 3
  const buffer = Buffer.allocUnsafeSlow(room)
  const offsets = new Uint32Array(texts.length + 1)
  let end = 0
  texts.forEach((text, index) => (offsets[index + 1] = end += buffer.write(text, end)))
  return { bytes: new Uint8Array(buffer.buffer.slice(0, end)), offsets }
}
