import { Temporal } from '@js-temporal/polyfill'
import { isTimeZone } from './time-zone.ts'

// Local clocks. Instants are epoch ms; a "wall" is a local date and time as the epoch ms it would be in UTC. Local times that do not exist
// or come twice resolve as Temporal's `compatible`: the skipped ones by the offset before the gap, the doubled ones to the first.

const SECOND = 1000
const MINUTE = 60 * SECOND
export const HOUR_MS = 60 * MINUTE
export const DAY_MS = 24 * HOUR_MS

/** A stretch of time in which a zone keeps one offset: `from` included, `until` not. */
interface Stretch { from: number; until: number; offset: number }

/** One IANA zone. Looking up an offset is a comparison with the stretch last used; stretches are asked of Temporal once each. */
export class Zone {
  readonly name: string
  #stretches: Stretch[] = []
  #last: Stretch = { from: 0, until: 0, offset: 0 }

  constructor(name: string) {
    this.name = name
  }

  /** Local time minus UTC at an instant, ms. */
  offsetAt(instant: number): number {
    const last = this.#last
    if (instant >= last.from && instant < last.until) return last.offset
    const known = this.#stretches.find(({ from, until }) => instant >= from && instant < until)
    return (this.#last = known ?? this.#ask(instant)).offset
  }

  /** The wall clock at an instant. */
  wallAt(instant: number): number {
    return instant + this.offsetAt(instant)
  }

  /** The instant at which the wall clock shows `wall`, as `compatible` resolves it. */
  instantOf(wall: number): number {
    const before = this.offsetAt(wall - DAY_MS)
    const first = wall - before
    if (this.offsetAt(first) === before) return first
    const after = this.offsetAt(wall + DAY_MS)
    const second = wall - after
    return this.offsetAt(second) === after ? second : first // neither: skipped, so by the offset before the gap
  }

  #ask(instant: number): Stretch {
    const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(this.name)
    const next = now.getTimeZoneTransition('next')
    // The stretch may begin at this very instant, which "previous" would step over.
    const previous = now.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
    const stretch = { from: previous?.epochMilliseconds ?? -Infinity, until: next?.epochMilliseconds ?? Infinity, offset: now.offsetNanoseconds / 1e6 }
    this.#stretches.push(stretch)
    return stretch
  }
}

const zones = new Map<string, Zone | undefined>()

/** The zone of that name; undefined if there is none. */
export function zoneNamed(name: string): Zone | undefined {
  if (!zones.has(name)) zones.set(name, isTimeZone(name) ? new Zone(name) : undefined)
  return zones.get(name)
}

/** The zone of a journey, whose name the schema has checked. */
export function knownZone(name: string): Zone {
  const zone = zoneNamed(name)
  if (!zone) throw new Error(`no time zone is called ${name}`)
  return zone
}

/** `HH:MM` or `HH:MM:SS` as ms since local midnight. */
export function timeOfDayMs(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
  return hours * HOUR_MS + minutes * MINUTE + seconds * SECOND
}

/** Ms since local midnight, by the clock on the wall. */
export function timeOfDayAt(zone: Zone, instant: number): number {
  return modulo(zone.wallAt(instant), DAY_MS)
}

/** Is this time of day in the stretch? Half open, over midnight if from > to. */
export function isTimeBetween(timeMs: number, fromMs: number, toMs: number): boolean {
  return fromMs <= toMs ? timeMs >= fromMs && timeMs < toMs : timeMs >= fromMs || timeMs < toMs
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayAt(zone: Zone, instant: number): number {
  return weekdayOfDay(Math.floor(zone.wallAt(instant) / DAY_MS))
}

/** Of a day counted from 1970-01-01, a Thursday. */
function weekdayOfDay(day: number): number {
  return modulo(day + 3, 7) + 1
}

/** The first instant after `after` at which a local day (with that weekday, if one is named) reaches that time of day. */
export function nextTimeOfDay(zone: Zone, after: number, timeMs: number, weekday: number | null = null): number {
  const today = Math.floor(zone.wallAt(after) / DAY_MS)
  for (let day = today - 1; ; day++) {
    if (weekday !== null && weekdayOfDay(day) !== weekday) continue
    const instant = zone.instantOf(day * DAY_MS + timeMs)
    if (instant > after) return instant
  }
}

/** The instant of a local date (`2026-12-24`) and time of day. */
export function instantOfDate(zone: Zone, date: string, timeMs: number): number {
  return zone.instantOf(Date.parse(`${date}T00:00Z`) + timeMs)
}

/** The instant so many calendar months later at the same local time; a day the month does not have becomes its last. */
export function addMonths(zone: Zone, instant: number, months: number): number {
  if (months === 0) return instant // also the second time round in a doubled hour
  const wall = zone.wallAt(instant)
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS
  const date = new Date(midnight)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(Math.floor(month / 12), modulo(month, 12) + 1, 0)).getUTCDate()
  const day = Date.UTC(Math.floor(month / 12), modulo(month, 12), Math.min(date.getUTCDate(), lastDay))
  return zone.instantOf(day + (wall - midnight))
}

export type Period = 'day' | 'week' | 'month'

/** Local midnight of the day, the Monday or the 1st that the instant's period began with, `later` periods on. */
export function periodStart(zone: Zone, instant: number, period: Period, later = 0): number {
  const day = Math.floor(zone.wallAt(instant) / DAY_MS)
  if (period === 'day') return zone.instantOf((day + later) * DAY_MS)
  if (period === 'week') return zone.instantOf((day - weekdayOfDay(day) + 1 + 7 * later) * DAY_MS)
  const date = new Date(day * DAY_MS)
  return zone.instantOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1))
}

/** A bound as a document writes it: a date is its 00:00 in the zone; an instant without a zone of its own is UTC. */
export function instantOfBound(text: string, timeZone: string): number {
  return isDate(text) ? instantOfDate(knownZone(timeZone), text, 0) : instantOfText(text)
}

/** The start of a schedule as a document writes it, as a wall clock of the zone; `instant` is set if the text has a zone of its own. */
export function wallOfScheduleStart(text: string, zone: Zone): number {
  return isDate(text) || !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(`${isDate(text) ? `${text}T00:00` : text}Z`) : zone.wallAt(instantOfText(text))
}

function instantOfText(text: string): number {
  return Math.floor(Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`))
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
