import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { conditionsOf } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'

const NEEDS_AN_EVENT = ['property', 'near', 'localTime', 'weekday'] as const

/** A segment knows the profile, not an event: what asks about an event or a clock stands there only in the `where` of a past event. */
export function conditionsInPlace(document: JourneyDocument): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const { condition, path, place, ofPastEvent } of conditionsOf(document)) {
    const form = NEEDS_AN_EVENT.find((name) => name in condition)
    if (place !== 'segment' || ofPastEvent || form === undefined) continue
    found.push({
      code: 'J016',
      severity: 'error',
      message: `segment "${String(path[1])}" asks for ${form}, but no event is at hand in a segment`,
      help: 'put it into the "where" of a "did", or use an attribute',
      path: jsonPath(path),
    })
  }
  return found
}
