import type { JourneyDocument } from '../model/journey.ts'
import type { Diagnostic, Severity } from './diagnostics.ts'
import { conditionsInPlace } from './rules/conditions-in-place.ts'
import { danglingReferences } from './rules/dangling-references.ts'
import { duplicateIds } from './rules/duplicate-ids.ts'
import { notYetRunning } from './rules/not-yet-running.ts'
import { reachability } from './rules/reachability.ts'
import { segmentCircles } from './rules/segment-circles.ts'
import { splitWeights } from './rules/split-weights.ts'
import { endlessWaits } from './rules/endless-waits.ts'
import { templates } from './rules/templates.ts'
import { zeroTimeLoops } from './rules/zero-time-loops.ts'

const RULES: readonly ((document: JourneyDocument) => Diagnostic[])[] = [
  duplicateIds, danglingReferences, segmentCircles, conditionsInPlace, splitWeights, zeroTimeLoops, reachability, endlessWaits, templates, notYetRunning,
]

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/** Everything worth saying about a document that fits the schema, errors first. The window and the command line call this same function. */
export function lintJourney(document: JourneyDocument): Diagnostic[] {
  return RULES.flatMap((rule) => rule(document)).sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
}
