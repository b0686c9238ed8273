import { describe, expect, it } from 'vitest'
import { explainProfile } from '../../../engine/core/explain/explain-profile.ts'
import type { Explanation, HappenedOf, Happened } from '../../../engine/core/explain/explanation.ts'
import { explanationInWords } from '../../../engine/core/explain/in-words.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

type Event = [at: string, name: string, properties?: Record<string, JsonValue>]

const at = (text: string) => Date.parse(`2026-01-${text}Z`)

/** Ada's story in a journey; her events are days and times of January 2026, UTC. */
function story(change: Partial<JourneyDocument>, events: Event[], options: { until?: string; from?: string; attributes?: Record<string, JsonValue> } = {}): Explanation {
  const document: JourneyDocument = {
    format: 'journey', formatVersion: 1, id: 'j', name: 'Journey', timeZone: 'Europe/Berlin',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
    steps: { wait: { kind: 'waitFor', name: 'The wait', branches: [{ id: 'ordered', event: 'order' }], timeout: { after: 'PT1H', next: 'mail' } }, mail: { kind: 'message', name: 'The mail', channel: 'email' } },
    ...change,
  }
  const dataset = buildDataset(events.map(([when, name, properties = {}]) => ({ profileId: 'ada', at: at(when), name, properties })), [{ profileId: 'ada', attributes: options.attributes ?? {} }])
  return explainProfile({ documents: [document], dataset, profileId: 'ada', options: { from: options.from === undefined ? undefined : at(options.from), until: at(options.until ?? '31T00:00') } })
}

function all<W extends Happened['what']>({ happenings }: Explanation, what: W): HappenedOf<W>[] {
  return happenings.filter((one): one is HappenedOf<W> => one.what === what)
}

const text = (explanation: Explanation) => explanationInWords(explanation)

describe('the nearest miss of a wait that timed out', () => {
  it('is the first later event that would have done, and by how much it was late', () => {
    const told = story({}, [['12T13:00', 'signup'], ['12T14:04', 'order', { price: 5 }]])
    expect(all(told, 'leave')[0]!.misses).toEqual([{ kind: 'late', of: 'ordered', event: { name: 'order', at: at('12T14:04'), properties: { price: 5 } }, condition: null, byMs: 240_000 }])
    expect(text(told)).toContain('Mon 12 Jan 2026, 15:00 Europe/Berlin\n  Leaves "The wait" by "timeout" after 1 h: nothing that it waits for had come.\n    It would have left by "ordered" had order come 4 min earlier: it came on Mon 12 Jan 2026, 15:04 (price = 5).')
  })

  it('is told when the event comes at the very instant', () => {
    const told = story({}, [['12T13:00', 'signup'], ['12T14:00', 'order']])
    expect(all(told, 'leave')[0]!.misses).toMatchObject([{ kind: 'late', byMs: 0 }])
    expect(text(told)).toContain('order came at this very instant, which is too late: it has to come before.')
  })

  it('is the event of the right name that came in time, with the part that failed, the nearest of several', () => {
    const steps: JourneyDocument['steps'] = { wait: { kind: 'waitFor', name: 'The wait', branches: [{ id: 'big', event: 'order', where: { all: [{ property: 'price', op: 'gte', value: 50 }, { property: 'shop', op: 'eq', value: 'web' }] } }], timeout: { after: 'PT1H' } } }
    const told = story({ steps }, [['12T13:00', 'signup'], ['12T13:10', 'order', { price: 10, shop: 'app' }], ['12T13:20', 'order', { price: 45, shop: 'web' }], ['12T13:30', 'order', { price: 20, shop: 'web' }]])
    expect(all(told, 'end')[0]!.misses).toMatchObject([{ kind: 'failed', of: 'big', count: 3, event: { at: at('12T13:20') }, condition: { kind: 'all', holds: false, of: [{ holds: false, actual: 45 }, { holds: true, actual: 'web' }] } }])
    expect(text(told)).toContain('order came in time 3 times but did not fit "big". Nearest was Mon 12 Jan 2026, 14:20: price is 45; wanted: at least 50.')
  })

  it('is the event that had come before the wait began, if only what comes after counts', () => {
    const steps: JourneyDocument['steps'] = { pause: { kind: 'delay', for: 'PT30M', next: 'wait' }, wait: { kind: 'waitFor', branches: [{ id: 'ordered', event: 'order' }], timeout: { after: 'PT1H' } } }
    const told = story({ steps, entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }] }, [['12T13:00', 'signup'], ['12T13:20', 'order']])
    expect(all(told, 'end')[0]!.misses).toMatchObject([{ kind: 'early', byMs: 600_000 }])
    expect(text(told)).toContain('order had come already, 10 min before this wait began; only what comes after that counts.')
  })

  it('is judged as the profile was when the event came', () => {
    const steps: JourneyDocument['steps'] = { wait: { kind: 'waitFor', branches: [{ id: 'gold', event: 'order', where: { all: [{ attribute: 'plan', op: 'eq', value: 'gold' }, { did: 'view' }] } }], timeout: { after: 'PT1H' } } }
    const told = story({ steps }, [['12T13:00', 'signup'], ['12T14:10', 'order'], ['12T14:20', '$set', { plan: 'gold' }], ['12T14:25', 'order'], ['12T14:30', 'view'], ['12T14:40', 'order'], ['12T14:50', '$set', { plan: null }]])
    expect(all(told, 'end')[0]!.misses).toMatchObject([{ kind: 'late', event: { at: at('12T14:40') }, condition: { holds: true, of: [{ actual: 'gold' }, { actual: 1 }] } }])
  })

  it('is the nearest of those that came too late and would not have done either', () => {
    const steps: JourneyDocument['steps'] = { wait: { kind: 'waitFor', name: 'The wait', branches: [{ id: 'big', event: 'order', where: { property: 'price', op: 'gte', value: 50 } }], timeout: { after: 'PT1H' } } }
    expect(text(story({ steps }, [['12T13:00', 'signup'], ['13T13:00', 'order', { price: 20 }], ['14T13:00', 'order', { price: 40 }]]))).toContain(
      'None of the 2 order events that came later would have fitted "big". Nearest was Wed 14 Jan 2026, 14:00: price is 40; wanted: at least 50.',
    )
  })

  it('is that nothing came at all', () => {
    expect(text(story({}, [['12T13:00', 'signup']]))).toContain('No order came from then on, up to the end of the run.')
  })

  it('is told of an event that carries another value of the key', () => {
    const told = story({ reentry: { kind: 'always', key: 'orderId' } }, [['12T13:00', 'signup', { orderId: 7 }], ['12T13:30', 'order', { orderId: 8 }]])
    expect(all(told, 'leave')[0]!.misses).toMatchObject([{ kind: 'otherKey', key: 'orderId', wanted: 7 }])
  })
})

describe('a decision', () => {
  const steps: JourneyDocument['steps'] = {
    check: {
      kind: 'branch', name: 'Which?',
      branches: [
        { id: 'keen', when: { did: 'view', within: 'P3D', count: { op: 'gte', value: 3 } } },
        { id: 'gold', when: { all: [{ attribute: 'plan', op: 'in', value: ['gold', 'silver'] }, { not: { segment: 'buyers' } }] } },
        { id: 'any', when: { all: [] } },
      ],
    },
  }
  const segments = { buyers: { name: 'Buyers', when: { did: 'order' } } }
  const entries: JourneyDocument['entries'] = [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'check' }]
  const told = story({ steps, segments, entries }, [['10T09:00', 'view'], ['11T10:00', 'view'], ['12T13:00', 'signup']], { attributes: { plan: 'gold' } })

  it('shows every part of the condition with what was found, and why the other ways were not taken', () => {
    expect(all(told, 'end')[0]).toMatchObject({
      port: 'gold',
      decision: {
        taken: { branch: 'gold', condition: { kind: 'all', holds: true, of: [{ kind: 'attribute', actual: 'gold', wanted: ['gold', 'silver'], holds: true }, { kind: 'not', holds: true, of: { kind: 'segment', name: 'Buyers', holds: false } }] } },
        others: [{ branch: 'keen', judged: true, condition: { kind: 'did', holds: false, actual: 2, wanted: 3, found: [at('11T10:00'), at('10T09:00')] } }, { branch: 'any', judged: false, condition: { holds: true } }],
      },
    })
  })

  it('reads so', () => {
    expect(text(told)).toContain(`  "Which?": goes by "gold", because:
    ✓ plan is gold; wanted: one of gold, silver
    ✓ not in the segment "Buyers":
      ✗ no order; wanted: at least one
    not "keen":
      ✗ view twice in 3 days, last on Sun 11 Jan 2026, 11:00; wanted: at least 3, 1 missing
    "any" was not asked: one before it had been taken. It would have held, too.
  Ends there, outcome "completed": nothing follows that way.`)
  })
})

describe('messages', () => {
  const twice = (policies: NonNullable<JourneyDocument['policies']>, attributes = {}) =>
    story(
      {
        policies, reentry: { kind: 'always' }, entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'push' }],
        steps: { push: { kind: 'message', name: 'Hello', channel: 'push' } },
      },
      [['12T13:00', 'signup'], ['12T22:30', 'signup']],
      { attributes },
    )

  it('that a cap holds back name what fills it and when there is room', () => {
    const told = twice({ caps: [{ channel: 'push', count: 1, within: 'P1D' }] })
    expect(all(told, 'message').map(({ status, by }) => [status, by])).toEqual([
      ['sent', null],
      ['suppressed', { kind: 'cap', channel: 'push', count: 1, within: 'P1D', calendar: false, sent: [{ at: at('12T13:00'), step: 'Hello', journey: { id: 'j', name: 'Journey' } }], roomAt: at('13T13:00') }],
    ])
    expect(text(told)).toContain('Push "Hello" is not sent: 1 of 1 message by push in 24 h is used up.\n    used on Mon 12 Jan 2026, 14:00 by "Hello"\n    There is room again from Tue 13 Jan 2026, 14:00 on, 14 h 30 min later.')
  })

  it('that quiet hours hold are told with the local time, and sent at their end', () => {
    const told = twice({ quietHours: { from: '22:00', to: '08:00' } })
    expect(all(told, 'message').map(({ status, at: when, until }) => [status, when, until])).toEqual([
      ['sent', at('12T13:00'), null], ['parked', at('12T22:30'), at('13T07:00')], ['sent', at('13T07:00'), null],
    ])
    expect(text(told)).toContain('Push "Hello" is held back until Tue 13 Jan 2026, 08:00: it is 23:30 there, in the quiet hours from 22:00 to 08:00.')
  })

  it('that quiet hours drop say when they would have gone out', () => {
    expect(text(twice({ quietHours: { from: '22:00', to: '08:00', mode: 'drop' } }))).toContain('Quiet hours end on Tue 13 Jan 2026, 08:00, 8 h 30 min later; then it would have been sent.')
  })

  it('without consent say what the attribute is', () => {
    expect(text(twice({ consent: { push: 'optIn' } }))).toContain('is not sent: there is no consent, optIn is missing.')
    expect(text(twice({ consent: { push: 'optIn' } }, { optIn: 'yes' }))).toContain('there is no consent, optIn is yes.')
  })
})

describe('goals', () => {
  const goals: JourneyDocument['goals'] = [{ id: 'bought', event: 'order', value: 'price', window: 'P2D' }]

  it('tell what they are worth and which message they are credited to', () => {
    const told = story({ goals, currency: 'EUR' }, [['12T13:00', 'signup'], ['12T15:00', 'order', { price: 12.5 }]])
    expect(all(told, 'goal')).toMatchObject([{ goal: 'bought', value: 12.5, creditedTo: { id: 'mail', name: 'The mail' } }])
    expect(text(told)).toContain('Reaches the goal "bought" by order (price = 12.5), worth 12.5 EUR, credited to "The mail".')
  })

  it('that were not reached name the first event after their window closed', () => {
    const told = story({ goals }, [['12T13:00', 'signup'], ['14T14:30', 'order', { price: 12.5 }]])
    expect(told.journeys[0]!.instances[0]!.goals).toMatchObject([{ reachedAt: null, misses: [{ kind: 'late', byMs: 5_400_000 }] }])
    expect(text(told)).toContain('Goal "bought": not reached; order (price = 12.5) came on Wed 14 Jan 2026, 15:30, 1 h 30 min after it stopped counting.')
  })
})

describe('an entry', () => {
  it('that re-entry holds back says why, the same ones told as one', () => {
    const told = story({}, [['12T13:00', 'signup'], ['12T16:00', 'signup'], ['12T17:00', 'signup']])
    expect(all(told, 'refused').map(({ refusal }) => refusal)).toEqual([{ why: 'once', startedAt: at('12T13:00') }, { why: 'once', startedAt: at('12T13:00') }])
    expect(text(told)).toContain('signup would let it enter by "in", but people enter this journey only once, and it did on Mon 12 Jan 2026, 14:00.\n    The same again once, up to Mon 12 Jan 2026, 18:00.')
  })

  it.each([
    ['cooldown', { kind: 'afterExit', cooldown: 'P1D' }, 'it ended on Mon 12 Jan 2026, 15:00 and may come back from Tue 13 Jan 2026, 15:00 on'],
    ['limit', { kind: 'always', limit: { count: 1, within: 'P7D' } }, 'it entered 1 of 1 times in 7 days; there is room from Mon 19 Jan 2026, 14:00 on'],
  ] as const)('held back by its %s says from when on it would not be', (_what, reentry, words) => {
    expect(text(story({ reentry }, [['12T13:00', 'signup'], ['12T16:00', 'signup']]))).toContain(words)
  })

  it('that nobody took is told by the nearest event and the part that failed', () => {
    const entries: JourneyDocument['entries'] = [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, where: { property: 'age', op: 'gte', value: 18 }, next: 'wait' }]
    const told = story({ entries }, [['12T13:00', 'signup', { age: 9 }], ['13T13:00', 'signup', { age: 17 }], ['14T13:00', 'signup']])
    expect(told.journeys[0]!.entries).toMatchObject([{ id: 'in', trigger: 'signup', miss: { kind: 'failed', at: at('13T13:00'), count: 3, condition: { actual: 17, wanted: 18 } } }])
    expect(text(told)).toContain('This journey was never entered.\n  Entry "in", by signup: signup came 3 times; the nearest was on Tue 13 Jan 2026, 14:00, but age is 17; wanted: at least 18.')
  })

  it('whose event never came says what did', () => {
    expect(text(story({}, [['12T13:00', 'view'], ['12T14:00', 'view'], ['12T15:00', 'order']]))).toContain('no signup came; what came is view (2), order (1).')
  })

  it('that was closed then says when it is open', () => {
    expect(text(story({ activeFrom: '2026-01-20' }, [['12T13:00', 'signup']]))).toContain('signup came on Mon 12 Jan 2026, 14:00, when the journey was not open: it is open from Tue 20 Jan 2026, 00:00.')
    expect(text(story({}, [['12T13:00', 'signup']], { from: '15T00:00' }))).toContain('signup came on Mon 12 Jan 2026, 14:00, before the run begins on Thu 15 Jan 2026, 01:00.')
  })

  it('by a segment nobody came into is told where it was nearest', () => {
    const entries: JourneyDocument['entries'] = [{ id: 'keen', trigger: { kind: 'segment', segment: 'keen', change: 'enter' }, next: 'wait' }]
    const segments = { keen: { name: 'Keen', when: { did: 'view', within: 'P1D', count: { op: 'gte' as const, value: 3 } } } }
    const told = story({ entries, segments }, [['12T13:00', 'view'], ['12T14:00', 'view'], ['15T14:00', 'view']])
    expect(told.journeys[0]!.entries[0]!.miss).toMatchObject({ kind: 'segment', at: at('12T14:00'), condition: { of: { actual: 2, wanted: 3 } } })
  })
})

describe('what ends or holds somebody', () => {
  it('an exit by a segment shows what made it hold by passing of time', () => {
    const told = story({ exits: [{ id: 'quiet', segment: 'quiet' }], segments: { quiet: { name: 'Quiet', when: { not: { did: 'signup', within: 'PT30M' } } } } }, [['12T13:00', 'signup']])
    expect(all(told, 'end')).toMatchObject([{ at: at('12T13:30'), outcome: 'exit:quiet', exit: { id: 'quiet', condition: { name: 'Quiet', holds: true } } }])
    expect(text(told)).toContain('Ends at "The wait" by the exit "quiet": it is in the segment.\n    ✓ in the segment "Quiet":\n      ✓ no signup in 30 min')
  })

  it('the end of the run is told with what it still waits for', () => {
    const told = story({}, [['12T13:00', 'signup']], { until: '12T13:20' })
    expect(all(told, 'waiting')).toMatchObject([{ step: { name: 'The wait' }, since: at('12T13:00'), waits: { until: at('12T14:00') } }])
    expect(text(told)).toContain('The run ends, and it is still at "The wait", since Mon 12 Jan 2026, 14:00; its time would be over on Mon 12 Jan 2026, 15:00.')
  })

  it('an update tells what it changed, from and to', () => {
    const steps: JourneyDocument['steps'] = { set: { kind: 'update', name: 'Promote', set: { plan: 'gold' } , next: 'end' }, end: { kind: 'exit' } }
    const told = story({ steps, entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'set' }] }, [['12T13:00', 'signup']], { attributes: { plan: 'silver' } })
    expect(text(told)).toContain('"Promote" sets plan to gold (it was silver).')
  })

  it('times are those of the profile where it lives', () => {
    const told = story({}, [['12T13:00', 'signup']], { attributes: { timeZone: 'America/New_York' } })
    expect(told.happenings[0]).toMatchObject({ iso: '2026-01-12T13:00:00.000Z', local: '2026-01-12T08:00:00', zone: 'America/New_York' })
  })
})
