import { describe, expect, test } from 'vitest'
import { buildDataset, eventCountOf, profileCountOf, textAt } from '../../../engine/core/model/dataset.ts'
import { derivedDigest, sampleProfiles, sliceTime } from '../../../engine/node/columns/index.ts'
import { attributesOf, rowsOf } from '../ingest/files.ts'

const people = buildDataset(
  Array.from({ length: 9000 }, (_, index) => ({ profileId: `p${index % 3000}`, at: index, name: `n${index % 2}`, properties: { mine: `value-${index % 3000}`, ...(index % 7 === 0 ? { none: null } : {}) } })),
  [{ profileId: 'p1', attributes: { plan: 'pro' } }, { profileId: 'quiet', attributes: { plan: 'free' } }],
  'sha256:x',
)
const idsOf = (dataset: typeof people) => Array.from({ length: profileCountOf(dataset) }, (_, index) => textAt(dataset.profileIds, index))

describe('a sample', () => {
  test('has whole profiles, about as many as asked for, and nothing of anybody else', () => {
    const sample = sampleProfiles(people, 0.1, 0, 'sha256:s')
    const ids = new Set(idsOf(sample))
    expect(ids.size).toBeGreaterThan(240)
    expect(ids.size).toBeLessThan(360)
    expect(rowsOf(sample)).toEqual(rowsOf(people).filter(({ profileId }) => ids.has(profileId)))
    expect(sample.properties.get('mine')!.values.slice(2).sort()).toEqual([...ids].filter((id) => id !== 'quiet').map((id) => `value-${id.slice(1)}`).sort())
    expect([sample.digest, sample.firstAt <= sample.lastAt, sample.lastAt <= 8999]).toEqual(['sha256:s', true, true])
  })

  test('of a larger share holds that of a smaller one, another seed takes others, and all of them are all', () => {
    const small = idsOf(sampleProfiles(people, 0.05, 1, ''))
    expect(idsOf(sampleProfiles(people, 0.2, 1, ''))).toEqual(expect.arrayContaining(small))
    expect(idsOf(sampleProfiles(people, 0.05, 2, ''))).not.toEqual(small)
    const all = sampleProfiles(people, 1, 3, '')
    expect([rowsOf(all), attributesOf(all), idsOf(all)]).toEqual([rowsOf(people), attributesOf(people), idsOf(people)])
  })
})

describe('a slice', () => {
  const dataset = buildDataset(
    [
      { profileId: 'a', at: 1, name: '$set', properties: { plan: 'free', city: 'İzmir', gone: 1 } },
      { profileId: 'a', at: 2, name: '$set', properties: { plan: 'pro', gone: null } },
      { profileId: 'a', at: 5, name: 'buy', properties: { price: 1 } },
      { profileId: 'a', at: 9, name: 'buy', properties: { price: 2 } },
      { profileId: 'b', at: 4, name: 'early' },
      { profileId: 'c', at: 5, name: '$set', properties: { plan: null } },
    ],
    [{ profileId: 'a', attributes: { age: 30, plan: 'none' } }, { profileId: 'd', attributes: { age: 40 } }],
  )

  test('has the events from its beginning up to its end, and everybody as they were then', () => {
    const slice = sliceTime(dataset, 5, 9, 'sha256:t')
    expect(rowsOf(slice).map(({ profileId, name, properties }) => [profileId, name, properties])).toEqual([['a', 'buy', { price: 1 }], ['c', '$set', { plan: null }]])
    expect(attributesOf(slice)).toEqual({ a: { age: 30, plan: 'pro', city: 'İzmir' }, c: {}, d: { age: 40 } })
    expect([slice.names, slice.firstAt, slice.lastAt, [...slice.attributeRows!], eventCountOf(slice)]).toEqual([['$set', 'buy'], 5, 5, [1, 0, 1], 2])
  })

  test('without a beginning changes nobody', () => {
    expect(attributesOf(sliceTime(dataset, -Infinity, 9, ''))).toEqual(attributesOf(dataset))
  })
})

test('a derived digest is the same of the same, and another of anything else', () => {
  const digest = derivedDigest('x', { how: 'sample', share: 0.1 })
  expect(derivedDigest('x', { share: 0.1, how: 'sample' })).toBe(digest)
  expect(new Set([digest, derivedDigest('y', { how: 'sample', share: 0.1 }), derivedDigest('x', { how: 'sample', share: 0.2 })]).size).toBe(3)
})
