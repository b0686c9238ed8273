// The same counts by hand-written SQL: two threads, a table in memory in the dataset's order. Loading it is not part of any time.
import { readFileSync } from 'node:fs'
import { BIGINT, DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER } from '@duckdb/node-api'
import { profileCountOf, textAt } from '../../../engine/core/model/dataset.ts'
import { hashBucket, variantOfBucket } from '../../../engine/core/simulate/hash.ts'

/** Rows go in by so many at a time: one chunk of DuckDB's. */
const CHUNK = 2048

/** Loads the dataset and gives by name, for each query's file, a function that runs it once, to the counts by name. `split` is the split whose variants are given as a column. */
export async function duckDb(files, dataset, { document, split }) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await fillEvents(connection, dataset)
  await fillVariants(connection, dataset, { document, split })
  const queries = {}
  for (const [name, file] of Object.entries(files)) {
    const query = await connection.prepare(readFileSync(new URL(file, import.meta.url), 'utf8'))
    queries[name] = async () => countsOf(await query.runAndReadAll())
  }
  return {
    queries,
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function fillEvents(connection, { at, names, nameCodes, offsets, properties }) {
  await connection.run('CREATE TEMP TABLE raw (profile INTEGER, ts BIGINT, seq INTEGER, code INTEGER, price DOUBLE)')
  const price = properties.get('price')
  const amounts = price.values.map((value) => (typeof value === 'number' ? value : null))
  let profile = 0
  await append(connection, 'raw', [INTEGER, BIGINT, INTEGER, INTEGER, DOUBLE], at.length, (row) => {
    while (offsets[profile + 1] <= row) profile++
    return [profile, BigInt(at[row]), row, nameCodes[row], amounts[price.codes[row]]]
  })
  await connection.run(`CREATE TYPE event_name AS ENUM (${quoted(names)})`)
  await connection.run(`CREATE TABLE events AS SELECT profile, ts, seq, ([${quoted(names)}])[code + 1]::event_name AS name, price FROM raw ORDER BY profile, ts, seq`)
  await connection.run('DROP TABLE raw')
}

async function fillVariants(connection, dataset, { document, split }) {
  const { key = `${document.id}/${split}`, variants } = document.steps[split]
  const dealt = variantOfBucket(variants.map(({ weight }) => weight))
  const ids = variants.map(({ id }) => id)
  await connection.run(`CREATE TYPE variant_id AS ENUM (${quoted(ids)})`)
  await connection.run('CREATE TEMP TABLE dealt (profile INTEGER, variant INTEGER)')
  await append(connection, 'dealt', [INTEGER, INTEGER], profileCountOf(dataset), (profile) => [profile, dealt[hashBucket(key, textAt(dataset.profileIds, profile))]])
  await connection.run(`CREATE TABLE variants AS SELECT profile, ([${quoted(ids)}])[variant + 1]::variant_id AS variant FROM dealt ORDER BY profile`)
  await connection.run('DROP TABLE dealt')
}

async function append(connection, table, types, count, cellsOf) {
  const appender = await connection.createAppender(table)
  for (let first = 0; first < count; first += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, count - first) }, (_, index) => cellsOf(first + index))
    const chunk = DuckDBDataChunk.create(types)
    chunk.setColumns(types.map((_, column) => rows.map((cells) => cells[column])))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function quoted(names) {
  return names.map((name) => `'${name}'`).join(', ')
}

/** The money of those converted belongs to the counts of conversions. */
function countsOf(result) {
  const counts = {}
  for (const { what, n, millionths } of result.getRowObjects()) {
    counts[what] = Number(n)
    if (/\.conver(sions|ted)$/.test(what)) counts[what.replace(/conver(sions|ted)$/, 'value')] = Number(millionths)
  }
  return counts
}
