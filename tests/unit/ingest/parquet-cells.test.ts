import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sqlText, withDuckDb } from '../../../engine/node/ingest/duckdb.ts'
import { openSource } from '../../../engine/node/ingest/source-file.ts'
import { jsonOf, scanParquet } from '../../../engine/node/ingest/read-parquet.ts'
import { temporaryFolder } from './files.ts'

const ROWS = 9000 // several chunks

/** By DuckDB's names, the types that are not read cell by cell. */
const READ_AS_A_WHOLE = ['VARCHAR', 'BIGINT', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE']

const LONG = "'Ş' || repeat('x', CAST(i % 40 AS INTEGER))"
/** Columns that are read from DuckDB's memory, with NULL among them. */
const COLUMNS = [
  ['short texts, some of them again and again', "CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'şık' WHEN 3 THEN 'abcdefghijkl' WHEN 4 THEN 'a' || i WHEN 5 THEN '🎟' ELSE 'purchase' END"],
  ['texts with zero bytes and texts that differ in their last letter alone', "CASE i % 3 WHEN 0 THEN 'a' || chr(0) WHEN 1 THEN 'a' ELSE 'abcdefghijk' || chr(CAST(97 + i % 26 AS INTEGER)) END"],
  ['texts that begin with a byte order mark', "CASE i % 3 WHEN 0 THEN chr(65279) || 'u' || i WHEN 1 THEN chr(65279) || 'person-' || i || '@example.org' ELSE 'a' || chr(65279) END"],
  ['long texts, the same from chunk to chunk', "CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 'a text that lies elsewhere, always the same' ELSE 'person-' || i || '@example.org' END"],
  ['texts on both sides of twelve bytes', `CASE WHEN i % 11 = 0 THEN NULL ELSE ${LONG} END`],
  ['whole numbers of every size', 'CASE i % 6 WHEN 0 THEN NULL WHEN 1 THEN 9223372036854775807 WHEN 2 THEN -9223372036854775808 WHEN 3 THEN 9007199254740990 + i WHEN 4 THEN -i ELSE i * 4294967295 END::BIGINT'],
  ['instants of every year', "CASE i % 6 WHEN 0 THEN NULL WHEN 1 THEN TIMESTAMP '2999-12-31 23:59:59.999999' WHEN 2 THEN TIMESTAMP '1500-01-01 00:00:00.000001' WHEN 3 THEN TIMESTAMP '1969-12-31 23:59:59.9999' - to_microseconds(i) WHEN 4 THEN 'infinity'::TIMESTAMP ELSE TIMESTAMP '2255-06-05 23:47:34.740992' + to_microseconds(i - 4500) END"],
  ['instants with a zone', "CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN '-infinity'::TIMESTAMPTZ ELSE TIMESTAMPTZ '2024-03-31 00:00:00.0009+03' + to_milliseconds(i) END"],
] as const

test.each(COLUMNS)('a column of %s is read as the binding reads it', async (_, sql) => {
  const path = join(temporaryFolder(), 'cells.parquet')
  const told = await withDuckDb([path], async (connection) => {
    await connection.run(`COPY (SELECT ${sql} AS cell FROM range(${ROWS}) AS numbers(i)) TO ${sqlText(path)} (FORMAT parquet)`)
    const result = await connection.runAndReadAll(`SELECT cell FROM read_parquet(${sqlText(path)})`)
    expect(READ_AS_A_WHOLE).toContain(String(result.columnTypes()[0]))
    return result.getColumns()[0]!.map(jsonOf)
  })
  const read: unknown[] = []
  const reading = { read: () => {}, rejects: { add: () => {} } }
  await scanParquet(openSource(path), reading, { header: () => {}, row: ([cell]) => read.push(jsonOf(cell)) })
  expect(read).toHaveLength(ROWS)
  expect(read).toEqual(told)
  expect(new Set(read).size).toBeGreaterThan(2)
})
