import { describe, expect, it } from 'vitest'
import { readCase } from '../../../engine/core/cases/read-case.ts'
import { runCase } from '../../../engine/core/cases/run-case.ts'
import { countOfWay } from '../../../engine/core/coverage/coverage.ts'
import { makePeople, type MadePeople, type MakeRequest } from '../../../engine/core/coverage/make-people.ts'
import { wayKey, waysOfJourney, withEnds } from '../../../engine/core/coverage/way.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulateTogetherWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { templates } from '../../../engine/templates/index.ts'
import { generateRun } from '../../differential/generate-run.ts'
import { RandomSource } from '../../differential/random-source.ts'

function made(request: MakeRequest): MadePeople {
  const work = makePeople(request)
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value
}

const make = (document: JourneyDocument, beside: readonly JourneyDocument[] = []) => made({ document, beside, seed: 0 })

/** A journey that asks one thing of who signs up. */
function asking(when: Condition, more: Partial<JourneyDocument> = {}): JourneyDocument {
  return {
    format: 'journey', formatVersion: 1, id: 'asking',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'ask' }],
    steps: { ask: { kind: 'branch', branches: [{ id: 'yes', when }] } },
    ...more,
  }
}

const allOf = (document: JourneyDocument, beside: readonly JourneyDocument[] = []) => {
  const { missed, reached } = make(document, beside)
  expect(missed).toEqual([])
  expect(reached).toHaveLength(waysOfJourney(document).length)
}

describe('people who go every way', () => {
  it.each(templates.map(({ id, document }) => ({ id, document })))('are found for the template $id, and pass their own cases', ({ document }) => {
    const { people, missed } = make(document)
    expect(missed.filter(({ never }) => !never)).toEqual([])
    for (const { file } of people) expect(runCase(readCase(JSON.stringify(file), 'made up'), [document]).passed).toBe(true)
  })

  it.each<[string, Condition]>([
    ['an attribute', { attribute: 'country', op: 'in', value: ['TR', 'DE'] }],
    ['a property of the event at hand', { property: 'price', op: 'between', value: [50, 80] }],
    ['two tests of one value', { all: [{ property: 'price', op: 'gt', value: 10 }, { property: 'price', op: 'lt', value: 10.5 }] }],
    ['a text that begins and contains', { all: [{ attribute: 'plan', op: 'startsWith', value: 'gold' }, { attribute: 'plan', op: 'contains', value: 'plus' }] }],
    ['a place', { near: { latitude: 41, longitude: 29, radiusM: 500 } }],
    ['the time of day on a weekday', { all: [{ localTime: { from: '22:00', to: '02:00' } }, { weekday: [6, 7] }] }],
    ['the same product three times', { did: 'view', per: 'productId', count: { op: 'gte', value: 3 }, within: 'P5D' }],
    ['a sum', { did: 'purchase', sum: { property: 'price', op: 'gte', value: 500 }, within: 'P1Y' }],
    ['an average', { did: 'purchase', avg: { property: 'price', op: 'lt', value: 20 } }],
    ['different values', { did: 'view', distinct: { property: 'category', op: 'gte', value: 4 } }],
    ['something that ended long ago', { all: [{ did: 'visit' }, { not: { did: 'visit', within: 'P7D' } }] }],
    ['a window that ended days ago', { did: 'visit', within: 'P2D', endingAgo: 'P30D' }],
    ['something not followed', { did: 'checkout', notFollowedBy: { did: 'purchase', within: 'PT1H' } }],
    ['a sequence', { sequence: [{ did: 'view' }, { did: 'add', where: { property: 'price', op: 'gt', value: 5 } }, { did: 'checkout' }], within: 'P1D' }],
    ['a score', { score: 'churn', op: 'gte', value: 0.7 }],
  ])('are found where %s decides', (_, when) => allOf(asking(when)))

  it('are found for variants, texts and the holdout behind them by their ids', () => {
    allOf(asking({ all: [] }, {
      policies: { holdout: { share: 0.5 } },
      steps: {
        ask: { kind: 'split', variants: [{ id: 'a', weight: 98, next: 'say' }, { id: 'b', weight: 1, next: 'say' }, { id: 'c', weight: 1, next: 'say' }] },
        say: { kind: 'message', channel: 'push', variants: [{ id: 'short', weight: 9 }, { id: 'long', weight: 1 }] },
      },
    }))
  })

  it.each([
    ['consent', { consent: { push: 'optIn' } }],
    ['a cap', { caps: [{ channel: 'push' as const, count: 3, within: 'P1D' }] }],
    ['quiet hours', { quietHours: { from: '22:00', to: '08:00', mode: 'drop' as const } }],
  ])('are found whose message is suppressed by %s', (_, policies) => {
    allOf(asking({ all: [] }, { policies, steps: { ask: { kind: 'message', channel: 'push', next: 'out', onSuppressed: 'out' }, out: { kind: 'exit' } } }))
  })

  it('are found for segments entered and left, schedules, failing webhooks, and journeys gone through', () => {
    const inner: JourneyDocument = { format: 'journey', formatVersion: 1, id: 'inner', entries: [{ id: 'in', trigger: { kind: 'api', name: 'go' }, next: 'wait' }], steps: { wait: { kind: 'waitFor', branches: [{ id: 'answered', event: 'answer' }] } } }
    allOf({
      format: 'journey', formatVersion: 1, id: 'outer', timeZone: 'Europe/Istanbul',
      segments: { active: { when: { did: 'visit', within: 'P7D' } } },
      entries: [
        { id: 'came', trigger: { kind: 'segment', segment: 'active', change: 'enter' }, next: 'call' },
        { id: 'went', trigger: { kind: 'segment', segment: 'active', change: 'leave' }, next: 'through' },
        { id: 'monday', trigger: { kind: 'schedule', every: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9', audience: { attribute: 'vip', op: 'eq', value: true } }, next: 'through' },
      ],
      exits: [{ id: 'bye', event: 'unsubscribe' }],
      goals: [{ id: 'bought', event: 'purchase', where: { property: 'price', op: 'gt', value: 0 }, endsJourney: true }],
      steps: { call: { kind: 'webhook', url: 'https://example.com', next: 'through', onError: 'through' }, through: { kind: 'journey', journey: 'inner', next: 'rest' }, rest: { kind: 'delay', until: { time: '09:00', weekday: 1 } } },
    }, [inner])
  })

  it('are the same for the same request, and as few and as short as can be', () => {
    const document = templates.find(({ id }) => id === 'cart-abandonment')!.document
    const [first, again] = [make(document), make(document)]
    expect(again).toEqual(first)
    expect(first.people.length).toBeLessThanOrEqual(9)
    expect(Math.max(...first.people.map(({ draft }) => draft.events.length))).toBeLessThanOrEqual(7)
  })

  it('what nobody can reach is said to be so, with the reason', () => {
    const contradiction = asking({ all: [{ property: 'n', op: 'gt', value: 5 }, { property: 'n', op: 'lt', value: 5 }] })
    expect(make(contradiction).missed).toMatchObject([{ way: { kind: 'port', port: 'yes' }, never: true, why: expect.stringContaining('contradict') as unknown }])
    const weightless = asking({ all: [] }, { steps: { ask: { kind: 'split', variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 0 }] } } })
    expect(make(weightless).missed).toEqual([{ way: { kind: 'port', step: 'ask', port: 'b' }, never: true, why: 'its weight is 0, so nobody is dealt it' }])
  })

  it('what nobody was found for is not claimed: on generated journeys, nearly all that random people reach', { timeout: 300_000 }, () => {
    const cases = Number(process.env.COVERAGE_CASES ?? 12)
    const tally = { reachable: 0, made: 0 }
    for (let seed = 1; seed <= cases; seed++) {
      const { documents, ...run } = generateRun(new RandomSource(seed))
      const [document, ...beside] = documents
      const { reached, missed } = made({ document: document!, beside, seed: 0, tries: 80 })
      const keys = new Set(reached.map(wayKey))
      const { figures } = simulateTogetherWithKernel([withEnds(document!), ...beside], buildDataset(run.events, run.profiles), { ...run.options, scenario: undefined })
      const seen = waysOfJourney(document!).filter((way) => countOfWay(way, figures[0]!) > 0).map(wayKey)
      // The reason given must be true.
      expect(missed.filter(({ way, never }) => never && seen.includes(wayKey(way)))).toEqual([])
      tally.reachable += new Set([...keys, ...seen]).size
      tally.made += keys.size
    }
    console.log(`coverage: people were made for ${tally.made} of ${tally.reachable} ways of ${cases} generated journeys that are known to be reachable`)
    expect(tally.made / tally.reachable).toBeGreaterThan(0.93)
  })
})
