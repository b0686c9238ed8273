import { expect } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods about people under way and about journeys that run together: see contract.test.ts. The events of `case.ts`: ada signs up on the first
// of January at 10:00, bob at 11:00, cyd a day later; ada orders on the third, bob on the twentieth.

type Methods = 'flight.impact' | 'flight.people' | 'together.look'

/** Waits ten days before it greets. */
const waiting: JourneyDocument = { ...welcome(), entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }], steps: { pause: { kind: 'delay', for: 'P10D', next: 'hello' }, ...welcome().steps } }
const at = Date.UTC(2026, 0, 2)
const capped: JourneyDocument = { ...welcome(), policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }
const first: JourneyDocument = { ...welcome('First'), id: 'first', policies: { priority: 1 } }

async function asked(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  return { jobId: bench.jobId(), document: waiting, datasetId, at }
}

async function together(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  const { id: key } = await bench.saveJourney(first)
  return { jobId: bench.jobId(), document: capped, datasetId, together: [key] }
}

export const flightAccepted: { [M in Methods]: readonly Accepted[] } = {
  'flight.impact': [
    {
      that: 'tells who is lost, and what comes of those under way under both policies',
      async holds(bench) {
        const impact = await bench.call('flight.impact', { ...(await asked(bench)), after: welcome() })
        expect(impact).toMatchObject({ people: 2, differ: 2, fates: { lost: 2, moved: 0, changed: 0, same: 0 } })
        expect(impact.fared.finish).toMatchObject({ messages: 2, goals: { ordered: 1 }, active: 0 })
        expect(impact.fared.follow).toMatchObject({ messages: 0, goals: { ordered: 1 }, outcomes: { 'moved:lost': 2 } })
        // cyd signs up later and is greeted at once in either case.
        expect([impact.everybody.finish.messages, impact.everybody.follow.messages]).toEqual([3, 1])
        expect(impact.steps[0]).toMatchObject({ step: 'pause', fate: 'lost', to: null, people: 2, longestSince: Date.UTC(2026, 0, 1, 10) })
      },
    },
    {
      that: 'moves those in a step that is gone where they are sent',
      async holds(bench) {
        const impact = await bench.call('flight.impact', { ...(await asked(bench)), after: welcome(), moves: { pause: 'hello' } })
        expect(impact.fates).toEqual({ same: 0, changed: 0, moved: 2, lost: 0 })
        expect(impact.fared.follow).toMatchObject({ messages: 2, outcomes: { greeted: 2 } })
      },
    },
  ],
  'flight.people': [
    {
      that: 'names the people behind a number, with what comes of each',
      async holds(bench) {
        const question = { ...(await asked(bench)), after: welcome() }
        const lost = await bench.call('flight.people', { ...question, of: { fate: 'lost' } })
        expect(lost.list.map(({ profileId, step }) => [profileId, step])).toEqual([['ada', 'pause'], ['bob', 'pause']])
        expect(lost.list[0]!.follow).toEqual({ messages: 0, suppressed: 0, goals: ['ordered'], outcome: 'moved:lost', step: null })
        expect(await bench.call('flight.people', { ...question, of: { step: 'pause', differ: true }, offset: 1 })).toMatchObject({ found: 2, list: [{ profileId: 'bob' }] })
        expect(await bench.call('flight.people', { ...question, of: { fate: 'same' } })).toEqual({ found: 0, list: [] })
      },
    },
  ],
  'together.look': [
    {
      that: 'tells whose messages kept whose from being sent, and how that changes with other priorities',
      async holds(bench) {
        const question = await together(bench)
        const view = await bench.call('together.look', question)
        expect(view.journeys.map(({ id, sent, suppressed }) => [id, sent, suppressed])).toEqual([['welcome', 0, { cap: 3 }], ['first', 3, {}]])
        expect(view.starved).toEqual([{ journey: 'welcome', cap: 0, limit: { channel: 'push', count: 1, within: 'P1D', calendar: false }, lost: 3, held: 0, because: [{ journey: 'first', lost: 3, held: 0, example: { profileId: 'ada', at: Date.UTC(2026, 0, 1, 10), step: 'hello' } }] }])
        expect(view.days).toHaveLength(2)
        const swapped = await bench.call('together.look', { ...question, priorities: { welcome: 2, first: 0 } })
        expect(swapped.starved).toEqual([])
        // The cap is the one journey's own; the other sends all the same, in the same hour.
        expect(swapped.collisions).toMatchObject([{ journeys: ['welcome', 'first'], hours: 3, people: 3, first: Date.UTC(2026, 0, 1, 10), last: Date.UTC(2026, 0, 2, 9) }])
        expect(swapped.collisions[0]!.examples[0]).toEqual({ profileId: 'ada', hour: Date.UTC(2026, 0, 1, 10), at: [Date.UTC(2026, 0, 1, 10), Date.UTC(2026, 0, 1, 10)] })
      },
    },
  ],
}

const question = { jobId: 'j', document: waiting, datasetId: 'd', at, after: waiting }

export const flightMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'flight.impact': { params: { ...question, at: 'noon' }, path: '$.at' },
  'flight.people': { params: { ...question, of: { fate: 'happy' } }, path: '$.of.fate' },
  'together.look': { params: { jobId: 'j', document: capped, datasetId: 'd', priorities: { a: 0.5 } }, path: '$.priorities.a' },
}

const noData = (params: object): Refusal => ({ when: 'there is no such dataset', params: () => params, code: 'E_NOT_FOUND', says: /no dataset/ })

export const flightRefused: { [M in Methods]: readonly Refusal[] } = {
  'flight.impact': [
    noData({ ...question, datasetId: 'nobody' }),
    { when: 'people are sent to a step that is not there', params: async (bench) => ({ ...(await asked(bench)), after: welcome(), moves: { pause: 'nowhere' } }), code: 'E_MOVE', says: /no step "nowhere"/ },
    { when: 'people are sent away from a step that is still there', params: async (bench) => ({ ...(await asked(bench)), after: waiting, moves: { pause: 'hello' } }), code: 'E_MOVE', says: /still there/ },
  ],
  'flight.people': [noData({ ...question, datasetId: 'nobody', of: {} })],
  'together.look': [noData({ jobId: 'j', document: capped, datasetId: 'nobody' })],
}
