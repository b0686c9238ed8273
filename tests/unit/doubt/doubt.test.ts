import { describe, expect, it } from 'vitest'
import { doubtFigures, figuresIn } from '../../../engine/core/doubt/doubt-figures.ts'
import { rankCorrelation, spreadOf, tornado } from '../../../engine/core/doubt/summary.ts'
import { inDoubtAtFirst, settingsOfDraw, tornadoSettings, valueAt, variedFrom, type Varied } from '../../../engine/core/doubt/vary.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { tunables } from '../../../engine/core/what-if/tunables.ts'
import { templates } from '../../../engine/templates/index.ts'

const a: Varied = { id: 'a', low: 0, high: 10, scale: 'even' }
const b: Varied = { id: 'b', low: 1000, high: 16_000, scale: 'times' }

describe('draws', () => {
  it('take one value from each equal part of every range (a Latin hypercube)', () => {
    const draws = 40
    const values = Array.from({ length: draws }, (_, index) => settingsOfDraw([a, b], { draws, seed: 7 }, index))
    const parts = (place: number, part: (value: number) => number) => values.map((turns) => Math.floor(part(turns[place]!.value) * draws)).sort((x, y) => x - y)
    const each = Array.from({ length: draws }, (_, part) => part)
    expect(parts(0, (value) => value / 10)).toEqual(each)
    expect(parts(1, (value) => Math.log(value / 1000) / Math.log(16))).toEqual(each)
  })

  it('are the same for the same seed, and an assumption keeps its values when another is added', () => {
    const one = (varied: readonly Varied[], seed: number) => Array.from({ length: 10 }, (_, index) => settingsOfDraw(varied, { draws: 10, seed }, index).find(({ id }) => id === 'a')!.value)
    expect(one([a], 3)).toEqual(one([b, a], 3))
    expect(one([a], 3)).not.toEqual(one([a], 4))
  })

  it('of spans are even on a scale of times', () => {
    expect([0, 0.5, 1].map((place) => valueAt(b, place))).toEqual([1000, 4000, 16_000])
    expect([0, 0.5, 1].map((place) => valueAt(a, place))).toEqual([0, 5, 10])
  })
})

it('a tornado runs the middle, then each end with the others in the middle, and puts the widest swing first', () => {
  expect(tornadoSettings([a, b]).map((turns) => turns.map(({ value }) => value))).toEqual([[5, 4000], [0, 4000], [10, 4000], [5, 1000], [5, 16_000]])
  expect(tornado(['a', 'b'], [100, 98, 103, 140, 70])).toEqual({ middle: 100, rows: [{ id: 'b', atLow: 140, atHigh: 70, swing: 70 }, { id: 'a', atLow: 98, atHigh: 103, swing: 5 }] })
  // While it is being run, what is not there yet is left out.
  expect(tornado(['a', 'b'], [100, 98, 103, 140]).rows.map(({ id }) => id)).toEqual(['a'])
})

it('a spread holds the middle 80 and 95 of a hundred draws', () => {
  expect(spreadOf(Array.from({ length: 101 }, (_, index) => 100 - index))).toEqual({ draws: 101, median: 50, inner: [10, 90], outer: [2.5, 97.5], least: 0, most: 100 })
  expect(spreadOf([])).toBeUndefined()
})

it('rank correlation is Spearman’s, ties sharing their ranks', () => {
  // The example of Wikipedia's article: IQ and hours of TV, rho = -29/165.
  expect(rankCorrelation([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17])).toBeCloseTo(-29 / 165, 12)
  expect(rankCorrelation([1, 2, 2, 3], [10, 20, 20, 30])).toBe(1)
  expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBeNull()
})

describe('what is in doubt', () => {
  const { document, claim } = templates.find(({ id }) => id === 'cart-abandonment')!
  const knobs = tunables(document, claim!.scenario)

  it('is to begin with what was assumed as a range', () => {
    const varied = inDoubtAtFirst(knobs)
    expect(varied.length).toBeGreaterThan(0)
    for (const { id, low, high } of varied) expect(knobs.find((knob) => knob.id === id)!.assumed).toEqual({ low, high })
  })

  it('may be any number, by half and double unless said otherwise, within what the number may be', () => {
    for (const knob of knobs) {
      const { low, high } = variedFrom(knob)
      expect(low).toBeLessThanOrEqual(high)
      expect([low >= knob.least, high <= knob.most]).toEqual([true, true])
    }
  })

  it('has figures that are those of the result', () => {
    const figures = doubtFigures(document)
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length)
    const dataset = buildDataset([{ profileId: 'p', at: 0, name: 'add_to_cart' }, { profileId: 'p', at: 60_000, name: 'purchase', properties: { price: 20 } }])
    const result = simulateWithKernel(document, dataset, {}).figures
    const values = figuresIn({ ...result, engine: 'kernel', engineVersion: '', timing: { ms: 0, events: 2, eventsPerSecond: 0, workers: 1, peakRssBytes: 0 } }, figures)
    const valueOf = (id: string) => values[figures.findIndex((figure) => figure.id === id)]
    expect(['goal:ordered', 'value:ordered', 'started', 'outcome:ordered-unaided'].map(valueOf)).toEqual([1, 20, 1, 1])
  })
})
