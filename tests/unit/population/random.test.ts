import { describe, expect, it } from 'vitest'
import { cumulativeShares, Draws } from '../../../engine/core/simulate/random.ts'

function drawn(draws: Draws, stream: number, count: number): number[] {
  draws.startStream(stream)
  return Array.from({ length: count }, () => draws.bits())
}

describe('counter-based draws', () => {
  it('gives a stream the same draws whatever was drawn before', () => {
    const straight = drawn(new Draws(7), 42, 5)
    const draws = new Draws(7)
    drawn(draws, 1, 100)
    expect(drawn(draws, 42, 5)).toEqual(straight)
  })

  it('gives other draws to another seed, purpose or stream, also beyond 32 bits', () => {
    const ways = [
      drawn(new Draws(7), 42, 4), drawn(new Draws(8), 42, 4), drawn(new Draws(7 + 2 ** 32), 42, 4), drawn(new Draws(7, 1), 42, 4), drawn(new Draws(7), 43, 4),
      drawn(new Draws(7), 42 + 2 ** 32, 4),
    ]
    expect(new Set(ways.map(String)).size).toBe(ways.length)
  })

  it('spreads the draws of one stream, and the first draws of neighbouring streams, evenly over 64 bins', () => {
    const chiSquare = (values: readonly number[]): number => {
      const bins = new Array<number>(64).fill(0)
      for (const value of values) bins[Math.floor(value * 64)]!++
      return bins.reduce((sum, count) => sum + (count - values.length / 64) ** 2 / (values.length / 64), 0)
    }
    const draws = new Draws(0)
    draws.startStream(3)
    const along = Array.from({ length: 64_000 }, () => draws.share())
    const across = Array.from({ length: 64_000 }, (_, stream) => {
      draws.startStream(stream)
      return draws.share()
    })
    // Chi-square with 63 degrees of freedom: 99.9 % of even draws stay under 103.4, 0.1 % under 33.
    for (const values of [along, across]) {
      expect(chiSquare(values)).toBeLessThan(103.4)
      expect(chiSquare(values)).toBeGreaterThan(33)
    }
  })

  it('picks by weight, never what weighs nothing', () => {
    const draws = new Draws(1)
    const shares = cumulativeShares([1, 0, 3])
    const counts = [0, 0, 0]
    for (let count = 0; count < 40_000; count++) counts[draws.pick(shares)]!++
    expect(counts[1]).toBe(0)
    expect(counts[0]! / 40_000).toBeCloseTo(0.25, 1.5)
  })

  it('refuses weights that sum to 0', () => {
    expect(() => cumulativeShares([0, 0])).toThrow('weights sum to 0')
  })
})
