import { conditionInWords } from '../../engine/core/model/condition-in-words.ts'
import { isAlways } from '../../engine/core/model/condition.ts'
import type { Entry, JourneyDocument, Trigger } from '../../engine/core/model/journey.ts'
import { placeOf } from './arrival.ts'
import { recurrenceInWords } from './recurrence-in-words.ts'
import { recurrenceOf } from './recurrence-parts.ts'

/** What starts a journey here, in words: "When signup happens", "Enters New User", "Every week on Monday at 09:00". */
export function triggerInWords(trigger: Trigger, segments: JourneyDocument['segments']): string {
  switch (trigger.kind) {
    case 'event':
      return `When ${trigger.event} happens`
    case 'segment':
      return `${trigger.change === 'enter' ? 'Enters' : 'Leaves'} ${(segments && Object.hasOwn(segments, trigger.segment) ? segments[trigger.segment]?.name : undefined) ?? trigger.segment}`
    case 'schedule':
      return scheduleInWords(trigger)
    case 'api':
      return `When ${trigger.name} is called`
  }
}

/** One line about an entry: its trigger, and the condition it puts on it. */
export function entryInWords(entry: Entry, segments: JourneyDocument['segments']): string {
  const arrival = entry.trigger.kind === 'event' ? placeOf(entry.where) : undefined
  if (arrival) {
    const { latitude, longitude, radiusM } = arrival.near
    const place = `On ${entry.trigger.kind === 'event' ? entry.trigger.event : ''} within ${radiusM} m of ${latitude}, ${longitude}`
    return isAlways(arrival.rest) ? place : `${place} and ${conditionInWords(arrival.rest)}`
  }
  const trigger = triggerInWords(entry.trigger, segments)
  return isAlways(entry.where) ? trigger : `${trigger} and ${conditionInWords(entry.where)}`
}

function scheduleInWords({ at, every }: Extract<Trigger, { kind: 'schedule' }>): string {
  if (every === undefined) return `At ${(at ?? '').replace('T', ' ')}`
  const parts = recurrenceOf(every, at)
  const words = parts === undefined ? `repeating ${every}` : recurrenceInWords(parts)
  const repeating = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  return at === undefined ? repeating : `${repeating}, from ${at.slice(0, 10)}`
}
