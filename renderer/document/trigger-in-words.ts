import { isAlways } from '../../engine/core/model/condition.ts'
import type { Entry, JourneyDocument, Trigger } from '../../engine/core/model/journey.ts'
import { capital } from '../i18n/capital.ts'
import { defineTexts } from '../i18n/define-texts.ts'
import { conditionInWords } from '../i18n/in-words.ts'
import { locale } from '../i18n/language.ts'
import { placeOf } from './arrival.ts'
import { recurrenceInWords } from './recurrence-in-words.ts'
import { recurrenceOf } from './recurrence-parts.ts'

export const text = defineTexts('triggers', {
  event: 'When {{event}} happens', enter: 'Enters {{segment}}', leave: 'Leaves {{segment}}', api: 'When {{name}} is called', place: 'On {{event}} within {{metres}} m of {{latitude}}, {{longitude}}', where: '{{trigger}} and {{condition}}',
  at: 'At {{when}}', rule: 'Repeating {{rule}}', from: '{{repetition}}, from {{day}}',
})

const DAY = { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' } as const
const day = new Intl.DateTimeFormat(locale(), DAY)
const minute = new Intl.DateTimeFormat(locale(), { ...DAY, hour: '2-digit', minute: '2-digit' })

/** What starts a journey here, in words: "When signup happens", "Enters New User", "Every week on Monday at 09:00". */
export function triggerInWords(trigger: Trigger, segments: JourneyDocument['segments']): string {
  switch (trigger.kind) {
    case 'event':
      return text('event', { event: trigger.event })
    case 'segment':
      return text(trigger.change, { segment: (segments && Object.hasOwn(segments, trigger.segment) ? segments[trigger.segment]?.name : undefined) ?? trigger.segment })
    case 'schedule':
      return scheduleInWords(trigger)
    case 'api':
      return text('api', { name: trigger.name })
  }
}

/** One line about an entry: its trigger, and the condition it puts on it. */
export function entryInWords(entry: Entry, segments: JourneyDocument['segments']): string {
  const arrival = entry.trigger.kind === 'event' ? placeOf(entry.where) : undefined
  if (arrival) {
    const { latitude, longitude, radiusM } = arrival.near
    const place = text('place', { event: entry.trigger.kind === 'event' ? entry.trigger.event : '', metres: radiusM, latitude, longitude })
    return isAlways(arrival.rest) ? place : text('where', { trigger: place, condition: conditionInWords(arrival.rest) })
  }
  const trigger = triggerInWords(entry.trigger, segments)
  return isAlways(entry.where) ? trigger : text('where', { trigger, condition: conditionInWords(entry.where) })
}

function scheduleInWords({ at, every }: Extract<Trigger, { kind: 'schedule' }>): string {
  if (every === undefined) return text('at', { when: at === undefined ? '' : momentInWords(at) })
  const parts = recurrenceOf(every, at)
  const words = parts === undefined ? text('rule', { rule: every }) : recurrenceInWords(parts)
  const repetition = capital(words)
  return at === undefined ? repetition : text('from', { repetition, day: momentInWords(at.slice(0, 10)) })
}

/** A date, or a date and a time of day, as the document has it: on the journey's own clock. What is being typed is shown as it is. */
function momentInWords(at: string): string {
  const [, date = '', time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(at) ?? []
  const instant = Date.parse(`${date}T${time ?? '00:00'}Z`)
  return Number.isNaN(instant) ? at.replace('T', ' ') : (time === undefined ? day : minute).format(instant)
}
