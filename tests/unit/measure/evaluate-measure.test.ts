import { describe, expect, it } from 'vitest'
import { evaluateMeasure } from '../../../engine/core/measure/evaluate-measure.ts'
import { measureSchema, type Measure } from '../../../engine/core/measure/measure-schema.ts'
import { worldsOf } from '../../../engine/core/measure/worlds.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'

/** Everybody who signs up gets a push at once. */
const document: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'hello',
  segments: { buyers: { name: 'Buyers', when: { did: 'purchase' } } },
  entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'push' }],
  goals: [{ id: 'ordered', event: 'purchase', value: 'price', window: 'P7D' }],
  steps: { push: { kind: 'message', channel: 'push', next: 'wait' }, wait: { kind: 'delay', for: 'P3D' } },
}
/** Everybody opens it, clicks an hour later, and orders for 20. */
const scenario: Scenario = {
  format: 'scenario', formatVersion: 1,
  responses: [{ step: 'push', basis: 'assumed', opened: 1, clicked: 1, clickDelay: 'PT1H', effects: [{ event: 'purchase', after: 'clicked', share: 1, properties: { price: 20 } }] }],
}
const day = (number: number) => Date.parse('2026-01-01T00:00Z') + number * 86_400_000
const event = (profileId: string, at: number, name: string, properties?: PlainEvent['properties']): PlainEvent => ({ profileId, at, name, ...(properties ? { properties } : {}) })

// Ada and Bob sign up; Ada orders by herself, Cyd orders without ever signing up; the data end on day 10.
const people = buildDataset([
  event('ada', day(0), 'signup'), event('ada', day(1), 'purchase', { price: 10 }),
  event('bob', day(0), 'signup'),
  event('cyd', day(9), 'purchase', { price: 30 }), event('cyd', day(10), 'visit'),
])
const worlds = worldsOf(document, people, scenario, 0)
const measured = (measure: Measure) => evaluateMeasure(measureSchema.parse(measure), worlds)

describe('a measure', () => {
  it.each<[Measure, number]>([
    [{ events: 'purchase' }, 4],
    [{ without: { events: 'purchase' } }, 2],
    [{ events: 'purchase', within: 'P2D' }, 1],
    [{ events: 'never' }, 0],
    [{ sum: 'price', of: 'purchase' }, 80],
    [{ sum: 'price', of: 'signup' }, 0],
    [{ profiles: { did: 'purchase' } }, 3],
    [{ without: { profiles: { segment: 'buyers' } } }, 2],
    [{ profiles: { did: 'purchase' }, endingAgo: 'P5D' }, 2],
    [{ profiles: { sequence: [{ did: '$clicked' }, { did: 'purchase' }] } }, 2],
    [{ messages: 'sent' }, 2],
    [{ messages: 'clicked', steps: ['push'] }, 2],
    [{ without: { messages: 'clicked' } }, 0],
    [{ without: { messages: 'sent' } }, 2],
    [{ goal: 'ordered' }, 2],
    [{ goal: 'ordered', value: true }, 40],
    [{ without: { goal: 'ordered', value: true } }, 10],
    [{ instances: 'started' }, 2],
    [{ ratio: [{ messages: 'clicked' }, { events: 'purchase' }] }, 0.5],
    [{ times: { sum: 'price', of: 'purchase' } }, 2],
    [{ growth: { profiles: { did: 'purchase' } } }, 0.5],
    [{ growth: { ratio: [{ events: 'purchase' }, { events: 'signup' }] } }, 1],
  ])('%j is %d', (measure, value) => {
    expect(measured(measure)).toBe(value)
  })

  it('could not be computed where something is divided by nothing', () => {
    expect(measured({ ratio: [{ events: 'purchase' }, { events: 'never' }] })).toBeNull()
    expect(measured({ growth: { messages: 'clicked' } })).toBeNull()
  })

  it('is refused for a step or goal that the journey does not have', () => {
    expect(() => measured({ messages: 'sent', steps: ['pusch'] })).toThrow(/no message step "pusch"/)
    expect(() => measured({ messages: 'sent', steps: ['wait'] })).toThrow(/no message step "wait"/)
    expect(() => measured({ goal: 'orderd' })).toThrow(/no goal "orderd"/)
    expect(() => measured({ profiles: { segment: 'nobody' } })).toThrow(/refers to the segment "nobody"/)
  })

  it('is one of the shapes there are', () => {
    expect(measureSchema.safeParse({ events: 'a', times: { events: 'a' } }).success).toBe(false)
    expect(measureSchema.safeParse({ messages: 'bounced' }).success).toBe(false)
    expect(measureSchema.safeParse({ events: 'a', within: 'P1M' }).success).toBe(false)
  })
})

describe('the world with the journey', () => {
  it('holds what people did by themselves and because of messages, in order of time', () => {
    const { events } = worlds.with
    const rows = Array.from(events.at, (at, row) => [(at - day(0)) / 3_600_000, events.names[events.nameCodes[row]!]])
    const reactions = [[0, '$delivered'], [0, '$opened'], [1, '$clicked'], [1, 'purchase']]
    expect(rows).toEqual([[0, 'signup'], ...reactions, [24, 'purchase'], [0, 'signup'], ...reactions, [216, 'purchase'], [240, 'visit']])
    expect([...events.offsets]).toEqual([0, 6, 11, 13])
    const price = events.properties.get('price')!
    expect([...price.codes].map((code) => price.values[code]).filter((value) => value !== undefined)).toEqual([20, 10, 20, 30])
  })

  it('is that of the dataset where nobody reacts', () => {
    expect(worlds.without.events).toBe(people)
    expect(worlds.without.responses).toBeNull()
  })
})
