import { describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { numberAsWritten } from '../../../engine/node/ingest/number-as-written.ts'
import { fileWith, importFiles } from './files.ts'

const at = '2024-01-01T00:00:00.000Z'
const importLines = (lines: readonly string[], ...more: [Parameters<typeof importFiles>[1]?, Parameters<typeof importFiles>[2]?]) =>
  importFiles(fileWith(lines.join('\n') + '\n', 'events.jsonl'), ...more)

describe('JSON Lines', () => {
  test('values keep their types, objects become a.b, lists stay lists, and null is told from missing', async () => {
    const { rows } = await importLines([
      `{"profileId":"a","at":"${at}","name":"x","text":"007","yes":true,"n":1.5,"zero":-0,"list":[1,{"b":2},null],"o":{"a":{"b":1},"c":null},"none":null,"empty":{}}`,
      `{"profileId":"a","at":"${at}","name":"y","properties":{"text":"true","o":{"d":"e"}}}`,
      `{"profileId":"a","at":"${at}","name":"z","properties":"{\\"n\\":2}"}`,
      `{"profileId":"a","at":"${at}","name":"w","properties":["kept"],"huge":1e999,"list":[1e999]}`,
    ])
    expect(rows.map(({ properties }) => properties)).toEqual([
      { text: '007', yes: true, n: 1.5, zero: 0, list: [1, { b: 2 }, null], 'o.a.b': 1, 'o.c': null, none: null },
      { text: 'true', 'o.d': 'e' },
      { n: 2 },
      { properties: ['kept'], list: [null] },
    ])
  })

  test('ids and event names that are numbers or booleans keep the text they were written with', async () => {
    const { rows } = await importLines([
      `{"profileId":12345678901234567890,"at":"${at}","name":7.0}`,
      `{"nested":{"profileId":1},"profileId":1e3,"at":"${at}","name":true}`,
      `{"profileId":"007","at":"${at}","name":"x"}`,
    ])
    expect(rows.map(({ profileId, name }) => [profileId, name])).toEqual([['007', 'x'], ['12345678901234567890', '7.0'], ['1e3', 'true']])
  })

  test('a mapping may name a member of an object', async () => {
    const { rows } = await importLines([`{"user":{"id":17.0},"meta":{"at":1700000000},"name":"x"}`], { profileId: 'user.id', at: 'meta.at' })
    expect(rows[0]).toMatchObject({ profileId: '17.0', at: '2023-11-14T22:13:20.000Z', name: 'x' })
  })

  test('a value nested deeper than anybody means costs its own row, and a cell of CSV that holds one stays text', async () => {
    const deep = (open: string, close: string): string => `${open.repeat(20_000)}1${close.repeat(20_000)}`
    const { rows, rejects } = await importLines([
      `{"profileId":"a","at":1,"name":"x","o":${deep('{"a":', '}')}}`,
      `{"profileId":"a","at":1,"name":"x","l":${deep('[', ']')}}`,
      `{"profileId":"a","at":1,"name":"x","l":[${'[1],'.repeat(300)}[1]],"text":"${'['.repeat(300)}"}`,
    ])
    expect([rows.length, rejects.map(({ line, reason }) => [line, reason])]).toEqual([1, [[1, 'nested deeper than 200 levels'], [2, 'nested deeper than 200 levels']]])
    const cell = deep('{""a"":', '}')
    const csv = await importFiles(fileWith(`profileId,at,name,properties\na,1,x,"${cell}"\n`))
    expect(csv.rows[0]!.properties).toEqual({ properties: cell.replaceAll('""', '"') })
  })

  test('lines that are no JSON object, and rows without id, instant or name, are rejected with their line', async () => {
    const { imported, rows, rejects } = await importLines([
      `{"profileId":"a","at":1,"name":"x"}`,
      `{"profileId":"a","at":1,"name":"x"`,
      '',
      `[1]`,
      `{"profileId":null,"at":1,"name":"x"}`,
      `{"profileId":"a","at":null,"name":"x"}`,
      `{"profileId":"a","at":"soon","name":"x"}`,
      `{"profileId":"a","at":1,"name":""}`,
      `{"profileId":{"id":1},"at":1,"name":"x"}`,
      `{"profileId":"b","at":1,"name":"x"}`,
    ])
    expect(rows.map(({ profileId }) => profileId)).toEqual(['a', 'b'])
    expect(rejects.map(({ line, text }) => [line, text.slice(0, 22)])).toEqual([
      [2, '{"profileId":"a","at":'], [4, '[1]'], [5, '{"profileId":null,"at"'], [6, '{"profileId":"a","at":'], [7, '{"profileId":"a","at":'], [8, '{"profileId":"a","at":'],
      [9, '{"profileId":{"id":1},'],
    ])
    expect(imported.rejectedByReason).toEqual({
      'not JSON': 1, 'not a JSON object': 1, 'no profile id': 2, 'no instant': 1, 'unreadable instant': 1, 'no event name': 1,
    })
  })

  test('a line of 10 MB is read, and one that is broken keeps 2,000 characters of its text', async () => {
    const long = 'x'.repeat(10_000_000)
    const { rows, rejects } = await importLines([`{"profileId":"a","at":1,"name":"x","v":"${long}"}`, `{"v":"${long}`, `{"profileId":"b","at":1,"name":"x"}`])
    expect(rows.map(({ profileId, properties }) => [profileId, properties['v'] === long])).toEqual([['a', true], ['b', false]])
    expect(rejects.map(({ line, text }) => [line, text.length])).toEqual([[2, 2000]])
  })

  test('gzip is recognised by its bytes, whatever the name', async () => {
    const zipped = gzipSync(`{"profileId":"a","at":1,"name":"x"}\n`)
    for (const name of ['events.jsonl.gz', 'events.jsonl', 'events']) expect((await importFiles(fileWith(zipped, name))).rows).toHaveLength(1)
  })

  test('a mapped column that no row has is an error that lists the columns there are and the nearest', async () => {
    await expect(importLines([`{"profileid":"a","at":1,"name":"x"}`])).rejects.toMatchObject({
      code: 'E_COLUMN_MISSING', unusable: true, message: expect.stringContaining('Columns: profileid, at, name'), help: expect.stringContaining('"profileid"'),
    })
  })

  test('with a constant event name the file needs no column for it', async () => {
    const { rows } = await importLines([`{"profileId":"a","at":1}`], {}, { setName: 'opened' })
    expect(rows.map(({ name }) => name)).toEqual(['opened'])
  })
})

test.each([
  ['{"a":1.50}', 'a', '1.50'],
  ['{"b":{"a":1},"a":2}', 'a', '2'],
  ['{"a":"1","b":"a\\":7"}', 'a', undefined],
  ['{"x":[{"a":1}],"a":-0}', 'a', '-0'],
  ['{"a":1,"a":2}', 'a', '2'],
  ['{"a":{"b":{"c":3e2}}}', 'a.b.c', '3e2'],
  ['{"a.b":4,"a":{"b":5}}', 'a.b', '4'],
  ['{"a":[5]}', 'a', undefined],
])('the number in %s at %s is written %s', (json, name, text) => {
  expect(numberAsWritten(json, name)).toBe(text)
})
