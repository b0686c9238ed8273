import { RehearsalError } from '../../core/errors.ts'
import type { JsonValue } from '../../core/json.ts'
import type { BlockPart } from '../columns/blocks.ts'
import type { WritableColumn, WritableDataset } from '../columns/dataset-files.ts'
import { GrowingCodes, GrowingInstants, stretches } from './growing-arrays.ts'
import type { Privacy } from './privacy.ts'
import { inTurns, sortedInTurns, turnLength, type Step } from './sort-in-turns.ts'
import { ValueDictionary } from './value-dictionary.ts'

const mostColumns = 4096
/** Texts are remembered with their code up to this many a column; beyond, a column is nearly unique and remembering costs more than it saves. */
const memoLimit = 1 << 16

/** What is kept of a value; undefined: nothing. */
export type Shape = (value: JsonValue) => JsonValue | undefined

/** A property or attribute while rows come in. */
export class Column {
  readonly #dictionary: ValueDictionary
  readonly #codes = new GrowingCodes()
  /** Codes of texts as values, and as cells to be typed. */
  readonly #memo = new Map<string, number>()
  readonly #cells = new Map<string, number>()
  readonly #shape: Shape | undefined

  /** `name` is for messages. */
  constructor(name: string, shape?: Shape) {
    this.#dictionary = new ValueDictionary(name)
    this.#shape = shape
  }

  codeOf(value: JsonValue | undefined): number {
    if (typeof value !== 'string') return this.#codeOf(value)
    const known = this.#memo.get(value)
    if (known !== undefined) return known
    const code = this.#codeOf(value)
    if (this.#memo.size < memoLimit) this.#memo.set(ownText(value), code)
    return code
  }

  #codeOf(value: JsonValue | undefined): number {
    return this.#dictionary.codeOf(this.#shape && value !== undefined ? this.#shape(value) : value)
  }

  /** The code of a text typed by `type`: most texts of most columns come again and again. */
  codeOfText(text: string, type: (text: string) => JsonValue | undefined): number {
    const known = this.#cells.get(text)
    if (known !== undefined) return known
    const code = this.#codeOf(type(text))
    if (this.#cells.size < memoLimit) this.#cells.set(ownText(text), code)
    return code
  }

  set(row: number, code: number): void {
    this.#codes.set(row, code)
  }

  /** The column with its rows in `order`, and nothing is kept of it here. */
  take(order: Uint32Array): WritableColumn {
    this.#memo.clear()
    this.#cells.clear()
    return { codes: this.#codes.inOrder(order), values: this.#dictionary.parts() }
  }
}

/** A copy that does not hold on to the block of text it was cut from. Short cuts are copies already. */
function ownText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8')
}

/** Columns by name, made as they are met; more than a few thousand means that a key was taken for a name. */
export class Columns {
  readonly all = new Map<string, Column>()
  readonly #privacy: Privacy

  constructor(privacy: Privacy) {
    this.#privacy = privacy
  }

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
    this.all.set(name, (column = new Column(name, this.#privacy.shapeOf(name))))
    return column
  }

  /** The columns with their rows in `order`, each made when it is asked for and gone from here then. */
  taken(order: Uint32Array): WritableDataset['properties'] {
    const kept = this.#kept()
    const all = this.all
    return {
      size: kept.length,
      *columns() {
        for (const name of kept) {
          const column = all.get(name)!
          all.delete(name)
          yield [name, column.take(order)] as const
        }
      },
    }
  }

  /** The names of all that are not dropped. */
  #kept(): string[] {
    return [...this.all.keys()].filter((name) => this.#privacy.ruleOf(name) !== 'drop')
  }
}

/** Attribute rows in file order; the last row of a profile holds, as a whole. Row 0 is empty: that of profiles without one. */
export class ProfileRows {
  readonly columns: Columns
  readonly #rowOf: number[] = []
  #count = 1

  constructor(privacy: Privacy) {
    this.columns = new Columns(privacy)
  }

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
  taken(profiles: Uint32Array): WritableDataset['attributes'] {
    return this.columns.taken(profiles.map((code) => this.#rowOf[code] ?? 0))
  }
}

/** Texts numbered in the order in which they are met. */
export class TextCodes {
  readonly texts: string[] = []
  readonly #codeOf = new Map<string, number>()
  /** Files often come person by person: the code asked for last is often asked for again. */
  #last = 0

  codeOf(text: string): number {
    if (text === this.texts[this.#last]) return this.#last
    const known = this.#codeOf.get(text)
    if (known !== undefined) return (this.#last = known)
    const own = ownText(text)
    this.#codeOf.set(own, this.texts.length)
    return (this.#last = this.texts.push(own) - 1)
  }

  /** No text is asked for any more. */
  forget(): void {
    this.#codeOf.clear()
  }
}

/** Takes events in dataset order and lays them out as a dataset: dictionary codes and typed arrays only, no object a row. */
export class EventCollector {
  readonly profiles = new TextCodes()
  readonly names = new TextCodes()
  readonly properties: Columns
  #count = 0
  readonly #at = new GrowingInstants()
  readonly #profile = new GrowingCodes()
  readonly #name = new GrowingCodes()

  constructor(privacy: Privacy) {
    this.properties = new Columns(privacy)
  }

  get count(): number {
    return this.#count
  }

  /** Adds an event; the number returned is its row, for `Column.set` (before the next event is added). */
  add(profileId: string, at: number, name: string): number {
    const row = this.#count++
    this.#at.push(at)
    this.#profile.set(row, this.profiles.codeOf(profileId))
    this.#name.set(row, this.names.codeOf(name))
    return row
  }

  /**
   * The dataset, sorted by profile (ids in UTF-16 order), instant, dataset order, ready to be written. `step` is told the share of sorting done
   * (0 to 1) and awaited.
   */
  async finish(digest: string, attributes: ProfileRows, step: Step): Promise<WritableDataset> {
    const count = this.#count
    const { texts } = this.profiles
    // No two are equal.
    const byId = await sortedInTurns(Uint32Array.from(texts.keys()), (a, b) => (texts[a]! < texts[b]! ? -1 : 1), (share) => step(share * 0.3))
    const rank = new Uint32Array(texts.length)
    byId.forEach((code, position) => (rank[code] = position))
    this.#at.close()
    this.#profile.close()
    const { offsets, order } = await this.#sort(rank, (share) => step(0.3 + share * 0.6))
    this.#profile.release()
    this.profiles.forget()
    let firstAt = Infinity
    let lastAt = -Infinity
    const span = (first: number, end: number): void => {
      for (let row = first; row < end; row++) {
        const instant = this.#at.at(row)
        if (instant < firstAt) firstAt = instant
        if (instant > lastAt) lastAt = instant
      }
    }
    await inTurns(count, span, (share) => step(0.9 + share * 0.1))
    if (count === 0) await step(1)
    return {
      digest,
      events: count,
      profiles: texts.length,
      firstAt: count > 0 ? firstAt : 0,
      lastAt: count > 0 ? lastAt : 0,
      names: this.names.texts,
      rows: () => [
        ['offsets', offsets], ['at', this.#at.inOrder(order)], ['nameCodes', this.#name.inOrder(order)], ...tableParts(texts, byId),
        ['attributeRows', attributes.listed(byId)],
      ],
      properties: this.properties.taken(order),
      attributes: attributes.taken(byId),
    }
  }

  /** Rows dealt to their profiles (which keeps dataset order), then each profile's rows by instant where they are not in order already. */
  async #sort(rank: Uint32Array, step: Step): Promise<{ offsets: Uint32Array; order: Uint32Array }> {
    const count = this.#count
    const at = this.#at
    const profile = this.#profile
    const offsets = new Uint32Array(rank.length + 1)
    const tally = (first: number, end: number): void => {
      for (let row = first; row < end; row++) offsets[rank[profile.at(row)]! + 1]!++
    }
    await inTurns(count, tally, (share) => step(share * 0.3))
    for (let index = 0; index < rank.length; index++) offsets[index + 1]! += offsets[index]!
    const next = offsets.slice()
    const order = new Uint32Array(count)
    const deal = (first: number, end: number): void => {
      for (let row = first; row < end; row++) order[next[rank[profile.at(row)]!]!++] = row
    }
    await inTurns(count, deal, (share) => step(0.3 + share * 0.4))
    const isInOrder = (first: number, end: number): boolean => {
      for (let position = first + 1; position < end; position++) if (at.at(order[position]!) < at.at(order[position - 1]!)) return false
      return true
    }
    const byInstant = (a: number, b: number): number => at.at(a) - at.at(b) || a - b
    for (let index = 0, told = 0; index < rank.length; index++) {
      const [from, to] = [offsets[index]!, offsets[index + 1]!]
      if (!isInOrder(from, to)) {
        if (to - from <= turnLength) order.subarray(from, to).sort(byInstant)
        else order.set(await sortedInTurns(order.slice(from, to), byInstant, (share) => step(0.7 + ((from + share * (to - from)) / count) * 0.3)), from)
      }
      if (to - told < turnLength) continue
      told = to
      await step(0.7 + (to / count) * 0.3)
    }
    return { offsets, order }
  }
}

/** The texts in the order of `codes`, as `textTable` of the model lays them out, a stretch at a time. Each is encoded by itself: halves of a character do not join. */
function tableParts(texts: readonly string[], codes: Uint32Array): BlockPart[] {
  const bytesOf = (code: number): number => Buffer.byteLength(texts[code]!)
  return [
    ['profileBytes', {
      kind: 'u8',
      *pieces() {
        for (const some of stretches(codes)) {
          const bytes = Buffer.allocUnsafeSlow(some.reduce((sum, code) => sum + bytesOf(code), 0))
          let at = 0
          for (const code of some) at += bytes.write(texts[code]!, at)
          yield bytes
        }
      },
    }],
    ['profileOffsets', {
      kind: 'u32',
      *pieces() {
        let end = 0
        yield Uint32Array.of(end)
        for (const some of stretches(codes)) yield some.map((code) => (end += bytesOf(code)))
      },
    }],
  ]
}
