import type { DuckDBConnection } from '@duckdb/node-api'
import { rm } from 'node:fs/promises'
import { sqlName, sqlText, withDuckDb } from './duckdb.ts'

/** Columns of a table with their DuckDB types, in order: `[['at', 'TIMESTAMP_MS'], ['price', 'DOUBLE']]`. */
export type TableColumns = readonly (readonly [name: string, type: string])[]

/** What DuckDB may hold while it writes: row groups of a few columns need far less. */
const MEMORY = '400MB'

/**
 * Turns CSV parts (with a header, empty cells missing) into one Parquet file, rows in the order of the parts. A part is turned into Parquet and
 * dropped while the next is written: memory and disk hold two parts of CSV, whatever the size. `writePart(path, index)` writes a part.
 */
export async function writeParquet(out: string, columns: TableColumns, parts: number, writePart: (csv: string, index: number) => Promise<void>): Promise<void> {
  const csvs = [`${out}.part-a.csv`, `${out}.part-b.csv`] as const
  const pieces = parts === 1 ? [out] : Array.from({ length: parts }, (_, index) => `${out}.part-${index}.parquet`)
  const types = columns.map(([name, type]) => `${sqlText(name)}: ${sqlText(type)}`).join(', ')
  const names = columns.map(([name]) => sqlName(name)).join(', ')
  const csvTable = (path: string): string => `read_csv(${sqlText(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`
  const copy = (from: string, to: string): string => `COPY (SELECT ${names} FROM ${from}) TO ${sqlText(to)} (FORMAT parquet, COMPRESSION zstd)`
  let copying: Promise<unknown> = Promise.resolve()
  try {
    const work = async (connection: DuckDBConnection): Promise<void> => {
      try {
        for (const [index, piece] of pieces.entries()) {
          const csv = csvs[index % 2]!
          await writePart(csv, index)
          await copying
          copying = connection.run(copy(csvTable(csv), piece))
          copying.catch(() => {}) // it is looked at when the next part is there; until then a failure is not unhandled
        }
      } finally {
        await copying // a failure of it is the failure of the whole; without one, the connection must not close under it
      }
      if (parts > 1) await connection.run(copy(`read_parquet([${pieces.map(sqlText).join(', ')}])`, out))
    }
    await withDuckDb([...csvs, out, ...pieces], work, MEMORY)
  } finally {
    await Promise.all([...csvs, ...pieces].filter((path) => path !== out).map((path) => rm(path, { force: true })))
  }
}
