import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { sqlText, withDuckDb } from '../../../engine/node/ingest/duckdb.ts'
import { attributesOf, fileWith, importFiles, temporaryFolder } from './files.ts'

async function parquet(select: string): Promise<string> {
  const path = join(temporaryFolder(), 'events.parquet')
  await withDuckDb([path], (connection) => connection.run(`COPY (${select}) TO ${sqlText(path)} (FORMAT parquet)`))
  return path
}

describe('Parquet', () => {
  test('values keep their types: integers beyond 2^53 become text, decimals numbers, structs a.b, lists stay, instants become ISO text', async () => {
    const path = await parquet(`SELECT 42::BIGINT AS "profileId", TIMESTAMP '2024-01-01 10:00:00.123456' AS at, 'x' AS name,
      9007199254740992::BIGINT AS safe, 9007199254740993::BIGINT AS big, 12.50::DECIMAL(10, 2) AS price, 'NaN'::DOUBLE AS nan, NULL::INTEGER AS nothing,
      {'a': {'b': 1}, 'c': [1, NULL, 3], 'd': NULL} AS s, MAP {'k': 'v'} AS m, DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 01:02:03.456789' AS ts,
      TIME '01:02:03' AS tod, true AS yes, 'b'::BLOB AS bytes, 3::UTINYINT AS tiny, '007' AS text, ''::VARCHAR AS blank`)
    expect((await importFiles(path)).rows).toEqual([
      {
        profileId: '42', at: '2024-01-01T10:00:00.123Z', name: 'x',
        properties: {
          safe: 9_007_199_254_740_992, big: '9007199254740993', price: 12.5, 's.a.b': 1, 's.c': [1, null, 3], 'm.k': 'v', day: '2024-02-29T00:00:00.000Z',
          ts: '2024-02-29T01:02:03.456Z', tod: '01:02:03', yes: true, bytes: 'b', tiny: 3, text: '007', blank: '',
        },
      },
    ])
  })

  test.each([
    ["TIMESTAMPTZ '2024-01-01 10:00:00+03'", '2024-01-01T07:00:00.000Z', 'timestamp column'],
    ["TIMESTAMP_NS '2024-01-01 10:00:00.123456789'", '2024-01-01T10:00:00.123Z', 'timestamp column'],
    ["TIMESTAMP_S '2024-01-01 10:00:00'", '2024-01-01T10:00:00.000Z', 'timestamp column'],
    ["TIMESTAMP_MS '2024-01-01 10:00:00.120'", '2024-01-01T10:00:00.120Z', 'timestamp column'],
    ["TIMESTAMP '1969-12-31 23:59:59.9999'", '1969-12-31T23:59:59.999Z', 'timestamp column'],
    ["DATE '2024-02-29'", '2024-02-29T00:00:00.000Z', 'timestamp column'],
    ['1709201730123999999::BIGINT', '2024-02-29T10:15:30.123Z', 'epoch nanoseconds'],
    ['1709201730.25::DOUBLE', '2024-02-29T10:15:30.250Z', 'epoch seconds'],
    ["'2024-02-29'", '2024-02-29T00:00:00.000Z', 'ISO 8601'],
  ])('the instant %s is %s, a %s', async (sql, instant, format) => {
    const { imported, rows } = await importFiles(await parquet(`SELECT 'a' AS "profileId", ${sql} AS at, 'x' AS name`))
    expect([rows[0]!.at, imported.timestampFormats]).toEqual([instant, [{ format, rows: 1 }]])
  })

  test('ids and instants that are decimals keep every digit, as exports of warehouses have them', async () => {
    const path = await parquet(`SELECT * FROM (VALUES (12345678901234567890::DECIMAL(38, 0), 1700000000123999999::DECIMAL(38, 0), 'x', 123456789012345678::DECIMAL(18, 0)),
      (12345678901234567891::DECIMAL(38, 0), 1700000000123999999::DECIMAL(38, 0), 'x', 7::DECIMAL(18, 0))) AS t("profileId", "at", name, n)`)
    expect((await importFiles(path)).rows).toEqual([
      { profileId: '12345678901234567890', at: '2023-11-14T22:13:20.123Z', name: 'x', properties: { n: '123456789012345678' } },
      { profileId: '12345678901234567891', at: '2023-11-14T22:13:20.123Z', name: 'x', properties: { n: 7 } },
    ])
    const seconds = await parquet(`SELECT 7::DECIMAL(10, 2) AS "profileId", 1700000000.123999999::DECIMAL(19, 9) AS at, 'x' AS name`)
    expect((await importFiles(seconds)).rows).toEqual([{ profileId: '7', at: '2023-11-14T22:13:20.123Z', name: 'x', properties: {} }])
  })

  test('bytes that are text are text, and a column of others does not keep a file from being read', async () => {
    const path = await parquet(String.raw`SELECT 'ann'::BLOB AS "profileId", 1 AS at, 'x'::BLOB AS name, '\xC5\x9Fube'::BLOB AS place, '\xAA\xBB'::BLOB AS digest`)
    const { rows } = await importFiles(path)
    expect(rows).toEqual([{ profileId: 'ann', at: '1970-01-01T00:00:01.000Z', name: 'x', properties: { place: 'şube', digest: String.raw`\xAA\xBB` } }])
  })

  test('rows come in the order of the file, and rejects carry their row and their values', async () => {
    const path = await parquet(`SELECT * FROM (VALUES ('b', 1, 'first', '{"v": null}'), (NULL, 1, 'x', NULL), ('a', NULL, 'x', NULL), ('b', 1, 'second', '{"v": [2]}'),
      ('a', 5, NULL, NULL)) AS t("profileId", "at", name, properties)`)
    const { rows, rejects } = await importFiles(path)
    expect(rows.map(({ profileId, name, properties }) => [profileId, name, properties])).toEqual([['b', 'first', { v: null }], ['b', 'second', { v: [2] }]])
    expect(rejects).toEqual([
      { file: 'events.parquet', line: 2, reason: 'no profile id', text: '{"at":1,"name":"x"}' },
      { file: 'events.parquet', line: 3, reason: 'no instant', text: '{"profileId":"a","name":"x"}' },
      { file: 'events.parquet', line: 5, reason: 'no event name', text: '{"profileId":"a","at":5}' },
    ])
  })

  test('many thousand rows keep their order, and a struct of properties is unpacked', async () => {
    const path = await parquet(`SELECT 'p' || (i % 7) AS "profileId", 1000 - i // 100 AS at, 'x' AS name, {'i': i} AS properties FROM range(50000) r(i)`)
    const { rows } = await importFiles(path)
    const expected = Array.from({ length: 50_000 }, (_, i) => ({ id: `p${i % 7}`, at: 1000 - Math.floor(i / 100), i }))
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) || a.at - b.at || a.i - b.i)
    expect(rows.map(({ properties }) => properties['i'])).toEqual(expected.map(({ i }) => i))
  })

  test('a compressed Parquet file is read too', async () => {
    const path = await parquet(`SELECT 'a' AS "profileId", 1 AS at, 'x' AS name`)
    expect((await importFiles(fileWith(gzipSync(readFileSync(path)), 'events.parquet.gz'))).rows).toHaveLength(1)
  })

  test('a profiles file may be Parquet', async () => {
    const profiles = await parquet(`SELECT 'a' AS id, {'plan': 'pro'} AS account, NULL AS nothing, 7 AS age`)
    const { dataset } = await importFiles(fileWith('profileId,at,name\na,1,x\n'), {}, { profiles: { path: profiles } })
    expect(attributesOf(dataset)).toEqual({ a: { 'account.plan': 'pro', age: 7 } })
  })

  test('a damaged Parquet file is unusable, and says why', async () => {
    const whole = readFileSync(await parquet(`SELECT 'a' AS "profileId", 1 AS at, 'x' AS name`))
    await expect(importFiles(fileWith(whole.subarray(0, whole.length - 10), 'cut.parquet'))).rejects.toMatchObject({ code: 'E_PARQUET', unusable: true })
  })

  test('one that is damaged in the middle is unusable too, and is not taken for a shorter one', async () => {
    const path = join(temporaryFolder(), 'events.parquet')
    const select = `SELECT 'person-number-' || i AS "profileId", 1700000000 + i AS at, 'x' AS name FROM range(200000) AS numbers(i)`
    await withDuckDb([path], (connection) => connection.run(`COPY (${select}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 10000)`))
    const bytes = readFileSync(path)
    const late = Math.floor(bytes.length * 0.95) // what DuckDB comes to when it has given the first rows
    writeFileSync(path, Buffer.concat([bytes.subarray(0, late), Buffer.alloc(1000, 0xff), bytes.subarray(late + 1000)]))
    await expect(importFiles(path)).rejects.toMatchObject({ code: 'E_PARQUET', unusable: true, message: expect.stringMatching(/only \d+ of its 200000 rows could be read\.$/) })
  })

  test('a missing mapped column lists the columns there are', async () => {
    await expect(importFiles(await parquet(`SELECT 'a' AS user_id, 1 AS at, 'x' AS name`))).rejects.toMatchObject({
      code: 'E_COLUMN_MISSING', unusable: true, message: expect.stringContaining('Columns: user_id, at, name'), help: expect.stringContaining('"user_id"'),
    })
  })
})

describe('DuckDB is shut in', () => {
  const other = fileWithin()
  function fileWithin(): string {
    return import.meta.filename
  }

  test.each([
    ['installing an extension', 'INSTALL httpfs'],
    ['loading an extension', 'LOAD httpfs'],
    ['loading one from a file', `LOAD '/tmp/x.duckdb_extension'`],
    ['reading over http', `SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`],
    ['reading from S3', `SELECT * FROM read_parquet('s3://bucket/x.parquet')`],
    ['reading another file', `SELECT * FROM read_text(${sqlText(other)})`],
    ['writing another file', `COPY (SELECT 1) TO '/tmp/rehearsal-should-not-be.csv'`],
    ['attaching a database', `ATTACH '/tmp/rehearsal-should-not-be.db'`],
    ['opening up again', 'SET enable_external_access = true'],
    ['allowing more paths', `SET allowed_paths = ['/']`],
    ['loading extensions by itself', 'SET autoload_known_extensions = true'],
  ])('%s is refused', async (_, sql) => {
    const path = fileWith('a\n1\n')
    await withDuckDb([path], async (connection) => {
      await expect(connection.run(sql)).rejects.toThrow(/disabled|locked|not allowed|cannot|permission/i)
      expect((await connection.runAndReadAll(`SELECT * FROM read_csv(${sqlText(path)})`)).getRows()).toHaveLength(1)
    })
  })
})

test('what DuckDB puts aside is gone afterwards, and what a killed process had put aside goes with the next one; nothing else in that folder does', async () => {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = temporaryFolder()
  try {
    const machine = hostname().replace(/[^A-Za-z0-9]/g, '').slice(0, 24) || 'here'
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    const left = join(tmpdir(), `.rehearsal-duckdb-${machine}-${pid}-0123abcd.partial`)
    mkdirSync(left)
    writeFileSync(join(left, 'duckdb_temp_storage-0.tmp'), 'of somebody')
    mkdirSync(join(tmpdir(), '.of-others'))
    const inside = await withDuckDb([], async () => readdirSync(tmpdir()))
    expect(inside.toSorted()).toEqual(['.of-others', expect.stringMatching(`^\\.rehearsal-duckdb-${machine}-${process.pid}-[0-9a-f]{8}\\.partial$`)])
    expect(readdirSync(tmpdir())).toEqual(['.of-others'])
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
})
