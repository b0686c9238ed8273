import { DAY_MS, weekdayAt, type Zone } from '../model/calendar.ts'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The clock on the wall at an instant, `YYYY-MM-DDTHH:MM:SS`. */
export function localTime(zone: Zone, at: number): string {
  return new Date(zone.wallAt(at)).toISOString().slice(0, 19)
}

/** "Mon 12 Jan 2026, 14:05", with seconds where there are any. */
export function momentInWords(zone: Zone, at: number): string {
  return `${dayInWords(zone, at)}, ${clockInWords(zone, at)}`
}

export function dayInWords(zone: Zone, at: number): string {
  const wall = new Date(zone.wallAt(at))
  return `${WEEKDAYS[weekdayAt(zone, at) - 1]} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`
}

function clockInWords(zone: Zone, at: number): string {
  const clock = new Date(zone.wallAt(at)).toISOString().slice(11, 19)
  return clock.endsWith(':00') ? clock.slice(0, 5) : clock
}

/** Weekday 1 (Monday) to 7 by its short name. */
export function weekdayInWords(day: number): string {
  return WEEKDAYS[day - 1]!
}

/** Ms since local midnight as `HH:MM`, with seconds where there are any. */
export function clockOfMs(ms: number): string {
  const clock = new Date(((ms % DAY_MS) + DAY_MS) % DAY_MS).toISOString().slice(11, 19)
  return clock.endsWith(':00') ? clock.slice(0, 5) : clock
}
