import { expect, it } from 'vitest'
import { coverageOf } from '../../../engine/core/coverage/coverage.ts'
import { coveringSet } from '../../../engine/core/coverage/cover.ts'
import { personInWords } from '../../../engine/core/coverage/person-in-words.ts'
import { wayKey, waysOfJourney, withEnds } from '../../../engine/core/coverage/way.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'

const journey: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'j',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'which' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P1D' }],
  steps: {
    which: { kind: 'branch', branches: [{ id: 'rich', when: { property: 'price', op: 'gt', value: 100 } }] },
    alone: { kind: 'webhook', url: 'https://example.com', onError: 'which' },
  },
}

it('ways that lead nowhere are told apart, though the figures of the journey itself count them together', () => {
  const dataset = buildDataset([{ profileId: 'ada', at: 0, name: 'signup' }, { profileId: 'bob', at: 1, name: 'signup' }, { profileId: 'bob', at: 2, name: 'purchase' }])
  const { figures } = simulateWithKernel(withEnds(journey), dataset, {})
  const { ways, ...counts } = coverageOf(journey, figures)
  expect(counts).toEqual({ reached: 3, total: 6 })
  expect(ways.map(({ way, count }) => [wayKey(way), count])).toEqual([
    ['["entry","in"]', 2], ['["port","which","rich"]', 0], ['["port","which","else"]', 2], ['["port","alone","next"]', 0], ['["port","alone","error"]', 0], ['["goal","bought"]', 1],
  ])
  expect(ways.map(({ why }) => why)).toEqual([
    null, 'needs price is over 100: of the 2 who came here nobody was so, or a branch before it took them', null, 'no way leads from an entry to "alone"', 'no way leads from an entry to "alone"', null,
  ])
})

it('an end is put behind every loose way, and changes no figure of the rest', () => {
  const dataset = buildDataset([{ profileId: 'ada', at: 0, name: 'signup' }])
  const [before, after] = [simulateWithKernel(journey, dataset, {}).figures, simulateWithKernel(withEnds(journey), dataset, {}).figures]
  expect(after.instances).toEqual(before.instances)
  expect(Object.keys(withEnds(journey).steps)).toHaveLength(5)
  expect(waysOfJourney(journey)).toHaveLength(6)
})

it('a cover takes what adds most, and leaves out what the others make needless', () => {
  const cover = coveringSet([['a', 'b'], ['b', 'c', 'd'], ['a', 'e'], ['e']], (keys) => keys)
  expect(cover.map(({ one, adds }) => [one.join(''), adds.join('')])).toEqual([['bcd', 'bcd'], ['ae', 'ae']])
})

it('somebody made up is told in one line', () => {
  const event = (key: number, at: number, name: string, properties = {}) => ({ key, at, name, properties })
  const events = [event(0, 0, 'view', { id: 'A' }), event(1, 60_000, 'view', { id: 'A' }), event(2, 3_660_000, '$set', { vip: true }), event(3, 3_660_000, 'purchase', { price: 5 })]
  expect(personInWords({ id: 'ada', attributes: { country: 'TR' }, events, from: 0, until: 90_060_000, webhooks: { 'j/call': 'error' } })).toBe(
    'has country TR; view 2 times (id A); 1 h 1 min later vip becomes true; at once purchase (price 5); then nothing for 1 day; the webhook call fails',
  )
})
