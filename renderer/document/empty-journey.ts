import { FORMAT_VERSION, type JourneyDocument } from '../../engine/core/model/journey.ts'

/** A new journey: nothing on the canvas yet. `id` is the document's own id. */
export function emptyJourney(id = 'new-journey', name = 'New journey'): JourneyDocument {
  return { format: 'journey', formatVersion: FORMAT_VERSION, id, name, entries: [], steps: {} }
}
