import type { JourneyDocument } from '../model/journey.ts'
import type { Assume } from '../simulate/responses/response-schema.ts'
import type { Scenario } from '../simulate/scenario.ts'
import { journeyKnobs } from './journey-knobs.ts'
import { scenarioKnobs } from './scenario-knobs.ts'
import type { Knob, Tunable } from './tunable.ts'

/**
 * Every number of a journey and of what is assumed of it that a designer could turn, the journey's first, each once. Of a range of shares the value is the end
 * that `assume` takes (default: the middle).
 */
export function tunables(document: JourneyDocument, scenario?: Scenario, assume: Assume = 'middle'): Tunable[] {
  return knobsOf(document, scenario, assume).map(({ write: _write, ...tunable }) => tunable)
}

/** The same, with how each is written. */
export function knobsOf(document: JourneyDocument, scenario: Scenario | undefined, assume: Assume = 'middle'): Knob[] {
  return [...journeyKnobs(document), ...scenarioKnobs(document, scenario, assume)]
}
