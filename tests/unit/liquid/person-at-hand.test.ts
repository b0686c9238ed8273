import { describe, expect, it } from 'vitest'
import { countLacking, firstLacking, personAtHand, whoDid } from '../../../engine/core/liquid/person-at-hand.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'

const dataset = buildDataset(
  [
    { profileId: 'ada', at: 1, name: '$set', properties: { firstName: 'Ada', city: 'Izmir' } },
    { profileId: 'ada', at: 2, name: 'view', properties: { product: 'A' } },
    { profileId: 'ada', at: 3, name: '$set', properties: { city: null, firstName: 'Augusta' } },
    { profileId: 'bob', at: 4, name: 'view', properties: { product: '' } },
    { profileId: 'bob', at: 5, name: 'order', properties: { price: 3 } },
  ],
  [{ profileId: 'bob', attributes: { firstName: 'Bob' } }, { profileId: 'cyd', attributes: { city: 'Ankara' } }],
)

describe('a person at hand', () => {
  it('has the attributes as they were when the event came', () => {
    expect(personAtHand(dataset, 0, ['view'])).toEqual({ profileId: 'ada', attributes: { firstName: 'Ada', city: 'Izmir' }, event: { name: 'view', at: 2, properties: { product: 'A' } } })
    expect(personAtHand(dataset, 0, [])).toEqual({ profileId: 'ada', attributes: { firstName: 'Augusta' }, event: null })
    expect(personAtHand(dataset, 1, ['view', 'order']).event?.name).toBe('order')
  })

  it('is one of those who did one of the events; without events, anybody', () => {
    expect([...whoDid(dataset, ['view'])]).toEqual([0, 1])
    expect([...whoDid(dataset, ['order'])]).toEqual([1])
    expect([...whoDid(dataset, [])]).toEqual([0, 1, 2])
    expect([...whoDid(dataset, ['never'])]).toEqual([])
  })

  it('lacks what is empty, too, and is found by what it lacks', () => {
    const people = whoDid(dataset, ['view'])
    const asked = [{ of: 'profile', name: 'city' }, { of: 'event', name: 'product' }, { of: 'event', name: 'name' }, { of: 'profile', name: 'nobodyKnows' }] as const
    expect(countLacking(dataset, people, ['view'], asked)).toEqual([1, 1, 0, 2])
    expect(firstLacking(dataset, people, ['view'], { of: 'profile', name: 'city' }, 0)).toBe(1)
    expect(firstLacking(dataset, people, ['view'], { of: 'profile', name: 'firstName' }, 1)).toBeUndefined()
  })
})
