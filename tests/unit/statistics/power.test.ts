import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peopleNeeded, powerOfTest, smallestShareFound } from '../../../engine/core/statistics/power.ts'
import { twoProportionTest } from '../../../engine/core/statistics/proportions.ts'
import { RandomSource } from '../../differential/random-source.ts'

describe('the power of a test', () => {
  it('is what the manual of R’s power.prop.test says of its examples', () => {
    expect(powerOfTest({ shareA: 0.5, shareB: 0.75, peopleA: 50, peopleB: 50 })).toBeCloseTo(0.740, 3)
    expect(peopleNeeded({ shareA: 0.5, shareB: 0.75, power: 0.9 })).toBeCloseTo(76.7, 1)
  })

  it('with the people a plan asks for is the power it was planned with, also for groups of different sizes', () => {
    for (const ratio of [1, 0.25, 3]) {
      const people = peopleNeeded({ shareA: 0.12, shareB: 0.14, ratio })!
      expect(powerOfTest({ shareA: 0.12, shareB: 0.14, peopleA: people, peopleB: people * ratio })).toBeCloseTo(0.8, 10)
    }
  })

  it('is nothing without a difference or without people, and no number of people helps then', () => {
    expect([powerOfTest({ shareA: 0.1, shareB: 0.1, peopleA: 100, peopleB: 100 }), powerOfTest({ shareA: 0.1, shareB: 0.2, peopleA: 0, peopleB: 100 }), peopleNeeded({ shareA: 0.1, shareB: 0.1 })]).toEqual([0, 0, null])
    expect(powerOfTest({ shareA: 0, shareB: 1, peopleA: 100, peopleB: 100 })).toBe(1)
  })

  it('is about how often drawn tests find it', () => {
    const random = new RandomSource(7)
    const drawn = (share: number, of: number) => {
      let hits = 0
      for (let index = 0; index < of; index++) if (random.chance(share)) hits++
      return { hits, of }
    }
    const rounds = 2000
    let found = 0
    for (let round = 0; round < rounds; round++) if ((twoProportionTest(drawn(0.2, 300), drawn(0.3, 300))?.p ?? 1) < 0.05) found++
    expect(Math.abs(found / rounds - powerOfTest({ shareA: 0.2, shareB: 0.3, peopleA: 300, peopleB: 300 }))).toBeLessThan(0.03)
  })
})

describe('the smallest share a test would find', () => {
  it('is found with just the power asked for', () => {
    const other = smallestShareFound({ share: 0.1, peopleA: 2000, peopleB: 1000 })!
    expect(powerOfTest({ shareA: 0.1, shareB: other, peopleA: 2000, peopleB: 1000 })).toBeCloseTo(0.8, 5)
  })

  it('is none where the groups are too small for any', () => {
    expect([smallestShareFound({ share: 0.5, peopleA: 2, peopleB: 2 }), smallestShareFound({ share: 0.5, peopleA: 0, peopleB: 9 })]).toEqual([null, null])
  })
})

const VECTORS = join(import.meta.dirname, '../../../../shared/data/statistics/vectors.json')

describe('the people a test needs', () => {
  it.skipIf(!existsSync(VECTORS))('(needs ../shared/data/statistics; skipped without it) are as many as published planning pages say, with the variance they take', () => {
    const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: { id: string; inputs: { baseline: number; absoluteMDE: number; alpha: number; power: number }; expected: { nPerArm_exact: number }; tolerance: number }[] } // as: the file is ours
    const own = vectors.filter(({ id }) => id.startsWith('evanmiller'))
    expect(own.length).toBe(3)
    for (const { inputs: { baseline, absoluteMDE, alpha, power }, expected, tolerance } of own) {
      const people = peopleNeeded({ shareA: baseline, shareB: baseline + absoluteMDE, significance: alpha, power, variance: 'ofA' })!
      expect(Math.abs(people - expected.nPerArm_exact)).toBeLessThan(tolerance * 1000)
    }
  })
})
