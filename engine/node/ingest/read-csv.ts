import type { Mapping } from '../../api/contract.ts'
import type { RejectLog } from '../columns/rejects.ts'
import { typeCell } from '../../core/model/cell.ts'
import type { Column, ProfileRows, TextCodes } from './collector.ts'
import { CsvScanner, csvReasons, detectDelimiter, type CsvRecord } from './csv-scanner.ts'
import { instantOfText, rowReasons, type EventRows } from './event-rows.ts'
import { columnMissing, columnNames, columnTwice, type Role } from './mapping.ts'
import { textOf, type SourceFile } from './source-file.ts'

/** What a reader needs besides its file: where rejects go, and who is told how far it is (and may stop it by throwing). */
export interface Reading { read: (bytes: number) => void | Promise<void>; rejects: Pick<RejectLog, 'add'> }

interface CsvRecords {
  header(names: string[], repeated: Set<string>): void
  /** A record with as many cells as there are names. */
  row(record: CsvRecord): void
}

/** Reads a CSV file record by record, header first; records with another number of cells than the header are rejected. */
export async function scanCsv(source: SourceFile, reading: Reading, records: CsvRecords): Promise<void> {
  let width = 0
  let scanner: CsvScanner | undefined
  const sink = {
    row(record: CsvRecord): string | undefined {
      const { count } = record
      if (width === 0) {
        const { names, repeated } = columnNames(Array.from({ length: count }, (_, index) => record.cell(index).trim()))
        width = count
        records.header(names, repeated)
      } else if (count === width) records.row(record)
      else return `${csvReasons.cells}: ${count}, the header has ${width}`
      return undefined
    },
    broken(line: number, reason: string, text: string): void {
      const [kind = '', detail] = reason.split(': ')
      reading.rejects.add(source.name, line, kind, text, detail)
    },
  }
  let readBytes = 0
  for await (const text of textOf(source, (bytes) => (readBytes = bytes))) {
    scanner ??= new CsvScanner(source.tabs ? '\t' : detectDelimiter(firstLine(text)), sink)
    scanner.push(text)
    await reading.read(readBytes)
  }
  scanner?.end()
}

function firstLine(text: string): string {
  const start = /^(?:\r?\n)*/.exec(text)![0].length
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? undefined : end)
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
  let columnNamesHere: string[] = []
  let others: number[] = []
  let columns: (Column | undefined)[] = []
  const place = { file: source.name, line: 0, text: () => '' }
  await scanCsv(source, reading, {
    header(names, repeated) {
      columnNamesHere = names
      id = columnAt(source, names, repeated, 'profileId', mapping.profileId, true)
      at = columnAt(source, names, repeated, 'at', mapping.at, true)
      // A constant stands in for the column in the files that have none.
      const hasName = names.includes(mapping.name ?? 'name')
      name = setName !== undefined && !hasName ? -1 : columnAt(source, names, repeated, 'name', mapping.name, true)
      properties = columnAt(source, names, repeated, 'properties', mapping.properties, false)
      others = [...names.keys()].filter((index) => ![id, at, name, properties].includes(index))
      columns = names.map(() => undefined)
    },
    row(record) {
      place.line = record.line
      place.text = () => record.text()
      const rawAt = record.cell(at)
      const row = rows.add(record.cell(id), rawAt === '' ? undefined : instantOfText(rawAt), rawAt, name < 0 ? setName : record.cell(name), place)
      if (row < 0) return
      if (properties >= 0 && record.raw(properties) !== '') {
        rows.unpackText(row, columnNamesHere[properties]!, record.raw(properties), record.isDoubled(properties))
      }
      for (let position = 0; position < others.length; position++) {
        const index = others[position]!
        const cell = record.cell(index)
        if (cell === '') continue
        const column = (columns[index] ??= rows.collector.properties.named(columnNamesHere[index]!))
        column.set(row, column.codeOfText(cell, typeCell))
      }
    },
  })
}

export async function readCsvProfiles(source: SourceFile, idColumn: string | undefined, explicit: boolean, ids: TextCodes, into: ProfileRows, reading: Reading): Promise<void> {
  let id = 0
  let names: string[] = []
  await scanCsv(source, reading, {
    header(given, repeated) {
      names = given
      id = profileColumn(source, names, idColumn, explicit)
      if (repeated.has(names[id]!)) throw columnTwice(source.path, 'profileId', names[id]!)
    },
    row(record) {
      const profileId = record.cell(id)
      if (profileId === '') return reading.rejects.add(source.name, record.line, rowReasons.noId, record.text())
      const row = into.add(ids.codeOf(profileId))
      for (let index = 0; index < names.length; index++) {
        const cell = record.cell(index)
        if (index === id || cell === '') continue
        const column = into.columns.named(names[index]!)
        column.set(row, column.codeOfText(cell, typeCell))
      }
    },
  })
}

/** Which column of a profiles file holds the ids: the one asked for by name, else the mapped one if it is there, else the first. */
export function profileColumn(source: SourceFile, names: readonly string[], idColumn: string | undefined, explicit: boolean): number {
  const index = idColumn === undefined ? -1 : names.indexOf(idColumn)
  if (index < 0 && explicit && idColumn !== undefined) throw columnMissing(source.path, 'profileId', idColumn, names)
  return Math.max(index, 0)
}
