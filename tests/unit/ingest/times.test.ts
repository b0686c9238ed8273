import { describe, expect, test } from 'vitest'
import { detectTime } from '../../../engine/node/ingest/detect-time.ts'
import { InstantReader } from '../../../engine/node/ingest/instant-reader.ts'
import { fileWith, importFiles } from './files.ts'

const read = (timeFormat: string | undefined, text: string, timeZone?: string) => {
  const found = new InstantReader({ timeFormat, timeZone }, 6).read(text)
  return found && new Date(found.ms).toISOString()
}

describe('a time format', () => {
  test.each([
    ['dd.mm.yyyy', '31.12.2024', '2024-12-31T00:00:00.000Z'],
    ['dd.mm.yyyy', '1.2.2024 9:05', '2024-02-01T09:05:00.000Z'],
    ['dd.mm.yyyy', '01.02.2024 09:05:06,78', '2024-02-01T09:05:06.780Z'],
    ['DD.MM.YYYY HH:MM:SS', '01.02.2024 23:05:06', '2024-02-01T23:05:06.000Z'],
    ['mm/dd/yyyy', '02/01/2024 12:30 am', '2024-02-01T00:30:00.000Z'],
    ['mm/dd/yyyy hh:mm a', '02/01/2024 12:30 PM', '2024-02-01T12:30:00.000Z'],
    ['yyyymmdd', '20240229', '2024-02-29T00:00:00.000Z'],
    ['yyyymmddhhmmss', '20240229101530', '2024-02-29T10:15:30.000Z'],
    ['yyyy/mm/dd hh:mm:ss.sss z', '2024/02/29 10:15:30.25 +0300', '2024-02-29T07:15:30.250Z'],
    ['dd/mm/yy', '31/12/69', '2069-12-31T00:00:00.000Z'],
    ['dd/mm/yy', '31/12/70', '1970-12-31T00:00:00.000Z'],
    ['dd.mm.yyyy', '2024-02-29T10:15:30Z', '2024-02-29T10:15:30.000Z'],
    ['epoch-ms', '1000', '1970-01-01T00:00:01.000Z'],
    ['epoch-s', '20240131', '1970-08-23T06:15:31.000Z'],
    ['epoch-ns', '1709201730123999999', '2024-02-29T10:15:30.123Z'],
  ])('%s reads %s as %s', (format, text, instant) => {
    expect(read(format, text)).toBe(instant)
  })

  test.each([['dd.mm.yyyy', '30.02.2024'], ['dd.mm.yyyy', '1709201730'], ['mm/dd/yyyy', '31/12/2024'], ['mm/dd/yyyy hh:mm a', '02/01/2024 13:30 PM'], ['yyyymmdd', '2024229']])('%s does not read %s', (format, text) => {
    expect(read(format, text)).toBeUndefined()
  })

  test.each(['dd.mm', 'yyyy-mm-dd foo', 'yyyy yyyy mm dd', 'ddd.mm.yyyy', ''])('%j is refused', (format) => {
    expect(() => new InstantReader({ timeFormat: format })).toThrow(expect.objectContaining({ code: 'E_TIME_FORMAT', unusable: true }))
  })
})

describe('a zone', () => {
  test.each([
    ['2024-07-01T12:00:00', '2024-07-01T10:00:00.000Z'],
    ['2024-07-01', '2024-06-30T22:00:00.000Z'],
    ['2024-07-01 12:00', '2024-07-01T10:00:00.000Z'],
    ['2024-07-01T12:00:00Z', '2024-07-01T12:00:00.000Z'],
    ['2024-07-01T12:00:00+03:00', '2024-07-01T09:00:00.000Z'],
    ['1719835200', '2024-07-01T12:00:00.000Z'],
    ['2024-10-27T02:30:00', '2024-10-27T00:30:00.000Z'], // comes twice: the first
    ['2024-03-31T02:30:00', '2024-03-31T01:30:00.000Z'], // does not exist: an hour later
  ])('Europe/Berlin makes %s %s', (text, instant) => {
    expect(read(undefined, text, 'Europe/Berlin')).toBe(instant)
  })

  test('is that of a pattern too, and an unknown one is refused', () => {
    expect(read('dd.mm.yyyy', '01.07.2024 12:00', 'Europe/Istanbul')).toBe('2024-07-01T09:00:00.000Z')
    expect(() => new InstantReader({ timeZone: 'Mars/Olympus' })).toThrow(expect.objectContaining({ code: 'E_TIME_ZONE', unusable: true }))
  })
})

describe('a column of instants', () => {
  test.each([
    [['20240131', '19991231'], 'yyyymmdd', false],
    [['20240131', '20241331'], null, false], // not a date: so none of them is one
    [['20240131', '1709201730'], null, false],
    [['20240131101500'], 'yyyymmddhhmmss', false],
    [['31.12.2024 10:00', '1.1.2025'], 'dd.mm.yyyy', false],
    [['01/02/2024', '13/02/2024'], 'dd/mm/yyyy', false],
    [['01/02/2024', '02/13/2024 10:00'], 'mm/dd/yyyy', false],
    [['01-02-2024', '13-02-2024'], 'dd-mm-yyyy', false],
    [['01/02/2024', '03/04/2024'], 'dd/mm/yyyy', true],
    [['13/02/2024', '02/13/2024'], 'dd/mm/yyyy', true],
    [['2024/02/13'], 'yyyy/mm/dd', false],
    [['2024-01-01', '1709201730'], null, false],
    [['soon', 'never'], null, false],
  ])('%j is %s, ambiguous: %s', (texts, pattern, ambiguous) => {
    expect(detectTime(texts)).toMatchObject({ pattern, ambiguous })
  })

  test('of slashes is read once a value far down shows the day; else somebody has to say', async () => {
    const lines = (last: string) => `profileId,at,name\n${'a,01/02/2024,x\n'.repeat(1500)}a,${last},last\n`
    const { rows, imported } = await importFiles(fileWith(lines('02/13/2024')))
    expect([rows.at(-1)!.at, imported.timestampFormats]).toEqual(['2024-02-13T00:00:00.000Z', [{ format: 'mm/dd/yyyy', rows: 1501 }]])
    await expect(importFiles(fileWith(lines('03/04/2024')))).rejects.toMatchObject({ code: 'E_TIME_AMBIGUOUS', unusable: true, help: expect.stringContaining('--time-format') })
    expect((await importFiles(fileWith(lines('03/04/2024')), {}, { options: { timeFormat: 'dd/mm/yyyy' } })).rows.at(-1)!.at).toBe('2024-04-03T00:00:00.000Z')
  })

  test('each file has its own format, and each is counted', async () => {
    const paths = [fileWith('profileId,at,name\na,31.12.2024,x\n'), fileWith('profileId,at,name\na,1735689600,y\n'), fileWith('profileId,at,name\na,20250102,z\n')]
    const { rows, imported } = await importFiles(paths)
    expect(rows.map((row) => row.at.slice(0, 10))).toEqual(['2024-12-31', '2025-01-01', '2025-01-02'])
    expect(imported.timestampFormats.map(({ format }) => format)).toEqual(['epoch seconds', 'dd.mm.yyyy', 'yyyymmdd'])
  })

  test.each([
    ['user,weekday,hour,event\na,1,0.5,open\n', { profileId: 'user', at: 'hour', name: 'event' }],
    ['user,iso_weekday,hour_utc,event\na,1,0.5,open\n', { profileId: 'user', name: 'event' }],
  ])('a file that tells weekday and hour, but no date, is a clear error', async (text, mapping) => {
    await expect(importFiles(fileWith(text), mapping)).rejects.toMatchObject({ code: 'E_NO_DATE', unusable: true, message: expect.stringContaining('There is no date in this file') })
  })
})
