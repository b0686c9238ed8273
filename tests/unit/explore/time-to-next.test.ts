import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explore } from '../../../engine/core/explore/exploration.ts'
import type { TimeToNextQuestion } from '../../../engine/core/explore/questions.ts'
import { FollowedShare } from '../../../engine/core/explore/survival.ts'
import { TimeToNextExploration } from '../../../engine/core/explore/time-to-next.ts'
import { aStream, planAt, rank, streams, type Stream } from './a-stream.ts'

const MINUTE = 60_000
const asked = ({ dataset }: Stream, question: TimeToNextQuestion) => explore(dataset, new TimeToNextExploration(dataset, question))

describe('the time to the next event', () => {
  const shop = aStream(`
    ada 0 cart
    ada 10 purchase
    bob 0 cart
    bob 30 cart
    bob 40 purchase
    cyd 70 cart
    dan 0 cart
    dan 100 visit
  `)

  it('is that of the first start, and says who was never followed and how long they were watched', () => {
    const answer = asked(shop, { start: { event: 'cart' }, next: [{ event: 'purchase' }] })
    expect(answer).toMatchObject({ starts: 4, answered: 2, unanswered: 2, by: [{ event: 'purchase', count: 2 }], gapMs: { p10: 10 * MINUTE, p50: 10 * MINUTE, p90: 40 * MINUTE }, watchedMs: { p10: 30 * MINUTE, p90: 100 * MINUTE } })
    // 1/4 after 10 minutes; cyd was watched for 30; then one of the two left is followed: 1 - 3/4 × 1/2.
    expect(answer.ofAllMs).toEqual({ p10: 10 * MINUTE, p25: 10 * MINUTE, p50: 40 * MINUTE, p75: null, p90: null, p95: null })
    expect(answer.histogram).toEqual([{ fromMs: 10 * MINUTE, toMs: 15 * MINUTE, count: 1 }, { fromMs: 15 * MINUTE, toMs: 30 * MINUTE, count: 0 }, { fromMs: 30 * MINUTE, toMs: 60 * MINUTE, count: 1 }])
  })

  it('tells what each timeout catches, of those watched for so long: an event at the very timeout comes too late', () => {
    const { curve } = asked(shop, { start: { event: 'cart' }, next: [{ event: 'purchase' }], timeoutsMs: [10 * MINUTE, 10 * MINUTE + 1, 40 * MINUTE + 1, 100 * MINUTE] })
    const at = (ms: number) => curve.find(({ timeoutMs }) => timeoutMs === ms)
    expect(at(10 * MINUTE)).toMatchObject({ watched: 4, caught: 0, share: 0, estimated: 0 })
    expect(at(10 * MINUTE + 1)).toMatchObject({ watched: 4, caught: 1, share: 0.25, estimated: 0.25 })
    expect(at(40 * MINUTE + 1)).toMatchObject({ watched: 3, caught: 2, estimated: 0.625 })
    expect(at(100 * MINUTE)).toMatchObject({ watched: 3, caught: 2 })
    expect(at(2 * 60 * MINUTE)).toEqual({ timeoutMs: 2 * 60 * MINUTE, watched: 0, caught: 0, share: null, estimated: null })
    expect(curve.map(({ timeoutMs }) => timeoutMs)).toEqual([...curve.map(({ timeoutMs }) => timeoutMs)].sort((a, b) => a - b))
  })

  it('counts every start if asked, also those that one event ends together', () => {
    expect(asked(shop, { start: { event: 'cart' }, next: [{ event: 'purchase' }], starts: 'every' })).toMatchObject({ starts: 5, answered: 3, gapMs: { p90: 40 * MINUTE } })
  })

  it('of an event to itself is the time to the next time', () => {
    expect(asked(shop, { start: { event: 'cart' }, next: [{ event: 'cart' }] })).toMatchObject({ starts: 4, answered: 1, gapMs: { p50: 30 * MINUTE } })
  })

  it('has several starting events if asked, of which a profile takes the first', () => {
    const answer = asked(shop, { start: { event: 'purchase' }, orStart: [{ event: 'cart' }], next: [{ event: 'purchase' }, { event: 'visit' }] })
    expect(answer).toMatchObject({ starts: 4, answered: 3, by: [{ event: 'purchase', count: 2 }, { event: 'visit', count: 1 }] })
  })

  it('of several events is that of whichever comes first', () => {
    expect(asked(shop, { start: { event: 'cart' }, next: [{ event: 'visit' }, { event: '*' }] }).by).toEqual([{ event: 'visit', count: 1 }, { event: '*', count: 2 }])
  })

  it('gives the figures of a plain count', () => {
    fc.assert(
      fc.property(
        streams,
        fc.constantFrom('x', 'y', '*'),
        fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 2 }),
        fc.constantFrom('first' as const, 'every' as const),
        fc.constantFrom(undefined, 25 * MINUTE),
        (stream, start, next, starts, until) => {
          const question: TimeToNextQuestion = { start: { event: start }, next: next.map((event) => ({ event })), starts, until, timeoutsMs: [3 * MINUTE], breakDown: { by: 'attribute', name: 'plan' } }
          const end = until ?? stream.dataset.lastAt
          const records = stream.people.flatMap((person) => {
            const rows = person.rows.filter(({ at }) => at <= end)
            const found = rows.flatMap((row, index) => {
              if (start === '*' ? row.name.startsWith('$') : row.name !== start) return []
              const after = rows.slice(index + 1).find(({ name }) => (next as readonly string[]).includes(name))
              return [{ plan: planAt(person, index), gap: after === undefined ? undefined : after.at - row.at, came: after?.name, left: end - row.at }]
            })
            return starts === 'first' ? found.slice(0, 1) : found
          })
          const answer = asked(stream, question)
          for (const { value, ...figures } of [{ value: undefined, ...answer }, ...answer.groups]) {
            const own = records.filter(({ plan }) => value === undefined || plan === value)
            const gaps = own.flatMap(({ gap }) => gap ?? [])
            expect(figures).toMatchObject({ starts: own.length, answered: gaps.length, unanswered: own.length - gaps.length, by: next.map((event) => ({ event, count: own.filter(({ came }) => came === event).length })) })
            expect([figures.gapMs.p10, figures.gapMs.p75]).toEqual([rank(gaps, 0.1), rank(gaps, 0.75)])
            expect(figures.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(gaps.length)
            for (const { timeoutMs, watched, caught } of figures.curve) {
              const whole = own.filter(({ left }) => left >= timeoutMs)
              expect([watched, caught]).toEqual([whole.length, whole.filter(({ gap }) => gap !== undefined && gap < timeoutMs).length])
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('the share followed, by Kaplan and Meier', () => {
  it('gives the published figures: remission under 6-MP (Freireich et al. 1963), as printed in every textbook', () => {
    const followed = Float64Array.of(6, 6, 6, 7, 10, 13, 16, 22, 23)
    const unfollowed = Float64Array.of(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    const shares = new FollowedShare({ followed, unfollowed })
    const surviving = [6, 7, 10, 13, 16, 22, 23].map((weeks) => Number((1 - shares.before(weeks + 0.5)!).toFixed(3)))
    expect(surviving).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448])
    expect([shares.quantile(0.5), shares.quantile(0.6), shares.before(6), shares.before(36)]).toEqual([23, null, 0, null])
  })

  it('is the plain share where everybody was watched to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 50 }), fc.nat({ max: 20 }), fc.integer({ min: 0, max: 60 }), (gaps, never, at) => {
        const shares = new FollowedShare({ followed: Float64Array.from(gaps).sort(), unfollowed: new Float64Array(never).fill(100) })
        const plain = gaps.filter((gap) => gap < at).length / (gaps.length + never)
        const told = shares.before(at)
        if (told === null) expect(never).toBe(0)
        else expect(told).toBeCloseTo(plain, 12)
      }),
    )
  })
})
