import { describe, expect, test } from 'vitest'
import { zstdCompressSync } from 'node:zlib'
import { readArguments } from '../../../engine/cli/arguments.ts'
import { filesOf, RUN_OPTIONS } from '../../../engine/cli/run-inputs.ts'
import { fileWith, importFiles, temporaryFolder } from './files.ts'

const at = '2024-01-01T00:00:00.000Z'
const turkish = `profileId,at,name,city\na,${at},x,Iğdır\nb,${at},x,Şişli\n`
/** ISO-8859-9 has the letters of Turkish where Latin-1 has those of Icelandic. */
const iso9 = (text: string) => Buffer.from(text.replace(/[ĞİŞğış]/g, (letter) => ({ Ğ: 'Ð', İ: 'Ý', Ş: 'Þ', ğ: 'ð', ı: 'ý', ş: 'þ' })[letter]!), 'latin1')
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('an encoding', () => {
  test.each([
    ['UTF-8', Buffer.from(turkish)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${turkish}`)],
    ['UTF-16 LE with a byte order mark', Buffer.from(`\uFEFF${turkish}`, 'utf16le')],
    ['UTF-16 LE without one', Buffer.from(turkish, 'utf16le')],
    ['UTF-16 BE with a byte order mark', bigEndian(`\uFEFF${turkish}`)],
    ['UTF-16 BE without one', bigEndian(turkish)],
    ['ISO-8859-9', iso9(turkish)],
  ])('%s is detected', async (_, bytes) => {
    expect((await importFiles(fileWith(bytes))).rows.map(({ properties }) => properties['city'])).toEqual(['Iğdır', 'Şişli'])
  })

  test('of Western Europe is told from Turkish by its letters, and may be named', async () => {
    const west = Buffer.from(`profileId,at,name,note\na,${at},x,São Paulo \x80 5\n`, 'latin1')
    expect((await importFiles(fileWith(west))).rows[0]!.properties['note']).toBe('São Paulo € 5')
    const eth = Buffer.from(`profileId,at,name,note\na,${at},x,\xd0\n`, 'latin1')
    expect((await importFiles(fileWith(eth), {}, { options: { encoding: 'windows-1252' } })).rows[0]!.properties['note']).toBe('Ð')
  })

  test('that was named is taken as it is, byte for byte', async () => {
    const bytes = Buffer.concat([Buffer.from(`profileId,at,name\n${`a,${at},x\n`.repeat(4000)}`), Buffer.from(`a,${at},caf\xe9\n`, 'latin1')])
    const { dataset } = await importFiles(fileWith(bytes), {}, { options: { encoding: 'utf-8' } })
    expect([...dataset.names].sort()).toEqual(['caf�', 'x'])
  })

  test('in UTF-16, of a file of many blocks, keeps every character whole', async () => {
    const ids = Array.from({ length: 40_000 }, (_, index) => `kişi-${index}-👩‍🚀`)
    const text = `x\uFEFF`.slice(1) + `profileId,at,name\n${ids.map((id) => `${id},${at},x`).join('\n')}\n`
    for (const bytes of [bigEndian(text), Buffer.from(text, 'utf16le')]) {
      expect((await importFiles(fileWith(bytes))).rows.map(({ profileId }) => profileId)).toEqual([...ids].sort())
    }
  })
})

test('lines that end with a carriage return alone, as old spreadsheets of the Mac write them, are lines', async () => {
  const csv = await importFiles(fileWith(`profileId,at,name,note\ra,${at},x,"1, ""2"""\rb,${at},y,\r`))
  expect(csv.rows.map(({ profileId, name, properties }) => [profileId, name, properties])).toEqual([['a', 'x', { note: '1, "2"' }], ['b', 'y', {}]])
  const many = await importFiles(fileWith(`profileId,at,name\r${`a,${at},x\r`.repeat(400_000)}`))
  expect([many.imported.events, many.imported.rejected]).toEqual([400_000, 0])
  const lines = await importFiles(fileWith(`{"profileId":"a","at":1,"name":"x"}\r{"profileId":"b","at":1,"name":"x"}\r`, 'events.jsonl'))
  expect(lines.rows).toHaveLength(2)
})

test('a folder, and what is no file at all, are refused as what they are', async () => {
  await expect(importFiles(temporaryFolder())).rejects.toMatchObject({ code: 'E_UNREADABLE', message: expect.stringMatching(/: It is a folder\.$/), unusable: true })
  if (process.platform !== 'win32') await expect(importFiles('/dev/null')).rejects.toMatchObject({ code: 'E_UNREADABLE', message: '/dev/null: It is not a regular file.', unusable: true })
})

test('names of columns that are no names are cut in what is said', async () => {
  const refused = importFiles(fileWith(`${'x'.repeat(5000)},b\n1,2\n`))
  await expect(refused).rejects.toMatchObject({ code: 'E_COLUMN_MISSING', message: expect.stringMatching(/Columns: x{60}…, b\.$/) })
})

describe('a header', () => {
  test('that is missing is noticed by an instant in the first line, which is a row then; the columns get numbers', async () => {
    const { rows } = await importFiles(fileWith('a;2024-01-01;buy;5\nb;2024-01-02;buy;6\n'), { profileId: 'column_1', at: 'column_2', name: 'column_3' })
    expect(rows.map(({ profileId, properties }) => [profileId, properties])).toEqual([['a', { column_4: 5 }], ['b', { column_4: 6 }]])
  })

  test('may be given as names, in place of the one there is too', async () => {
    const columns = ['profileId', 'at', 'name', 'price']
    const without = await importFiles(fileWith('a,2024-01-01,buy,5\n'), {}, { options: { columns } })
    const replaced = await importFiles(fileWith('w,x,y,z\na,2024-01-01,buy,5\n'), {}, { options: { columns, header: true } })
    expect([without.rows, replaced.rows]).toEqual([without.rows, without.rows])
    expect(without.rows).toEqual([{ profileId: 'a', at, name: 'buy', properties: { price: 5 } }])
  })

  test('with a mapped name is one, whatever else stands in it; and somebody may say that there is none', async () => {
    expect((await importFiles(fileWith('profileId,at,name,2024-01-01\na,1,x,7\n'))).rows[0]!.properties).toEqual({ '2024-01-01': 7 })
    const options = { header: false }
    const { rows } = await importFiles(fileWith('id,when\na,1\n'), { profileId: 'column_1', at: 'column_2' }, { setName: 'x', options })
    expect(rows.map(({ profileId }) => profileId)).toEqual(['a']) // "id,when" is a row without a readable instant
  })

  test('of more names than there are columns is refused', async () => {
    await expect(importFiles(fileWith('a,2024-01-01\n'), {}, { options: { columns: ['a', 'b', 'c'] } })).rejects.toMatchObject({ code: 'E_COLUMNS', unusable: true, message: expect.stringContaining('2 cells, but 3 names') })
  })
})

describe('text padded with blanks', () => {
  const padded = ' customer_id  date number  value\n 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n\n 00002 19970113  5\n'

  test('is cut at them, however many, and lines of another width are rejected', async () => {
    const { rows, rejects } = await importFiles(fileWith(padded, 'cdnow.txt'), { profileId: 'customer_id', at: 'date' }, { setName: 'purchase', options: { delimiter: 'whitespace' } })
    expect(rows).toEqual([
      { profileId: '00001', at: '1997-01-01T00:00:00.000Z', name: 'purchase', properties: { number: 1, value: 11.77 } },
      { profileId: '00002', at: '1997-01-12T00:00:00.000Z', name: 'purchase', properties: { number: 1, value: 12 } },
    ])
    expect(rejects).toEqual([{ file: 'cdnow.txt', line: 5, reason: 'wrong number of cells: 3, the header has 4', text: ' 00002 19970113  5' }])
  })

  test('is recognised if all first lines have as many cells', async () => {
    expect((await importFiles(fileWith('1 19970101 x\n2  19970102   y\n', 'a.txt'), { profileId: 'column_1', at: 'column_2', name: 'column_3' })).rows).toHaveLength(2)
  })
})

describe('one JSON array', () => {
  const array = (elements: readonly string[]) => fileWith(`[\n  ${elements.join(',\n  ')}\n]\n`, 'events.json')

  test('is read element by element, whatever stands in its strings', async () => {
    const { rows } = await importFiles(array([`{"profileId":"a","at":1,"name":"x","note":"], {\\"\\\\","o":{"list":[1,[2]]}}`, `{"profileId":"b","at":2,"name":"y"}`]))
    expect(rows.map(({ profileId, properties }) => [profileId, properties])).toEqual([['a', { note: '], {"\\', 'o.list': [1, [2]] }], ['b', {}]])
  })

  test('rejects broken elements with the line they start on, and goes on', async () => {
    const { rows, rejects } = await importFiles(array(['{"profileId":"a","at":1,"name":"x"}', '{"profileId":', '7', '{"profileId":"b","at":1,"name":"x"}', '{"cut":']))
    expect(rows.map(({ profileId }) => profileId)).toEqual(['a'])
    expect(rejects.map(({ line, reason }) => [line, reason.split(':')[0]])).toEqual([[3, 'not JSON']])
  })

  test('of many blocks is read whole', async () => {
    const elements = Array.from({ length: 30_000 }, (_, index) => JSON.stringify({ profileId: `p${index % 9}`, at: index, name: 'x', note: `"[${index}]\\` }))
    const { rows } = await importFiles(array(elements))
    expect(rows.map(({ properties }) => properties['note']).sort()).toEqual(elements.map((_, index) => `"[${index}]\\`).sort())
  })
})

test('zstd is recognised by its bytes, and a file of several frames is read to its end', async () => {
  const frames = [`profileId,at,name\na,1,x\n`, `b,2,y\n`.repeat(3)].map((text) => zstdCompressSync(text))
  for (const name of ['events.csv.zst', 'events.csv', 'events']) expect((await importFiles(fileWith(Buffer.concat(frames), name))).rows).toHaveLength(4)
})

test('a run takes events from one JSON array, which is told from a journey by its first character', () => {
  const folder = temporaryFolder()
  const events = fileWith('[{"profileId":"a","at":"2024-01-01T00:00:00Z","name":"x"}]', 'events.json', folder)
  const journey = fileWith(JSON.stringify({ format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'e', trigger: { kind: 'event', event: 'x' }, next: 's' }], steps: { s: { kind: 'exit' } } }), 'j.journey.json', folder)
  const given = readArguments(['--events', events, journey], RUN_OPTIONS)
  expect(filesOf(given, '')).toEqual({ journeys: [journey], events: [events] })
})
