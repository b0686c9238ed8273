import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Assume } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { tunables } from '../../../engine/core/what-if/tunables.ts'
import { language } from '../../i18n/language.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'

/** Every number that can be turned, called as the window calls things. */
export function knobsOf(document: JourneyDocument, scenario?: Scenario, assume?: Assume): Tunable[] {
  const knobs = tunables(document, scenario, assume)
  if (language() === 'en') return knobs
  return knobs.map((knob) => {
    const owner = isNamedByPeople(knob) ? knob.owner : fromEngine(knob.owner, 'owner_')
    const label = fromEngine(knob.label, 'knob')
    return { ...knob, owner, label, words: `${owner} · ${label}` }
  })
}

/** A step or a segment; the engine calls all else by what it is. */
function isNamedByPeople({ id, nodeId, owner }: Tunable): boolean {
  return id.startsWith('$.steps') || id.startsWith('$.segments') || (nodeId !== null && !nodeId.startsWith('entry:') && !owner.startsWith('Every '))
}
