import { describe, expect, it } from 'vitest'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { fly } from './drive.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** Midnight of the first day. */
const START = Date.parse('2026-03-02T00:00:00Z')
const day = (days: number, hours = 0) => START + days * DAY + hours * HOUR

/** In by `join`, through the steps given; a goal on `buy`. */
function journey(steps: Record<string, Step>, more: Partial<JourneyDocument> = {}): JourneyDocument {
  return {
    format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'join' }, next: Object.keys(steps)[0]! }],
    goals: [{ id: 'bought', event: 'buy', window: 'P30D' }], steps, ...more,
  }
}

const wait = (span: string, next = 'mail'): Step => ({ kind: 'delay', for: span, next })
const mail = (next?: string): Step => ({ kind: 'message', channel: 'email', template: { title: 'Hello' }, ...(next === undefined ? {} : { next }) })

/** Ada joins on day 0, Bob on day 4, Cem on day 6; everybody is looked at until day 20. */
const EVENTS: PlainEvent[] = [
  { profileId: 'ada', at: day(0), name: 'join', properties: {} },
  { profileId: 'bob', at: day(4), name: 'join', properties: {} },
  { profileId: 'cem', at: day(6), name: 'join', properties: {} },
  { profileId: 'zoe', at: day(20), name: 'look', properties: {} },
]

function switched(before: JourneyDocument, after: JourneyDocument, at: number, more: { events?: PlainEvent[]; moves?: Record<string, string> } = {}) {
  const found = fly({ before, after, at, dataset: buildDataset([...(more.events ?? []), ...EVENTS], []), options: {}, moves: more.moves ?? {} })
  const [finish, follow] = [found.figures.finish[0]!, found.figures.follow[0]!]
  return { ...found, finish, follow }
}

describe('a timer', () => {
  const tenDays = journey({ pause: wait('P10D'), mail: mail() })

  it('that was shortened is due by the newer version from when they came: at once if that has passed', () => {
    // Takes over on day 5: Ada (day 0, now 3 days: day 3, passed) is due at once, Bob (day 4) on day 7; Cem joins later and waits from day 6 to 9 in both.
    const { people, fates, finish, follow } = switched(tenDays, journey({ pause: wait('P3D'), mail: mail() }), day(5))
    expect(fates).toEqual([
      { step: 'pause', kind: 'changed', to: 'pause', inWords: ['waits 3 days instead of 10 days'] },
      { step: 'mail', kind: 'same', to: 'mail', inWords: [] },
    ])
    expect(people.map(({ profile, step, since }) => [profile, step, since])).toEqual([[0, 'pause', day(0)], [1, 'pause', day(4)]])
    expect(people.every(({ differs }) => differs)).toBe(true)
    // Stays: Ada 10, Bob 10, Cem 3 days; and Ada 5 (until it took over), Bob 3, Cem 3.
    expect(finish.steps['pause']!.dwellMs).toEqual({ p50: 10 * DAY, p90: 10 * DAY, mean: Math.round((23 / 3) * DAY) })
    expect(follow.steps['pause']!.dwellMs).toEqual({ p50: 3 * DAY, p90: 5 * DAY, mean: Math.round((11 / 3) * DAY) })
    expect([finish.steps['mail']!.sent, follow.steps['mail']!.sent]).toEqual([3, 3])
  })

  it('that was lengthened keeps them longer, until the end if need be', () => {
    const { finish, follow, people } = switched(tenDays, journey({ pause: wait('P17D'), mail: mail() }), day(5))
    // Bob would be due on day 21, after the end; Cem, who joined later, on day 23 in both.
    expect([finish.steps['pause']!.waiting, follow.steps['pause']!.waiting]).toEqual([1, 2])
    expect(people.map(({ finish: one, follow: other }) => [one.messages, one.outcome, other.messages, other.outcome, other.step])).toEqual([
      [1, 'completed', 1, 'completed', null],
      [1, 'completed', 0, null, 'pause'],
    ])
  })

  it('that is due at the very instant fires in the newer version', () => {
    const { finish, follow } = switched(tenDays, journey({ pause: wait('P10D', 'call'), mail: mail(), call: mail() }), day(10))
    expect([finish.steps['mail']!.sent, finish.steps['call']!.sent]).toEqual([3, 0])
    expect([follow.steps['mail']!.sent, follow.steps['call']!.sent]).toEqual([0, 3])
  })
})

describe('a step that is gone', () => {
  const before = journey({ pause: wait('P2D', 'rest'), rest: { kind: 'waitFor', branches: [{ id: 'came', event: 'visit', next: 'mail' }], timeout: { after: 'P9D' } }, mail: mail() })
  const after = journey({ pause: wait('P2D'), mail: mail() })

  it('loses those who stand in it, and nobody else', () => {
    // On day 5 Ada rests (since day 2), Bob pauses until day 6.
    const { people, finish, follow } = switched(before, after, day(5))
    expect(people.map(({ step }) => step)).toEqual(['rest', 'pause'])
    expect(follow.instances.outcomes).toEqual({ 'moved:lost': 1, completed: 2 })
    expect(follow.steps['rest']!.ended).toEqual({ 'moved:lost': 1 })
    expect(follow.steps['mail']!.sent).toBe(2)
    // Going on as they were: Ada's rest ends on day 11 without a visit, Bob's on day 15.
    expect(finish.instances.outcomes).toEqual({ completed: 3 })
    expect(finish.steps['mail']!.sent).toBe(1)
  })

  it('lets them go where they are sent, as somebody who comes there now', () => {
    const { people, fates, follow } = switched(before, after, day(5), { moves: { rest: 'pause' } })
    expect(fates[1]).toEqual({ step: 'rest', kind: 'moved', to: 'pause', inWords: ['the step is gone'] })
    // Ada pauses again from day 5 to 7 and gets the message then.
    expect(people[0]!.follow).toEqual({ messages: 1, suppressed: 0, goals: [], outcome: 'completed', step: null })
    expect(follow.steps['rest']!.ports).toEqual({ came: 0, timeout: 0, '(moved)': 1 })
    expect(follow.steps['pause']!.entered).toBe(4)
    expect(follow.instances).toMatchObject({ started: 3, ended: 3, active: 0 })
  })

  it('cannot be sent where nothing is', () => {
    expect(() => switched(before, after, day(5), { moves: { rest: 'nowhere' } })).toThrow('the newer version has no step "nowhere"')
    expect(() => switched(before, after, day(5), { moves: { pause: 'mail' } })).toThrow('the step "pause" is still there')
    expect(() => switched(before, after, day(5), { moves: { other: 'mail' } })).toThrow('the older version has no step "other"')
  })
})

it('a branch that was added is open to those who wait already, from then on', () => {
  const wait30 = (branches: { id: string; event: string; next?: string }[]): Record<string, Step> => ({ rest: { kind: 'waitFor', branches, timeout: { after: 'P30D' } }, mail: mail() })
  const before = journey(wait30([{ id: 'came', event: 'visit' }]))
  const after = journey(wait30([{ id: 'came', event: 'visit' }, { id: 'called', event: 'call', next: 'mail' }]))
  const events = [
    { profileId: 'ada', at: day(3), name: 'call', properties: {} }, // before it took over
    { profileId: 'bob', at: day(8), name: 'call', properties: {} },
    { profileId: 'cem', at: day(8), name: 'call', properties: {} }, // joined after: takes it in both
  ]
  const { finish, follow } = switched(before, after, day(5), { events })
  expect(finish.steps['rest']!.ports).toEqual({ came: 0, called: 1, timeout: 0 })
  expect(follow.steps['rest']!.ports).toEqual({ came: 0, called: 2, timeout: 0 })
  expect(follow.steps['rest']!.waiting).toBe(1)
})

it('a message that quiet hours hold is decided again by the newer version when it was to be released', () => {
  const quiet = (caps: object) => journey({ mail: mail() }, { policies: { quietHours: { from: '22:00', to: '08:00' }, ...caps } as never })
  const events = [{ profileId: 'dan', at: day(1, 23), name: 'join', properties: {} }, { profileId: 'eda', at: day(1, 21), name: 'join', properties: {} }]
  // Dan is held from 23:00 to 08:00, and the version that takes over at midnight allows no e-mail; Eda's was sent at 21:00 and stays sent. Ada was held at
  // midnight of the first day, Bob and Cem come later.
  const { finish, follow } = switched(quiet({}), quiet({ caps: [{ channel: 'email', count: 0, within: 'P1D' }] }), day(2), { events })
  expect([finish.steps['mail']!.sent, finish.steps['mail']!.suppressed]).toEqual([3, { cap: 2 }])
  expect([follow.steps['mail']!.sent, follow.steps['mail']!.suppressed]).toEqual([2, { cap: 3 }])
})

it('who started in the older version does not start again in the newer one, and what they bought counts once', () => {
  const before = journey({ pause: wait('P10D'), mail: mail() }, { goals: [{ id: 'bought', event: 'buy', window: 'P30D', endsJourney: true }] })
  const after: JourneyDocument = { ...before, steps: { pause: wait('P1D'), mail: mail() } }
  const events = [
    { profileId: 'ada', at: day(3), name: 'buy', properties: {} },
    { profileId: 'ada', at: day(7), name: 'join', properties: {} },
    { profileId: 'ada', at: day(8), name: 'buy', properties: {} },
    { profileId: 'bob', at: day(8), name: 'buy', properties: {} },
  ]
  const { finish, follow } = switched(before, after, day(5), { events })
  for (const one of [finish, follow]) {
    expect(one.entries['in']).toEqual({ matched: 4, admitted: 3, refused: 1 })
    expect(one.goals['bought']!.conversions).toBe(2)
  }
  expect(finish.instances.outcomes).toEqual({ 'goal:bought': 2, completed: 1 })
  expect(follow.instances.outcomes).toEqual({ 'goal:bought': 1, completed: 2 })
})

it('variants dealt, and the message a goal is credited to, carry over where the step has another id now', () => {
  const dealing = (send: string, rest: string): JourneyDocument =>
    journey({
      [send]: { kind: 'message', channel: 'email', template: { title: 'A' }, variants: [{ id: 'a', weight: 0.5, template: { title: 'A' } }, { id: 'b', weight: 0.5, template: { title: 'B' } }], next: rest },
      [rest]: { kind: 'delay', for: 'P10D' },
    })
  const events = [{ profileId: 'ada', at: day(8), name: 'buy', properties: {} }]
  const { fates, follow, people } = switched(dealing('hello', 'later'), dealing('hi', 'then'), day(5), { events })
  expect(fates.map(({ kind, to }) => [kind, to])).toEqual([['same', 'hi'], ['same', 'then']])
  expect(people.map(({ differs }) => differs)).toEqual([false, false])
  expect(follow.goals['bought']!.creditedTo).toEqual({ hi: 1 })
  expect(Object.values(follow.splits['hi']!).reduce((sum, { entered }) => sum + entered, 0)).toBe(3)
  expect(Object.values(follow.splits['hi']!).reduce((sum, { converted }) => sum + converted, 0)).toBe(1)
})
