import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import type { DidPredicate, Predicate } from '../../../engine/core/compile/program.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { edgesOf, evaluate, type HistoryEvent, type ProfileView } from '../../../engine/core/simulate/reference/evaluate.ts'

const at = (text: string) => Date.parse(text)
const event = (name: string, when: string, properties: Record<string, JsonValue> = {}): HistoryEvent => ({ name, at: at(when), properties })
const view = (now: string, history: HistoryEvent[], zone = 'UTC'): ProfileView => ({ now: at(now), history, attributes: new Map(), zone: knownZone(zone) })

function lowered(condition: Condition): Predicate {
  const [journey] = lower([{ format: 'journey', formatVersion: 1, id: 'j', segments: { asked: { when: condition } }, entries: [], steps: { end: { kind: 'exit' } }, exits: [{ id: 'out', segment: 'asked' }] }]).journeys
  const exit = journey!.exits[0]!
  if (exit.kind !== 'segment' || exit.segment.kind !== 'segment') throw new Error('a segment exit was asked for')
  return exit.segment.of
}

function holds(condition: Condition, profile: ProfileView, atHand?: HistoryEvent): boolean {
  return evaluate(lowered(condition), profile, atHand)
}

/** The days of March 2026 at whose noon the condition holds. */
function daysOfMarch(condition: Condition, history: HistoryEvent[]): number[] {
  return Array.from({ length: 31 }, (_, index) => index + 1).filter((day) => holds(condition, view(`2026-03-${String(day).padStart(2, '0')}T12:00Z`, history.filter((one) => one.at <= at(`2026-03-${String(day).padStart(2, '0')}T12:00Z`)))))
}

describe('a window over the past', () => {
  const history = [event('view', '2026-03-03T12:00Z')]

  it('holds an event until exactly its span later, and shifted back from exactly that much later on', () => {
    expect(daysOfMarch({ did: 'view', within: 'P3D' }, history)).toEqual([3, 4, 5])
    expect(daysOfMarch({ did: 'view', within: 'P3D', endingAgo: 'P10D' }, history)).toEqual([13, 14, 15])
    expect(daysOfMarch({ did: 'view', endingAgo: 'P26D' }, history)).toEqual([29, 30, 31])
  })

  it('leaves by the calendar at the same local time so many months later, the last day if there is no such day', () => {
    const ofJanuary = [event('view', '2026-01-31T23:30Z')] // 1 February 00:30 in Berlin
    const within: Condition = { did: 'view', within: 'P1M' }
    expect([holds(within, view('2026-02-28T23:29Z', ofJanuary)), holds(within, view('2026-02-28T23:30Z', ofJanuary))]).toEqual([true, false])
    expect([holds(within, view('2026-02-28T23:29Z', ofJanuary, 'Europe/Berlin')), holds(within, view('2026-02-28T23:30Z', ofJanuary, 'Europe/Berlin'))]).toEqual([true, false])
    const beforeSummer = [event('view', '2026-03-01T09:00Z')] // 10:00 in Berlin, where summer time begins in between
    expect([holds(within, view('2026-04-01T07:59Z', beforeSummer, 'Europe/Berlin')), holds(within, view('2026-04-01T08:00Z', beforeSummer, 'Europe/Berlin'))]).toEqual([true, false])
  })

  it('names the instants at which passing of time may change an answer', () => {
    const edges = (condition: Condition) => edgesOf(lowered(condition) as DidPredicate, at('2026-03-03T12:00Z'), knownZone('UTC')).map((edge) => new Date(edge).toISOString().slice(0, 10)) // as: a did was asked for
    expect(edges({ did: 'view' })).toEqual([])
    expect(edges({ did: 'view', within: 'P3D', endingAgo: 'P1M' })).toEqual(['2026-04-03', '2026-04-06'])
    expect(edges({ did: 'view', within: 'P1M', notFollowedBy: { did: 'buy', within: 'P2D' } })).toEqual(['2026-04-03', '2026-03-05'])
  })
})

describe('not followed by', () => {
  const abandoned: Condition = { did: 'checkout', notFollowedBy: { did: 'buy', where: { property: 'price', op: 'gt', value: 0 }, within: 'PT1H' } }
  const checkout = event('checkout', '2026-03-01T12:00Z')

  it.each<[string, HistoryEvent[], string, boolean]>([
    ['before the time has passed', [checkout], '2026-03-01T12:59:59Z', false],
    ['when it has', [checkout], '2026-03-01T13:00Z', true],
    ['with the second event inside', [checkout, event('buy', '2026-03-01T12:59:59Z', { price: 1 })], '2026-03-01T13:00Z', false],
    ['with one that does not match', [checkout, event('buy', '2026-03-01T12:30Z', { price: 0 })], '2026-03-01T13:00Z', true],
    ['with one at the very end of the time', [checkout, event('buy', '2026-03-01T13:00Z', { price: 1 })], '2026-03-01T13:00Z', true],
    ['with one of the same instant, later in the history', [checkout, event('buy', '2026-03-01T12:00Z', { price: 1 })], '2026-03-01T13:00Z', false],
    ['with one of the same instant, earlier in the history', [event('buy', '2026-03-01T12:00Z', { price: 1 }), checkout], '2026-03-01T13:00Z', true],
  ])('%s', (_, history, now, expected) => {
    expect(holds(abandoned, view(now, history))).toBe(expected)
  })
})

describe('a sequence', () => {
  it('takes events in the order of the history, each for one place, all inside the window', () => {
    const viewTwiceThenBuy: Condition = { sequence: [{ did: 'view' }, { did: 'view' }, { did: 'buy' }], within: 'P2D' }
    const of = (...names: [string, string][]) => names.map(([name, day]) => event(name, `2026-03-${day}T12:00Z`))
    const now = '2026-03-05T12:00Z'
    expect(holds(viewTwiceThenBuy, view(now, of(['view', '04'], ['view', '04'], ['buy', '05'])))).toBe(true)
    expect(holds(viewTwiceThenBuy, view(now, of(['view', '04'], ['buy', '05'])))).toBe(false)
    expect(holds(viewTwiceThenBuy, view(now, of(['view', '04'], ['buy', '04'], ['view', '05'])))).toBe(false)
    expect(holds(viewTwiceThenBuy, view(now, of(['view', '03'], ['view', '04'], ['buy', '05'])))).toBe(false)
  })
})

describe('a measure of past events', () => {
  const history = [0.1, 0.2, '7', true, null].map((price, index) => event('buy', `2026-03-0${index + 1}T12:00Z`, { price }))
  const now = view('2026-03-10T12:00Z', history)
  const none = view('2026-03-10T12:00Z', [])

  it.each<[Condition, boolean, boolean]>([
    [{ did: 'buy', sum: { property: 'price', op: 'eq', value: 0.3 } }, true, false],
    [{ did: 'buy', sum: { property: 'price', op: 'eq', value: 0 } }, false, true],
    [{ did: 'buy', avg: { property: 'price', op: 'eq', value: 0.15 } }, true, false],
    [{ did: 'buy', avg: { property: 'price', op: 'lt', value: 0.15 } }, false, false],
    [{ did: 'buy', avg: { property: 'price', op: 'ne', value: 0.15 } }, false, true],
    [{ did: 'buy', max: { property: 'price', op: 'gte', value: 0.2 } }, true, false],
    [{ did: 'buy', min: { property: 'price', op: 'lte', value: 0.1 } }, true, false],
    [{ did: 'buy', distinct: { property: 'price', op: 'eq', value: 4 } }, true, false],
    [{ did: 'buy', distinct: { property: 'price', op: 'eq', value: 0 } }, false, true],
    [{ did: 'buy', count: { op: 'eq', value: 0 } }, false, true],
    [{ did: 'buy', count: { op: 'lt', value: 2 }, per: 'price' }, true, false],
  ])('%j', (condition, ofSome, ofNothing) => {
    expect([holds(condition, now), holds(condition, none)]).toEqual([ofSome, ofNothing])
  })
})

describe('the event at hand', () => {
  it('is near within the radius, its edge included, and never without a position', () => {
    const near: Condition = { near: { latitude: 41, longitude: 29, radiusM: 111_195.08 } } // a degree of a great circle is 111,195.0802 m
    const somewhere = (properties: Record<string, JsonValue>) => holds(near, view('2026-03-01T12:00Z', []), event('visit', '2026-03-01T12:00Z', properties))
    expect([somewhere({ latitude: 41, longitude: 29 }), somewhere({ latitude: 41.99999, longitude: 29 }), somewhere({ latitude: 42.00001, longitude: 29 })]).toEqual([true, true, false])
    expect([somewhere({ latitude: '41', longitude: 29 }), somewhere({}), holds(near, view('2026-03-01T12:00Z', []))]).toEqual([false, false, false])
  })

  it('lends its own time to a past event, but nothing to a segment', () => {
    const onSunday: Condition = { did: 'view', where: { all: [{ weekday: [7] }, { localTime: { from: '22:00', to: '02:00' } }] } }
    const late = event('view', '2026-03-01T23:30Z') // a Sunday; Monday 00:30 in Berlin
    const now = '2026-03-04T12:00Z'
    expect([holds(onSunday, view(now, [late])), holds(onSunday, view(now, [late], 'Europe/Berlin')), holds(onSunday, view(now, [event('view', '2026-03-01T12:00Z')]))]).toEqual([true, false, false])
    const segment: Predicate = { kind: 'segment', id: 's', of: lowered({ property: 'price', op: 'missing' }) }
    expect(evaluate(segment, view(now, []), event('buy', now, { price: 1 }))).toBe(true)
  })

  it('is any but the own events of the system to a condition on any event', () => {
    const own = [event('$sent', '2026-03-01T12:00Z'), event('$set', '2026-03-01T12:00Z'), event('$api:go', '2026-03-01T12:00Z')]
    const now = '2026-03-04T12:00Z'
    expect([holds({ did: '*' }, view(now, own)), holds({ did: '*' }, view(now, [event('$opened', '2026-03-01T12:00Z')])), holds({ did: '$sent' }, view(now, own))]).toEqual([false, true, true])
  })
})
