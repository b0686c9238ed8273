import { describe, expect, it } from 'vitest'
import { jensenShannon, kolmogorovSmirnov, largestDifference } from '../../../engine/core/population/fidelity/distances.ts'
import { funnelOf, usualChain } from '../../../engine/core/population/fidelity/figures.ts'
import { privacyFindings } from '../../../engine/core/population/fidelity/sequences.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'

const counts = (record: Record<string, number>) => new Map(Object.entries(record))

describe('distances', () => {
  it('are 0 for the same and 1 for nothing in common', () => {
    expect(jensenShannon(counts({ a: 1, b: 3 }), counts({ a: 10, b: 30 }))).toBe(0)
    expect(jensenShannon(counts({ a: 1 }), counts({ b: 1 }))).toBe(1)
    expect(kolmogorovSmirnov([1, 2, 2, 3], [1, 2, 2, 3])).toBe(0)
    expect(kolmogorovSmirnov([1, 2], [3, 4])).toBe(1)
  })

  it('are what they are by hand', () => {
    // P = (1/2, 1/2), Q = (1, 0): M = (3/4, 1/4); divergence = (1/2 log 2/3 + 1/2 log 2 + log 4/3) / 2 = 0.3113 bits.
    expect(jensenShannon(counts({ a: 1, b: 1 }), counts({ a: 5 }))).toBeCloseTo(Math.sqrt(0.311278), 5)
    // F(2) = 3/4 against 1/4; nowhere is the difference larger.
    expect(kolmogorovSmirnov([1, 2, 2, 3], [2, 3, 3, 3])).toBe(0.5)
    expect(largestDifference([0.5, 0.2], [0.4, 0.4])).toBeCloseTo(0.2, 12)
  })

  it('are nothing where there is nothing to compare', () => {
    expect([jensenShannon(counts({}), counts({ a: 1 })), kolmogorovSmirnov([], [1]), largestDifference([], [])]).toEqual([null, null, null])
  })
})

/** Each person's events as letters, an hour from one to the next. */
function people(...lives: string[]) {
  const events: PlainEvent[] = lives.flatMap((life, person) => [...life].map((name, hour) => ({ profileId: `p${person}`, at: 1_767_000_000_000 + hour * 3_600_000, name })))
  return buildDataset(events)
}

describe('the most usual chain', () => {
  it('goes from what most do first to what most of those do next', () => {
    const data = people('abc', 'abac', 'acb', 'ab', 'ba')
    expect(usualChain(data)).toEqual(['a', 'b', 'c'])
    expect(funnelOf(data, ['a', 'b', 'c'])).toEqual([5, 4, 2])
  })
})

describe('sequences found again', () => {
  it('are whole lives, runs with days, and runs with instants', () => {
    const [whole, days, instants] = privacyFindings(people('abcde', 'abcdef', 'abc'), people('abcde', 'fabcde', 'abc'), people('edcba'))
    expect(whole).toMatchObject({ synthetic: { sequences: 2, found: 1, share: 0.5 }, heldOut: { sequences: 1, found: 0 } })
    expect(days).toMatchObject({ synthetic: { sequences: 3, found: 2 }, heldOut: { found: 0 } })
    expect(instants).toMatchObject({ synthetic: { sequences: 3, found: 1 }, heldOut: { found: 0 } })
  })
})
