import type { EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { ResponseFigures } from '../simulate/responses/response-figures.ts'
import type { RunFigures } from '../simulate/run.ts'
import type { Scenario } from '../simulate/scenario.ts'
import { simulateWhatIf } from '../simulate/what-if.ts'

/** One course of events: what everybody did, and what a run of the journey counted in it. `responses` null: no message reached anybody. */
export interface World { document: JourneyDocument; events: EventDataset; figures: RunFigures; responses: ResponseFigures | null }

/** The same population with the journey and without it. */
export interface Worlds { with: World; without: World }

/**
 * Runs the journey under a scenario, and once more with nobody reacting to anything: there its figures are those of people who were left alone,
 * looked at by the same entries, goals and windows.
 */
export function worldsOf(document: JourneyDocument, population: EventDataset, scenario: Scenario, seed: number): Worlds {
  const { responses: _responses, mode: _mode, ...unheard } = scenario
  const reacting = simulateWhatIf(document, population, { scenario, seed })
  const alone = simulateWhatIf(document, population, { scenario: unheard, seed })
  return { with: { document, ...reacting }, without: { document, ...alone, responses: null } }
}
