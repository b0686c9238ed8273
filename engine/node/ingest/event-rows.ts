import type { JsonValue } from '../../core/json.ts'
import type { RejectLog } from '../columns/rejects.ts'
import { flatten, isObject, jsonObject } from './cells.ts'
import { typeCell } from '../../core/model/cell.ts'
import { EventCollector, type Column } from './collector.ts'
import { identifyRule, type IdentifyRule } from './identify.ts'
import { InstantReader } from './instant-reader.ts'
import { timestampFormats, type Instant } from './instants.ts'
import { Privacy } from './privacy.ts'

export const rowReasons = {
  noId: 'no profile id',
  noInstant: 'no instant',
  badInstant: 'unreadable instant',
  noName: 'no event name',
} as const

/** Cells remembered whole, up to so many characters in all: events repeat their properties far more than one would think. */
const memoCharacters = 1 << 24

/** The properties a cell holds, as codes. */
type Unpacked = readonly (readonly [Column, number])[]

/** What every reader hands its rows to: checks them, counts the formats of their instants, and gives the rest to the collector. */
export class EventRows {
  readonly collector: EventCollector
  readonly privacy: Privacy
  readonly identify: IdentifyRule | undefined
  /** How the file at hand writes instants. */
  instants = new InstantReader()
  /** The ways of writing instants met so far, patterns of files behind those everybody knows; and how many rows each has. */
  readonly formats: string[] = [...timestampFormats]
  readonly formatCounts: number[] = timestampFormats.map(() => 0)
  readonly #rejects: Pick<RejectLog, 'add'>
  readonly #unpacked = { plain: new Map<string, Unpacked>(), doubled: new Map<string, Unpacked>() }
  #memoRoom = memoCharacters

  constructor(rejects: Pick<RejectLog, 'add'>, privacy = new Privacy(), identify?: string) {
    this.#rejects = rejects
    this.privacy = privacy
    this.identify = identifyRule(identify)
    this.collector = new EventCollector(privacy)
  }

  /** Sets how the next file writes its instants. */
  readInstants(timeFormat: string | undefined, timeZone: string | undefined): void {
    let format = -1
    if (timeFormat !== undefined) {
      format = this.formats.indexOf(timeFormat)
      if (format < 0) format = this.formats.push(timeFormat) - 1
      this.formatCounts[format] ??= 0
    }
    this.instants = new InstantReader({ timeFormat, timeZone }, format)
  }

  /** No row comes any more: what was remembered to read faster makes room for sorting. */
  forget(): void {
    this.#unpacked.plain.clear()
    this.#unpacked.doubled.clear()
  }

  /** Whether a row sets attributes, going by its event name or by the text in the rule's column; such a row is the event `$set`. */
  isIdentify(name: string | undefined, inColumn: string | undefined): boolean {
    if (this.identify === undefined) return false
    return (this.identify.column === undefined ? name : inColumn) === this.identify.value
  }

  /**
   * Adds a row with an id, an instant and a name; the number returned is for `Column.set`. A row that lacks one is rejected (-1). `rawAt`
   * is what stood in place of an unreadable instant, `text` gives the row as written.
   */
  add(id: string | undefined, at: Instant | undefined, rawAt: string | undefined, name: string | undefined, where: RowPlace): number {
    if (id === undefined || id === '') return this.#reject(where, rowReasons.noId)
    if (at === undefined) {
      return rawAt === undefined || rawAt === '' ? this.#reject(where, rowReasons.noInstant) : this.#reject(where, rowReasons.badInstant, rawAt.slice(0, 100))
    }
    if (name === undefined || name === '') return this.#reject(where, rowReasons.noName)
    this.formatCounts[at.format]!++
    return this.collector.add(this.privacy.idOf(id), at.ms, name)
  }

  #reject(where: RowPlace, reason: string, detail = ''): number {
    this.#rejects.add(where.file, where.line, reason, where.text(), detail)
    return -1
  }

  /**
   * Sets the properties of a `properties` cell of text: a JSON object is unpacked, anything else is a property of the column's name. With
   * `doubled`, the quotes in `raw` are still those of CSV.
   */
  unpackText(row: number, column: string, raw: string, doubled = false): void {
    const memo = doubled ? this.#unpacked.doubled : this.#unpacked.plain
    const known = memo.get(raw)
    if (known) {
      for (let index = 0; index < known.length; index++) known[index]![0].set(row, known[index]![1])
      return
    }
    const pairs: (readonly [Column, number])[] = []
    const text = doubled ? raw.replaceAll('""', '"') : raw
    const object = jsonObject(text)
    if (object) this.#eachLeaf(object, (name, value) => pairs.push(this.#pair(name, value)))
    else {
      const value = typeCell(text)
      if (value !== undefined) pairs.push(this.#pair(column, value))
    }
    for (const [property, code] of pairs) property.set(row, code)
    if (raw.length < this.#memoRoom) {
      this.#memoRoom -= raw.length + 64
      memo.set(Buffer.from(raw).toString(), pairs)
    }
  }

  /** Sets the properties of a `properties` value: members of an object, members of JSON text, or the value itself. */
  unpack(row: number, column: string, value: JsonValue): void {
    if (isObject(value)) this.#eachLeaf(value, (name, leaf) => this.setNamed(row, name, leaf))
    else if (typeof value === 'string' && value.charCodeAt(0) === 123) this.unpackText(row, column, value)
    else this.set(row, column, value)
  }

  /** Sets a property, or for an object the properties `a.b`. */
  set(row: number, name: string, value: JsonValue): void {
    if (typeof value === 'object' || typeof value === 'number') flatten(name, value, (leafName, leaf) => this.setNamed(row, leafName, leaf))
    else this.setNamed(row, name, value)
  }

  setNamed(row: number, name: string, value: JsonValue): void {
    const column = this.collector.properties.named(name)
    column.set(row, column.codeOf(value))
  }

  #eachLeaf(object: Record<string, JsonValue>, leaf: (name: string, value: JsonValue) => void): void {
    for (const key of Object.keys(object)) flatten(key, object[key]!, leaf)
  }

  #pair(name: string, value: JsonValue): readonly [Column, number] {
    const column = this.collector.properties.named(name)
    return [column, column.codeOf(value)]
  }
}

/** Where a row stands: for rejects. `text` is only asked for then. */
export interface RowPlace { file: string; line: number; text: () => string }
