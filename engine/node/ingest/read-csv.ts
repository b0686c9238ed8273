import type { Mapping } from '../../api/contract.ts'
import type { RejectLog } from '../columns/rejects.ts'
import { typeCell } from './cells.ts'
import type { Column, ProfileRows, TextCodes } from './collector.ts'
import { CsvScanner, csvReasons, detectDelimiter } from './csv-scanner.ts'
import { instantOfText, rowReasons, type EventRows } from './event-rows.ts'
import { columnMissing, columnNames, columnTwice, type Role } from './mapping.ts'
import { textOf, type SourceFile } from './source-file.ts'

/** What a reader needs besides its file: who is told of progress, and a signal that throws when the work is cancelled. */
export interface Reading { read: (bytes: number) => void | Promise<void>; rejects: RejectLog }

interface CsvRecords {
  header(names: string[], repeated: Set<string>): void
  /** Line of the file and the cells, as many as there are names. */
  row(cells: readonly string[], line: number, text: () => string): void
}

/** Reads a CSV file record by record, header first; records with another number of cells than the header are rejected. */
export async function scanCsv(source: SourceFile, reading: Reading, records: CsvRecords): Promise<void> {
  let width = 0
  let scanner: CsvScanner | undefined
  const sink = {
    row(cells: readonly string[], count: number, line: number): string | undefined {
      if (width === 0) {
        const { names, repeated } = columnNames(cells.slice(0, count).map((cell) => cell.trim()))
        width = count
        records.header(names, repeated)
        return undefined
      }
      if (count !== width) return `${csvReasons.cells}: ${count}, the header has ${width}`
      records.row(cells, line, recordText)
      return undefined
    },
    broken(line: number, reason: string, text: string): void {
      const [kind = '', detail] = reason.split(': ')
      reading.rejects.add(source.name, line, kind, text, detail)
    },
  }
  const recordText = (): string => scanner!.recordText
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
      name = columnAt(source, names, repeated, 'name', setName === undefined ? mapping.name : undefined, setName === undefined)
      if (setName !== undefined && mapping.name !== undefined) name = names.indexOf(mapping.name)
      properties = columnAt(source, names, repeated, 'properties', mapping.properties, false)
      others = [...names.keys()].filter((index) => ![id, at, name, properties].includes(index))
      columns = names.map(() => undefined)
    },
    row(cells, line, text) {
      place.line = line
      place.text = text
      const rawAt = cells[at]!
      const row = rows.add(cells[id], rawAt === '' ? undefined : instantOfText(rawAt), rawAt, name < 0 ? setName : cells[name], place)
      if (row < 0) return
      if (properties >= 0 && cells[properties] !== '') rows.unpackText(row, columnNamesHere[properties]!, cells[properties]!)
      for (let position = 0; position < others.length; position++) {
        const index = others[position]!
        const cell = cells[index]!
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
    row(cells, line, text) {
      const profileId = cells[id]!
      if (profileId === '') return reading.rejects.add(source.name, line, rowReasons.noId, text())
      const row = into.add(ids.codeOf(profileId))
      for (let index = 0; index < names.length; index++) {
        if (index === id || cells[index] === '') continue
        const column = into.columns.named(names[index]!)
        column.set(row, column.codeOfText(cells[index]!, typeCell))
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
