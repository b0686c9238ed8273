import { describe, expect, it } from 'vitest'
import { predictedRate, predictedShare, sharesUnder } from '../../../engine/core/forecast/prediction.ts'
import { twoProportionTest, wilsonInterval } from '../../../engine/core/statistics/proportions.ts'
import { RandomSource } from '../../differential/random-source.ts'

describe('what a share of some says of the share of others', () => {
  it('is Wilson’s interval when there are very many others', () => {
    const wilson = wilsonInterval({ hits: 37, of: 250 })!
    const many = predictedShare({ hits: 37, of: 250 }, 1e12)!
    expect([many.low, many.high]).toEqual([expect.closeTo(wilson.low, 6), expect.closeTo(wilson.high, 6)])
    expect(predictedShare({ hits: 37, of: 250 }, Infinity)).toEqual(wilson)
  })

  it('ends where the z test of two shares with pooled variance begins to tell them apart', () => {
    const { low, high } = predictedShare({ hits: 120, of: 400 }, 90)!
    expect(Math.abs(twoProportionTest({ hits: low * 90, of: 90 }, { hits: 120, of: 400 })!.z)).toBeCloseTo(1.95996, 4)
    expect(Math.abs(twoProportionTest({ hits: high * 90, of: 90 }, { hits: 120, of: 400 })!.z)).toBeCloseTo(1.95996, 4)
  })

  it('is wider the fewer others there are, and says nothing of nobody', () => {
    const width = (of: number) => {
      const { low, high } = predictedShare({ hits: 50, of: 500 }, of)!
      return high - low
    }
    expect(width(50)).toBeGreaterThan(width(500))
    expect(predictedShare({ hits: 0, of: 0 }, 50)).toBeNull()
    expect(predictedShare({ hits: 0, of: 100 }, 100)!.low).toBe(0)
    expect(predictedShare({ hits: 100, of: 100 }, 100)!.high).toBe(1)
    expect(predictedShare({ hits: 3, of: 10 }, 0)).toEqual({ low: 0, high: 1 })
  })
})

describe('95 % of draws lie inside', () => {
  // 4,000 draws each: the standard error of a coverage of 95 % is 0.34 points; discreteness is worth as much again.
  const CASES = 4000
  const between = (inside: number) => {
    expect(inside / CASES).toBeGreaterThan(0.935)
    expect(inside / CASES).toBeLessThan(0.965)
  }
  const binomial = (random: RandomSource, of: number, share: number) => Array.from({ length: of }, () => (random.chance(share) ? 1 : 0) as number).reduce((sum, hit) => sum + hit, 0)

  it.each([[0.05, 400, 150], [0.3, 120, 300], [0.8, 200, 60]])('of a share of %d counted of %d people and met by %d others', (share, before, after) => {
    const random = new RandomSource(7)
    let inside = 0
    for (let turn = 0; turn < CASES; turn++) {
      const { low, high } = predictedShare({ hits: binomial(random, before, share), of: before }, after)!
      const actual = binomial(random, after, share) / after
      if (actual >= low && actual <= high) inside++
    }
    between(inside)
  })

  it('of a rate of independent arrivals', () => {
    const random = new RandomSource(8)
    const arrivals = (mean: number) => binomial(random, 1000, mean / 1000)
    let inside = 0
    for (let turn = 0; turn < CASES; turn++) {
      const { low, high } = predictedRate({ hits: arrivals(40), of: 10 }, 5)!
      const actual = arrivals(20) / 5
      if (actual >= low && actual <= high) inside++
    }
    between(inside)
  })

  it('of a share that is assumed', () => {
    const random = new RandomSource(9)
    let inside = 0
    for (let turn = 0; turn < CASES; turn++) {
      const { low, high } = sharesUnder({ low: 0.25, high: 0.25 }, 240)
      const actual = binomial(random, 240, 0.25) / 240
      if (actual >= low && actual <= high) inside++
    }
    between(inside)
  })
})
