import type { JsonValue } from '../../core/json.ts'
import { isObject } from './cells.ts'
import { typeCell } from '../../core/model/cell.ts'
import { scanCsv, type Reading } from './read-csv.ts'
import { scanJsonLines } from './read-json-lines.ts'
import { jsonOf, scanParquet } from './read-parquet.ts'
import type { SourceFile } from './source-file.ts'

/** A cell of a sample: what it holds, and how it is shown. Null where it is missing. */
export type SampleCell = { value: JsonValue; text: string } | null
export interface Sample { columns: string[]; rows: SampleCell[][] }

/** Rows longer than this on average are worth more than their number: a sample ends earlier. */
const usualRowBytes = 1 << 13

const enough = Symbol('enough rows')

/** The texts of one column in the first rows, without those where it is missing; none if there is no such column. `a.b` is a member of an object. */
export async function textsOf(source: SourceFile, column: string, limit: number): Promise<string[]> {
  const { columns, rows } = await sampleOf(source, limit)
  const index = columns.indexOf(column)
  if (index >= 0) return rows.flatMap((row) => row[index]?.text ?? [])
  const path = column.split('.')
  const first = columns.indexOf(path[0]!)
  if (first < 0 || path.length === 1) return []
  return rows.flatMap((row) => {
    let value: JsonValue | undefined = row[first]?.value
    for (const key of path.slice(1)) value = isObject(value) ? value[key] : undefined
    return value === undefined || value === null || typeof value === 'object' ? [] : [String(value)]
  })
}

/** The first rows of a file, by column. Rows that cannot be read at all are left out. Errors as the readers throw them. */
export async function sampleOf(source: SourceFile, limit: number): Promise<Sample> {
  const columns: string[] = []
  const rows: SampleCell[][] = []
  const reading: Reading = {
    rejects: { add: () => {} },
    read(bytes) {
      if (rows.length >= limit || (rows.length > 0 && bytes > limit * usualRowBytes)) throw enough
    },
  }
  const add = (row: SampleCell[]): void => {
    if (rows.length < limit) rows.push(row)
  }
  try {
    if (source.format === 'csv') {
      await scanCsv(source, reading, {
        header: (names) => columns.push(...names),
        row: (record) => add(columns.map((_, index) => csvCell(record.cell(index)))),
      })
    } else if (source.format === 'parquet') {
      const header = (names: readonly string[]) => columns.push(...names)
      await scanParquet(source, reading, { header, row: (values) => add(columns.map((_, index) => jsonCell(jsonOf(values[index])))) }, limit)
    } else {
      await scanJsonLines(source, reading, (value) => {
        if (rows.length >= limit) return
        for (const key of Object.keys(value)) if (!columns.includes(key) && columns.length < 1000) columns.push(key)
        add(columns.map((name) => (Object.hasOwn(value, name) ? jsonCell(value[name]) : null)))
      })
    }
  } catch (error) {
    if (error !== enough) throw error
  }
  // Later rows may have brought columns that earlier ones have not.
  for (const row of rows) while (row.length < columns.length) row.push(null)
  return { columns, rows }
}

function csvCell(text: string): SampleCell {
  const value = typeCell(text)
  return value === undefined ? null : { value, text }
}

function jsonCell(value: JsonValue | undefined): SampleCell {
  if (value === undefined || value === null) return null
  return { value, text: typeof value === 'string' ? value : isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value) }
}
