import { describe, expect, it } from 'vitest'
import { withWhatIsOurs } from '../../../engine/core/publish/keep-ours.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

/** As people drew it: with stages, names and a link in the push, of which the platform keeps nothing. */
const ours: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'welcome', name: 'Welcome',
  stages: [{ id: 'first', name: 'First days' }],
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }],
  steps: {
    pause: { kind: 'delay', for: 'P1D', name: 'A day', stage: 'first', next: 'hello' },
    hello: { kind: 'message', channel: 'push', name: 'Hello', stage: 'first', template: { title: 'Hi', link: 'app://shop' }, next: 'done' },
    done: { kind: 'exit', outcome: 'done' },
  },
}

function asSent(): JourneyDocument {
  return {
    format: 'journey', formatVersion: 1, id: 'there', name: 'Welcome',
    entries: [{ id: 'entry', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }],
    steps: {
      pause: { kind: 'delay', for: 'P1D', next: 'hello' },
      hello: { kind: 'message', channel: 'push', template: { title: 'Hi' }, next: 'done' },
      done: { kind: 'exit' },
    },
  }
}

describe('theirs, with what only we can keep', () => {
  it('is ours, if they changed nothing', () => {
    expect(withWhatIsOurs(ours, asSent(), asSent())).toEqual(ours)
  })

  it('takes what they changed and keeps the rest of that step', () => {
    const theirs = asSent()
    Object.assign(theirs.steps['pause']!, { for: 'P2D' })
    Object.assign(theirs.steps['hello']!, { template: { title: 'Hello', body: 'There' } })
    expect(withWhatIsOurs(ours, asSent(), theirs)).toEqual({
      ...ours,
      steps: { ...ours.steps, pause: { ...ours.steps['pause'], for: 'P2D' }, hello: { ...ours.steps['hello'], template: { title: 'Hello', body: 'There', link: 'app://shop' } } },
    })
  })

  it('has the steps they added, and not those they took out', () => {
    const theirs = asSent()
    theirs.steps['more'] = { kind: 'delay', for: 'PT1H', next: 'done' }
    delete theirs.steps['hello']
    Object.assign(theirs.steps['pause']!, { next: 'more' })
    const merged = withWhatIsOurs(ours, asSent(), theirs)
    expect(Object.keys(merged.steps).sort()).toEqual(['done', 'more', 'pause'])
    expect(merged.steps['pause']).toEqual({ ...ours.steps['pause'], next: 'more' })
  })

  it('is theirs alone where the platform calls steps otherwise, or a kept step leads to one that is gone', () => {
    const renamed = { ...asSent(), steps: { n1: { kind: 'exit' } } } as JourneyDocument // as: only the ids are looked at
    expect(withWhatIsOurs(ours, renamed, renamed)).toBe(renamed)
    const withExtra: JourneyDocument = { ...ours, steps: { ...ours.steps, pause: { kind: 'delay', for: 'P1D', next: 'kept' }, kept: { kind: 'delay', for: 'PT1H', next: 'hello' } } }
    const theirs = asSent()
    delete theirs.steps['hello']
    theirs.steps['other'] = { kind: 'exit' }
    Object.assign(theirs.steps['pause']!, { next: 'other' })
    expect(withWhatIsOurs(withExtra, asSent(), theirs)).toBe(theirs)
  })

  it('takes a condition that says it otherwise as they have it, whole', () => {
    const branching = (when: unknown): JourneyDocument => ({ ...asSent(), segments: { vip: { name: 'VIP', when: { attribute: 'tier', op: 'eq', value: 'gold' } } }, steps: { pause: { kind: 'branch', branches: [{ id: 'yes', when, next: 'done' }], else: 'done' }, done: { kind: 'exit' } } }) as JourneyDocument // as: conditions of the page
    const changed = { attribute: 'tier', op: 'eq', value: 'silver' }
    const merged = withWhatIsOurs(branching({ segment: 'vip' }), branching({ attribute: 'tier', op: 'eq', value: 'gold' }), branching(changed))
    expect(merged.steps['pause']).toMatchObject({ branches: [{ when: changed }] })
  })
})
