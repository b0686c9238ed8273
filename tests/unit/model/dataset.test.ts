import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildDataset, eventCountOf, profileCountOf, textAt, type EventDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'

/** The rows of a dataset in its own order. */
function rows({ profileIds, offsets, at, names, nameCodes, properties }: EventDataset): unknown[] {
  return Array.from({ length: offsets.length - 1 }, (_, profile) => profile).flatMap((profile) =>
    Array.from({ length: offsets[profile + 1]! - offsets[profile]! }, (_, index) => {
      const row = offsets[profile]! + index
      const known = [...properties].flatMap(([name, { codes, values }]) => (values[codes[row]!] === undefined ? [] : [[name, values[codes[row]!]] as const]))
      return { profileId: textAt(profileIds, profile), at: at[row]!, name: names[nameCodes[row]!]!, properties: Object.fromEntries(known) }
    }),
  )
}

describe('a dataset', () => {
  it('has its rows by profile in UTF-16 order, then instant, then as given', () => {
    const event = (profileId: string, at: number, n: number): PlainEvent => ({ profileId, at, name: 'x', properties: { n } })
    const dataset = buildDataset([event('\u{1F600}', 1, 0), event('\uFFFD', 1, 1), event('a', 5, 2), event('a', 3, 3), event('a', 5, 4), event('B', 9, 5)])
    expect(rows(dataset).map((row) => (row as PlainEvent).properties?.n)).toEqual([5, 3, 2, 4, 0, 1]) // as: the rows above
    expect([profileCountOf(dataset), eventCountOf(dataset), dataset.firstAt, dataset.lastAt]).toEqual([4, 6, 1, 9])
  })

  it('loses, merges and changes nothing', () => {
    const event = fc.record({
      profileId: fc.string({ unit: 'grapheme', maxLength: 3 }),
      at: fc.integer({ min: 0, max: 5 }),
      name: fc.constantFrom('a', 'b', 'constructor'),
      properties: fc.dictionary(fc.constantFrom('p', 'q', 'toString'), fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string({ maxLength: 2 }), fc.array(fc.integer({ max: 3 }), { maxLength: 2 }))),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const sorted = events.toSorted((a, b) => (a.profileId < b.profileId ? -1 : a.profileId > b.profileId ? 1 : a.at - b.at))
        expect(rows(buildDataset(events as PlainEvent[]))).toEqual(sorted.map((one) => ({ ...one, properties: { ...one.properties } }))) // as: JSON values, as generated
      }),
      { numRuns: 100 },
    )
  })

  it('tells values apart as conditions do: 0 and -0 are one, 1 and "1" two, lists and objects by their JSON', () => {
    const values = [0, -0, 1, '1', true, 'true', [1], [1], { a: 1, b: 2 }, { b: 2, a: 1 }, null]
    const { codes, values: dictionary } = buildDataset(values.map((value, at) => ({ profileId: 'p', at, name: 'x', properties: { v: value } }))).properties.get('v')!
    expect([...codes]).toEqual([2, 2, 3, 4, 5, 6, 7, 7, 8, 8, 1])
    expect(dictionary).toEqual([undefined, null, 0, 1, '1', true, 'true', [1], { a: 1, b: 2 }])
  })

  it('takes the last row of a profile, with or without events', () => {
    const dataset = buildDataset([{ profileId: 'b', at: 1, name: 'x' }], [{ profileId: 'a', attributes: { n: 1, gone: 2 } }, { profileId: 'a', attributes: { n: 3 } }])
    const column = dataset.attributes.get('n')!
    expect([[...dataset.offsets], [...column.codes].map((code) => column.values[code]), [...dataset.attributes.keys()]]).toEqual([[0, 0, 1], [3, undefined], ['n']])
  })

  it('without anything is empty, and spans nothing', () => {
    const dataset = buildDataset([])
    expect([profileCountOf(dataset), eventCountOf(dataset), dataset.firstAt, dataset.lastAt]).toEqual([0, 0, 0, 0])
  })
})
