import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'

/** The smallest journey with these steps: one entry, which leads to the first of them. */
export function aJourney(steps: Record<string, Step>, others: Partial<JourneyDocument> = {}): JourneyDocument {
  return {
    format: 'journey',
    formatVersion: 1,
    id: 'journey',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'start' }, next: Object.keys(steps)[0] ?? 'nowhere' }],
    steps,
    ...others,
  }
}
