import { rm } from 'node:fs/promises'
import { sqlName, sqlText, withDuckDb } from './duckdb.ts'

/** Columns of a table with their DuckDB types, in order: `[['at', 'TIMESTAMP_MS'], ['price', 'DOUBLE']]`. */
export type TableColumns = readonly (readonly [name: string, type: string])[]

/**
 * Turns CSV parts (with a header, empty cells missing) into one Parquet file, rows in the order of the parts. Each part is asked for, turned
 * into Parquet and dropped before the next: memory and disk hold one part of CSV, whatever the size. `writePart(path, index)` writes a part.
 */
export async function writeParquet(out: string, columns: TableColumns, parts: number, writePart: (csv: string, index: number) => Promise<void>): Promise<void> {
  const csv = `${out}.part.csv`
  const pieces = Array.from({ length: parts }, (_, index) => `${out}.part-${index}.parquet`)
  const types = columns.map(([name, type]) => `${sqlText(name)}: ${sqlText(type)}`).join(', ')
  const table = `read_csv(${sqlText(csv)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`
  const names = columns.map(([name]) => sqlName(name)).join(', ')
  const copy = (from: string, to: string): string => `COPY (SELECT ${names} FROM ${from}) TO ${sqlText(to)} (FORMAT parquet, COMPRESSION zstd)`
  try {
    await withDuckDb([csv, out, ...pieces], async (connection) => {
      for (const [index, piece] of pieces.entries()) {
        await writePart(csv, index)
        await connection.run(copy(table, pieces.length === 1 ? out : piece))
      }
      if (pieces.length > 1) await connection.run(copy(`read_parquet([${pieces.map(sqlText).join(', ')}])`, out))
    })
  } finally {
    await Promise.all([csv, ...pieces].map((path) => rm(path, { force: true })))
  }
}
