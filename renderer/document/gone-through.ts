import type { JourneyDocument } from '../../engine/core/model/journey.ts'

const known = new WeakMap<JourneyDocument['steps'], readonly string[]>()

/** Ids of the journeys that steps go through, in the order of the steps; asked with every edit, so it is worked out once. */
export function goneThroughBy({ steps }: Pick<JourneyDocument, 'steps'>): readonly string[] {
  let ids = known.get(steps)
  if (!ids) known.set(steps, (ids = Object.values(steps).flatMap((step) => (step.kind === 'journey' ? [step.journey] : []))))
  return ids
}
