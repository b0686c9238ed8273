import { FORMAT_VERSION, type JourneyDocument } from '../../engine/core/model/journey.ts'
import { newJourneyZone, useRegional } from '../stores/regional.ts'
import { defineTexts } from '../i18n/define-texts.ts'

export const text = defineTexts('emptyJourney', { name: 'New journey' })

/** A new journey: nothing on the canvas yet, on the clock and in the currency of the settings. `id` is the document's own id. */
export function emptyJourney(id = 'new-journey', name = text('name'), timeZone = newJourneyZone()): JourneyDocument {
  const { currency } = useRegional.getState()
  return { format: 'journey', formatVersion: FORMAT_VERSION, id, name, ...(timeZone === 'UTC' ? {} : { timeZone }), ...(currency === null ? {} : { currency }), entries: [], steps: {} }
}
