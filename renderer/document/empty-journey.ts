import { FORMAT_VERSION, type JourneyDocument } from '../../engine/core/model/journey.ts'

/** A new journey: nothing on the canvas yet, on the clock of the person who makes it. `id` is the document's own id. */
export function emptyJourney(id = 'new-journey', name = 'New journey', timeZone = ownZone()): JourneyDocument {
  return { format: 'journey', formatVersion: FORMAT_VERSION, id, name, ...(timeZone === 'UTC' ? {} : { timeZone }), entries: [], steps: {} }
}

/** The zone this machine is set to. */
function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
