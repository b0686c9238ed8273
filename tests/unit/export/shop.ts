import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

/** A small journey with names that want care. */
export const shop: JourneyDocument = {
  format: 'journey',
  formatVersion: 1,
  id: 'Passo Dükkân/1',
  name: 'First "purchase"',
  stages: [{ id: 'aware', name: 'Awareness & "more"' }, { id: 'empty', name: 'Nothing here' }],
  segments: { fresh: { when: { did: 'signup', within: 'P1D' } } },
  entries: [
    { id: 'in', trigger: { kind: 'event', event: 'signup' }, where: { segment: 'fresh' }, next: 'wait.1' },
    { id: 'again', trigger: { kind: 'event', event: 'login' }, next: 'split' },
  ],
  goals: [{ id: 'ordered', event: 'order', endsJourney: true }],
  exits: [{ id: 'left', event: 'unsubscribe' }],
  steps: {
    'wait.1': { kind: 'waitFor', name: 'Cart <soon>?', stage: 'aware', branches: [{ id: 'cart', event: 'cart', next: 'split' }], timeout: { after: 'PT1H', next: 'push' } },
    split: { kind: 'split', variants: [{ id: 'a', name: 'Text A', weight: 1, next: 'push' }, { id: 'b', weight: 1 }] },
    push: { kind: 'message', stage: 'aware', channel: 'push', template: { title: 'Hi' }, next: 'pause' },
    pause: { kind: 'delay', for: 'P1D', next: 'end' },
    end: { kind: 'exit', outcome: 'reminded' },
  },
}
