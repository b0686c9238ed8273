import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { toMachine, type MachineState } from '../../../engine/core/compile/to-machine.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { RunObserver } from '../../../engine/core/simulate/reference/observer.ts'
import { simulateTogetherWithXState } from '../../../engine/core/simulate/reference.ts'

const journey = (parts: Partial<JourneyDocument>): JourneyDocument => ({
  format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'in' }, next: 'first' }], steps: {}, ...parts,
})
const event = (name: string, at: number, properties: PlainEvent['properties'] = {}): PlainEvent => ({ profileId: 'p', name, at, properties })

describe('what goes round without end stops with what to do about it', () => {
  const run = (documents: JourneyDocument[], events: PlainEvent[]) => () => simulateTogetherWithXState(documents, buildDataset(events), {})

  it.each([true, false])('journeys that start each other (wait %s)', (wait) => {
    const into = (id: string, other: string) => journey({ id, reentry: { kind: 'always' }, steps: { first: { kind: 'journey', journey: other, wait } } })
    expect(run([into('a', 'b'), into('b', 'a')], [event('in', 1)])).toThrow(expect.objectContaining({ code: 'S001', message: 'profile "p" goes into journeys without end at step "first": more than 1000 started inside each other at one instant' }))
  })

  it('segments whose updates lead back and forth', () => {
    const steps: JourneyDocument['steps'] = { off: { kind: 'update', set: { on: false } }, on: { kind: 'update', set: { on: true } } }
    const entry = (change: 'enter' | 'leave', next: string) => ({ id: next, trigger: { kind: 'segment' as const, segment: 'on', change }, next })
    const flicker = journey({ reentry: { kind: 'always' }, segments: { on: { when: { attribute: 'on', op: 'eq', value: true } } }, entries: [entry('enter', 'off'), entry('leave', 'on')], steps })
    expect(run([flicker], [event('$set', 1, { on: true })])).toThrow(expect.objectContaining({ code: 'S003' }))
  })
})

describe('the machine of a journey', () => {
  const machineOf = (parts: Partial<JourneyDocument>) => toMachine(lower([journey(parts)]).journeys[0]!).states as Record<string, MachineState>
  const guardsOf = (state: MachineState | undefined, name: string) => state?.on?.[name]?.map(({ guard }) => guard?.type ?? 'always')

  it('hears segments among events in document order, on every event, and its own names from no dataset', () => {
    const states = machineOf({
      segments: { s: { when: { attribute: 'a', op: 'exists' } } },
      goals: [{ id: 'bought', event: 'buy', endsJourney: true }],
      exits: [{ id: 'one', event: 'stop' }, { id: 'two', segment: 's' }, { id: 'three', event: 'stop' }],
      steps: { first: { kind: 'waitFor', branches: [{ id: 'a', event: 'journey.look' }, { id: 'b', segment: 's' }, { id: 'c', event: '*' }], look: 'entry' } },
    })
    const { waiting } = states.first!.states!
    expect(Object.keys(waiting!.on!)).toEqual(['buy', 'stop', '%journey.look', '%%2A', '*', 'journey.parentEnded'])
    expect(guardsOf(waiting, 'stop')).toEqual(['endsByExit', 'endsByExit', 'endsByExit', 'meets', 'always'])
    expect(guardsOf(waiting, 'buy')).toEqual(['endsByGoal', 'endsByExit', 'meets', 'always'])
    expect(guardsOf(waiting, '%journey.look')).toEqual(['endsByExit', 'meets', 'meets', 'always'])
    expect(waiting!.on!['%journey.look']!.at(-1)).toEqual({}) // or XState would ask `*`, which asks the segments again
    expect(guardsOf(waiting, '*')).toEqual(['endsByExit', 'meets'])
  })

  it('decides over a message only what its policies can decide', () => {
    const decisions = (policies: JourneyDocument['policies'], exempt: ('caps' | 'quietHours')[] = []) => {
      const state = machineOf({ policies, steps: { first: { kind: 'message', channel: 'push', exempt } } }).first!
      return [state.states?.deciding?.always?.map(({ guard }) => guard?.type ?? 'send') ?? 'none', state.states?.parked !== undefined]
    }
    expect(decisions({})).toEqual(['none', false])
    expect(decisions({ consent: { email: 'emailOptIn' }, caps: [{ channel: 'sms', count: 1, within: 'P1D' }] })).toEqual(['none', false])
    expect(decisions({ consent: { push: 'pushOptIn' }, holdout: { share: 0.1 } })).toEqual([['isHeldOut', 'isSuppressed', 'send'], false])
    expect(decisions({ caps: [{ channel: '*', count: 1, within: 'P1D', onCap: 'exit' }] })).toEqual([['isCapped', 'send'], false])
    expect(decisions({ caps: [{ channel: 'push', count: 1, within: 'P1D', onCap: { retryFor: 'P1D' } }] })).toEqual([['isSuppressed', 'isParked', 'send'], true])
    expect(decisions({ quietHours: { from: '22:00', to: '08:00' } })).toEqual([['isParked', 'send'], true])
    expect(decisions({ quietHours: { from: '22:00', to: '08:00' } }, ['quietHours'])).toEqual(['none', false])
  })
})

describe('an observer is told why', () => {
  const HOUR = 3_600_000
  const at = (hours: number) => Date.UTC(2026, 2, 2) + hours * HOUR
  const main = journey({
    activeUntil: '2026-03-04',
    segments: { idle: { when: { not: { did: 'buy', within: 'PT5H' } } } },
    goals: [{ id: 'bought', event: 'buy', where: { property: 'price', op: 'gt', value: 1 } }],
    exits: [{ id: 'left', event: 'leave' }],
    policies: { quietHours: { from: '00:00', to: '08:00' }, consent: { email: 'emailOptIn' } },
    steps: {
      first: { kind: 'message', channel: 'push', next: 'pause' },
      pause: { kind: 'delay', for: 'PT1H', next: 'wait' },
      wait: { kind: 'waitFor', branches: [{ id: 'bought', event: 'buy', next: 'idle' }] },
      idle: { kind: 'waitFor', branches: [{ id: 'idle', segment: 'idle', next: 'child' }] },
      child: { kind: 'journey', journey: 'other', next: 'mail' },
      mail: { kind: 'message', channel: 'email', next: 'last' },
      last: { kind: 'waitFor', branches: [] },
    },
  })
  const other = journey({ id: 'other', entries: [{ id: 'by-hand', trigger: { kind: 'api', name: 'go' }, next: 'first' }], steps: { first: { kind: 'delay', for: 'PT2H' } } })
  const events = [event('buy', at(6), { price: 1 }), event('in', at(7)), event('buy', at(10), { price: 5 }), event('buy', at(11), { price: 5 }), event('in', at(20)), event('in', at(50)), event('leave', at(51))]

  const told: string[] = []
  const say = (who: { at: number; journeyId: string; instance: number | undefined }, what: string) => told.push(`${(who.at - at(0)) / HOUR} ${who.journeyId}${who.instance ?? ''} ${what}`)
  const observer: RunObserver = {
    judged: (one) => say(one, `${Object.values(one.asked).join(' ')}: ${one.predicate.kind} ${one.atHand?.name ?? 'without event'} ${one.holds}, history ${one.view.history.length}`),
    moved: ({ cause, ...one }) => say(one, `${one.what} ${one.what === 'start' ? one.entry : one.step}, ${cause.kind}`),
    decided: (one) => say(one, `${one.decision.kind}${one.decision.kind === 'send' ? '' : ` by ${one.decision.by.kind}`}${one.decision.kind === 'park' ? ` until ${(one.decision.until - at(0)) / HOUR}` : ''}`),
    answered: (one) => say(one, `entry ${one.entry ?? 'by a journey'} ${one.refused ?? 'admitted'}`),
  }

  it('of every judgement, answer, decision and move, in order', () => {
    simulateTogetherWithXState([main, other], buildDataset(events), { observer, until: at(51) })
    expect(told).toEqual([
      '7 j entry 0: all in true, history 2',
      '7 j entry 0 admitted',
      '7 j1 start 0, event',
      '7 j1 enter 0, event',
      '7 j1 park by quietHours until 8',
      '8 j1 send',
      '8 j1 leave 0, release',
      '8 j1 enter 1, arrival',
      '9 j1 leave 1, timer',
      '9 j1 enter 2, arrival',
      '10 j1 wait 2 0 false: all buy true, history 4',
      '10 j1 goal 0: property buy true, history 4',
      '10 j1 leave 2, event',
      '10 j1 enter 3, arrival',
      '10 j1 wait 3 0 true: segment without event false, history 4',
      '11 j1 wait 3 0 false: segment without event false, history 4',
      '11 j1 wait 3 0 false: segment without event false, history 5',
      '15 j1 wait 3 0 false: segment without event false, history 5',
      '16 j1 wait 3 0 false: segment without event true, history 5',
      '16 j1 leave 3, segment',
      '16 j1 enter 4, arrival',
      '16 other entry by a journey admitted',
      '16 other1 start 0, journey',
      '16 other1 enter 0, journey',
      '18 other1 end 0, timer',
      '18 j1 leave 4, childEnd',
      '18 j1 enter 5, arrival',
      '18 j1 suppress by consent',
      '18 j1 leave 5, arrival',
      '18 j1 enter 6, arrival',
      '20 j entry 0: all in true, history 6',
      '20 j entry 0 once',
      '50 j entry 0 closed',
      '51 j1 exit 0: all leave true, history 8',
      '51 j1 end 6, event',
    ])
  })

  it('and a run without one comes to the same figures', () => {
    const run = (options: object) => simulateTogetherWithXState([main, other], buildDataset(events), { until: at(51), ...options })
    expect(run({ observer })).toEqual(run({}))
  })
})
