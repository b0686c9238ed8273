import { defineTexts } from '../i18n/define-texts.ts'
import { locale } from '../i18n/language.ts'
import type { Recurrence } from './recurrence-parts.ts'

export const text = defineTexts('recurrence', {
  day_one: 'every day', day_other: 'every {{count}} days', week_one: 'every week', week_other: 'every {{count}} weeks', month_one: 'every month', month_other: 'every {{count}} months',
  atTime: '{{every}} at {{time}}', onDays: '{{every}} on {{days}} at {{time}}', until: '{{repetition}}, until {{date}}', count_one: '{{repetition}}, {{count}} time', count_other: '{{repetition}}, {{count}} times',
  workdays: 'workdays', lastDay: 'the last day', dayNumber: 'day {{day}}', nthDay: '{{nth}} {{weekday}}', nth1: 'the first', nth2: 'the second', nth3: 'the third', nth4: 'the fourth', nthLast: 'the last',
})

const DAY = 86_400_000
const FIRST_MONDAY = 4 * DAY // 5 January 1970
const weekday = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', weekday: 'long' })
const day = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const list = new Intl.ListFormat(locale(), { type: 'conjunction' })

/** A repetition in words: "every 2 weeks on Monday and Thursday at 09:00, 6 times". */
export function recurrenceInWords({ every, unit, days, monthly, time, end }: Recurrence): string {
  const said = { every: text(unit, { count: every }), time }
  const repetition = unit === 'day' ? text('atTime', said) : text('onDays', { ...said, days: unit === 'week' ? daysInWords(days) : monthlyInWords(monthly) })
  if (end.kind === 'until') return text('until', { repetition, date: day.format(Date.parse(`${end.date}T00:00Z`)) })
  return end.kind === 'count' ? text('count', { repetition, count: end.count }) : repetition
}

function daysInWords(days: readonly number[]): string {
  const areWorkdays = days.length === 5 && days.every((one) => one <= 5)
  return areWorkdays ? text('workdays') : list.format(days.map(nameOf))
}

function monthlyInWords(monthly: Recurrence['monthly']): string {
  if ('day' in monthly) return monthly.day === -1 ? text('lastDay') : text('dayNumber', { day: monthly.day })
  return text('nthDay', { nth: ordinalInWords(monthly.ordinal), weekday: nameOf(monthly.weekday) })
}

/** The word for the nth of a month, -1 for the last: "the second". */
export function ordinalInWords(ordinal: number): string {
  return text(ordinal === -1 ? 'nthLast' : (['nth1', 'nth2', 'nth3', 'nth4'] as const)[ordinal - 1] ?? 'nth1')
}

function nameOf(number: number): string {
  return weekday.format(FIRST_MONDAY + (number - 1) * DAY)
}
