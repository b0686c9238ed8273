import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AfterExploration } from '../../../engine/core/explore/after.ts'
import { explore } from '../../../engine/core/explore/exploration.ts'
import type { AfterQuestion } from '../../../engine/core/explore/questions.ts'
import { aStream, streams, type Stream } from './a-stream.ts'

const MINUTE = 60_000
const asked = ({ dataset }: Stream, question: AfterQuestion) => explore(dataset, new AfterExploration(dataset, question))

describe('what people did after an event', () => {
  const shop = aStream(`
    ada 0 visit
    ada 50 cart
    ada 55 purchase
    ada 100 visit
    bob 0 cart
    bob 90 purchase
  `)

  it('is told beside what the same people usually do, with how much more it is', () => {
    const { horizons, events } = asked(shop, { event: { event: 'cart' }, horizonsMs: [10 * MINUTE] })
    expect(horizons).toEqual([{ horizonMs: 10 * MINUTE, starts: 2, leftOut: 0 }])
    // Of stretches of 10 minutes that begin within the first 90, 10 minutes' worth hold ada's purchase; so do bob's: each 1/9.
    const [purchase] = events
    expect(purchase).toMatchObject({ event: 'purchase', within: [{ count: 1, share: 0.5 }] })
    expect([purchase!.within[0]!.usual, purchase!.within[0]!.lift]).toEqual([expect.closeTo(1 / 9, 10), expect.closeTo(4.5, 10)])
  })

  it('leaves out starts after which the data end too soon, and says how many', () => {
    expect(asked(shop, { event: { event: 'cart' }, horizonsMs: [10 * MINUTE, 60 * MINUTE] }).horizons[1]).toEqual({ horizonMs: 60 * MINUTE, starts: 1, leftOut: 1 })
    expect(asked(shop, { event: { event: 'cart' }, horizonsMs: [500 * MINUTE] })).toMatchObject({ horizons: [{ starts: 0, leftOut: 2 }], events: [] })
  })

  it('counts an event once a start, and the event itself only when it comes again', () => {
    const views = aStream('ada 0 view\nada 1 view\nada 2 view\nada 100 end')
    expect(asked(views, { event: { event: 'view' }, horizonsMs: [5 * MINUTE] }).events[0]).toMatchObject({ event: 'view', within: [{ count: 1, share: 1 }] })
    expect(asked(views, { event: { event: 'view' }, horizonsMs: [5 * MINUTE], starts: 'every' }).events[0]).toMatchObject({ within: [{ count: 2, share: 2 / 3 }] })
  })

  it('lists the most usual first, and says how many it left off', () => {
    expect(asked(shop, { event: { event: '*' }, horizonsMs: [95 * MINUTE], limit: 1 })).toMatchObject({ events: [{ event: 'purchase', within: [{ count: 2 }] }], leftOff: 1 })
  })

  it('gives the figures of a plain count', () => {
    fc.assert(
      fc.property(
        streams, fc.constantFrom('x', '*'), fc.constantFrom('first' as const, 'every' as const), fc.constantFrom(undefined, 30 * MINUTE), fc.integer({ min: 1, max: 45 }),
        (stream, event, starts, until, minutes) => {
          const end = until ?? stream.dataset.lastAt
          const horizon = minutes * MINUTE
          const { events, horizons } = asked(stream, { event: { event }, starts, until, horizonsMs: [horizon] })
          const records = stream.people.flatMap(({ rows: all }) => {
            const rows = all.filter(({ at }) => at <= end)
            const found = rows.flatMap((row, index) => ((event === '*' ? !row.name.startsWith('$') : row.name === event) ? [{ at: row.at, rows, start: row, after: rows.slice(index + 1).filter(({ at }) => at < row.at + horizon) }] : []))
            return starts === 'first' ? found.slice(0, 1) : found
          })
          const watched = records.filter(({ at }) => at + horizon <= end)
          expect(horizons).toEqual([{ horizonMs: horizon, starts: watched.length, leftOut: records.length - watched.length }])
          const names = ['x', 'y', 'z'].filter((name) => watched.some(({ after }) => after.some((one) => one.name === name)))
          expect(events.map((one) => one.event).sort()).toEqual(names)
          for (const one of events) {
            expect(one.within[0]!.count).toBe(watched.filter(({ after }) => after.some(({ name }) => name === one.event)).length)
            const usual = watched.map(({ rows, start }) => usualShare(rows.filter((row) => row.name === one.event && (starts === 'every' || row !== start)).map(({ at }) => at), rows[0]!.at, end - horizon, horizon))
            expect(one.within[0]!.usual).toBeCloseTo(usual.reduce((sum, share) => sum + share, 0) / watched.length, 9)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** All instants are whole minutes, so between two of them nothing changes: stretches are tried from the middle of each minute. */
function usualShare(instants: readonly number[], first: number, last: number, horizon: number): number {
  const holds = (begin: number) => instants.some((at) => at >= begin && at < begin + horizon)
  if (last === first) return holds(first) ? 1 : 0
  const begins = Array.from({ length: (last - first) / MINUTE }, (_, minute) => first + (minute + 0.5) * MINUTE)
  return begins.filter(holds).length / begins.length
}
