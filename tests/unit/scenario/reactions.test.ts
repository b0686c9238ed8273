import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulateTogetherWithKernel, simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { simulateWithXState } from '../../../engine/core/simulate/reference.ts'
import { drawReactions } from '../../../engine/core/simulate/responses/draw-reactions.ts'
import { delayAt, quantilesOf, type Quantiles } from '../../../engine/core/simulate/responses/quantiles.ts'
import { responsePlan } from '../../../engine/core/simulate/responses/response-plan.ts'
import type { Response } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { RunOptions } from '../../../engine/core/simulate/run.ts'
import { aJourney } from '../lint/a-journey.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const until = START + 60 * DAY
const people = (count: number) => buildDataset(Array.from({ length: count }, (_, index): PlainEvent => ({ profileId: `p${index}`, at: START + index * 1000, name: 'start' })))
const assumed = (...responses: Omit<Response, 'basis'>[]): RunOptions['scenario'] => ({ format: 'scenario', formatVersion: 1, responses: responses.map((one) => ({ basis: 'assumed', ...one })) })

/** A message, then a wait for what comes of it. */
function mailing(others: Partial<JourneyDocument> = {}, before: JourneyDocument['steps'] = {}): JourneyDocument {
  return aJourney(
    {
      ...before,
      mail: { kind: 'message', channel: 'email', next: 'wait' },
      wait: { kind: 'waitFor', branches: [{ id: 'ordered', event: 'order', next: 'done' }], timeout: { after: 'P30D', next: 'done' } },
      done: { kind: 'exit' },
    },
    { goals: [{ id: 'ordered', event: 'order', window: 'P30D' }], ...others },
  )
}

describe('reactions to messages', () => {
  it('come as often as assumed: of 20,000 messages within four standard deviations at every stage', () => {
    const { responses, figures } = simulateWithKernel(mailing(), people(20_000), {
      until,
      scenario: assumed({ delivered: 0.9, opened: 0.3, clicked: 0.25, openDelay: { median: 'PT1H' }, effects: [{ event: 'order', after: 'clicked', share: 0.4, delay: { median: 'PT1H' } }, { event: 'visit', after: 'sent', share: 0.01 }] }),
    })
    const { sent, delivered, opened, clicked, effects } = responses!.messages[0]!
    const isNear = (hits: number, of: number, share: number) => Math.abs(hits - of * share) < 4 * Math.sqrt(of * share * (1 - share))
    expect(sent).toBe(20_000)
    expect([isNear(delivered, sent, 0.9), isNear(opened, delivered, 0.3), isNear(clicked, opened, 0.25), isNear(effects[0]!.count, clicked, 0.4), isNear(effects[1]!.count, sent, 0.01)]).toEqual([true, true, true, true, true])
    expect(figures.goals.ordered!.conversions).toBe(effects[0]!.count)
  })

  it('are drawn independently of each other, whatever they are for', () => {
    const scenario = assumed({ opened: 0.5, clicked: 0.5, effects: [{ event: 'order', after: 'sent', share: 0.5 }, { event: 'visit', after: 'sent', share: 0.5 }] })
    const { effects, opened, clicked } = simulateWithKernel(mailing(), people(20_000), { until, scenario }).responses!.messages[0]!
    expect(clicked / opened).toBeCloseTo(0.5, 1)
    const place = responsePlan(lower([mailing()]), { scenario })!.places[0]!
    const both = Array.from({ length: 20_000 }, (_, index) => drawReactions(place, 0, until, { profileId: `p${index}`, startedAt: START + index * 1000, nth: 0, at: START }, new Float64Array(10)).map(({ name }) => name))
    expect(both.filter((names) => names.includes('order') && names.includes('visit')).length / 20_000).toBeCloseTo(0.25, 1)
    expect(both.filter((names) => names.includes('order') && names.includes('$opened')).length / 20_000).toBeCloseTo(0.25, 1)
    expect(effects.map(({ count }) => count / 20_000)).toEqual([expect.closeTo(0.5, 1), expect.closeTo(0.5, 1)])
  })

  it('of a step do not move when something else in the journey changes', () => {
    const scenario = assumed({ step: 'mail', opened: 0.4, openDelay: { median: 'PT3H' }, effects: [{ event: 'order', after: 'opened', share: 0.5, delay: { median: 'P1D' } }] }, { step: 'hello', opened: 0.7, clicked: 0.5 })
    const orders = (document: JourneyDocument) => {
      const at = new Map<string, number>()
      simulateWithXState(document, people(300), { until, scenario, onTrace: (entry) => entry.what === 'goal' && at.set(entry.profileId, entry.at) })
      return at
    }
    const before = orders(mailing())
    const greeted = orders(mailing({}, { hello: { kind: 'message', channel: 'push', next: 'mail' } }))
    expect(before.size).toBeGreaterThan(30)
    expect(greeted).toEqual(before)
  })

  it('only become more when shares rise, person by person', () => {
    const orderers = (assume: RunOptions['assume']) => {
      const who = new Set<string>()
      const scenario = assumed({ opened: { low: 0.2, high: 0.6 }, effects: [{ event: 'order', after: 'opened', share: { low: 0.1, high: 0.5 } }] })
      simulateWithXState(mailing(), people(400), { until, scenario, assume, onTrace: (entry) => entry.what === 'goal' && who.add(entry.profileId) })
      return who
    }
    const [low, middle, high] = [orderers('low'), orderers('middle'), orderers('high')]
    expect(low.size).toBeLessThan(middle.size)
    expect(middle.size).toBeLessThan(high.size)
    expect([[...low].filter((one) => !middle.has(one)), [...middle].filter((one) => !high.has(one))]).toEqual([[], []])
  })

  it('without end stop the run on either engine', () => {
    const scenario = assumed({ effects: [{ event: 'start', after: 'sent', share: 1 }] })
    const endless = aJourney({ mail: { kind: 'message', channel: 'push' } }, { reentry: { kind: 'always' } })
    for (const run of [simulateWithKernel, simulateWithXState]) {
      expect(() => run(endless, people(1), { until, scenario })).toThrow(expect.objectContaining({ code: 'S004', message: expect.stringContaining('"p0" reacts to messages without end') as string }))
    }
  })

  it('are as many as one profile may have, and come in between the rows of a long one', () => {
    const scenario = assumed({ delivered: 0, effects: [{ event: 'order', after: 'sent', share: 1, delay: 'PT30M' }] })
    const hours = Array.from({ length: 9000 }, (_, index): PlainEvent => ({ profileId: 'p', at: START + index * 3_600_000, name: index % 2 === 0 ? 'start' : 'noise', properties: { n: index } }))
    const document = aJourney({ mail: { kind: 'message', channel: 'push' } }, { reentry: { kind: 'always' }, goals: [{ id: 'ordered', event: 'order', where: { did: '*', count: { op: 'eq', value: 2 }, within: 'PT1H' }, window: 'PT1H' }] })
    const { figures, responses } = simulateWithKernel(document, buildDataset(hours), { scenario })
    expect(responses!.messages[0]).toMatchObject({ sent: 4500, effects: [{ event: 'order', count: 4500 }] })
    expect(figures.goals.ordered!.conversions).toBe(4500)
  })

  it('bring values that the data know already as the same values, and new ones beside them', () => {
    const events: PlainEvent[] = [
      { profileId: 'p', at: START, name: 'start', properties: { basket: ['a', 1], tier: 'gold', n: 0 } },
      { profileId: 'p', at: START + DAY, name: 'noise', properties: { tier: null } },
    ]
    const properties = { basket: ['a', 1], tier: 'gold', n: 0 }
    const scenario = assumed({ effects: [{ event: 'start', after: 'sent', share: 1, properties }, { event: 'start', after: 'sent', share: 1, properties: { ...properties, tier: 'new', fresh: true } }] })
    const per = (property: string, value: number) => ({ did: 'start', per: property, count: { op: 'eq' as const, value } })
    const document = aJourney(
      {
        mail: { kind: 'message', channel: 'push', next: 'later' },
        later: { kind: 'delay', for: 'PT1H', next: 'ask' },
        ask: { kind: 'branch', branches: [{ id: 'same', when: { all: [per('basket', 3), per('tier', 2), per('tier', 1), per('n', 3), per('fresh', 1)] }, next: 'yes' }] },
        yes: { kind: 'exit', outcome: 'same' },
      },
    )
    expect(simulateTogetherWithKernel([document], buildDataset(events), { scenario }).figures[0]!.instances.outcomes).toEqual({ same: 1 })
  })
})

describe('a delay by quantiles', () => {
  const at = (delay: Parameters<typeof quantilesOf>[0], ...draws: number[]) => draws.map((draw) => Math.ceil(delayAt(quantilesOf(delay) as Quantiles, draw) / 10) * 10) // as: given by quantiles

  it('runs straight from 0 to the median, to the 90th percentile, to the longest', () => {
    expect(at({ median: 'PT10S', p90: 'PT1M', longest: 'PT2M' }, 0, 0.25, 0.5, 0.7, 0.9, 0.95, 0.999999)).toEqual([0, 5000, 10_000, 35_000, 60_000, 90_000, 120_000])
  })

  it('has three times the median for a 90th percentile, and twice that for the longest, if they are left out', () => {
    expect(quantilesOf({ median: 'PT10S' })).toEqual({ medianMs: 10_000, p90Ms: 30_000, longestMs: 60_000 })
    expect(quantilesOf({ median: 'PT10S', longest: 'PT20S' })).toEqual({ medianMs: 10_000, p90Ms: 20_000, longestMs: 20_000 })
    expect([quantilesOf('PT10S'), quantilesOf(undefined)]).toEqual([10_000, 0])
  })
})
