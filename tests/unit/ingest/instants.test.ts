import { describe, expect, test } from 'vitest'
import { parseInstant, timestampFormats } from '../../../engine/node/ingest/instants.ts'
import { importCsv, importFiles, fileWith } from './files.ts'

const read = (text: string): [string, string] | undefined => {
  const found = parseInstant(text)
  return found && [timestampFormats[found.format]!, new Date(found.ms).toISOString()]
}

describe('instants', () => {
  test.each([
    ['2024-02-29', 'ISO 8601', '2024-02-29T00:00:00.000Z'],
    ['2024-02-29T10:15', 'ISO 8601', '2024-02-29T10:15:00.000Z'],
    ['2024-02-29T10:15:30', 'ISO 8601', '2024-02-29T10:15:30.000Z'],
    ['2024-02-29 10:15:30', 'ISO 8601', '2024-02-29T10:15:30.000Z'],
    ['2024-02-29T10:15:30Z', 'ISO 8601', '2024-02-29T10:15:30.000Z'],
    ['2024-02-29T10:15:30.987Z', 'ISO 8601', '2024-02-29T10:15:30.987Z'],
    ['2024-02-29T10:15:30.9', 'ISO 8601', '2024-02-29T10:15:30.900Z'],
    ['2024-02-29T10:15:30.123999', 'ISO 8601', '2024-02-29T10:15:30.123Z'],
    ['2024-02-29T10:15:30+03:00', 'ISO 8601', '2024-02-29T07:15:30.000Z'],
    ['2024-02-29T10:15:30.5-0330', 'ISO 8601', '2024-02-29T13:45:30.500Z'],
    ['2024-02-29 10:15:30+00', 'ISO 8601', '2024-02-29T10:15:30.000Z'],
    ['20240229T101530Z', 'ISO 8601', '2024-02-29T10:15:30.000Z'],
    ['2024-02-28T24:00:00', 'ISO 8601', '2024-02-29T00:00:00.000Z'],
    ['1969-12-31T23:59:59.9999Z', 'ISO 8601', '1969-12-31T23:59:59.999Z'],
    ['0', 'epoch seconds', '1970-01-01T00:00:00.000Z'],
    ['1709201730', 'epoch seconds', '2024-02-29T10:15:30.000Z'],
    ['0000000000', 'epoch seconds', '1970-01-01T00:00:00.000Z'],
    ['9999999999', 'epoch seconds', '2286-11-20T17:46:39.000Z'],
    ['0001709201730', 'epoch seconds', '2024-02-29T10:15:30.000Z'],
    ['9999999999999', 'epoch milliseconds', '2286-11-20T17:46:39.999Z'],
    ['1709201730.123', 'epoch seconds', '2024-02-29T10:15:30.123Z'],
    ['1709201730.1239', 'epoch seconds', '2024-02-29T10:15:30.123Z'],
    ['1709201730123', 'epoch milliseconds', '2024-02-29T10:15:30.123Z'],
    ['1709201730123.9', 'epoch milliseconds', '2024-02-29T10:15:30.123Z'],
    ['1709201730123999', 'epoch microseconds', '2024-02-29T10:15:30.123Z'],
    ['1709201730123999999', 'epoch nanoseconds', '2024-02-29T10:15:30.123Z'],
    ['1.7e9', 'epoch seconds', '2023-11-14T22:13:20.000Z'],
    ['-1', 'epoch seconds', '1969-12-31T23:59:59.000Z'],
    ['99999999999', 'epoch seconds', '5138-11-16T09:46:39.000Z'],
    ['100000000000', 'epoch milliseconds', '1973-03-03T09:46:40.000Z'],
    ['100000000000000', 'epoch microseconds', '1973-03-03T09:46:40.000Z'],
    ['99999999999999999', 'epoch microseconds', '5138-11-16T09:46:39.999Z'],
    ['100000000000000000', 'epoch nanoseconds', '1973-03-03T09:46:40.000Z'],
  ])('%s is read as %s', (text, format, instant) => {
    expect(read(text)).toEqual([format, instant])
  })

  test.each(['', 'yesterday', '2024-02-30', '2023-02-29', '2024-13-01', '2024-01-01T25:00:00', '2024-01-01T10:60:00', '2024-01-01T24:00:01', '29.02.2024', '02/29/2024',
    '2024-0229', '2024-01-01T10:00:00+25:00', '1e999', '+1', '.5', '99999999999999999999999999', '2024-01-01TZ'])('%s is no instant', (text) => {
    expect(read(text)).toBeUndefined()
  })

  test('the calendar agrees with that of the platform over four centuries', () => {
    for (let day = -100_000; day < 120_000; day += 17) {
      const text = new Date(day * 86_400_000 + 12_345_678).toISOString()
      expect(parseInstant(text)?.ms).toBe(Date.parse(text))
    }
  })

  test('a file may write its instants in five ways; each is counted and an unreadable one is rejected with what stood there', async () => {
    const { imported, rows, rejects } = await importCsv([
      'profileId,at,name',
      'a,2024-02-29T10:15:30+03:00,iso',
      'a,1709190930,seconds',
      'a,1709190930001,milliseconds',
      'a,1709190930002999,microseconds',
      'a,1709190930003999999,nanoseconds',
      'a,29/02/2024,unreadable',
    ])

    expect(rows.map(({ at, name }) => [name, at])).toEqual([
      ['iso', '2024-02-29T07:15:30.000Z'],
      ['seconds', '2024-02-29T07:15:30.000Z'],
      ['milliseconds', '2024-02-29T07:15:30.001Z'],
      ['microseconds', '2024-02-29T07:15:30.002Z'],
      ['nanoseconds', '2024-02-29T07:15:30.003Z'],
    ])
    expect(imported.timestampFormats).toEqual(
      ['ISO 8601', 'epoch seconds', 'epoch milliseconds', 'epoch microseconds', 'epoch nanoseconds'].map((format) => ({ format, rows: 1 })),
    )
    expect(rejects).toEqual([{ file: 'events.csv', line: 7, reason: 'unreadable instant: 29/02/2024', text: 'a,29/02/2024,unreadable' }])
  })

  test('a JSON number of nanoseconds is cut by its digits, which a double cannot hold', async () => {
    const file = fileWith('{"profileId":"a","at":1709190930123999999,"name":"x"}\n', 'events.jsonl')
    expect((await importFiles(file)).rows[0]!.at).toBe('2024-02-29T07:15:30.123Z')
  })
})
