import { describe, expect, it } from 'vitest'
import { diffInLines } from '../../../engine/core/diff/diff-in-lines.ts'
import { diffJourneys } from '../../../engine/core/diff/diff-journeys.ts'
import { isSame } from '../../../engine/core/diff/journey-diff.ts'
import { takeBack } from '../../../engine/core/diff/take-back.ts'
import { textPieces } from '../../../engine/core/diff/text-pieces.ts'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'

const BEFORE: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'welcome', name: 'Welcome',
  stages: [{ id: 'aware', name: 'Awareness' }],
  segments: { vip: { name: 'VIP', when: { attribute: 'tier', op: 'eq', value: 'gold' } } },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P7D' }],
  policies: { quietHours: { from: '22:00', to: '08:00' }, caps: [{ channel: 'push', count: 3, within: 'P1D' }] },
  steps: {
    pause: { kind: 'delay', for: 'P1D', next: 'hello' },
    hello: { kind: 'message', channel: 'push', name: 'Hello', template: { title: 'Hi', body: 'Take 10 % off your first order' }, next: 'end' },
    ask: { kind: 'branch', branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'end' }] },
    end: { kind: 'exit' },
  },
  layout: { pause: { x: 0, y: 0 }, hello: { x: 300, y: 0 }, notes: [{ id: 'n1', x: 0, y: 200, width: 160, height: 80, text: 'Why one day?' }] },
}

function change(edit: (document: JourneyDocument) => void): JourneyDocument {
  const copy = structuredClone(BEFORE)
  edit(copy)
  expect(journeySchema.safeParse(copy).success).toBe(true)
  return copy
}

const lines = (after: JourneyDocument) => diffInLines(diffJourneys(BEFORE, after))

describe('a comparison tells in words', () => {
  it('nothing of the same document', () => {
    expect(lines(structuredClone(BEFORE))).toEqual([])
  })

  it('durations, channels and texts of a step', () => {
    const after = change(({ steps }) => {
      steps['pause'] = { kind: 'delay', for: 'P2D', next: 'hello' }
      steps['hello'] = { kind: 'message', channel: 'email', name: 'Hello', template: { title: 'Hi', body: 'Take 15 % off your next order' }, next: 'end' }
    })
    expect(lines(after)).toEqual([
      '~ step Delay (pause): waits 2 days instead of 1 day',
      '~ step Hello (hello)',
      '    channel is Email instead of Push',
      '    the text is “Take 15 % off your next order” instead of “Take 10 % off your first order”',
    ])
    expect(diffJourneys(BEFORE, after).changes[1]?.fields[1]).toMatchObject({
      path: '$.steps.hello.template.body',
      pieces: [
        { kind: 'same', text: 'Take ' }, { kind: 'removed', text: '10' }, { kind: 'added', text: '15' }, { kind: 'same', text: ' % off your ' },
        { kind: 'removed', text: 'first' }, { kind: 'added', text: 'next' }, { kind: 'same', text: ' order' },
      ],
    })
  })

  it('conditions, by their own words', () => {
    expect(lines(change(({ segments }) => { segments!['vip'] = { name: 'VIP', when: { attribute: 'tier', op: 'in', value: ['gold', 'black'] } } })))
      .toEqual(['~ segment VIP (vip): the condition is tier is one of gold, black instead of tier is gold'])
  })

  it('steps that are new or gone, and where connections lead now', () => {
    expect(lines(change(({ steps }) => {
      delete steps['ask']
      steps['mail'] = { kind: 'message', channel: 'email', name: 'Reminder', next: 'end' }
      steps['hello'] = { ...steps['hello'], next: 'mail' } as never
    }))).toEqual(['+ step Reminder (mail): Message: Email', '- step Branch (ask): If in segment vip', '~ connection Hello: leads to Reminder instead of Exit'])
  })

  it('goals, policies and the journey’s own fields', () => {
    expect(lines(change((document) => {
      document.name = 'Welcome back'
      document.goals![0]!.window = 'P14D'
      document.policies = { caps: [{ channel: 'push', count: 2, within: 'P1D' }], priority: 3 }
    }))).toEqual([
      '~ journey name: is called “Welcome back” instead of “Welcome”',
      '- policy quietHours: no longer has quiet hours (was from “22:00”, to “08:00”)',
      '~ policy caps: cap 1 is Push at most 2 in 1 day instead of Push at most 3 in 1 day',
      '+ policy priority: priority is now 3',
      '~ goal bought: the window is 14 days instead of 7 days',
    ])
  })

  it('another id of what is otherwise the same, and its references not at all', () => {
    const after = change((document) => {
      document.segments = { gold: document.segments!['vip']! }
      document.steps['greet'] = document.steps['hello']!
      delete document.steps['hello']
      document.steps['pause'] = { kind: 'delay', for: 'P1D', next: 'greet' }
      document.steps['ask'] = { kind: 'branch', branches: [{ id: 'yes', when: { segment: 'gold' }, next: 'end' }] }
      document.layout = { pause: { x: 0, y: 0 }, greet: { x: 300, y: 0 }, notes: document.layout!['notes']! }
    })
    expect(lines(after)).toEqual(['~ segment VIP (gold): its id is gold instead of vip', '~ step Hello (greet): its id is greet instead of hello'])
  })

  it('notes by their words, and moved cards apart', () => {
    expect(lines(change((document) => {
      document.layout = { pause: { x: 8, y: 0 }, hello: { x: 300, y: 16 }, notes: [{ id: 'n1', x: 40, y: 200, width: 160, height: 80, text: 'Why two days?' }, { id: 'c1', step: 'pause', text: 'Too long' }] }
    }))).toEqual(['~ note “Why two days?”: the text is “Why two days?” instead of “Why one day?”', '+ comment “Too long”: “Too long”', '  layout: 2 cards moved, 1 note moved'])
  })

  it('the order of what is looked at in order', () => {
    const before = structuredClone(BEFORE)
    before.goals!.push({ id: 'came', event: 'visit' })
    const after = structuredClone(before)
    after.goals!.reverse()
    expect(diffInLines(diffJourneys(before, after))).toEqual(['~ journey goals: the order is came, bought instead of bought, came'])
  })

  it('a step of another kind', () => {
    expect(lines(change(({ steps }) => { steps['pause'] = { kind: 'update', set: { a: 1 }, next: 'hello' } }))[1]).toContain('is update instead of delay')
  })
})

describe('one change taken back', () => {
  const after = change((document) => {
    document.steps['pause'] = { kind: 'delay', for: 'P2D', next: 'extra' }
    document.steps['extra'] = { kind: 'webhook', url: 'https://example.com', method: 'POST', next: 'hello' } as never
    delete document.steps['ask']
  })
  const undo = (key: string) => takeBack(after, BEFORE, diffJourneys(BEFORE, after).changes.find((one) => one.key === key)!)

  it('leaves the others as they are', () => {
    expect(undo('step:pause').steps['pause']).toEqual({ kind: 'delay', for: 'P1D', next: 'extra' })
  })

  it('takes a new step out and mends the way through it', () => {
    const taken = undo('step:extra')
    expect(taken.steps['extra']).toBeUndefined()
    expect(taken.steps['pause']).toEqual({ kind: 'delay', for: 'P2D', next: 'hello' })
  })

  it('brings a step back where it was', () => {
    expect(undo('step:ask').steps['ask']).toEqual(BEFORE.steps['ask'])
  })
})

describe('a large journey', () => {
  it('of 1,000 steps is compared in less than 200 ms', () => {
    const steps = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`s${index}`, index === 999 ? { kind: 'exit' as const } : { kind: 'message' as const, channel: 'push' as const, template: { title: `Title ${index}`, body: 'Some words '.repeat(20) }, next: `s${index + 1}` }]))
    const large: JourneyDocument = { ...BEFORE, entries: [{ ...BEFORE.entries[0]!, next: 's0' }], steps }
    const other: JourneyDocument = { ...structuredClone(large), steps: Object.fromEntries(Object.entries(structuredClone(large).steps).map(([id, step], index) => [index % 3 === 0 ? `${id}x` : id, index % 2 === 0 ? { ...step, name: `Renamed ${id}` } : step])) }
    // Time of the processor, and the best of five: other work on the machine is no part of it.
    const took = [1, 2, 3, 4, 5].map(() => {
      const start = process.cpuUsage()
      expect(isSame(diffJourneys(large, other))).toBe(false)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    })
    expect(Math.min(...took)).toBeLessThan(200)
  })
})

describe('texts', () => {
  it('of any length are compared at once', () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `w${index}`).join(' ')
    const pieces = textPieces(long, long.replaceAll('w1', 'v1'))
    expect(pieces.filter(({ kind }) => kind !== 'added').map(({ text }) => text).join('')).toBe(long)
  })
})
