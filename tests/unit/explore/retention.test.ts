import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explore } from '../../../engine/core/explore/exploration.ts'
import type { RetentionQuestion } from '../../../engine/core/explore/questions.ts'
import { RetentionExploration } from '../../../engine/core/explore/retention.ts'
import { planAt, streamOf, streams, type Stream } from './a-stream.ts'

const DAY = 86_400_000
const asked = ({ dataset }: Stream, question: RetentionQuestion) => explore(dataset, new RetentionExploration(dataset, question))
const told = (stream: Stream, question: RetentionQuestion) => asked(stream, question).periods.map(({ watched, returned }) => [returned, watched])

describe('retention', () => {
  const on = (profileId: string, name: string, ...days: number[]) => days.map((day) => ({ profileId, name, at: day * DAY }))
  const shop = streamOf([...on('ada', 'visit', 0, 0.5, 1, 3.9), ...on('ada', 'order', 2), ...on('bob', 'visit', 2, 3.999), ...on('cyd', 'visit', 4)])

  it('counts on each day only those for whom the whole day lies in the data', () => {
    expect(told(shop, { periods: 4 })).toEqual([[1, 2], [2, 2], [1, 1], [1, 1], [0, 0]])
    expect(asked(shop, { periods: 4 }).periods.map(({ share }) => share)).toEqual([0.5, 1, 1, 1, null])
  })

  it('starts with a named event and counts a named one, by weeks if asked', () => {
    expect(told(shop, { start: { event: 'visit' }, returns: { event: 'order' }, periods: 2 })).toEqual([[0, 2], [0, 2], [1, 1]])
    const weeks = streamOf([...on('ada', 'visit', 0, 8, 20), ...on('bob', 'visit', 1, 15, 22)])
    expect(told(weeks, { unit: 'week', periods: 2 })).toEqual([[0, 2], [1, 2], [2, 2]])
  })

  it('without a start event knows nobody as new who came before', () => {
    expect(asked(shop, { from: DAY }).starts).toBe(2)
    expect(asked(shop, { from: DAY, start: { event: 'visit' } }).starts).toBe(3)
  })

  it('gives the figures of a plain count', () => {
    const quick = fc.record({ start: fc.constantFrom(undefined, 'x'), returns: fc.constantFrom(undefined, 'y'), until: fc.constantFrom(undefined, 3 * DAY) })
    fc.assert(
      fc.property(streams, quick, (slow, { start, returns, until }) => {
        const stream = streamOf(slow.events.map((event) => ({ ...event, at: event.at * 300 })), slow.profiles) // minutes become 5 hours
        const end = until ?? stream.dataset.lastAt
        const fits = (name: string, wanted: string | undefined) => (wanted === undefined ? !name.startsWith('$') : name === wanted)
        const records = stream.people.flatMap((person) => {
          const rows = person.rows.filter(({ at }) => at <= end)
          const index = rows.findIndex(({ name }) => fits(name, start))
          if (index < 0) return []
          const begin = rows[index]!.at
          const days = Array.from({ length: 6 }, (_, n) => ({
            watched: begin + (n + 1) * DAY <= end,
            returned: rows.slice(index + 1).some(({ at, name }) => fits(name, returns) && at >= begin + n * DAY && at < begin + (n + 1) * DAY),
          }))
          return [{ plan: planAt(person, index), days }]
        })
        const answer = asked(stream, {
          ...(start ? { start: { event: start } } : {}), ...(returns ? { returns: { event: returns } } : {}), until, periods: 5, breakDown: { by: 'attribute', name: 'plan' },
        })
        for (const { value, ...figures } of [{ value: undefined, ...answer }, ...answer.groups]) {
          const own = records.filter(({ plan }) => value === undefined || plan === value)
          expect(figures.starts).toBe(own.length)
          expect(figures.periods.map(({ watched, returned }) => [watched, returned])).toEqual(
            Array.from({ length: 6 }, (_, n) => [own.filter(({ days }) => days[n]!.watched).length, own.filter(({ days }) => days[n]!.watched && days[n]!.returned).length]),
          )
        }
      }),
      { numRuns: 200 },
    )
  })
})
