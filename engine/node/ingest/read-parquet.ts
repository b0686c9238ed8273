import type { DuckDBDataChunk, DuckDBDecimalValue, DuckDBResult, DuckDBValue } from '@duckdb/node-api'
import type { Mapping } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { JsonValue } from '../../core/json.ts'
import { isUtf8 } from 'node:buffer'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeError } from '../columns/file-errors.ts'
import { dataError } from '../memory-errors.ts'
import { isObject } from './cells.ts'
import type { Column, ProfileRows } from './collector.ts'
import { sqlText, withDuckDb, workFolder } from './duckdb.ts'
import { rowReasons, type EventRows } from './event-rows.ts'
import { setEvent, traitsColumn } from './identify.ts'
import type { InstantReader } from './instant-reader.ts'
import { timestampColumn, type Instant } from './instants.ts'
import { cellsOf, cut, Moment } from './parquet-cells.ts'
import { columnAt, profileColumn, type ProfileColumns, type Reading } from './read-csv.ts'
import { setAttributes } from './read-json-lines.ts'
import { blocksOf, type SourceFile } from './source-file.ts'

type Values = readonly unknown[]

/** Reads a Parquet file row by row, through DuckDB; values come as `Cells` give them, in an array that is used again for the next row. Rows are numbered from 1. */
export async function scanParquet(
  source: SourceFile,
  reading: Reading,
  records: { header(names: string[]): void; row(values: Values, row: number): void },
  limit?: number,
): Promise<void> {
  if (source.compression !== 'none') return unzipped(source, (plain) => scanParquet(plain, reading, records, limit))
  await withDuckDb([source.path], async (connection) => {
    let result: DuckDBResult
    let total = 0
    const table = `read_parquet(${sqlText(source.path)})`
    try {
      total = Number((await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows()[0]?.[0] ?? 0)
      result = await connection.stream(`SELECT * FROM ${table}${limit === undefined ? '' : ` LIMIT ${limit}`}`)
    } catch (error) {
      throw unreadable(source, error)
    }
    const names = result.columnNames()
    records.header(names)
    const bindings = await import('@duckdb/node-bindings') // as late as the rest of DuckDB
    const cells = result.columnTypes().map((type) => cellsOf(String(type), bindings.default))
    const values = new Array<unknown>(names.length)
    let row = 0
    for await (const chunk of chunksOf(source, result)) {
      const { rowCount } = chunk
      for (let column = 0; column < cells.length; column++) cells[column]!.take(chunk, column)
      for (let index = 0; index < rowCount; index++) {
        for (let column = 0; column < values.length; column++) values[column] = cells[column]!.at(index)
        records.row(values, ++row)
      }
      await reading.read(Math.round((source.bytes * row) / Math.max(1, total)))
    }
    // DuckDB's binding tells of an error in the middle as if it were the end.
    const expected = Math.min(total, limit ?? Infinity)
    if (row < expected) throw cutShort(source, row, expected)
  })
}

/** The chunks of a result; DuckDB makes the next one while the one before is read. */
async function* chunksOf(source: SourceFile, result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  const fetched = (): Promise<DuckDBDataChunk | null> => {
    const chunk = result.fetchChunk()
    chunk.catch(() => {}) // it is told when its turn comes
    return chunk
  }
  let next = fetched()
  try {
    for (;;) {
      let chunk: DuckDBDataChunk | null
      try {
        chunk = await next
      } catch (error) {
        throw unreadable(source, error)
      }
      if (chunk === null || chunk.rowCount === 0) return
      next = fetched()
      yield chunk
    }
  } finally {
    await next.catch(() => {}) // nobody may close what is still being fetched from
  }
}

function unreadable(source: SourceFile, error: unknown): RehearsalError {
  const told = dataError(error)
  if (told instanceof RehearsalError) return told
  const why = error instanceof Error ? error.message.split('\n')[0]! : String(error)
  return new RehearsalError('E_PARQUET', `${source.path}: the Parquet file cannot be read: ${why}`, 'It is damaged or cut short; write it again.', {
    unusable: true,
    cause: error,
  })
}

function cutShort({ path }: SourceFile, rows: number, expected: number): RehearsalError {
  return new RehearsalError('E_PARQUET', `${path}: only ${rows} of its ${expected} rows could be read.`, 'It is damaged, or there was no room for it: write it again, or raise the memory for Parquet files in Settings, Limits.', {
    unusable: true,
  })
}

/** DuckDB reads Parquet from a file only, at any place in it: a compressed one is unpacked to a temporary file first. */
async function unzipped(source: SourceFile, work: (plain: SourceFile) => Promise<void>): Promise<void> {
  const folder = await workFolder()
  const path = join(folder, 'data.parquet')
  try {
    try {
      await pipeline(blocksOf(source), createWriteStream(path))
    } catch (error) {
      throw writeError(error, folder)
    }
    await work({ ...source, path, compression: 'none' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const dayMs = 86_400_000
const maxSafe = 2n ** 53n

/** Epoch ms of a value of a date or timestamp type (its own scale cut to ms, not rounded); undefined for any other value. */
function msOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (value instanceof Moment) return value.ms
  if (isTimeOfDay(value)) return undefined
  if ('micros' in value && typeof value.micros === 'bigint') return cut(value.micros, 1000n)
  if ('nanos' in value && typeof value.nanos === 'bigint') return cut(value.nanos, 1_000_000n)
  if ('millis' in value && typeof value.millis === 'bigint') return Number(value.millis)
  if ('seconds' in value && typeof value.seconds === 'bigint') return Number(value.seconds) * 1000
  if ('days' in value && typeof value.days === 'number') return value.days * dayMs
  return undefined
}

/** Times of day and intervals count in the same units as timestamps. */
const isTimeOfDay = (value: object): boolean => 'months' in value || /Time(TZ|NS)?Value$/.test(value.constructor.name)

/** A value as JSON keeps it: integers beyond 2^53 as text, decimals as numbers, bytes as text, instants as ISO text; undefined is missing. */
export function jsonOf(value: unknown): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : undefined
    case 'bigint':
      return value <= maxSafe && value >= -maxSafe ? Number(value) : String(value)
    case 'object':
      return value === null ? undefined : jsonOfObject(value)
    default:
      return undefined
  }
}

function jsonOfObject(value: object): JsonValue | undefined {
  const ms = msOf(value)
  if (ms !== undefined) return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined
  // The binding's classes for nested values carry their parts under these names.
  if ('entries' in value && Array.isArray(value.entries)) {
    const pairs = (value.entries as { key: unknown; value: unknown }[]).map((entry) => [String(jsonOf(entry.key)), jsonOf(entry.value)] as const) // as: a map's
    return Object.fromEntries(pairs.filter((pair): pair is readonly [string, JsonValue] => pair[1] !== undefined))
  }
  if ('entries' in value && typeof value.entries === 'object' && value.entries !== null) {
    const pairs = Object.entries(value.entries).map(([key, member]) => [key, jsonOf(member)] as const)
    return Object.fromEntries(pairs.filter((pair): pair is readonly [string, JsonValue] => pair[1] !== undefined))
  }
  if ('items' in value && Array.isArray(value.items)) return value.items.map((item) => jsonOf(item) ?? null)
  if (isDecimal(value)) return value.scale === 0 ? jsonOf(value.value) : Number(String(value))
  // Old writers do not mark text as text; bytes that are none are shown as \xAB.
  if ('bytes' in value && value.bytes instanceof Uint8Array && isUtf8(value.bytes)) return Buffer.from(value.bytes).toString()
  return String(value as DuckDBValue) // as: what is left (uuid, time, interval, bit, blob) writes itself
}

const isDecimal = (value: object): value is DuckDBDecimalValue => 'scale' in value && 'width' in value

/** An id, a name or an instant as text: every digit of it, for a double would make one person of two. */
function textOfValue(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'object' && value !== null && isDecimal(value)) return value.scale === 0 ? String(value.value) : String(value).replace(/\.?0+$/, '')
  const json = jsonOf(value)
  return json === undefined || json === null ? undefined : typeof json === 'object' ? undefined : String(json)
}

const instant: Instant = { format: timestampColumn, ms: 0 }

/** Types without a zone show a local time. */
const isLocal = (value: unknown): boolean => (value instanceof Moment ? value.isLocal : typeof value === 'object' && value !== null && !/TZ/.test(value.constructor.name))

function instantOfValue(instants: InstantReader, value: unknown): Instant | undefined {
  const ms = msOf(value)
  if (ms !== undefined) {
    instant.ms = isLocal(value) ? instants.instantOfWall(ms) : ms
    return Math.abs(ms) <= 8.64e15 ? instant : undefined
  }
  const text = textOfValue(value)
  return text === undefined ? undefined : instants.read(text)
}

const none: ReadonlySet<string> = new Set()

export async function readParquetEvents(source: SourceFile, mapping: Mapping, setName: string | undefined, rows: EventRows, reading: Reading): Promise<void> {
  let id = -1
  let at = -1
  let name = -1
  let properties = -1
  let traits = -1
  let rule = -1
  let names: string[] = []
  let others: number[] = []
  let columns: (Column | undefined)[] = []
  let current: Values = []
  const text = (): string => JSON.stringify(Object.fromEntries(names.map((key, index) => [key, jsonOf(current[index])])))
  const place = { file: source.name, line: 0, text }
  await scanParquet(source, reading, {
    header(given) {
      names = given
      for (const one of names) rows.privacy.meet(one)
      traits = names.indexOf(traitsColumn)
      rule = rows.identify?.column === undefined ? -1 : names.indexOf(rows.identify.column)
      id = columnAt(source, names, none, 'profileId', mapping.profileId, true)
      at = columnAt(source, names, none, 'at', mapping.at, true)
      name = setName === undefined ? columnAt(source, names, none, 'name', mapping.name, true) : names.indexOf(mapping.name ?? 'name')
      properties = columnAt(source, names, none, 'properties', mapping.properties, false)
      others = [...names.keys()].filter((index) => ![id, at, name, properties].includes(index))
      columns = names.map(() => undefined)
    },
    row(values, line) {
      current = values
      place.line = line
      const named = name < 0 ? setName : textOfValue(values[name])
      const identifies = rows.identify !== undefined && rows.isIdentify(named, rule < 0 ? undefined : textOfValue(values[rule]))
      const found = instantOfValue(rows.instants, values[at])
      const rawAt = found ? undefined : textOfValue(values[at])
      const row = rows.add(textOfValue(values[id]), found, rawAt, identifies ? setEvent : named, place)
      if (row < 0) return
      const owned = identifies && traits >= 0 ? jsonOf(values[traits]) : undefined
      if (isObject(owned)) return rows.unpack(row, traitsColumn, owned)
      const packed = properties < 0 ? undefined : jsonOf(values[properties])
      if (packed !== undefined) rows.unpack(row, names[properties]!, packed)
      if (identifies && packed !== undefined) return
      for (let position = 0; position < others.length; position++) {
        const index = others[position]!
        if (identifies && index === rule) continue
        const value = jsonOf(values[index])
        if (value === undefined) continue
        if (typeof value === 'object') rows.set(row, names[index]!, value)
        else {
          const column = (columns[index] ??= rows.collector.properties.named(names[index]!))
          column.set(row, column.codeOf(value))
        }
      }
    },
  })
}

/** Attribute rows; or, if they have an instant, `$set` events at it, all of them. */
export async function readParquetProfiles(source: SourceFile, wanted: ProfileColumns, rows: EventRows, into: ProfileRows, reading: Reading): Promise<void> {
  let id = 0
  let at = -1
  let names: string[] = []
  await scanParquet(source, reading, {
    header(given) {
      names = given
      id = profileColumn(source, names, wanted)
      at = wanted.at === undefined ? -1 : columnAt(source, names, none, 'at', wanted.at, true)
      for (const name of names) rows.privacy.meet(name)
      rows.privacy.checkProfiles(names[id]!, names[at] ?? '')
    },
    row(values, line) {
      const pairs = names.map((name, index) => [name, jsonOf(values[index])] as const)
      const row = Object.fromEntries(pairs.filter((pair): pair is readonly [string, JsonValue] => pair[1] !== undefined))
      const profileId = textOfValue(values[id])
      const text = (): string => JSON.stringify(row)
      if (at >= 0) {
        const found = instantOfValue(rows.instants, values[at])
        const event = rows.add(profileId, found, found ? undefined : textOfValue(values[at]), setEvent, { file: source.name, line, text })
        if (event >= 0) for (const name of Object.keys(row)) if (name !== names[id] && name !== names[at]) rows.set(event, name, row[name]!)
        return
      }
      if (profileId === undefined || profileId === '') return reading.rejects.add(source.name, line, rowReasons.noId, text())
      setAttributes(into, into.add(rows.collector.profiles.codeOf(rows.privacy.idOf(profileId))), row, names[id]!)
    },
  })
}
