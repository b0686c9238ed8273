import { defineTexts } from '../i18n/define-texts.ts'
import type { Recurrence } from './recurrence-parts.ts'

const text = defineTexts('recurrence', {
  day_one: 'every day', day_other: 'every {{count}} days', week_one: 'every week', week_other: 'every {{count}} weeks', month_one: 'every month', month_other: 'every {{count}} months',
  on: 'on', workdays: 'workdays', lastDay: 'the last day', dayNumber: 'day {{day}}', nth1: 'the first', nth2: 'the second', nth3: 'the third', nth4: 'the fourth', nthLast: 'the last',
  at: 'at {{time}}', until: 'until {{date}}', count_one: '{{count}} time', count_other: '{{count}} times',
})

const DAY = 86_400_000
const FIRST_MONDAY = 4 * DAY // 5 January 1970
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long' })
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** A repetition in words: "every 2 weeks on Monday and Thursday at 09:00, 6 times". */
export function recurrenceInWords({ every, unit, days, monthly, time, end }: Recurrence): string {
  const on = unit === 'day' ? '' : ` ${text('on')} ${unit === 'week' ? daysInWords(days) : monthlyInWords(monthly)}`
  const ends = end.kind === 'never' ? '' : `, ${end.kind === 'until' ? text('until', { date: day.format(Date.parse(`${end.date}T00:00Z`)) }) : text('count', { count: end.count })}`
  return `${text(unit, { count: every })}${on} ${text('at', { time })}${ends}`
}

function daysInWords(days: readonly number[]): string {
  const areWorkdays = days.length === 5 && days.every((one) => one <= 5)
  return areWorkdays ? text('workdays') : list.format(days.map(nameOf))
}

function monthlyInWords(monthly: Recurrence['monthly']): string {
  if ('day' in monthly) return monthly.day === -1 ? text('lastDay') : text('dayNumber', { day: monthly.day })
  return `${ordinalInWords(monthly.ordinal)} ${nameOf(monthly.weekday)}`
}

/** The word for the nth of a month, -1 for the last: "the second". */
export function ordinalInWords(ordinal: number): string {
  return text(ordinal === -1 ? 'nthLast' : (['nth1', 'nth2', 'nth3', 'nth4'] as const)[ordinal - 1] ?? 'nth1')
}

function nameOf(number: number): string {
  return weekday.format(FIRST_MONDAY + (number - 1) * DAY)
}
