import { describe, expect, test } from 'vitest'
import { previewSchema } from '../../../engine/api/dataset-methods.ts'
import { columnSignature, previewFile } from '../../../engine/node/ingest/index.ts'
import { fileWith } from './files.ts'

const preview = async (content: string, name?: string) => {
  const found = await previewFile(fileWith(content, name))
  expect(previewSchema.parse(found)).toEqual(found)
  return found
}

describe('a preview', () => {
  test('suggests a mapping, says why, and shows the first rows', async () => {
    const found = await preview('user_id,timestamp,event,properties,plan\n1,2024-01-01T00:00:00Z,signup,"{""a"":1}",pro\n2,2024-01-02T00:00:00Z,buy,"{}",\n1,2024-01-03T00:00:00Z,buy,"{}",pro\n')
    expect(found).toMatchObject({ format: 'csv', mapping: { profileId: 'user_id', at: 'timestamp', name: 'event', properties: 'properties' }, needsSetName: false })
    expect(found.columns).toEqual([
      { name: 'user_id', type: 'number', samples: ['1', '2'], role: 'profileId', why: 'the column is called "user_id", and it holds 2 different values in 3 rows' },
      {
        name: 'timestamp', type: 'instant', role: 'at', why: 'every value is an instant (ISO 8601), and the column is called "timestamp"',
        samples: ['2024-01-01T00:00:00Z', '2024-01-02T00:00:00Z', '2024-01-03T00:00:00Z'],
      },
      { name: 'event', type: 'text', samples: ['signup', 'buy'], role: 'name', why: 'the column is called "event", and it holds 2 different values' },
      { name: 'properties', type: 'json', samples: ['{"a":1}', '{}'], role: 'properties', why: 'every value is a JSON object, and the column is called "properties"' },
      { name: 'plan', type: 'text', samples: ['pro'], role: 'property', why: 'one value in 2 rows' },
    ])
    expect(found.rows).toEqual([
      ['1', '2024-01-01T00:00:00Z', 'signup', '{"a":1}', 'pro'],
      ['2', '2024-01-02T00:00:00Z', 'buy', '{}', null],
      ['1', '2024-01-03T00:00:00Z', 'buy', '{}', 'pro'],
    ])
  })

  test.each([
    ['profileId,at,name\na,1700000000,x\n', { profileId: 'profileId', at: 'at', name: 'name' }],
    ['customer_id;ts;event_name\n7;1700000000000;x\n', { profileId: 'customer_id', at: 'ts', name: 'event_name' }],
    ['Household ID,Date\n1,2024-01-01\n', { profileId: 'Household ID', at: 'Date' }],
    ['id,event_id,user,time,action\n1,9,u,2024-01-01,x\n', { profileId: 'user', at: 'time', name: 'action' }],
    // by content: no usual name anywhere
    ['who,moment,price\nann,2024-01-01T10:00,3\nbob,2024-01-01T11:00,4\nann,2024-01-02T10:00,5\n', { profileId: 'who', at: 'moment' }],
    // ids of things, and of one thing, are not people's
    ['fan,stepId,when\na,s1,2024-01-01\nb,s1,2024-01-01\na,s2,2024-01-02\n', { profileId: 'fan', at: 'when' }],
    ['member,stepId,timestamp\na,s1,2024-01-01\nb,s1,2024-01-01\na,s1,2024-01-02\n', { profileId: 'member', at: 'timestamp' }],
    ['card_id,day_no,purchase_moment\n1,3,1700000000\n2,4,1700000100\n1,5,1700000200\n', { profileId: 'card_id', at: 'purchase_moment' }],
  ])('of %j maps %j', async (content, mapping) => {
    const found = await preview(content)
    expect([found.mapping, found.needsSetName]).toEqual([mapping, !('name' in mapping)])
  })

  test('of JSON Lines gathers the columns of all rows, and gives missing values as null', async () => {
    const found = await preview('{"userId":"a","ts":1700000000,"event":"x","list":[1]}\n{"userId":"b","ts":1700000001,"event":"y","deep":{"a":1},"ok":false,"none":null}\n', 'e.jsonl')
    expect(found.columns.map(({ name, type }) => [name, type])).toEqual([
      ['userId', 'text'], ['ts', 'number'], ['event', 'text'], ['list', 'json'], ['deep', 'json'], ['ok', 'boolean'], ['none', 'empty'],
    ])
    expect(found.rows).toEqual([['a', '1700000000', 'x', '[1]', null, null, null], ['b', '1700000001', 'y', null, '{"a":1}', 'false', null]])
  })

  test('of a large file reads its first rows only', async () => {
    const line = `a,2024-01-01,x,${'y'.repeat(500)}\n`
    const found = await preview(`profileId,at,name,note\n${line.repeat(30_000)}`)
    expect([found.rows.length, found.rows[0]![3]!.length, found.columns[3]!.why]).toEqual([20, 200, 'one value in 1000 rows'])
  })

  test('says what was detected, and why', async () => {
    const found = await preview('1;01.02.2024 10:00;x\n2;02.02.2024 11:00;y\n')
    expect(found.detected.map(({ what, value }) => [what, value])).toEqual([['encoding', 'utf-8'], ['delimiter', 'semicolon'], ['header', 'no'], ['timeFormat', 'dd.mm.yyyy']])
    expect(found.detected.every(({ why }) => why !== '')).toBe(true)
    expect(found.columns[1]).toMatchObject({ name: 'column_2', type: 'instant', role: 'at', why: 'every value is an instant (dd.mm.yyyy)' })
  })

  test('with options shows the file read so', async () => {
    const found = await previewFile(fileWith('a|b,2024-01-01\n'), { delimiter: 'pipe', columns: ['who', 'when'] })
    expect([found.columns.map(({ name }) => name), found.rows, found.options]).toEqual([['who', 'when'], [['a', 'b,2024-01-01']], { delimiter: 'pipe', columns: ['who', 'when'] }])
  })

  test.each([
    ['id,day,what\na,2024-01-01,x\na,2024-01-02,x\n', ['N_DAYS_ONLY']],
    ['id,day,what\na,20240101,x\na,20240102,x\n', ['N_DAYS_ONLY']],
    ['id,time,what\na,2024-01-01 10:00:00,x\na,2024-01-02 10:00:00,x\n', ['N_NO_ZONE']],
    ['id,time,what\na,2024-01-01T10:00:00Z,x\na,2024-01-02T10:00:00Z,x\n', []],
    ['id,time,what\na,1704103200,x\na,1704189600,x\n', []],
    ['CaseID,ActivityID,time\n1,3,2024-01-01T10:00:00Z\n1,3,2024-01-02T10:00:00Z\n1,5,2024-01-02T10:00:00Z\n', ['N_EVENT_CODES']],
    ['id,date,what\na,01/02/2024,x\na,03/04/2024,x\n', ['E_TIME_AMBIGUOUS', 'N_DAYS_ONLY']],
    ['user_id,iso_weekday,hour_utc,event\na,1,0.5,open\na,7,23.9,open\n', ['E_NO_DATE']],
    ['customer,plan\na,pro\nb,free\n', ['E_NO_INSTANT']],
  ])('of %j notes %j', async (content, codes) => {
    expect((await preview(content)).notes.map(({ code }) => code)).toEqual(codes)
  })

  test('takes mapping, options and constant of last time for a file with the same columns', async () => {
    let asked = ''
    const last = { mapping: { profileId: 'b', at: 'a' }, setName: 'seen', options: { timeZone: 'Europe/Istanbul' }, at: 7 }
    const recall = (signature: string) => ((asked = signature), last)
    const found = await previewFile(fileWith('a,b\n2024-01-01,x\n'), undefined, recall)
    expect(found).toMatchObject({ mapping: last.mapping, setName: 'seen', options: last.options, remembered: { at: 7 }, needsSetName: true })
    expect(found.columns.map(({ role, why }) => [role, why])).toEqual([['at', 'as last time'], ['profileId', 'as last time']])
    const [other, same, another] = await Promise.all(['B;A\n1;2\n', 'B,a\n1,2\n', 'a,c\n1,2\n'].map((text) => columnSignature(fileWith(text))))
    expect([other, same, another !== asked]).toEqual([asked, asked, true])
  })

  test('of a file that cannot be used is the same error as an import', async () => {
    await expect(previewFile(fileWith(''))).rejects.toMatchObject({ code: 'E_EMPTY_FILE', unusable: true })
  })
})
