import type { JourneyDocument } from '../model/journey.ts'
import type { Scenario } from '../simulate/scenario.ts'
import type { Knob } from './tunable.ts'
import { knobsOf } from './tunables.ts'

/** A journey with what is assumed of it. */
export interface Tuned {
  document: JourneyDocument
  scenario: Scenario | undefined
}

/** A number by its id, and what it is turned to, in the tunable's unit. */
export interface Turn {
  id: string
  value: number
}

/**
 * The journey and its assumptions with one number turned; parts that it does not touch stay the same objects. A value beyond the tunable's limits is taken as
 * the nearest within, whole where only whole numbers will do. Weights of the other ways are changed so that all are everybody; a range of shares becomes the one
 * share, an assumption. Undefined if there is no such number.
 */
export function applyTunable(document: JourneyDocument, scenario: Scenario | undefined, id: string, value: number): Tuned | undefined {
  const found = knobsOf(document, scenario).find((knob) => knob.id === id)
  return found && turned({ document, scenario }, found, value)
}

/** Several, one after the other; numbers that are not there are passed over. */
export function applyTurns(document: JourneyDocument, scenario: Scenario | undefined, turns: readonly Turn[]): Tuned {
  return turns.reduce<Tuned>((now, { id, value }) => applyTunable(now.document, now.scenario, id, value) ?? now, { document, scenario })
}

function turned({ document, scenario }: Tuned, knob: Knob, value: number): Tuned {
  const within = withinLimits(knob, value)
  if (knob.root === 'journey') return { document: knob.write(document, within) as JourneyDocument, scenario } // as: a knob writes what the schema takes; held by a test
  return { document, scenario: knob.write(scenario, within) as Scenario } // as above
}

/** The nearest value the number may have. */
export function withinLimits({ unit, least, most }: Pick<Knob, 'unit' | 'least' | 'most'>, value: number): number {
  const near = Math.min(most, Math.max(least, value))
  return unit === 'ms' || unit === 'month' || unit === 'count' || unit === 'minuteOfDay' ? Math.round(near) : near
}
