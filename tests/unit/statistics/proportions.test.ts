import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile } from '../../../engine/core/statistics/normal.ts'
import { differenceInterval, twoProportionTest, wilsonInterval } from '../../../engine/core/statistics/proportions.ts'

describe('the normal distribution', () => {
  it.each([[0, 0.5], [1, 0.841_344_746_068_542_9], [-1.96, 0.024_997_895_148_220_435], [2.575_829_303_548_901, 0.995], [-5, 2.866_515_718_791_939e-7]])('of %f is as tables have it', (z, p) => {
    expect(normalCdf(z) / p).toBeCloseTo(1, 10)
  })

  // The test values of AS 241 itself, and those every test is planned with.
  it.each([[0.25, -0.674_489_750_196_081_7], [0.001, -3.090_232_306_167_813], [1e-20, -9.262_340_089_798_409], [0.975, 1.959_963_984_540_054], [0.8, 0.841_621_233_572_914_3]])('has its quantile at %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 13)
  })

  it('takes its quantiles back', () => {
    for (let p = 0.0005; p < 1; p += 0.0123) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 14)
    expect([normalQuantile(0), normalQuantile(1), normalCdf(-40), normalCdf(40)]).toEqual([-Infinity, Infinity, 0, 1])
  })
})

describe('the interval of a share', () => {
  // R. G. Newcombe, Statistics in Medicine 17, 1998, 857–872, table I, method 3.
  it.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('%i of %i is as published', (hits, of, low, high) => {
    const found = wilsonInterval({ hits, of })!
    expect([found.low, found.high]).toEqual([expect.closeTo(low, 4), expect.closeTo(high, 4)])
  })

  it('of all ends at 1, of none begins at 0, and of nobody there is none', () => {
    expect([wilsonInterval({ hits: 7, of: 7 })!.high, wilsonInterval({ hits: 0, of: 7 })!.low, wilsonInterval({ hits: 0, of: 0 })]).toEqual([1, 0, null])
  })
})

describe('the interval of a difference', () => {
  // R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339], [9, 10, 3, 10, 0.1705, 0.809], [6, 7, 2, 7, 0.0582, 0.8062], [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775], [0, 10, 0, 10, -0.2775, 0.2775], [10, 10, 0, 20, 0.6791, 1], [10, 10, 0, 10, 0.6075, 1],
  ])('of %i/%i and %i/%i is as published', (a, ofA, b, ofB, low, high) => {
    const found = differenceInterval({ hits: a, of: ofA }, { hits: b, of: ofB })!
    expect([found.low, found.high]).toEqual([expect.closeTo(low, 4), expect.closeTo(high, 4)])
  })

  it('needs people on both sides', () => {
    expect(differenceInterval({ hits: 1, of: 2 }, { hits: 0, of: 0 })).toBeNull()
  })
})

const VECTORS = join(import.meta.dirname, '../../../../shared/data/statistics/vectors.json')

describe('the test of two shares', () => {
  it.skipIf(!existsSync(VECTORS))('(needs ../shared/data/statistics; skipped without it) gives what was published of real tests', () => {
    const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: { id: string; inputs: Record<string, { conversions: number; n: number }>; expected: Record<string, number>; tolerance: number }[] } // as: the file is ours
    const own = vectors.filter(({ id }) => id.startsWith('ztest-pooled'))
    expect(own.length).toBe(2)
    for (const { inputs, expected, tolerance } of own) {
      const side = (name: string) => ({ hits: inputs[name]!.conversions, of: inputs[name]!.n })
      const found = twoProportionTest(side('treatment'), side('control'))!
      expect(Math.abs(found.z - expected['z']!)).toBeLessThan(tolerance)
      expect(Math.abs(found.p - expected['p']!)).toBeLessThan(tolerance)
    }
  })

  it('of shares that cannot differ says nothing', () => {
    expect([twoProportionTest({ hits: 0, of: 9 }, { hits: 0, of: 9 }), twoProportionTest({ hits: 3, of: 3 }, { hits: 5, of: 5 }), twoProportionTest({ hits: 0, of: 0 }, { hits: 0, of: 9 })]).toEqual([null, null, null])
  })
})
