import { describe, expect, test } from 'vitest'
import { attributesOf, fileWith, importFiles } from './files.ts'

describe('rows that say who somebody is', () => {
  test('become $set: of Segment, the traits alone', async () => {
    const lines = [
      { type: 'track', userId: 'a', timestamp: '2024-01-01T00:00:00Z', event: 'signup', properties: { plan: 'free' } },
      { type: 'identify', userId: 'a', timestamp: '2024-01-02T00:00:00Z', traits: { country: 'TR', address: { city: 'İzmir' }, old: null }, context: { ip: '1.2.3.4' } },
      { type: 'identify', userId: 'a', timestamp: '2024-01-03T00:00:00Z', plan: 'pro' },
    ]
    const { rows } = await importFiles(fileWith(lines.map((line) => JSON.stringify(line)).join('\n'), 'segment.jsonl'), { profileId: 'userId', at: 'timestamp', name: 'event' }, { options: { identify: 'type=identify' } })
    expect(rows.map(({ name, properties }) => [name, properties])).toEqual([
      ['signup', { plan: 'free', type: 'track' }],
      ['$set', { country: 'TR', 'address.city': 'İzmir', old: null }],
      ['$set', { plan: 'pro' }],
    ])
  })

  test('are found by the name of the event too, in CSV: properties before other columns', async () => {
    const csv = `profileId,at,name,properties,plan\na,1,identify,"{""country"":""TR""}",free\na,2,identify,,pro\na,3,buy,"{""price"":1}",pro\n`
    const { rows } = await importFiles(fileWith(csv), {}, { options: { identify: 'identify' } })
    expect(rows.map(({ name, properties }) => [name, properties])).toEqual([['$set', { country: 'TR' }], ['$set', { plan: 'pro' }], ['buy', { price: 1, plan: 'pro' }]])
  })
})

describe('a file of people', () => {
  const events = () => fileWith('profileId,at,name\na,2024-01-02,x\n')

  test('with a column of instants gives $set events at them, every row of them', async () => {
    const people = fileWith('id,valid_from,plan\na,01.01.2024,free\na,03.01.2024,pro\n,01.01.2024,lost\nb,never,pro\n', 'people.csv')
    const { imported, dataset, rows, rejects } = await importFiles(events(), {}, { profiles: { path: people, at: 'valid_from' } })
    expect(rows.map(({ at, name, properties }) => [at.slice(0, 10), name, properties])).toEqual([
      ['2024-01-01', '$set', { plan: 'free' }], ['2024-01-02', 'x', {}], ['2024-01-03', '$set', { plan: 'pro' }],
    ])
    expect([imported.attributesAsOf, dataset.attributesAsOfExport, attributesOf(dataset)]).toEqual(['dated', undefined, { a: {} }])
    expect(rejects.map(({ file, line, reason }) => [file, line, reason])).toEqual([['people.csv', 4, 'no profile id'], ['people.csv', 5, 'unreadable instant: never']])
  })

  test('in JSON Lines likewise', async () => {
    const people = fileWith('{"id":"a","at":"2024-01-01T00:00:00Z","plan":"free","old":null}\n', 'people.jsonl')
    const { rows } = await importFiles(events(), {}, { profiles: { path: people, at: 'at' } })
    expect(rows[0]).toEqual({ profileId: 'a', at: '2024-01-01T00:00:00.000Z', name: '$set', properties: { plan: 'free', old: null } })
  })

  test('without one is as of the export, which the dataset remembers', async () => {
    const { imported, dataset } = await importFiles(events(), {}, { profiles: { path: fileWith('id,plan\na,pro\n', 'people.csv') } })
    expect([imported.attributesAsOf, dataset.attributesAsOfExport]).toEqual(['export', true])
  })

  test('whose column of instants is not there is an error', async () => {
    await expect(importFiles(events(), {}, { profiles: { path: fileWith('id,plan\na,pro\n', 'people.csv'), at: 'since' } })).rejects.toMatchObject({ code: 'E_COLUMN_MISSING' })
  })
})
