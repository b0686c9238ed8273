import { canonicalJson, type JsonValue } from '../json.ts'

export type Codes = Uint8Array | Uint16Array | Uint32Array

/** Code of a value that is not there. */
export const ABSENT = 0
/** Code of an explicit JSON null: missing to every condition, but in a `$set` it takes the attribute away. */
export const EXPLICIT_NULL = 1

/**
 * One property or attribute, dictionary-encoded: row `i` holds `values[codes[i]]`.
 * `values[ABSENT]` is undefined, `values[EXPLICIT_NULL]` null; equal codes mean equal values (by canonical JSON) and the other way round.
 */
export interface ValueColumn { codes: Codes; values: readonly (JsonValue | undefined)[] }

/** Profile ids as one block of UTF-8, decoded one by one when asked for: most runs need only a few. Length of `offsets`: profiles + 1. */
export interface TextTable { bytes: Uint8Array; offsets: Uint32Array }

/**
 * An event dataset, laid out for the kernel: rows are sorted by profile (ids in UTF-16 order), then instant, then dataset order
 * (files as given, then rows). Rows of profile `p` are `offsets[p]` up to but not including `offsets[p + 1]`.
 * `at` is epoch ms (integers, UTC). A profile may have attributes and no event.
 */
export interface EventDataset {
  /** `sha256:` and the hash of the files' bytes as given. */
  digest: string
  profileIds: TextTable
  offsets: Uint32Array
  at: Float64Array
  nameCodes: Codes
  names: readonly string[]
  properties: ReadonlyMap<string, ValueColumn>
  /** One row a profile, in profile order: attributes before the first event. */
  attributes: ReadonlyMap<string, ValueColumn>
  /** By profile: 1 if it has a row of attributes, however empty. Left out: nobody has one but those without events. */
  attributeRows?: Uint8Array
  /** The attributes were written down when the data were exported, and hold from the start all the same: they may know the future. */
  attributesAsOfExport?: boolean
  /** First and last instant of the whole dataset; 0 and 0 without events. */
  firstAt: number
  lastAt: number
}

export interface PlainEvent { profileId: string; at: number; name: string; properties?: Record<string, JsonValue> }
export interface PlainProfile { profileId: string; attributes: Record<string, JsonValue> }

export function profileCountOf(dataset: EventDataset): number {
  return dataset.offsets.length - 1
}

export function eventCountOf(dataset: EventDataset): number {
  return dataset.at.length
}

const decoder = new TextDecoder()

/** Text number `index` of a table. */
export function textAt(table: TextTable, index: number): string {
  return decoder.decode(table.bytes.subarray(table.offsets[index]!, table.offsets[index + 1]!))
}

export function textTable(texts: readonly string[]): TextTable {
  const encoder = new TextEncoder()
  const encoded = texts.map((text) => encoder.encode(text))
  const offsets = new Uint32Array(texts.length + 1)
  encoded.forEach((bytes, index) => (offsets[index + 1] = offsets[index]! + bytes.length))
  const bytes = new Uint8Array(offsets[texts.length]!)
  encoded.forEach((one, index) => bytes.set(one, offsets[index]))
  return { bytes, offsets }
}

/** The narrowest code array that can count to `largest`. */
export function codesFor(length: number, largest: number): Codes {
  if (largest < 1 << 8) return new Uint8Array(length)
  return largest < 1 << 16 ? new Uint16Array(length) : new Uint32Array(length)
}

/** Collects values of one column into a dictionary as rows come in any order. */
export class ColumnBuilder {
  readonly values: (JsonValue | undefined)[] = [undefined, null]
  readonly codes: number[]
  readonly #codeOf = new Map<string | number | boolean, number>()
  readonly #codeOfObject = new Map<string, number>()

  constructor(length: number) {
    this.codes = new Array<number>(length).fill(ABSENT)
  }

  set(row: number, value: JsonValue | undefined): void {
    this.codes[row] = this.codeOf(value)
  }

  codeOf(value: JsonValue | undefined): number {
    if (value === undefined) return ABSENT
    if (value === null) return EXPLICIT_NULL
    if (typeof value === 'object') return this.#lookUp(this.#codeOfObject, canonicalJson(value), value)
    const plain = value === 0 ? 0 : value // -0 and 0 are one value
    return this.#lookUp(this.#codeOf, plain, plain)
  }

  #lookUp<K>(codes: Map<K, number>, key: K, value: JsonValue): number {
    const known = codes.get(key)
    if (known !== undefined) return known
    codes.set(key, this.values.length)
    return this.values.push(value) - 1
  }

  build(order?: ArrayLike<number>): ValueColumn {
    const codes = codesFor(this.codes.length, this.values.length)
    for (let row = 0; row < codes.length; row++) codes[row] = this.codes[order ? order[row]! : row]!
    return { codes, values: this.values }
  }
}

/** Builds a dataset from plain objects in dataset order: for tests, small inputs and generated populations. `digest` is the caller's. */
export function buildDataset(events: readonly PlainEvent[], profiles: readonly PlainProfile[] = [], digest = ''): EventDataset {
  const ids = [...new Set([...events, ...profiles].map(({ profileId }) => profileId))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const indexOf = new Map(ids.map((id, index) => [id, index]))
  const order = events
    .map((_, row) => row)
    .sort((a, b) => indexOf.get(events[a]!.profileId)! - indexOf.get(events[b]!.profileId)! || events[a]!.at - events[b]!.at || a - b)
  const offsets = new Uint32Array(ids.length + 1)
  for (const { profileId } of events) offsets[indexOf.get(profileId)! + 1]!++
  for (let index = 0; index < ids.length; index++) offsets[index + 1]! += offsets[index]!

  const names = [...new Set(events.map(({ name }) => name))]
  const nameCode = new Map(names.map((name, code) => [name, code]))
  const nameCodes = codesFor(events.length, names.length)
  const at = new Float64Array(events.length)
  order.forEach((row, position) => {
    nameCodes[position] = nameCode.get(events[row]!.name)!
    at[position] = events[row]!.at
  })

  const properties = new Map<string, ColumnBuilder>()
  events.forEach((event, row) => fill(properties, events.length, row, event.properties ?? {}))
  const attributes = new Map<string, ColumnBuilder>()
  const lastRow = new Map(profiles.map((profile) => [profile.profileId, profile]))
  for (const [id, profile] of lastRow) fill(attributes, ids.length, indexOf.get(id)!, profile.attributes)

  let firstAt = Infinity
  let lastAt = -Infinity
  for (const { at: instant } of events) {
    if (instant < firstAt) firstAt = instant
    if (instant > lastAt) lastAt = instant
  }
  return {
    digest,
    profileIds: textTable(ids),
    offsets,
    at,
    nameCodes,
    names,
    properties: new Map([...properties].map(([name, column]) => [name, column.build(order)])),
    attributes: new Map([...attributes].map(([name, column]) => [name, column.build()])),
    attributeRows: Uint8Array.from(ids, (id) => (lastRow.has(id) ? 1 : 0)),
    firstAt: events.length > 0 ? firstAt : 0,
    lastAt: events.length > 0 ? lastAt : 0,
  }
}

function fill(columns: Map<string, ColumnBuilder>, length: number, row: number, values: Record<string, JsonValue>): void {
  for (const [name, value] of Object.entries(values)) {
    let column = columns.get(name)
    if (!column) columns.set(name, (column = new ColumnBuilder(length)))
    column.set(row, value)
  }
}
