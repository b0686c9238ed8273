import { periodStart, timeOfDayMs, type Zone } from '../../../engine/core/model/calendar.ts'
import { momentInWords } from '../../i18n/in-words.ts'
import { dateOf } from '../inspector/fields/date-text.ts'
import { clockOf } from '../inspector/fields/time-text.ts'

const MINUTE = 60_000

/** "Sat 14 Mar 2026, 18:00"; to the minute, unless it is `exact`. */
export function instantInWords(zone: Zone, at: number, exact = false): string {
  return momentInWords(zone, exact ? Math.floor(at / 1000) * 1000 : Math.floor(at / MINUTE) * MINUTE)
}

/** The same without the year, where all of the run is in one: "Sat 14 Mar, 18:00". */
export function instantInShort(zone: Zone, at: number, { from, until }: { from: number; until: number }, exact = false): string {
  const words = instantInWords(zone, at, exact)
  const [first, last] = [from, until].map((one) => new Date(zone.wallAt(one)).getUTCFullYear())
  return first === last ? words.replace(` ${first}`, '') : words
}

/**
 * The instant a person means by "14 Mar 18:00", "14.3.2026", "9 am" or "Sat 14 Mar 2026, 18:00:05"; undefined if it is none. A time alone is one of the
 * day of `shown`, a day alone its first moment; a day without a year is the first one of a run that begins at `from`.
 */
export function instantOf(typed: string, zone: Zone, from: number, shown: number): number | undefined {
  const text = typed.trim().replace(/\s+/g, ' ')
  const [, dayText = '', clockText = ''] = /^(?:(.*?)[ ,T]+(?:at )?)?(\d{1,2}(?:[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?))$/i.exec(text) ?? []
  const day = dayStart(clockText === '' ? text : dayText.replace(/[, ]+$/, ''), zone, from, shown, clockText !== '')
  if (day === undefined) return undefined
  if (clockText === '') return zone.instantOf(day)
  const seconds = /^(\d{1,2}[:.h]\d{2})[:.](\d{2})$/.exec(clockText)
  const clock = clockOf(seconds?.[1] ?? clockText)
  if (clock === undefined) return undefined
  return zone.instantOf(day + timeOfDayMs(clock) + Number(seconds?.[2] ?? 0) * 1000)
}

/** Midnight of the day meant, on the wall clock. */
function dayStart(text: string, zone: Zone, from: number, shown: number, hasClock: boolean): number | undefined {
  if (text === '') return hasClock ? zone.wallAt(periodStart(zone, shown, 'day')) : undefined
  const date = dateOf(text, new Date(zone.wallAt(from)).toISOString().slice(0, 10))
  return date === undefined ? undefined : Date.parse(`${date}T00:00Z`)
}

