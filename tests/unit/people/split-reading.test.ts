import { describe, expect, it } from 'vitest'
import { splitReadings } from '../../../engine/core/people/split-reading.ts'
import { powerOfTest } from '../../../engine/core/statistics/power.ts'

const ARMS = [{ id: 'a', entered: 5000, share: 0.1 }, { id: 'b', entered: 5000, share: 0.104 }, { id: 'nobody', entered: 0, share: 0 }]

describe('what is said of a split', () => {
  it('of history alone is what a real test of these sizes would see, never who is ahead', () => {
    const [reading, ...more] = splitReadings(ARMS, 30, null)
    expect(more).toEqual([])
    if (reading?.kind !== 'chance') throw new Error('nothing was assumed')
    expect([reading.a, reading.b, reading.share]).toEqual(['a', 'b', expect.closeTo(0.102, 10)])
    expect(powerOfTest({ shareA: 0.102, shareB: 0.102 + reading.smallest!, peopleA: 5000, peopleB: 5000 })).toBeCloseTo(0.8, 4)
    // To see 10.2 % become 11.22 % takes some 14,300 each, at 5,000 a month.
    expect(reading.needTenth!.people).toBeGreaterThan(28_000)
    expect(reading.needTenth!.days).toBeCloseTo((reading.needTenth!.people / 10_000) * 30, 1)
  })

  it('of assumptions is the difference they make and not the one that chance added to it', () => {
    const [reading] = splitReadings([{ id: 'a', entered: 1000, share: 0.15 }, { id: 'b', entered: 1000, share: 0.17 }], 10, { a: 0.05, b: 0.09 })
    expect(reading).toMatchObject({ kind: 'assumed', addedA: 0.05, addedB: 0.09, difference: expect.closeTo(0.04, 10) as number })
    // Without the assumptions 10 % and 8 % by chance, so 9 % for both.
    expect((reading as { power: number }).power).toBeCloseTo(powerOfTest({ shareA: 0.14, shareB: 0.18, peopleA: 1000, peopleB: 1000 }), 10)
  })

  it('of assumptions that move both alike is that no test tells them apart', () => {
    expect(splitReadings(ARMS.slice(0, 2), 10, { a: 0.02, b: 0.02 })).toMatchObject([{ kind: 'assumed', power: null, need: null }])
  })

  it('of shares that cannot vary or groups too small claims nothing', () => {
    expect(splitReadings([{ id: 'a', entered: 1, share: 0 }, { id: 'b', entered: 1, share: 0 }], 10, null)).toMatchObject([{ kind: 'chance', smallest: null, needTenth: null }])
    expect(splitReadings([{ id: 'a', entered: 0, share: 0 }, { id: 'b', entered: 9, share: 0 }], 10, null)).toEqual([])
  })
})
