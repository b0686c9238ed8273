import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawOf } from '../../engine/core/simulate/draw.ts'
import { BUCKETS, hashBucket, variantOfBucket } from '../../engine/core/simulate/hash.ts'
import { bucketByTheBook, drawByTheBook, variantByThePage } from '../differential/oracle/deal-by-the-page.ts'

// Published cases of version 2, from growthbook/growthbook, packages/sdk-js/test/cases.json at 8f1db445: seed, value, expected.
const PUBLISHED: [seed: string, value: string, expected: number][] = [
  ['seed', 'a', 0.0505],
  ['seed', 'b', 0.2696],
  ['foo', 'ab', 0.2575],
  ['foo', 'def', 0.2019],
  ['89123klj', '8952klfjas09ujkasdf', 0.124],
  ['90850943850283058242805', '123', 0.7516],
  ['()**(%$##$%#$#', '___)((*":&', 0.0128],
]

describe('the hash a split deals by', () => {
  it.each(PUBLISHED)('gives the published number for seed %j and value %j', (seed, value, expected) => {
    expect(hashBucket(seed, value)).toBe(Math.round(expected * BUCKETS))
  })

  it('works on UTF-16 units: it is what the specification says, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (seed, value) => {
        expect(hashBucket(seed, value)).toBe(bucketByTheBook(seed, value))
      }),
      { numRuns: 300 },
    )
  })

  it('spreads profiles evenly: 100,000 ids over 100 equal ranges stay within what chance allows', () => {
    const ids = 100_000
    const ranges = new Array<number>(100).fill(0)
    for (let id = 0; id < ids; id++) ranges[Math.floor(hashBucket('journey/split', `profile-${id}`) / 100)]!++
    const expected = ids / ranges.length
    const chiSquare = ranges.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(chiSquare).toBeLessThan(148.2) // the 99.9 % point of chi-square with 99 degrees of freedom
  })

  it('deals two splits with different seeds independently', () => {
    const ids = 40_000
    let both = 0
    for (let id = 0; id < ids; id++) if (hashBucket('journey/one', `p${id}`) < 5000 && hashBucket('journey/two', `p${id}`) < 5000) both++
    const deviation = Math.sqrt(ids * 0.25 * 0.75)
    expect(Math.abs(both - ids / 4)).toBeLessThan(4 * deviation)
  })
})

describe('the ranges of a split', () => {
  const weights = fc
    .array(fc.oneof(fc.constantFrom(0, 1, 0.5, 0.3333, 0.00004, 2), fc.double({ min: 0, max: 10, noNaN: true })), { minLength: 1, maxLength: 6 })
    .filter((some) => some.some((weight) => Math.round(weight * 10_000) > 0))

  it('give each bucket the first variant whose cumulative range lies above it', () => {
    fc.assert(
      fc.property(weights, fc.string(), (some, profileId) => {
        const variants = some.map((weight, id) => ({ id, weight }))
        expect(variantOfBucket(some)[hashBucket('seed', profileId)]).toBe(variantByThePage('seed', profileId, variants).id)
      }),
      { numRuns: 300 },
    )
  })

  it('are as wide as the weights, to one bucket, and never deal a weight of 0', () => {
    fc.assert(
      fc.property(weights, (some) => {
        const dealt = variantOfBucket(some)
        const parts = some.map((weight) => Math.round(weight * 10_000))
        const all = parts.reduce((sum, part) => sum + part, 0)
        parts.forEach((part, variant) => {
          const width = dealt.filter((one) => one === variant).length
          expect(Math.abs(width - (BUCKETS * part) / all)).toBeLessThan(1)
          if (part === 0) expect(width).toBe(0)
        })
      }),
      { numRuns: 100 },
    )
  })
})

describe('the draw of one happening', () => {
  const happening = fc.tuple(fc.integer({ min: 0, max: 2 ** 40 }), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 2e12 }), fc.nat(1000))

  it('is the hash of what it is for, as a plain reading of the two hashes gives it', () => {
    fc.assert(
      fc.property(happening, (parts) => {
        const draw = drawOf(...parts)
        expect(draw).toBe(drawByTheBook(...parts))
        expect(draw).toBeGreaterThanOrEqual(0)
        expect(draw).toBeLessThan(1)
      }),
      { numRuns: 300 },
    )
  })

  it('falls evenly over [0, 1), and as evenly again at the next visit', () => {
    const draws = 40_000
    const counts = new Array<number>(100).fill(0)
    for (let profile = 0; profile < draws; profile++) counts[Math.floor(drawOf(0, `profile-${profile}`, 'journey/hook', 1_767_225_600_000, 0) * 10) * 10 + Math.floor(drawOf(0, `profile-${profile}`, 'journey/hook', 1_767_225_600_000, 1) * 10)]!++
    const expected = draws / counts.length
    expect(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(148.2) // as above: two draws are independent, too
  })
})
