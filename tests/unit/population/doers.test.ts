import { describe, expect, it } from 'vitest'
import { generatePeople } from '../../../engine/core/population/generate.ts'
import { chanceOfDoer, shareOfDoers, sharesOfDoers } from '../../../engine/core/population/learn/doers.ts'
import { learnOptions, learnPopulation } from '../../../engine/core/population/learn/learn.ts'
import { plainSpec } from './shop-spec.ts'

describe('people who never do a thing', () => {
  it('are told from those who only have not done it yet', () => {
    const twice = new Array<number>(1000).fill(2)
    // All alike, 1 - exp(-2) = 86.5 % have done it at least once.
    expect(shareOfDoers(twice, 865, 10)).toBe(1)
    // 39.3 %: d (1 - exp(-2 / d)) = 0.393 for d = 0.4 with exp(-5) = 0.7 %, which nearly all doers have done.
    expect(shareOfDoers(twice, 397, 10)).toBeCloseTo(0.4, 2)
    expect(shareOfDoers(twice, 5, 10)).toBe(1) // too few to be told
    expect(shareOfDoers([], 0, 10)).toBe(1)
    // What is usual holds until the people say otherwise.
    expect(shareOfDoers(twice, 5, 10, 0.4)).toBe(0.4)
    expect(shareOfDoers(twice, 400, 10, 0.41)).toBe(0.41)
    expect(shareOfDoers(twice, 865, 10, 0.4)).toBe(1)
  })

  it('are the less likely doers the more chances they had', () => {
    expect(chanceOfDoer(0.5, 0)).toBe(0.5)
    expect(chanceOfDoer(0.5, 5)).toBeLessThan(0.001)
    expect(chanceOfDoer(1, 5)).toBe(1)
  })

  it('leave the shares of all people together as they were', () => {
    const { shares, ending } = sharesOfDoers([0.2, 0.5], [0.4, 1], 0.3)
    expect(shares[0]).toBeCloseTo(0.5, 12)
    expect(shares[0]! + shares[1]! + ending).toBeCloseTo(1, 12)
    // To the others the way is closed: its share goes to the rest in proportion. 40 % doers and 60 % others come out as everybody.
    const others = shares[1]! / (shares[1]! + ending)
    expect(0.4 * shares[1]! + 0.6 * others).toBeCloseTo(0.5, 12)
    expect(sharesOfDoers([0.2, 0.5], [1, 1], 0.3)).toEqual({ shares: [0.2, 0.5], ending: 0.3 })
  })

  it('are made and learned again', () => {
    const spec = plainSpec({
      states: { visit: { next: [{ to: 'buy', share: 0.5, after: 60 }] }, buy: { doers: 0.3 } },
      tracks: { visits: { starts: [{ to: 'visit', weight: 1 }], between: 'P2D' } },
    })
    const people = generatePeople(spec, { first: 0, count: 1500 }, 3)
    const buyers = new Set<number>()
    const buy = people.names.indexOf('buy')
    for (let profile = 0; profile < 1500; profile++) for (let row = people.offsets[profile]!; row < people.offsets[profile + 1]!; row++) if (people.nameCodes[row] === buy) buyers.add(profile)
    expect(buyers.size / 1500).toBeCloseTo(0.28, 1)
    const { spec: learned } = learnPopulation(people, learnOptions({}), { id: 'again', name: 'Again' })
    expect(learned.states['buy']!.doers).toBeCloseTo(0.3, 1)
    expect(learned.states['visit']!.next!.find(({ to }) => to === 'buy')!.share).toBeCloseTo(0.5, 1)
  })
})
