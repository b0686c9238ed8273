import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { conditionsOf, type PlacedCondition } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { eventsAtHand } from '../flow.ts'
import { ownerOf } from '../names-of.ts'

const NEEDS_AN_EVENT = ['property', 'near', 'localTime', 'weekday'] as const

/**
 * A segment knows the profile, not an event: what asks about an event or a clock stands there only in the `where` of a past event. And
 * where people come only by a schedule or a segment, no event is at hand, so its properties are missing.
 */
export function conditionsInPlace(document: JourneyDocument): Diagnostic[] {
  const found: Diagnostic[] = []
  let atHand: ReturnType<typeof eventsAtHand> | undefined
  const comesWithoutEvent = ({ place, stepId, event }: PlacedCondition) => {
    if (place !== 'step') return event === undefined
    const events = (atHand ??= eventsAtHand(document)).get(stepId ?? '')
    return events !== undefined && events.size === 1 && events.has(undefined)
  }
  for (const placed of conditionsOf(document)) {
    const { condition, path, place, ofPastEvent, stepId } = placed
    const form = NEEDS_AN_EVENT.find((name) => name in condition)
    if (ofPastEvent || form === undefined) continue
    if (place === 'segment') {
      found.push({
        code: 'J016',
        severity: 'error',
        message: `segment "${String(path[1])}" asks for ${form}, but no event is at hand in a segment`,
        help: 'put it into the "where" of a "did", or use an attribute',
        path: jsonPath(path),
      })
    } else if ((form === 'property' || form === 'near') && comesWithoutEvent(placed)) {
      found.push({
        code: 'J016',
        severity: 'warning',
        message: `${ownerOf(document, path)} asks for ${'property' in condition ? `the property "${condition.property}"` : 'the place'} of an event, but people come there by a schedule or a segment, with no event at hand`,
        help: 'ask for an attribute, or for the "where" of a past event',
        path: jsonPath(path),
        ...(stepId === undefined ? {} : { stepId }),
      })
    }
  }
  return found
}
