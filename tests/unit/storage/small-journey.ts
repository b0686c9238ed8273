import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

/** A journey of one message; `name` tells copies apart. */
export function smallJourney(name = 'Welcome', id = 'welcome'): JourneyDocument {
  return {
    format: 'journey',
    formatVersion: 1,
    id,
    name,
    description: 'Says hello to who signs up.',
    entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
    reentry: { kind: 'once' },
    goals: [{ id: 'ordered', event: 'purchase', window: 'P7D' }],
    steps: { hello: { kind: 'message', channel: 'push', next: 'done' }, done: { kind: 'exit', outcome: 'greeted' } },
  }
}
