import { Temporal } from '@js-temporal/polyfill'

// Every local time is asked of Temporal, literally. Answers are kept, for Temporal is slow and the tests ask the same again and again.

const kept = new Map<string, unknown>()

function once<T>(key: string, work: () => T): T {
  if (!kept.has(key)) {
    if (kept.size > 500_000) kept.clear()
    kept.set(key, work())
  }
  return kept.get(key) as T // as: a key begins with the name of the one function that uses it
}

export function isZone(name: unknown): name is string {
  if (typeof name !== 'string') return false
  return once(`isZone ${name}`, () => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name })
      return true
    } catch {
      return false
    }
  })
}

function zoned(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}

/** What a clock on the wall of that zone shows: the date as text, the weekday (1 Monday), the hour, and the time of day as `HH:MM:SS.mmm`. */
export function wallClock(zone: string, at: number): { date: string; weekday: number; hour: number; time: string } {
  return once(`wallClock ${zone} ${at}`, () => {
    const local = zoned(zone, at)
    return { date: local.toPlainDate().toString(), weekday: local.dayOfWeek, hour: local.hour, time: local.toPlainTime().toString({ fractionalSecondDigits: 3 }) }
  })
}

/** `from` <= the local time < `to`, over midnight if from > to; `HH:MM` sorts as text. */
export function isBetweenLocalTimes(zone: string, at: number, from: string, to: string): boolean {
  const { time } = wallClock(zone, at)
  return from < to ? from <= time && time < to : from <= time || time < to
}

/** The instant of a local date and time. */
export function instantOfLocal(zone: string, date: string, time: string): number {
  return once(`instantOfLocal ${zone} ${date} ${time}`, () => Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

export function dayAfter(date: string, days: number): string {
  return once(`dayAfter ${date} ${days}`, () => Temporal.PlainDate.from(date).add({ days }).toString())
}

export function weekdayOf(date: string): number {
  return once(`weekdayOf ${date}`, () => Temporal.PlainDate.from(date).dayOfWeek)
}

/** The first instant after `after` that is `time` of a local day, with that weekday if one is named. */
export function nextLocalTime(zone: string, after: number, time: string, weekday?: number): number {
  const today = wallClock(zone, after).date
  const days = Array.from({ length: 20 }, (_, index) => dayAfter(today, index - 2)).filter((day) => weekday === undefined || weekdayOf(day) === weekday)
  return Math.min(...days.map((day) => instantOfLocal(zone, day, time)).filter((at) => at > after))
}

/** Local midnight, of Monday, of the 1st: where the calendar period of `at` began, or the next one begins. */
export function periodBegin(zone: string, at: number, period: string, which: 'this' | 'next'): number {
  return once(`periodBegin ${zone} ${at} ${period} ${which}`, () => {
    const today = zoned(zone, at).toPlainDate()
    const first = period === 'P1D' ? today : period === 'P1W' ? today.subtract({ days: today.dayOfWeek - 1 }) : today.with({ day: 1 })
    const day = which === 'this' ? first : first.add(Temporal.Duration.from(period))
    return instantOfLocal(zone, day.toString(), '00:00')
  })
}

const UNITS: Record<string, number> = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 }

/** Milliseconds of an exact ISO 8601 duration, read letter by letter. */
export function spanMs(text: string): number {
  let ms = 0
  for (const [, amount, unit] of text.matchAll(/([\d.]+)([WDHMS])/g)) ms += Math.round(Number(amount) * UNITS[unit!]!)
  return ms
}

/** So much later: a calendar span (`P1M`, `P1Y`) at the same local time so many months on, any other by so many milliseconds. */
export function later(zone: string, at: number, span: string): number {
  if (!/^P(\d+Y)?(\d+M)?$/.test(span)) return at + spanMs(span)
  return once(`later ${zone} ${at} ${span}`, () => zoned(zone, at).add(Temporal.Duration.from(span)).epochMilliseconds)
}

/** A bound as a document writes it: a date is its 00:00 in the zone, an instant without a zone is UTC. */
export function instantOfBound(text: string, zone: string): number {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return instantOfLocal(zone, text, '00:00')
  return Temporal.Instant.from(hasOffset(text) ? text : `${text}Z`).epochMilliseconds
}

export function hasOffset(text: string): boolean {
  return /(Z|[+-]\d\d:\d\d)$/.test(text)
}
