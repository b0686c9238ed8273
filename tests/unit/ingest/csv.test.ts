import { describe, expect, test } from 'vitest'
import { fileWith, importCsv, importFiles, temporaryFolder } from './files.ts'

const at = '2024-01-01T00:00:00.000Z'
const oneCell = async (cell: string) => (await importCsv(['profileId,at,name,value', `a,${at},x,${cell}`])).rows[0]!.properties['value']

describe('CSV', () => {
  test.each([
    ['', undefined], ['true', true], ['TRUE', true], ['False', false], ['1', 1], ['-1.5e3', -1500], ['0.1', 0.1], ['0', 0], ['-0', 0],
    ['999999999999999', 999_999_999_999_999], ['1000000000000000', '1000000000000000'], ['-1000000000000000', '-1000000000000000'],
    ['1000000000000000.5', 1_000_000_000_000_000.5], ['007', '007'], ['NA', 'NA'], ['null', 'null'], ['NaN', 'NaN'], ['+1', '+1'], ['.5', '.5'], ['1.', '1.'], ['1e999', '1e999'],
    [' 1', ' 1'], ['"a ""b"", c"', 'a "b", c'], ['[1]', '[1]'], ['"{""a"":1}"', '{"a":1}'], ['2024-01-01', '2024-01-01'], ['""', undefined],
  ])('the cell %s holds %j', async (cell, value) => {
    expect(await oneCell(cell)).toEqual(value)
  })

  test('columns are found by the mapping, all others become properties, and a properties column is unpacked', async () => {
    const { rows } = await importCsv(
      ['who;when;what;props;plan', `7;${at};x;"{""price"":9.5,""tags"":[""a"",1],""address"":{""city"":""İzmir"",""geo"":{""lat"":1}},""none"":null}";pro`],
      { profileId: 'who', at: 'when', name: 'what', properties: 'props' },
    )
    expect(rows).toEqual([
      { profileId: '7', at, name: 'x', properties: { price: 9.5, tags: ['a', 1], 'address.city': 'İzmir', 'address.geo.lat': 1, none: null, plan: 'pro' } },
    ])
  })

  test('without a mapping the columns profileId, at, name and properties are looked for', async () => {
    const { rows } = await importCsv(['name,properties,at,profileId', `x,"{""a"":1}",${at},p`])
    expect(rows).toEqual([{ profileId: 'p', at, name: 'x', properties: { a: 1 } }])
  })

  test('a properties cell that holds no JSON object stays a property under the name of its column', async () => {
    const { rows } = await importCsv(['profileId,at,name,properties', `a,${at},x,hello`, `a,${at},x,"{""broken"":"`, `a,${at},x,`])
    expect(rows.map(({ properties }) => properties)).toEqual([{ properties: 'hello' }, { properties: '{"broken":' }, {}])
  })

  test('ids and event names are text as written', async () => {
    const { rows } = await importCsv(['profileId,at,name', `007,${at},1.0`, `12345678901234567890,${at},true`])
    expect(rows.map(({ profileId, name }) => [profileId, name])).toEqual([['007', '1.0'], ['12345678901234567890', 'true']])
  })

  test('profile ids may hold quotes, commas, line breaks and emoji', async () => {
    const { rows } = await importCsv(['profileId,at,name', `"say ""hi"", 👩‍🚀",${at},x`, `"two\nlines",${at},x`, `'single',${at},x`])
    expect(rows.map(({ profileId }) => profileId)).toEqual([`'single'`, 'say "hi", 👩‍🚀', 'two\nlines'])
  })

  test('rows are sorted by profile in UTF-16 order, then instant, then the order of files and rows', async () => {
    const folder = temporaryFolder()
    const first = fileWith('profileId,at,name\nb,3,b3-first\nZ,9,z9\nb,1,b1\n\uE000,1,private\n', '2.csv', folder)
    const second = fileWith('profileId,at,name\nb,3,b3-second\na,5,a5\n👩,1,emoji\nb,3,b3-third\n', '1.csv', folder)
    const { rows } = await importFiles([first, second])
    // An emoji is two UTF-16 units that come before U+E000, though its code point comes after.
    expect(rows.map(({ name }) => name)).toEqual(['z9', 'a5', 'b1', 'b3-first', 'b3-second', 'b3-third', 'emoji', 'private'])
  })

  test('a repeated row is a second event', async () => {
    const { rows } = await importCsv(['profileId,at,name', `a,${at},x`, `a,${at},x`])
    expect(rows).toHaveLength(2)
  })

  test('rejected rows carry the line on which they start, also behind cells with line breaks', async () => {
    const { imported, rows, rejects } = await importCsv([
      'profileId,at,name,note',
      `a,${at},x,"one\ntwo\nthree"`, // lines 2 to 4
      `,${at},x,`, // 5
      '', // 6, blank
      `b,,x,"also\nmissing"`, // 7 and 8
      `c,${at},,`, // 9
      `d,${at},x`, // 10: too short
      `e,${at},x,,`, // 11: too long
      `f,"${at}"x,x,`, // 12: text after a quote
      `g,never,x,`, // 13
      `h,${at},x,end`, // 14
    ])
    expect(rows.map(({ profileId, properties }) => [profileId, properties])).toEqual([['a', { note: 'one\ntwo\nthree' }], ['h', { note: 'end' }]])
    expect(rejects).toEqual([
      { file: 'events.csv', line: 5, reason: 'no profile id', text: `,${at},x,` },
      { file: 'events.csv', line: 7, reason: 'no instant', text: 'b,,x,"also\nmissing"' },
      { file: 'events.csv', line: 9, reason: 'no event name', text: `c,${at},,` },
      { file: 'events.csv', line: 10, reason: 'wrong number of cells: 3, the header has 4', text: `d,${at},x` },
      { file: 'events.csv', line: 11, reason: 'wrong number of cells: 5, the header has 4', text: `e,${at},x,,` },
      { file: 'events.csv', line: 12, reason: 'text after a closing quote', text: `f,"${at}"x,x,` },
      { file: 'events.csv', line: 13, reason: 'unreadable instant: never', text: 'g,never,x,' },
    ])
    expect([imported.rejected, imported.rejectedByReason]).toEqual([
      7,
      { 'no profile id': 1, 'no instant': 1, 'no event name': 1, 'wrong number of cells': 2, 'text after a closing quote': 1, 'unreadable instant': 1 },
    ])
  })

  test('a quote that is never closed costs its own line only', async () => {
    const { rows, rejects } = await importCsv(['profileId,at,name', `"a,${at},x`, `b,${at},x`, `c,${at},x`])
    expect(rows.map(({ profileId }) => profileId)).toEqual(['b', 'c'])
    expect(rejects).toEqual([{ file: 'events.csv', line: 2, reason: 'a quote that is never closed', text: `"a,${at},x` }])
  })

  test('a stray quote that meets the opening quote of a later row costs its own line only', async () => {
    const { rows, rejects } = await importCsv(['profileId,at,name,note', `a,${at},x,"5 inch`, `b,${at},x,"quoted"`, `c,${at},x,`])
    expect(rows.map(({ profileId }) => profileId)).toEqual(['b', 'c'])
    expect(rejects.map(({ line }) => line)).toEqual([2])
  })

  test('a line of 10 MB is read, and one of 40 MB is rejected; the lines after them are read too', async () => {
    const note = 'ğ'.repeat(5_000_000)
    const { rows, rejects } = await importCsv(['profileId,at,name,note', `a,${at},x,${note}`, `b,${at},x,${'y'.repeat(40_000_000)}`, `c,${at},x,end`])
    expect(rows.map(({ profileId, properties }) => [profileId, properties['note'] === note])).toEqual([['a', true], ['c', false]])
    expect(rejects.map(({ line, reason, text }) => [line, reason, text.length])).toEqual([[3, 'a line longer than 32 M characters', 2000]])
  })

  test('a cell cut in two by the blocks in which a file is read is whole, in any alphabet', async () => {
    const ids = Array.from({ length: 60_000 }, (_, index) => `kişi-${index}-👩‍🚀-"${index}"`)
    const { rows } = await importCsv(['profileId,at,name', ...ids.map((id, index) => `"${id.replaceAll('"', '""')}",${1_700_000_000 + index},x`)])
    expect(rows.map(({ profileId }) => profileId)).toEqual([...ids].sort())
  })

  test('line ends may be CR LF, the last one may be missing, and a byte order mark is no part of the header', async () => {
    const { rows } = await importFiles(fileWith(`\uFEFFprofileId,at,name,v\r\na,${at},x,1\r\nb,${at},"y",\r\n\r\nc,${at},"z","q"`))
    expect(rows.map(({ profileId, name, properties }) => [profileId, name, properties])).toEqual([['a', 'x', { v: 1 }], ['b', 'y', {}], ['c', 'z', { v: 'q' }]])
  })

  test('UTF-16 text with a byte order mark is read', async () => {
    const { rows } = await importFiles(fileWith(Buffer.from(`\uFEFFprofileId,at,name\nğ,${at},x\n`, 'utf16le')))
    expect(rows.map(({ profileId }) => profileId)).toEqual(['ğ'])
  })

  test.each([['\t', 'events.tsv'], ['\t', 'events.csv'], [';', 'events.csv'], ['|', 'events.txt']])('cells may be separated by %j in %s', async (delimiter, name) => {
    const { rows } = await importFiles(fileWith(`profileId,at,name,v\na,${at},x,1\n`.replaceAll(',', delimiter), name))
    expect(rows).toEqual([{ profileId: 'a', at, name: 'x', properties: { v: 1 } }])
  })

  test('columns without a name get their number, and the second of one name a number of its own', async () => {
    const { rows } = await importCsv(['profileId,at,name,v,,v,v_2', `a,${at},x,1,2,3,4`])
    expect(rows[0]!.properties).toEqual({ v: 1, column_5: 2, v_3: 3, v_2: 4 })
  })

  test('a mapped column that is there twice is refused, as nobody can know which was meant', async () => {
    await expect(importCsv(['profileId,at,name,at', `a,${at},x,1`])).rejects.toMatchObject({ code: 'E_COLUMN_TWICE', unusable: true })
  })

  test('a property named like a mapped column stands beside it, and a column wins over a member of the properties cell of its name', async () => {
    const { rows } = await importCsv(['profileId,at,name,properties,price', `a,${at},x,"{""name"":""Ada"",""price"":1}",2`, `a,${at},x,"{""price"":1}",`])
    expect(rows).toEqual([
      { profileId: 'a', at, name: 'x', properties: { name: 'Ada', price: 2 } },
      { profileId: 'a', at, name: 'x', properties: { price: 1 } },
    ])
  })

  test('a constant event name stands in where a file has no column for it, and only there', async () => {
    const folder = temporaryFolder()
    const without = fileWith(`profileId,at\na,1\n`, 'a.csv', folder)
    const with_ = fileWith(`profileId,at,name\na,2,own\na,3,\n`, 'b.csv', folder)
    const { rows, rejects } = await importFiles([without, with_], {}, { setName: 'constant' })
    expect(rows.map(({ name }) => name)).toEqual(['constant', 'own'])
    expect(rejects.map(({ file, line, reason }) => [file, line, reason])).toEqual([['b.csv', 3, 'no event name']])
  })

  test('more properties than anyone means are refused with an example', async () => {
    const keys = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`id-${index}`, 1]))
    const file = fileWith(`${JSON.stringify({ profileId: 'a', at: 1, name: 'x', ...keys })}\n`, 'events.jsonl')
    await expect(importFiles(file)).rejects.toMatchObject({ code: 'E_TOO_MANY_COLUMNS', unusable: true })
  })
})
