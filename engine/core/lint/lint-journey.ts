import type { JourneyDocument } from '../model/journey.ts'
import type { Diagnostic, Severity } from './diagnostics.ts'
import type { LintContext } from './lint-context.ts'
import { forget } from './once.ts'
import { branchesNobodyTakes } from './rules/branches-nobody-takes.ts'
import { capsBelowMessages } from './rules/caps-below-messages.ts'
import { checksAtOnce } from './rules/checks-at-once.ts'
import { choicesWithoutDifference } from './rules/choices-without-difference.ts'
import { conditionsInPlace } from './rules/conditions-in-place.ts'
import { conditionsThatNeverHold } from './rules/conditions-that-never-hold.ts'
import { consentsNobodyGave } from './rules/consents-nobody-gave.ts'
import { danglingReferences } from './rules/dangling-references.ts'
import { duplicateIds } from './rules/duplicate-ids.ts'
import { emptyVariables } from './rules/empty-variables.ts'
import { endlessWaits } from './rules/endless-waits.ts'
import { entriesOnOneTrigger } from './rules/entries-on-one-trigger.ts'
import { goalsAgainstExits } from './rules/goals-against-exits.ts'
import { holdouts } from './rules/holdouts.ts'
import { journeysOnOneTrigger } from './rules/journeys-on-one-trigger.ts'
import { linkedJourneys } from './rules/linked-journeys.ts'
import { movingSegments } from './rules/moving-segments.ts'
import { needlessFilters } from './rules/needless-filters.ts'
import { quietMessages } from './rules/quiet-messages.ts'
import { reachability } from './rules/reachability.ts'
import { reactionsWithoutMessages } from './rules/reactions-without-messages.ts'
import { reentries } from './rules/reentries.ts'
import { releasesAtOnce } from './rules/releases-at-once.ts'
import { schedules } from './rules/schedules.ts'
import { segmentCircles } from './rules/segment-circles.ts'
import { silentEnds } from './rules/silent-ends.ts'
import { spans } from './rules/spans.ts'
import { splitWeights } from './rules/split-weights.ts'
import { templates } from './rules/templates.ts'
import { unknownAttributes } from './rules/unknown-attributes.ts'
import { unknownEvents } from './rules/unknown-events.ts'
import { unknownProperties } from './rules/unknown-properties.ts'
import { unknownVariables } from './rules/unknown-variables.ts'
import { waitsBeyondGoals } from './rules/waits-beyond-goals.ts'
import { zeroTimeLoops } from './rules/zero-time-loops.ts'

const RULES: readonly ((document: JourneyDocument, context: LintContext) => Diagnostic[])[] = [
  // What keeps a journey from running.
  duplicateIds, danglingReferences, segmentCircles, conditionsInPlace, splitWeights, zeroTimeLoops, schedules, linkedJourneys,
  // Ways through it.
  reachability, endlessWaits, templates, silentEnds, choicesWithoutDifference, checksAtOnce, entriesOnOneTrigger, movingSegments, spans,
  branchesNobodyTakes, conditionsThatNeverHold, needlessFilters,
  // What it is for, and what it sends.
  goalsAgainstExits, waitsBeyondGoals, reactionsWithoutMessages, holdouts, reentries, capsBelowMessages, quietMessages, releasesAtOnce, emptyVariables,
  // What lies beside it.
  unknownEvents, unknownProperties, unknownAttributes, consentsNobodyGave, unknownVariables, journeysOnOneTrigger,
]

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/**
 * Everything worth saying about a document that fits the schema, errors first. The window and the command line call this same function.
 * With facts of a dataset, names are compared with those of the data; with other journeys, what they share is looked at.
 */
export function lintJourney(document: JourneyDocument, context: LintContext = {}): Diagnostic[] {
  try {
    return RULES.flatMap((rule) => rule(document, context)).sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
  } finally {
    forget(document)
  }
}
