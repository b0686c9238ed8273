import { folded } from '../../../i18n/letters.ts'
import { locale } from '../../../i18n/language.ts'

/** How the names of months begin, folded: English, then Turkish. No beginning of one language is another month's of the other. */
const MONTHS = [
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  ['oca', 'sub', 'mar', 'nis', 'may', 'haz', 'tem', 'agu', 'eyl', 'eki', 'kas', 'ara'],
] as const
const DAY = 86_400_000
const words = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

/**
 * A day as people write it ("1 Dec 2026", "Dec 1", "1 Aralık 2026 Salı", "1.12.2026", "2026-12-01", "tomorrow", "yarın") as YYYY-MM-DD; undefined
 * if it is none. With numbers alone the day comes first. A day without a year is the next one from `today` (YYYY-MM-DD) on.
 */
export function dateOf(typed: string, today: string): string | undefined {
  const text = folded(typed.trim()).replaceAll(/(\d)(?:st|nd|rd|th)\b/g, '$1').replaceAll(/[,\s]+/g, ' ')
  if (text === 'today' || text === 'bugun') return today
  if (text === 'tomorrow' || text === 'yarin') return steppedDate(today, 1)
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  if (isoYear !== undefined) return valid(Number(isoYear), Number(isoMonth), Number(isoDay))
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?$/.exec(text) ?? []
  if (day !== undefined) return inYear(year, Number(month), Number(day), today)
  const [, dayFirst, nameAfter, yearAfter] = /^(?:[a-z]+ )?(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?(?: [a-z]+)?$/.exec(text) ?? []
  if (dayFirst !== undefined) return inYear(yearAfter, monthOf(nameAfter), Number(dayFirst), today)
  const [, name, dayAfter, yearLast] = /^([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}))?$/.exec(text) ?? []
  return name === undefined ? undefined : inYear(yearLast, monthOf(name), Number(dayAfter), today)
}

/** YYYY-MM-DD in words, "1 Dec 2026"; anything else as it is. */
export function dateInWords(date: string): string {
  const instant = Date.parse(`${date}T00:00Z`)
  return Number.isNaN(instant) ? date : words.format(instant).replace('Sept', 'Sep')
}

/** So many days later. */
export function steppedDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

function monthOf(name: string | undefined): number {
  const start = (name ?? '').slice(0, 3)
  return Math.max(...MONTHS.map((names) => names.findIndex((one) => one === start))) + 1
}

function inYear(year: string | undefined, month: number, day: number, today: string): string | undefined {
  if (year !== undefined) return valid(Number(year), month, day)
  const thisYear = Number(today.slice(0, 4))
  const date = valid(thisYear, month, day)
  return date !== undefined && date < today ? valid(thisYear + 1, month, day) : date
}

/** Undefined for the 31st of a month that has none. */
function valid(year: number, month: number, day: number): string | undefined {
  const instant = Date.UTC(year, month - 1, day)
  if (month < 1 || day < 1 || Number.isNaN(instant)) return undefined
  const date = new Date(instant).toISOString().slice(0, 10)
  return date === `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` ? date : undefined
}
