import type { Mapping } from '../../api/contract.ts'
import type { JsonValue } from '../../core/json.ts'
import { flatten, isObject, isTooDeep } from './cells.ts'
import type { ProfileRows } from './collector.ts'
import { rowReasons, type EventRows } from './event-rows.ts'
import { setEvent, traitsColumn } from './identify.ts'
import type { InstantReader } from './instant-reader.ts'
import type { Instant } from './instants.ts'
import { JsonArrayScanner } from './json-array.ts'
import { columnMissing, type Role } from './mapping.ts'
import { numberAsWritten } from './number-as-written.ts'
import { profileColumn, type ProfileColumns, type Reading } from './read-csv.ts'
import { textOf, type SourceFile } from './source-file.ts'

const jsonReasons = { notJson: 'not JSON', notObject: 'not a JSON object', deep: 'nested deeper than 200 levels', long: 'a line longer than 256 M characters' } as const
const longestLine = 1 << 28

type Line = (value: Record<string, JsonValue>, line: number, text: string) => void

/** Reads JSON Lines, or the elements of one array; what is not an object is rejected, blank lines skipped. Lines are numbered from 1. */
export async function scanJsonLines(source: SourceFile, reading: Reading, each: Line): Promise<void> {
  let rest: string[] = []
  let restLength = 0
  let line = 1
  const take = (text: string): void => parse(text, line++)
  const parse = (text: string, number: number): void => {
    if (text === '' || text.trim() === '') return
    let value: JsonValue
    try {
      value = JSON.parse(text) as JsonValue // as: what JSON.parse gives is JSON
    } catch (error) {
      const why = error instanceof Error ? error.message.slice(0, 200) : ''
      return reading.rejects.add(source.name, number, restLength > longestLine ? jsonReasons.long : jsonReasons.notJson, text, why)
    }
    if (!isObject(value)) return reading.rejects.add(source.name, number, jsonReasons.notObject, text)
    if (isTooDeep(value, text)) return reading.rejects.add(source.name, number, jsonReasons.deep, text)
    each(value, number, text)
  }
  let readBytes = 0
  if (source.array) {
    const elements = new JsonArrayScanner(parse)
    for await (const text of textOf(source, (bytes) => (readBytes = bytes))) {
      elements.push(text)
      await reading.read(readBytes)
    }
    return elements.end()
  }
  for await (const text of textOf(source, (bytes) => (readBytes = bytes))) {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const piece = text.slice(start, end)
      take(rest.length === 0 ? piece : rest.join('') + piece)
      rest = []
      restLength = 0
      start = end + 1
    }
    // Beyond the longest line only its start is kept: enough to show in the rejects.
    if (start < text.length && restLength <= longestLine) rest.push(text.slice(start))
    restLength += text.length - start
    await reading.read(readBytes)
  }
  if (rest.length > 0) take(rest.join(''))
}

/** A member of the row, or of its objects when the name has dots: `user.id`. */
function memberOf(row: Record<string, JsonValue>, name: string): JsonValue | undefined {
  if (Object.hasOwn(row, name)) return row[name]
  let value: JsonValue | undefined = row
  for (const key of name.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

/** An id or event name as text, as written: 7.0 stays `7.0`, and 12345678901234567890 keeps every digit. */
function textOfValue(value: JsonValue | undefined, text: string, name: string): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberAsWritten(text, name) ?? String(value)
  return typeof value === 'boolean' ? String(value) : undefined
}

function instantOfValue(instants: InstantReader, value: JsonValue | undefined, text: string, name: string): Instant | undefined {
  if (typeof value === 'string') return instants.read(value)
  if (typeof value !== 'number') return undefined
  return instants.read(Number.isSafeInteger(value) ? String(value) : (numberAsWritten(text, name) ?? String(value)))
}

export async function readJsonEvents(source: SourceFile, mapping: Mapping, setName: string | undefined, rows: EventRows, reading: Reading): Promise<void> {
  const columns = { profileId: mapping.profileId ?? 'profileId', at: mapping.at ?? 'at', name: mapping.name ?? 'name', properties: mapping.properties ?? 'properties' }
  const ruleColumn = rows.identify?.column
  const seen = new Map<Role, boolean>()
  const keys = new Set<string>()
  const place = { file: source.name, line: 0, text: () => '' }
  await scanJsonLines(source, reading, (value, line, text) => {
    place.line = line
    place.text = () => text
    const id = memberOf(value, columns.profileId)
    const at = memberOf(value, columns.at)
    const name = memberOf(value, columns.name)
    if (id !== undefined) seen.set('profileId', true)
    if (at !== undefined) seen.set('at', true)
    if (name !== undefined) seen.set('name', true)
    // A constant name stands in for a column that the file has not; a row without a name in a file with the column is rejected.
    const named = name === undefined && !seen.has('name') ? setName : textOfValue(name, text, columns.name)
    const rawAt = at === undefined || at === null ? undefined : typeof at === 'string' ? at : JSON.stringify(at)
    const identifies = rows.identify !== undefined && rows.isIdentify(named, ruleColumn === undefined ? undefined : textOfValue(memberOf(value, ruleColumn), text, ruleColumn))
    const instant = instantOfValue(rows.instants, at, text, columns.at)
    const row = rows.add(textOfValue(id, text, columns.profileId), instant, rawAt, identifies ? setEvent : named, place)
    if (row < 0) {
      if (keys.size < 1000) for (const key of Object.keys(value)) keys.add(key)
      return
    }
    const packed = value[columns.properties]
    if (packed !== undefined) seen.set('properties', true)
    const traits = value[traitsColumn]
    if (identifies && isObject(traits)) return rows.unpack(row, traitsColumn, traits)
    if (packed !== undefined) rows.unpack(row, columns.properties, packed)
    if (identifies && packed !== undefined && packed !== null) return
    for (const key of Object.keys(value)) {
      if (identifies && key === ruleColumn) continue
      if (key === columns.profileId || key === columns.at || key === columns.name || key === columns.properties) continue
      rows.set(row, key, value[key]!)
    }
  })
  const missing = (['profileId', 'at', 'name'] as const).find((role) => !seen.has(role) && !(role === 'name' && setName !== undefined))
  if (missing && keys.size > 0) throw columnMissing(source.path, missing, columns[missing], [...keys])
  if (mapping.properties !== undefined && !seen.has('properties') && keys.size > 0) {
    throw columnMissing(source.path, 'properties', mapping.properties, [...keys])
  }
}

/** Attribute rows; or, if they have an instant, `$set` events at it, all of them. */
export async function readJsonProfiles(source: SourceFile, wanted: ProfileColumns, rows: EventRows, into: ProfileRows, reading: Reading): Promise<void> {
  let idName: string | undefined
  const place = { file: source.name, line: 0, text: () => '' }
  await scanJsonLines(source, reading, (value, line, text) => {
    const names = Object.keys(value)
    if (idName === undefined) {
      idName = names[profileColumn(source, names, wanted)] ?? ''
      rows.privacy.checkProfiles(idName, wanted.at ?? '')
    }
    const profileId = textOfValue(value[idName], text, idName)
    if (wanted.at === undefined) {
      if (profileId === undefined || profileId === '') return reading.rejects.add(source.name, line, rowReasons.noId, text)
      return setAttributes(into, into.add(rows.collector.profiles.codeOf(rows.privacy.idOf(profileId))), value, idName)
    }
    place.line = line
    place.text = () => text
    const at = memberOf(value, wanted.at)
    const row = rows.add(profileId, instantOfValue(rows.instants, at, text, wanted.at), at === undefined || at === null ? undefined : String(at), setEvent, place)
    if (row >= 0) for (const name of names) if (name !== idName && name !== wanted.at) rows.set(row, name, value[name]!)
  })
}

/** Sets the attributes of a profile's row from an object; null is missing. */
export function setAttributes(into: ProfileRows, row: number, value: Record<string, JsonValue>, idName: string): void {
  for (const key of Object.keys(value)) {
    if (key === idName) continue
    flatten(key, value[key]!, (name, leaf) => {
      if (leaf === null) return
      const column = into.columns.named(name)
      column.set(row, column.codeOf(leaf))
    })
  }
}
