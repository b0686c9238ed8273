import { describe, expect, it } from 'vitest'
import { buildDataset, profileCountOf, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import { movementOf, overlapOf, sizeAt, sizesOverTime } from '../../../engine/core/segments/figures.ts'
import { MembershipWalk } from '../../../engine/core/segments/membership-walk.ts'
import { periodPoints } from '../../../engine/core/segments/periods.ts'
import { segmentProgram, type AskedSegment } from '../../../engine/core/segments/segment-program.ts'

const at = (text: string) => Date.parse(text)
const event = (profileId: string, day: string, name: string): PlainEvent => ({ profileId, at: at(`${day}T00:00Z`), name })

/** Weeks of January 2026 begin on the 5th, 12th, 19th … Ada buys until she stops, Bob views, Cyd comes later and does both. */
const EVENTS = [
  event('ada', '2026-01-05', 'buy'), event('ada', '2026-01-12', 'buy'), event('ada', '2026-01-19', 'look'),
  event('bob', '2026-01-06', 'view'), event('bob', '2026-01-14', 'view'), event('bob', '2026-01-20', 'view'),
  event('cyd', '2026-01-15', 'buy'), event('cyd', '2026-01-15', 'view'), event('cyd', '2026-01-22', 'buy'),
]
const ASKED: AskedSegment[] = [{ name: 'buys', condition: { did: 'buy', within: 'P7D' } }, { name: 'views', condition: { did: 'view', within: 'P7D' } }]
const NAMES = ASKED.map(({ name }) => name)

function tallyAt(points: number[]) {
  const dataset = buildDataset(EVENTS)
  const walk = new MembershipWalk(segmentProgram(ASKED, {}), dataset, points)
  walk.run(0, profileCountOf(dataset))
  return walk.tally
}

describe('weeks', () => {
  const points = periodPoints({ from: at('2026-01-05T00:00Z'), until: at('2026-01-22T00:00Z') }, 'week')

  it('are looked at in their last millisecond, the last one at the end of the data', () => {
    expect(points.map((one) => [one.periodStart, one.at].map((instant) => new Date(instant).toISOString()))).toEqual([
      ['2026-01-05T00:00:00.000Z', '2026-01-11T23:59:59.999Z'],
      ['2026-01-12T00:00:00.000Z', '2026-01-18T23:59:59.999Z'],
      ['2026-01-19T00:00:00.000Z', '2026-01-22T00:00:00.000Z'],
    ])
  })

  it('begin at local midnight, also where clocks are changed', () => {
    const local = periodPoints({ from: at('2026-03-27T12:00Z'), until: at('2026-03-31T12:00Z') }, 'day', 'Europe/Berlin')
    expect(local.map(({ at: end }) => new Date(end + 1).toISOString())).toEqual(['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', '2026-03-30T22:00:00.000Z', '2026-03-31T12:00:00.001Z'])
  })

  it('are refused when there are too many, or when they end before they begin', () => {
    expect(() => periodPoints({ from: 0, until: at('2026-01-01') }, 'day')).toThrow(expect.objectContaining({ code: 'E_SEGMENT_SPAN', message: expect.stringContaining('more than 1,000 days') as string }))
    expect(() => periodPoints({ from: 2, until: 1 }, 'day')).toThrow(expect.objectContaining({ code: 'E_SEGMENT_SPAN' }))
  })

  it('show sizes, and who came from where', () => {
    const tally = tallyAt(points.map((one) => one.at))
    // On the 22nd, where the data end, Cyd's view of the 15th is gone at that very instant, and his new order is there.
    expect(sizesOverTime(tally, points, 'week', NAMES).points.map(({ known, sizes }) => [known, ...sizes])).toEqual([[2, 1, 1], [3, 2, 2], [3, 1, 1]])
    const { steps, total } = movementOf(tally, points, 'week', NAMES)
    // Rows: from buys, views, none, new; columns: to buys, views, none.
    expect(steps.map(({ matrix }) => matrix)).toEqual([
      [[1, 0, 0], [0, 1, 0], [0, 0, 0], [1, 1, 0]], // Ada and Bob stay; Cyd is new, in both
      [[1, 0, 1], [1, 1, 0], [0, 0, 0], [0, 0, 0]], // Ada leaves; Bob stays; Cyd, who was in both, buys
    ])
    expect(total).toEqual([[2, 0, 1], [1, 2, 0], [0, 0, 0], [1, 1, 0]])
  })
})

describe('overlap', () => {
  it('counts who is in both, of those in either, and who is in one only', () => {
    const instant = at('2026-01-18T00:00Z')
    const third = 1 / 3
    expect(overlapOf(tallyAt([instant]), instant, NAMES)).toEqual({
      at: instant, known: 3, names: NAMES, counts: [[2, 1], [1, 2]], jaccard: [[1, third], [third, 1]], only: [1, 1], none: 0,
    })
  })

  it('has no ratio where there is nobody', () => {
    const instant = at('2026-01-01T00:00Z')
    expect(overlapOf(tallyAt([instant]), instant, NAMES)).toMatchObject({ known: 0, jaccard: [[null, null], [null, null]], none: 0 })
    expect(sizeAt(tallyAt([instant]), 0)).toEqual({ known: 0, members: 0, share: null })
  })
})
