import type { Mapping } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { typeCell } from '../../core/model/cell.ts'
import type { RejectLog } from '../columns/rejects.ts'
import { jsonObject } from './cells.ts'
import type { Column, ProfileRows } from './collector.ts'
import { scannerOf } from './csv-layout.ts'
import { csvReasons, type CsvRecord } from './csv-scanner.ts'
import { rowReasons, type EventRows } from './event-rows.ts'
import { setEvent, traitsColumn } from './identify.ts'
import { columnMissing, columnNames, columnTwice, type Role } from './mapping.ts'
import { textOf, type SourceFile } from './source-file.ts'

/** What a reader needs besides its file: where rejects go, and who is told how far it is (and may stop it by throwing). */
export interface Reading { read: (bytes: number) => void | Promise<void>; rejects: Pick<RejectLog, 'add'> }

/** The columns of a profiles file: the one with the ids by the name asked for, which must be there if `explicit`; the one with the instants from which rows hold, if any. */
export interface ProfileColumns { id: string; explicit: boolean; at: string | undefined }

interface CsvRecords {
  header(names: string[], repeated: Set<string>): void
  /** A record with as many cells as there are names. */
  row(record: CsvRecord): void
}

/** Reads a CSV file record by record, names first; records with another number of cells than the first are rejected. */
export async function scanCsv(source: SourceFile, reading: Reading, records: CsvRecords): Promise<void> {
  const { delimiter, header, columns } = source.layout!
  let width = 0
  const sink = {
    row(record: CsvRecord): string | undefined {
      const { count } = record
      if (width === 0) {
        width = count
        if (columns !== undefined && columns.length !== count) throw wrongColumns(source, count, columns)
        const written = header && columns === undefined
        const given = columns ?? Array.from({ length: count }, (_, index) => (written ? record.cell(index).trim() : ''))
        const { names, repeated } = columnNames(given)
        records.header(names, repeated)
        if (header) return undefined
      }
      if (count === width) records.row(record)
      else return `${csvReasons.cells}: ${count}, the ${header ? 'header' : 'first line'} has ${width}`
      return undefined
    },
    broken(line: number, reason: string, text: string): void {
      const [kind = '', detail] = reason.split(': ')
      reading.rejects.add(source.name, line, kind, text, detail)
    },
  }
  let readBytes = 0
  const scanner = scannerOf(delimiter, sink)
  for await (const text of textOf(source, (bytes) => (readBytes = bytes))) {
    scanner.push(text)
    await reading.read(readBytes)
  }
  scanner.end()
}

function wrongColumns({ path }: SourceFile, count: number, columns: readonly string[]): RehearsalError {
  return new RehearsalError('E_COLUMNS', `${path}: the first line has ${count} cells, but ${columns.length} names were given (${columns.join(', ')}).`, 'Name every column, in order, and check the delimiter.', {
    unusable: true,
  })
}

/** The position of the column mapped to a role; undefined if it is not there and need not be. */
export function columnAt(source: SourceFile, names: readonly string[], repeated: ReadonlySet<string>, role: Role, mapped: string | undefined, needed: boolean): number {
  const wanted = mapped ?? role
  const index = names.indexOf(wanted)
  if (index < 0 && (needed || mapped !== undefined)) throw columnMissing(source.path, role, wanted, names)
  if (index >= 0 && repeated.has(wanted)) throw columnTwice(source.path, role, wanted)
  return index
}

export async function readCsvEvents(source: SourceFile, mapping: Mapping, setName: string | undefined, rows: EventRows, reading: Reading): Promise<void> {
  let id = -1
  let at = -1
  let name = -1
  let properties = -1
  let traits = -1
  let rule = -1
  let columnNamesHere: string[] = []
  let others: number[] = []
  let columns: (Column | undefined)[] = []
  const place = { file: source.name, line: 0, text: () => '' }
  await scanCsv(source, reading, {
    header(names, repeated) {
      columnNamesHere = names
      for (const one of names) rows.privacy.meet(one)
      id = columnAt(source, names, repeated, 'profileId', mapping.profileId, true)
      at = columnAt(source, names, repeated, 'at', mapping.at, true)
      rule = rows.identify?.column === undefined ? -1 : names.indexOf(rows.identify.column)
      traits = names.indexOf(traitsColumn)
      // A constant stands in for the column in the files that have none.
      const hasName = names.includes(mapping.name ?? 'name')
      name = setName !== undefined && !hasName ? -1 : columnAt(source, names, repeated, 'name', mapping.name, true)
      properties = columnAt(source, names, repeated, 'properties', mapping.properties, false)
      const isKept = (index: number): boolean => rows.privacy.ruleOf(names[index]!) !== 'drop'
      others = [...names.keys()].filter((index) => ![id, at, name, properties].includes(index) && isKept(index))
      if (properties >= 0 && !isKept(properties)) properties = -1
      if (traits >= 0 && !isKept(traits)) traits = -1
      columns = names.map(() => undefined)
    },
    row(record) {
      place.line = record.line
      place.text = () => record.text()
      const rawAt = record.cell(at)
      const named = name < 0 ? setName : record.cell(name)
      const identifies = rows.identify !== undefined && rows.isIdentify(named, rule < 0 ? undefined : record.cell(rule))
      const row = rows.add(record.cell(id), rawAt === '' ? undefined : rows.instants.read(rawAt), rawAt, identifies ? setEvent : named, place)
      if (row < 0) return
      const unpack = (index: number): void => rows.unpackText(row, columnNamesHere[index]!, record.raw(index), record.isDoubled(index))
      if (identifies) {
        if (traits >= 0 && jsonObject(record.cell(traits))) return unpack(traits)
        if (properties >= 0 && record.raw(properties) !== '') return unpack(properties)
      } else if (properties >= 0 && record.raw(properties) !== '') unpack(properties)
      for (let position = 0; position < others.length; position++) {
        const index = others[position]!
        const cell = record.cell(index)
        if (cell === '' || (identifies && index === rule)) continue
        const column = (columns[index] ??= rows.collector.properties.named(columnNamesHere[index]!))
        column.set(row, column.codeOfText(cell, typeCell))
      }
    },
  })
}

/** Attribute rows; or, if they have an instant, `$set` events at it, all of them. */
export async function readCsvProfiles(source: SourceFile, wanted: ProfileColumns, rows: EventRows, into: ProfileRows, reading: Reading): Promise<void> {
  let id = 0
  let at = -1
  let names: string[] = []
  const place = { file: source.name, line: 0, text: () => '' }
  await scanCsv(source, reading, {
    header(given, repeated) {
      names = given
      id = profileColumn(source, names, wanted)
      if (repeated.has(names[id]!)) throw columnTwice(source.path, 'profileId', names[id]!)
      at = wanted.at === undefined ? -1 : columnAt(source, names, repeated, 'at', wanted.at, true)
      for (const name of names) rows.privacy.meet(name)
      rows.privacy.checkProfiles(names[id]!, names[at] ?? '')
    },
    row(record) {
      const profileId = record.cell(id)
      let row: number
      if (at >= 0) {
        place.line = record.line
        place.text = () => record.text()
        const rawAt = record.cell(at)
        row = rows.add(profileId, rawAt === '' ? undefined : rows.instants.read(rawAt), rawAt, setEvent, place)
        if (row < 0) return
      } else {
        if (profileId === '') return reading.rejects.add(source.name, record.line, rowReasons.noId, record.text())
        row = into.add(rows.collector.profiles.codeOf(rows.privacy.idOf(profileId)))
      }
      const columns = at >= 0 ? rows.collector.properties : into.columns
      for (let index = 0; index < names.length; index++) {
        const cell = record.cell(index)
        if (index === id || index === at || cell === '') continue
        const column = columns.named(names[index]!)
        column.set(row, column.codeOfText(cell, typeCell))
      }
    },
  })
}

/** Which column of a profiles file holds the ids: the one asked for by name, else the mapped one if it is there, else the first. */
export function profileColumn(source: SourceFile, names: readonly string[], { id, explicit }: ProfileColumns): number {
  const index = names.indexOf(id)
  if (index < 0 && explicit) throw columnMissing(source.path, 'profileId', id, names)
  return Math.max(index, 0)
}
