import { describe, expect, it } from 'vitest'
import { applyFix } from '../../../engine/core/lint/fix.ts'
import { zeroTimeLoops } from '../../../engine/core/lint/rules/zero-time-loops.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { aJourney } from './a-journey.ts'

const update = (next: string): Step => ({ kind: 'update', set: {}, next })
const look = (how: string | undefined, others: object = {}): Step => ({ kind: 'waitFor', branches: [{ id: 'b', event: 'x', next: 'u' }], ...(how === undefined ? {} : { look: how }), ...others })

describe('a loop in which no time passes is refused', () => {
  it.each<[string, Record<string, Step>, string]>([
    ['through the else of a branch', { u: update('b'), b: { kind: 'branch', branches: [{ id: 'yes', when: { all: [] } }], else: 'u' } }, '"u" loops to itself without time passing, by b'],
    ['through a condition of a branch', { u: update('b'), b: { kind: 'branch', branches: [{ id: 'yes', when: { all: [] }, next: 'u' }] } }, '"u" loops to itself without time passing, by b'],
    ['through one variant of a split', { u: update('s'), s: { kind: 'split', variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1, next: 'u' }] } }, '"u" loops to itself without time passing, by s'],
    ['through messages', { a: { kind: 'message', channel: 'push', next: 'b' }, b: { kind: 'message', channel: 'sms', next: 'a' } }, '"a" loops to itself without time passing, by b'],
    ['through a suppressed message', { a: { kind: 'message', channel: 'push', onSuppressed: 'a' } }, '"a" loops to itself without time passing'],
    ['through the error of a webhook', { a: { kind: 'webhook', url: 'https://x', onError: 'a' } }, '"a" loops to itself without time passing'],
    ['through another journey', { a: { kind: 'journey', journey: 'other', next: 'a' } }, '"a" loops to itself without time passing'],
    ['through a wait that looks back to the entry', { u: update('w'), w: look('entry') }, '"u" loops to itself without time passing, by w'],
    ['through a wait that looks back a day', { u: update('w'), w: look('P1D') }, '"u" loops to itself without time passing, by w'],
    ['through a wait for a segment', { u: update('w'), w: { kind: 'waitFor', branches: [{ id: 'b', segment: 's', next: 'u' }] } }, '"u" loops to itself without time passing, by w'],
    ['through a delay of nothing', { u: update('d'), d: { kind: 'delay', for: 'PT0S', next: 'u' } }, '"u" loops to itself without time passing, by d'],
    ['through a timeout of nothing', { u: update('w'), w: { kind: 'waitFor', branches: [{ id: 'b', event: 'x' }], timeout: { after: 'PT0S', next: 'u' } } }, '"u" loops to itself without time passing, by w'],
    ['through the best time, which may be now', { u: update('d'), d: { kind: 'delay', bestTime: { within: 'P1D' }, next: 'u' } }, '"u" loops to itself without time passing, by d'],
    ['the long way round', { a: update('b'), b: update('c'), c: update('d'), d: update('a') }, '"a" loops to itself without time passing, by b, c, d'],
  ])('%s', (_, steps, message) => {
    const [start] = Object.keys(steps)
    const document = aJourney(steps)
    const [finding, ...others] = zeroTimeLoops(document)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ code: 'J014', severity: 'error', message, help: 'add a delay, or a wait for something that comes after arrival, somewhere on the loop', path: `$.steps.${start}`, stepId: start })
    const fixed = applyFix(document, finding!)!
    expect([zeroTimeLoops(fixed), fixed.steps[`before-${start}`]]).toEqual([[], { kind: 'delay', for: 'PT1H', next: start }])
  })

  it('each by itself, once', () => {
    const steps: Record<string, Step> = { a: update('b'), b: update('a'), c: update('c'), d: update('a') }
    expect(zeroTimeLoops(aJourney(steps)).map(({ stepId }) => stepId)).toEqual(['a', 'c'])
  })
})

describe('a loop in which time passes is clean', () => {
  it.each<[string, Record<string, Step>]>([
    ['by a delay', { u: update('d'), d: { kind: 'delay', for: 'PT1S', next: 'u' } }],
    ['by a delay until a time of day', { u: update('d'), d: { kind: 'delay', until: { time: '09:00' }, next: 'u' } }],
    ['by an event after arrival', { u: update('w'), w: look('arrival') }],
    ['by an event, as arrival is the default', { u: update('w'), w: look(undefined) }],
    ['by a timeout', { u: update('w'), w: { kind: 'waitFor', branches: [{ id: 'b', segment: 's' }], look: 'entry', timeout: { after: 'PT1M', next: 'u' } } }],
    ['somewhere behind a branch', { b: { kind: 'branch', branches: [{ id: 'yes', when: { all: [] }, next: 'd' }], else: 'd' }, d: { kind: 'delay', for: 'P1D', next: 'b' } }],
  ])('%s', (_, steps) => {
    expect(zeroTimeLoops(aJourney(steps))).toEqual([])
  })

  it('and so is a long way without any loop', () => {
    const steps = Object.fromEntries(Array.from({ length: 500 }, (_, index): [string, Step] => [`s${index}`, index < 499 ? update(`s${index + 1}`) : { kind: 'exit' }]))
    expect(zeroTimeLoops(aJourney(steps))).toEqual([])
  })
})
