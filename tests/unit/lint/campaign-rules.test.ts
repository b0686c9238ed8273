import { describe, expect, it } from 'vitest'
import type { DiagnosticCode } from '../../../engine/core/lint/diagnostics.ts'
import type { DatasetFacts, LintContext } from '../../../engine/core/lint/lint-context.ts'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import type { Entry, JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { aJourney } from './a-journey.ts'

const exit: Step = { kind: 'exit' }
const push = (next?: string, others: object = {}): Step => ({ kind: 'message', channel: 'push', template: { title: 'Hi' }, ...(next === undefined ? {} : { next }), ...others })
const pause = (span: string, next: string): Step => ({ kind: 'delay', for: span, next })
const until = (when: { time?: string; date?: string; weekday?: number }, next: string): Step => ({ kind: 'delay', until: when, next })
const waitFor = (event: string, next: string | undefined, after: string, then: string, others: object = {}): Step => ({ kind: 'waitFor', branches: [{ id: event, event, ...(next === undefined ? {} : { next }) }], timeout: { after, next: then }, ...others })
const branch = (...whens: Condition[]): Step => ({ kind: 'branch', branches: whens.map((when, index) => ({ id: `b${index}`, when, next: `s${index}` })), else: 'rest' })
const ways = { s0: push(), s1: exit, s2: push('rest'), rest: exit }
const on = (id: string, event: string, where?: Condition, next = 'a'): Entry => ({ id, trigger: { kind: 'event', event }, ...(where === undefined ? {} : { where }), next })
const spent = (op: 'gt' | 'gte' | 'lt' | 'lte' | 'eq', value: number): Condition => ({ attribute: 'spent', op, value })
const data: DatasetFacts = {
  events: [
    { name: 'start', count: 50_000, properties: [{ name: 'price', coverage: 0.996 }, { name: 'platform', coverage: 1 }] },
    { name: 'purchase', count: 10, properties: [{ name: 'price', coverage: 1 }] },
    { name: '$set', count: 5, properties: [{ name: 'plan', coverage: 1 }] },
  ],
  attributes: [{ name: 'spent', coverage: 0.5 }, { name: 'score:churn', coverage: 1 }],
}

type Example = JourneyDocument | [JourneyDocument, LintContext]
type Case = [what: string, code: DiagnosticCode, found: Example, messages: string[], nearly: Example[]]

const CASES: Case[] = [
  [
    'ways that end where others go on', 'J024',
    aJourney({ a: { kind: 'branch', branches: [{ id: 'b', when: spent('gt', 1), next: 'm' }] }, m: push() }),
    ['"Everyone else" of "a" ends the journey, while others go on'],
    [
      aJourney({ a: waitFor('buy', undefined, 'P1D', 'm'), m: push() }, { goals: [{ id: 'g', event: 'buy', window: 'P7D' }] }),
      aJourney({ a: { kind: 'branch', branches: [{ id: 'b', when: { attribute: 'x', op: 'eq', value: 1 }, next: 'm' }, { id: 'c', when: { attribute: 'x', op: 'ne', value: 1 }, next: 'n' }] }, m: push(), n: exit }),
      aJourney({ a: push() }),
    ],
  ],
  [
    'a control group that cannot convert', 'J024',
    aJourney({ a: { kind: 'split', variants: [{ id: 'A', weight: 1, next: 'm' }, { id: 'Nothing', weight: 1 }] }, m: push() }, { goals: [{ id: 'g', event: 'buy' }] }),
    ['"Nothing" of "a" ends the journey, and the goal "g" has no window, so nothing counts there'],
    [aJourney({ a: { kind: 'split', variants: [{ id: 'A', weight: 1, next: 'm' }, { id: 'Nothing', weight: 1, next: 'e' }] }, m: push('e'), e: exit }, { goals: [{ id: 'g', event: 'buy' }] })],
  ],
  ['a delay with nothing behind it', 'J024', aJourney({ a: { kind: 'delay', for: 'P1D' } }), ['nothing comes after the delay "a"'], [aJourney({ a: pause('P1D', 'm'), m: push() })]],
  [
    'a split whose variants do the same in other words', 'J025',
    aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1, next: 'd1' }, { id: 'w', weight: 1, next: 'd2' }] }, d1: pause('P1D', 'm1'), d2: { ...pause('P1D', 'm2'), name: 'Another day' }, m1: push(), m2: push() }),
    ['the variants of "a" do the same, so there is nothing to compare'],
    [
      aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1, next: 'd1' }, { id: 'w', weight: 1, next: 'd2' }] }, d1: pause('P1D', 'm1'), d2: pause('P2D', 'm1'), m1: push() }),
      aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1, next: 'm' }, { id: 'w', weight: 0, next: 'm' }] }, m: push() }), // a winner has been chosen
      aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1 }, { id: 'w', weight: 1 }] } }), // just dropped
      aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1, next: 'e' }, { id: 'w', weight: 1, next: 'f' }] }, e: { kind: 'exit', outcome: 'e' }, f: { kind: 'exit', outcome: 'f' } }),
    ],
  ],
  [
    'texts that are the same', 'J025',
    aJourney({ a: { kind: 'message', channel: 'push', variants: [{ id: 'v', weight: 1, template: { title: 'x' } }, { id: 'w', weight: 1, template: { title: 'x' } }] } }),
    ['the texts of "a" are the same, so there is nothing to compare'],
    [aJourney({ a: { kind: 'message', channel: 'push', variants: [{ id: 'v', weight: 1, template: { title: '' } }, { id: 'w', weight: 1, template: { title: '' } }] } })],
  ],
  [
    'a branch all of whose ways are one', 'J025',
    aJourney({ a: { kind: 'branch', branches: [{ id: 'b', when: spent('gt', 1), next: 'm' }], else: 'm' }, m: push() }),
    ['all ways of "a" lead to the same step'],
    [aJourney({ a: { kind: 'branch', branches: [{ id: 'b', when: spent('gt', 1), next: 'm' }], else: 'e' }, m: push('e'), e: exit })],
  ],
  [
    'a check at the very instant of a message, behind other instant steps', 'J026',
    aJourney({ m: push('u'), u: { kind: 'update', set: { x: 1 }, next: 'a' }, a: branch({ any: [{ did: '$clicked' }, { segment: 'buyers' }] }), ...ways }, { segments: { buyers: { when: { did: 'buy' } } } }),
    ['"a" asks for "$clicked" at the very instant "m" is sent'],
    [
      aJourney({ m: push('d'), d: pause('PT1H', 'a'), a: branch({ did: '$clicked' }), ...ways }),
      aJourney({ m: push('a'), a: branch({ segment: 'buyers' }), ...ways }, { segments: { buyers: { when: { did: 'buy' } } } }),
      aJourney({ m: push('a'), a: branch({ did: '$sent', count: { op: 'gte', value: 3 } }), ...ways }),
      aJourney({ m: push('w'), w: waitFor('$opened', 'a', 'P1D', 'rest'), a: branch({ did: '$clicked' }), ...ways }),
      aJourney({ m: push('d', { onSuppressed: 'a' }), d: pause('PT1H', 'rest'), a: branch({ did: '$clicked' }), ...ways }),
    ],
  ],
  [
    'a wait for a reaction that looks back', 'J026',
    aJourney({ m: push('w'), w: waitFor('$opened', 'e', 'P1D', 'e', { look: 'entry' }), e: exit }),
    ['"w" looks back for "$opened" right after "m" is sent, so it can only find the reaction to an earlier message'],
    [
      aJourney({ m: push('w'), w: { kind: 'waitFor', branches: [{ id: 'b', event: '$opened', where: { property: 'stepId', op: 'eq', value: 'm' }, next: 'e' }], timeout: { after: 'P1D', next: 'e' }, look: 'entry' }, e: exit }),
      aJourney({ m: push('w'), w: waitFor('buy', 'e', 'P1D', 'e', { look: 'entry' }), e: exit }),
    ],
  ],
  [
    'entries that one event can match', 'J027',
    aJourney({ a: push() }, { entries: [on('big', 'buy', { property: 'price', op: 'gt', value: 100 }), on('vip', 'buy', { attribute: 'vip', op: 'eq', value: true })] }),
    ['the entries "big" and "vip" have the same trigger; whoever fits both starts by "big"'],
    [
      aJourney({ a: push() }, { entries: [on('big', 'buy', { property: 'price', op: 'gt', value: 100 }), on('small', 'buy', { property: 'price', op: 'lte', value: 100 })] }),
      aJourney({ a: push() }, { entries: [on('buy', 'buy'), on('return', 'return')] }),
    ],
  ],
  [
    'a segment that moves with its journey', 'J028',
    aJourney({ a: { kind: 'update', set: { plan: 'x' }, next: 'm' }, m: push() }, { segments: { s: { when: { not: { attribute: 'plan', op: 'eq', value: 'x' } } } }, entries: [{ id: 'in', trigger: { kind: 'segment', segment: 's', change: 'enter' }, next: 'a' }], reentry: { kind: 'always' } }),
    ['"a" sets "plan", which decides who is in the segment "s" that starts this journey'],
    [aJourney({ a: { kind: 'update', set: { plan: 'x' }, next: 'm' }, m: push() }, { segments: { s: { when: { attribute: 'plan', op: 'missing' } } }, entries: [{ id: 'in', trigger: { kind: 'segment', segment: 's', change: 'enter' }, next: 'a' }] })],
  ],
  [
    'a journey that closes before it opens', 'J029',
    aJourney({ m: push() }, { activeFrom: '2026-03-01', activeUntil: '2026-02-28T21:00:00Z', timeZone: 'Europe/Istanbul' }),
    ['nobody can come in: the journey is open from 2026-03-01, but only until 2026-02-28T21:00:00Z'],
    [
      aJourney({ m: push() }, { activeFrom: '2026-03-01', activeUntil: '2026-02-28T21:00:01Z', timeZone: 'Europe/Istanbul' }),
      aJourney({ m: push() }, { activeUntil: '2026-02-01' }),
    ],
  ],
  [
    'branches nobody takes', 'J030',
    aJourney({ a: branch(spent('gt', 100), { all: [spent('gt', 500), { did: 'buy' }] }, { all: [{ attribute: 'x', op: 'eq', value: 1 }, { attribute: 'x', op: 'eq', value: 2 }] }), ...ways }),
    ['nobody gets to the branch "b1" of "a": "b0" before it takes all of them', 'nobody can take the branch "b2" of "a": its conditions contradict each other'],
    [aJourney({ a: branch({ all: [spent('gt', 500), { did: 'buy' }] }, spent('gt', 100), { did: 'buy' }), ...ways })],
  ],
  [
    'branches that take everyone between them', 'J030',
    aJourney({ a: branch({ did: 'buy' }, { did: 'buy', count: { op: 'eq', value: 0 } }), ...ways, s2: exit }),
    ['nobody is left for "everyone else" of "a": its branches take everyone'],
    [aJourney({ a: branch({ did: 'buy', within: 'P7D' }, { did: 'buy', count: { op: 'eq', value: 0 } }), ...ways, s2: exit })],
  ],
  [
    'a branch after one for everyone, and one that asks for the same', 'J030',
    aJourney({ a: branch(spent('eq', 1), { attribute: 'spent', op: 'in', value: [1] }, { all: [] }, { did: 'x' }), ...ways, s3: exit }),
    [
      'nobody gets to the branch "b1" of "a": "b0" before it asks for the same',
      'nobody gets to the branch "b3" of "a": "b2" before it takes everyone',
      'nobody is left for "everyone else" of "a": its branches take everyone',
    ],
    [],
  ],
  [
    'a branch whose people are taken by those before it together', 'J030',
    aJourney({ a: branch(spent('lt', 10), spent('gte', 10), { attribute: 'spent', op: 'between', value: [5, 15] }), ...ways }),
    ['nobody gets to the branch "b2" of "a": the branches before it take all of them'],
    [],
  ],
  [
    'branches of a wait nobody takes', 'J030',
    aJourney({
      a: {
        kind: 'waitFor',
        branches: [{ id: 'any', event: 'buy', next: 'm' }, { id: 'big', event: 'buy', where: { property: 'price', op: 'gt', value: 9 }, next: 'e' }, { id: 's1', segment: 's', next: 'm' }, { id: 's2', segment: 's', next: 'e' }, { id: 'first', event: 'visit', where: { not: { did: 'visit' } }, next: 'e' }],
        timeout: { after: 'P1D', next: 'e' },
      },
      m: push(),
      e: exit,
    }, { segments: { s: { when: spent('gt', 5) } } }),
    [
      'nobody gets to the branch "big" of "a": every such buy is taken by "any" before it',
      'nobody gets to the branch "s2" of "a": "s1" before it waits for the same segment',
      'nobody can take the branch "first" of "a": no visit can be as its filter says',
    ],
    [aJourney({ a: { kind: 'waitFor', branches: [{ id: 'big', event: 'buy', where: { property: 'price', op: 'gt', value: 9 }, next: 'm' }, { id: 'any', event: 'buy', next: 'e' }], timeout: { after: 'P1D', next: 'e' } }, m: push(), e: exit })],
  ],
  [
    'conditions that never hold', 'J031',
    aJourney({ a: push() }, {
      segments: { none: { name: 'No one', when: { all: [spent('gt', 5), spent('lt', 3)] } }, vip: { when: spent('gt', 5) } },
      entries: [
        { id: 'vip', trigger: { kind: 'segment', segment: 'vip', change: 'enter' }, where: spent('lt', 2), next: 'a' },
        { id: 'daily', trigger: { kind: 'schedule', every: 'FREQ=DAILY', audience: { segment: 'vip' } }, where: { not: { segment: 'vip' } }, next: 'a' },
      ],
      goals: [{ id: 'g', event: 'buy', where: { did: 'buy', count: { op: 'eq', value: 0 } } }],
      exits: [{ id: 'o', event: 'x', where: { any: [] } }],
    }),
    [
      'the filter of the entry "vip" can never hold, so nobody starts: it contradicts the segment "vip" of its trigger',
      'the filter of the entry "daily" can never hold, so nobody starts: it contradicts the audience of its schedule',
      'the filter of the goal "g" can never hold, so nobody reaches it: whoever gets here has just done "buy"',
      'the filter of the exit "o" can never hold, so nobody leaves by it: it contradicts itself',
      'the segment "No one" can never hold, so nobody is ever in it: it contradicts itself',
    ],
    [aJourney({ a: push() }, { entries: [on('first', 'buy', { did: 'buy', count: { op: 'eq', value: 1 } }), on('new', 'start', { not: { did: 'start', within: 'P1D', endingAgo: 'PT1S' } })] })],
  ],
  [
    'filters that keep nobody out', 'J032',
    aJourney({ a: push() }, { entries: [on('in', 'start', { did: 'start', within: 'P30D' })], goals: [{ id: 'g', event: 'buy', where: { did: 'buy', count: { op: 'gte', value: 1 } } }], exits: [{ id: 'o', event: 'x', where: { not: { any: [] } } }] }),
    [
      'the entry "in" filters by "did start within 30 days", which is always true there: start has just happened',
      'the goal "g" filters by "did buy at least 1 time", which is always true there: buy has just happened',
      'the exit "o" filters by "not (never)", which is always true there: x has just happened',
    ],
    [aJourney({ a: { kind: 'waitFor', branches: [{ id: 'lately', event: 'buy', where: { did: 'buy', within: 'PT1H' }, next: 'm' }], timeout: { after: 'P1D', next: 'm' }, look: 'entry' }, m: push() }), aJourney({ a: push() }, { entries: [on('in', 'start', { did: 'start', count: { op: 'gte', value: 2 } }), on('abandoned', 'cart', { did: 'cart', notFollowedBy: { did: 'buy', within: 'PT1H' } })] })],
  ],
  [
    'a branch that asks nothing', 'J032',
    aJourney({ a: { kind: 'branch', branches: [{ id: 'yes', when: { all: [] }, next: 'm' }] }, m: push() }),
    ['the branch "yes" of "a" takes everyone who gets to it'],
    [aJourney({ a: { kind: 'branch', branches: [{ id: 'yes', when: spent('gt', 1), next: 'm' }], else: 'e' }, m: push(), e: exit })],
  ],
  [
    'a property where no event is at hand', 'J016',
    aJourney({ a: branch({ property: 'price', op: 'gt', value: 5 }), ...ways }, { entries: [{ id: 'daily', trigger: { kind: 'schedule', every: 'FREQ=DAILY' }, where: { near: { latitude: 41, longitude: 29, radiusM: 500 } }, next: 'a' }] }),
    ['the entry "daily" asks for the place of an event, but people come there by a schedule or a segment, with no event at hand', '"a" asks for the property "price" of an event, but people come there by a schedule or a segment, with no event at hand'],
    [
      aJourney({ w: waitFor('buy', 'a', 'P1D', 'rest'), a: branch({ property: 'price', op: 'gt', value: 5 }), ...ways }, { entries: [{ id: 'daily', trigger: { kind: 'schedule', every: 'FREQ=DAILY' }, where: { weekday: [1] }, next: 'w' }] }),
      aJourney({ a: push() }, { entries: [{ id: 'api', trigger: { kind: 'api', name: 'ready' }, where: { property: 'price', op: 'gt', value: 5 }, next: 'a' }] }),
    ],
  ],
  ['a schedule that is no rule', 'J018', aJourney({ a: push() }, { entries: [{ id: 's', trigger: { kind: 'schedule', every: 'FREQ=SOMETIMES' }, next: 'a' }] }), ['the schedule of the entry "s" cannot be read: Invalid FREQ value: SOMETIMES'], [aJourney({ a: push() }, { entries: [{ id: 's', trigger: { kind: 'schedule', at: '2026-12-01T09:00', every: 'FREQ=MONTHLY;BYMONTHDAY=-1' }, next: 'a' }] })]],
  [
    'journeys that start each other in a circle', 'J019',
    [aJourney({ a: { kind: 'journey', journey: 'b' } }), { others: [aJourney({ x: { kind: 'journey', journey: 'c' } }, { id: 'b' }), aJourney({ x: { kind: 'journey', journey: 'journey' } }, { id: 'c' })] }],
    ['"a" starts a circle of journeys: "journey" → "b" → "c" → "journey"'],
    [[aJourney({ a: { kind: 'journey', journey: 'b' } }), { others: [aJourney({ x: { kind: 'journey', journey: 'c' } }, { id: 'b' }), aJourney({ x: exit }, { id: 'c' })] }]],
  ],
  [
    'a goal that an exit takes over', 'J040',
    aJourney({ a: push() }, { goals: [{ id: 'g', event: 'buy' }], exits: [{ id: 'bought', event: 'buy' }] }),
    ['whoever reaches the goal "g" leaves by the exit "bought", and reads as one who gave up'],
    [
      aJourney({ a: push() }, { goals: [{ id: 'g', event: 'buy', window: 'P7D', endsJourney: true }], exits: [{ id: 'bought', event: 'buy' }] }),
      aJourney({ a: push() }, { goals: [{ id: 'g', event: 'buy' }], exits: [{ id: 'big', event: 'buy', where: { property: 'price', op: 'gt', value: 500 } }] }),
    ],
  ],
  ['an exit that its goal leaves nothing to do', 'J040', aJourney({ a: push() }, { goals: [{ id: 'g', event: 'buy', endsJourney: true }], exits: [{ id: 'bought', event: 'buy' }] }), ['the exit "bought" is never used: the goal "g" ends the journey at the same event'], []],
  [
    'a wait for the goal that outlasts its window', 'J041',
    aJourney({ a: pause('P1D', 'w'), w: waitFor('buy', 'e', 'P14D', 'e'), e: exit }, { goals: [{ id: 'g', event: 'buy', window: 'P7D' }] }),
    ['"w" waits for "buy" up to 15 days after the start, but the goal "g" counts it for 7 days only'],
    [
      aJourney({ a: waitFor('buy', 'e', 'P6D', 'm'), m: push('e'), e: exit }, { goals: [{ id: 'g', event: 'buy', window: 'P7D' }] }),
      aJourney({ a: pause('P14D', 'm'), m: push() }, { goals: [{ id: 'g', event: 'buy', window: 'P7D' }, { id: 'h', event: 'sell' }] }),
      aJourney({ a: waitFor('visit', 'm', 'P14D', 'e'), m: push(), e: exit }, { goals: [{ id: 'g', event: 'buy', window: 'P7D' }] }),
    ],
  ],
  [
    'messages sent when the goal is over, whatever way people took', 'J041',
    aJourney({ a: waitFor('visit', 'b', 'P5D', 'b'), b: pause('P4D', 'm'), m: push('d'), d: pause('P4D', 'n'), n: push() }, { goals: [{ id: 'g', event: 'buy', window: 'P7D' }] }),
    ['"n" can be sent 8 days after the start at the earliest, behind "d", when the goal "g" no longer counts (7 days)'],
    [],
  ],
  [
    'a split judged by opens, with a variant that sends nothing', 'J042',
    aJourney({ a: { kind: 'split', goal: 'g', variants: [{ id: 'v', weight: 1, next: 'm' }, { id: 'w', name: 'Silence', weight: 1, next: 'e' }] }, m: push('e'), e: exit }, { goals: [{ id: 'g', event: '$opened', window: 'P7D' }] }),
    ['"a" compares by the goal "g", which counts "$opened", but "Silence" sends no message'],
    [aJourney({ a: push() }, { goals: [{ id: 'g', event: '$opened', window: 'P7D' }] })],
  ],
  ['a holdout of everybody', 'J043', aJourney({ a: push() }, { policies: { holdout: { share: 1 } } }), ['everybody is held out, so no message is sent'], [aJourney({ a: push() }, { policies: { holdout: { share: 0.05 } } })]],
  ['passes that pile up', 'J044', aJourney({ a: push() }, { reentry: { kind: 'always' } }), ['every "start" starts another pass beside those under way, each with all its messages'], [aJourney({ a: push() }, { reentry: { kind: 'always', limit: { count: 2, within: 'P1D' } } }), aJourney({ a: push() }, { reentry: { kind: 'afterExit', cooldown: 'P1D', limit: { count: 2, within: 'P7D' } } })]],
  [
    'a key that a schedule does not carry', 'J044',
    aJourney({ a: push() }, { entries: [{ id: 'daily', trigger: { kind: 'schedule', every: 'FREQ=DAILY' }, next: 'a' }], reentry: { kind: 'always', key: 'orderId' } }),
    ['the entries "daily" bring no event, so they carry no "orderId" and are never held back by it'],
    [aJourney({ a: push() }, { reentry: { kind: 'always', key: 'orderId' } })],
  ],
  [
    'a loop that fills a cap, and a cap of nothing', 'J050',
    aJourney({ a: push('d', { channel: 'sms' }), d: pause('P1D', 'm'), m: push('w'), w: waitFor('buy', 'e', 'P1D', 'm'), e: exit }, { policies: { caps: [{ channel: 'push', count: 3, within: 'P1W', onCap: 'exit' }, { channel: 'sms', count: 0, within: 'P1D' }, { channel: '*', count: 2, within: 'P1M', calendar: true, onCap: { retryFor: 'P1D' } }] } }),
    [
      'a cap allows 3 messages by Push within 7 days, but one path sends 4 within 3 days: "m", "m", "m" and "m". The last one ends the journey instead',
      'a cap allows no messages by SMS at all, so "a" is not sent',
      'a cap allows 2 messages within 1 month, but one path sends 3 within 2 days: "a", "m" and "m". The last one is put off',
    ],
    [
      aJourney({ a: push('d'), d: pause('P1D', 'm'), m: push() }, { policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }), // gone at 24 hours exactly
      aJourney({ a: push('d'), d: pause('PT1H', 'm'), m: push(undefined, { exempt: ['caps'] }) }, { policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }),
      aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1, next: 'm' }, { id: 'w', weight: 1, next: 'n' }] }, m: push(), n: push(undefined, { template: { title: 'x' } }) }, { policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }),
      aJourney({ a: push('m'), m: push(undefined, { channel: 'email' }) }, { policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }),
    ],
  ],
  [
    'an exempt message that fills the cap of the next', 'J050',
    aJourney({ a: push('d', { exempt: ['caps'] }), d: pause('PT1H', 'm'), m: push() }, { policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }),
    ['a cap allows 1 message by Push within 1 day, but one path sends 2 within 1 h: "a" and "m". The last one is not sent'],
    [],
  ],
  [
    'messages at a quiet time: by date, by a delay on top, and by a schedule', 'J051',
    aJourney(
      { a: until({ date: '2026-12-24' }, 'm'), m: push('d'), d: until({ time: '21:30' }, 'e'), e: pause('PT45M', 'n'), n: push(), s: push() },
      { entries: [on('in', 'start'), { id: 'late', trigger: { kind: 'schedule', at: '2026-12-01T22:00:00', every: 'FREQ=WEEKLY' }, next: 's' }], policies: { quietHours: { from: '22:00', to: '08:00' } } },
    ),
    [
      '"s" goes out at 08:00: the schedule "late" brings people to it at 22:00, within the quiet hours from 22:00 to 08:00',
      '"m" goes out at 08:00: the delay "a" brings people to it at 00:00, within the quiet hours from 22:00 to 08:00',
      '"n" goes out at 08:00: the delay "e" brings people to it at 22:15, within the quiet hours from 22:00 to 08:00',
    ].map((message) => message.replace('the delay "e"', 'the delay "d"')),
    [
      aJourney({ a: until({ time: '08:00' }, 'm'), m: push() }, { policies: { quietHours: { from: '22:00', to: '08:00', mode: 'drop' } } }),
      aJourney({ a: until({ time: '23:00' }, 'm'), m: push(undefined, { exempt: ['quietHours'] }) }, { policies: { quietHours: { from: '22:00', to: '08:00', mode: 'drop' } } }),
      aJourney({ a: until({ time: '23:00' }, 'w'), w: waitFor('visit', 'm', 'P1D', 'e'), m: push(), e: exit }, { policies: { quietHours: { from: '22:00', to: '08:00' } } }),
    ],
  ],
  [
    'a time of day at which a large audience is let go', 'J052',
    [aJourney({ a: until({ time: '09:00' }, 'b'), b: branch(spent('gt', 1)), ...ways }), { dataset: data }],
    ['"a" (wait until 09:00) lets all who gathered since the last time (up to 50,000 people start in these data) go at one instant, and "s0" goes to them all'],
    [
      aJourney({ a: until({ time: '09:00' }, 'm'), m: push() }),
      aJourney({ a: until({ date: '2026-12-24' }, 'd'), d: pause('PT1H', 'm'), m: push() }),
    ],
  ],
  [
    'variables that may be empty', 'J053',
    aJourney({ m: push(undefined, { template: { title: 'Hi {{ profile.name | upcase }}', body: '{{profile.name}} at {{ event.price | default: "?" }}, {{ profile.id }}' } }) }),
    ['the text of "m" has a hole where profile.name may be missing'],
    [
      aJourney({ u: { kind: 'update', set: { name: 'x' }, next: 'm' }, m: push(undefined, { template: { title: 'Hi {{ profile.name }}' } }) }),
      aJourney({ m: push(undefined, { template: { title: '{% if profile.name %}Hi {{ profile.name }}{% endif %} {{ event.name }}' } }) }),
      aJourney({ u: { kind: 'update', set: { x: '{{ event.price }}' } } }),
      [aJourney({ m: push(undefined, { template: { title: '{{ profile["score:churn"] }} {{ event.platform }}' } }) }), { dataset: data }],
    ],
  ],
  [
    'variables that are empty in the data', 'J053',
    [aJourney({ m: push('d', { template: { title: '{{ event.price }} {{ profile.spnt }} {{ profile.spent }} {{ profile.plan }} {{ event.platfrm }}' } }), d: until({ time: '09:00' }, 'u'), u: { kind: 'update', set: { x: '{{ profile.spent }}' } } }), { dataset: data }],
    [
      'the text of "m" has a hole where event.price is missing: under 1 % of "start" lack it',
      'the text of "m" has a hole where profile.spent is missing: 50 % of the profiles lack it',
      'the text of "m" has a hole where profile.plan is missing: 100 % of the profiles lack it at first',
      '"u" copies profile.spent, which is missing: 50 % of the profiles lack it',
    ],
    [],
  ],
  [
    'variables that nothing fills', 'J064',
    [
      aJourney({
        m: push('u', { template: { title: '{{ profile.spnt }} {{ event.platfrm | default: "?" }} {{ platform }} {{ user.plan }} {{ profile.nick }} {% if profile.pet %}{{ profile.pet }}{% endif %}' } }),
        u: { kind: 'update', set: { x: '{{ profil.plan }}' } },
      }),
      { dataset: data },
    ],
    [
      'the text of "m" speaks of profile.spnt, which no profile of the data has',
      'the text of "m" speaks of event.platfrm, which no "start" of the data has',
      'the text of "m" speaks of platform, which is no variable here',
      'the text of "m" speaks of user.plan, which is no variable here',
      'the text of "m" speaks of profile.nick, which no profile of the data has',
      '"u" copies profil.plan, which is no variable here',
    ],
    [
      aJourney({ m: push(undefined, { template: { title: '{{ profile.anything | default: "?" }} {{ event.whatever | default: 1 }} {{ journey.id }}' } }) }),
      [aJourney({ m: push(undefined, { template: { title: '{% assign own = "a" %}{{ own }}{% for one in event.platform %}{{ one }}{{ forloop.index }}{% endfor %}' } }) }), { dataset: data }],
    ],
  ],
  [
    'event variables where no event is at hand', 'J053',
    aJourney({ m: push(undefined, { template: { title: '{{ event.price }}' } }) }, { entries: [{ id: 'd', trigger: { kind: 'schedule', every: 'FREQ=DAILY' }, next: 'm' }] }),
    ['the text of "m" has a hole where event.price is missing: people come here by a segment or a schedule, which bring no event'],
    [],
  ],
  [
    'events the data do not have, once in each part', 'J060',
    [
      aJourney({ a: waitFor('purchas', 'b', 'P1D', 'b'), b: branch({ all: [{ did: 'purchas' }, { did: 'purchas', within: 'P1D' }] }), ...ways }, { goals: [{ id: 'g', event: 'refund' }], entries: [on('in', 'start'), { id: 'api', trigger: { kind: 'api', name: 'ready' }, next: 'a' }] }),
      { dataset: data },
    ],
    [
      'the entry "api" speaks of the event "$api:ready", which never happens in the data',
      'the goal "g" speaks of the event "refund", which never happens in the data',
      '"a" speaks of the event "purchas", which never happens in the data',
      '"b" speaks of the event "purchas", which never happens in the data',
    ],
    [[aJourney({ a: waitFor('$clicked', 'b', 'P1D', 'rest'), b: branch({ did: '*' }, { sequence: [{ did: '$sent' }, { did: 'purchase' }] }), ...ways }), { dataset: data }]],
  ],
  [
    'properties the data do not have', 'J061',
    [
      aJourney({ a: branch({ property: 'pric', op: 'gt', value: 1 }, { did: 'purchase', sum: { property: 'platform', op: 'gt', value: 1 } }, { did: 'purchase', where: { near: { latitude: 1, longitude: 1, radiusM: 1 } } }), ...ways }, { goals: [{ id: 'g', event: 'purchase', value: 'total' }], reentry: { kind: 'always', key: 'orderId' } }),
      { dataset: data },
    ],
    [
      'the goal "g" asks for the property "total", which no "purchase" of the data has',
      'the re-entry rule asks for the property "orderId", which no "start" of the data has',
      '"a" asks for the property "pric", which no "start" of the data has',
      '"a" asks for the property "platform", which no "purchase" of the data has',
      '"a" asks for the property "latitude", which no "purchase" of the data has',
      '"a" asks for the property "longitude", which no "purchase" of the data has',
    ],
    [[aJourney({ a: branch({ property: 'platform', op: 'eq', value: 'ios' }, { did: '*', where: { property: 'price', op: 'gt', value: 1 } }, { did: '$opened', where: { property: 'stepId', op: 'eq', value: 'x' } }, { did: 'unknown', where: { property: 'x', op: 'exists' } }), ...ways, s3: exit }), { dataset: data }]],
  ],
  [
    'attributes the data do not have', 'J062',
    [aJourney({ a: branch({ attribute: 'vip', op: 'eq', value: true }, { score: 'chrun', op: 'gt', value: 1 }), ...ways, s2: exit }), { dataset: data }],
    ['"a" asks for the attribute "vip", which no profile of the data has', '"a" asks for the attribute "score:chrun", which no profile of the data has'],
    [[aJourney({ u: { kind: 'update', set: { vip: true }, next: 'a' }, a: branch({ attribute: 'vip', op: 'eq', value: true }, { score: 'churn', op: 'gt', value: 1 }, { attribute: 'plan', op: 'exists' }), ...ways }), { dataset: data }]],
  ],
  [
    'a consent nobody gave', 'J063',
    [aJourney({ a: push() }, { policies: { consent: { push: 'optIn', email: 'plan' } } }), { dataset: data }],
    ['no profile of the data has the attribute "optIn", by which people consent to Push, so nothing is sent by it'],
    [aJourney({ a: push() }, { policies: { consent: { push: 'optIn' } } })],
  ],
  [
    'a journey that is not here', 'J070',
    aJourney({ a: { kind: 'journey', journey: 'other' } }),
    ['"a" leads to another journey, "other", which a run needs as well'],
    [[aJourney({ a: { kind: 'journey', journey: 'other' } }), { others: [aJourney({ x: exit }, { id: 'other' })] }]],
  ],
  [
    'journeys on one trigger', 'J071',
    [
      aJourney({ a: push() }, { entries: [on('in', 'start', { property: 'platform', op: 'eq', value: 'ios' })] }),
      { others: [aJourney({ a: push() }, { id: 'b', name: 'Welcome' }), aJourney({ a: push() }, { id: 'c', entries: [on('in', 'start', { property: 'platform', op: 'eq', value: 'web' })] }), aJourney({ a: push() }, { id: 'd', entries: [on('in', 'start', { segment: 's' })], policies: { caps: [{ channel: '*', count: 1, within: 'P1D' }] } })] },
    ],
    ['the journeys "Welcome" and "d" start by the same trigger as the entry "in", and no cap limits what one customer gets'],
    [[aJourney({ a: push() }), { others: [aJourney({ a: push() }), aJourney({ a: push() }, { id: 'b', entries: [on('in', 'stop')] })] }]],
  ],
]

describe('the rules for campaigns', () => {
  it.each(CASES)('find %s (%s), and nothing of it in what comes near', (_, code, found, messages, nearly) => {
    const messagesOf = (example: Example) => {
      const [document, context] = Array.isArray(example) ? example : [example, {}]
      expect(readJourney(JSON.stringify(document)).document).toEqual(document) // it fits the schema
      return lintJourney(document, context).flatMap((finding) => (finding.code === code ? [finding.message] : []))
    }
    expect(messagesOf(found)).toEqual(messages)
    for (const example of nearly) expect(messagesOf(example)).toEqual([])
  })

  it('say nothing about names without data', () => {
    expect(lintJourney(aJourney({ a: waitFor('purchas', 'm', 'P1D', 'm'), m: push() }))).toEqual([])
  })
})
