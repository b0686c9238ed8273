const HAS_OFFSET = /(Z|[+-]\d\d:?\d\d)$/
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A moment as a form shows it: a day and, if there is one, a time of day, both as a clock in the zone reads. */
export interface Moment {
  date: string
  time: string | undefined
}

/**
 * What a document's instant or date is on a clock of the zone. `bare` says what an instant without a zone of its own means: the zone's local
 * time (schedules) or UTC (opening and closing dates).
 */
export function momentOf(text: string, timeZone: string, bare: 'local' | 'utc'): Moment | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { date: text, time: undefined }
  if (!HAS_OFFSET.test(text) && bare === 'local') return { date: text.slice(0, 10), time: text.slice(11, 16) }
  const instant = Date.parse(HAS_OFFSET.test(text) ? text : `${text}Z`)
  if (Number.isNaN(instant)) return undefined
  const wall = new Date(instant + offsetMinutes(instant, timeZone) * MINUTE).toISOString()
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) }
}

/** The document's text for a moment: a date alone stays one; a time is written as `bare` understands it, with the zone's offset where it has to be. */
export function textOfMoment({ date, time }: Moment, timeZone: string, bare: 'local' | 'utc'): string {
  if (time === undefined) return date
  if (bare === 'local') return `${date}T${time}`
  const wall = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(wall)) return `${date}T${time}`
  // The offset that holds at that local time: the first of two where a clock is put back, the one before where it is put forward.
  const before = offsetMinutes(wall - DAY, timeZone)
  const after = offsetMinutes(wall + DAY, timeZone)
  const isAfter = offsetMinutes(wall - before * MINUTE, timeZone) !== before && offsetMinutes(wall - after * MINUTE, timeZone) === after
  const offset = isAfter ? after : before
  return `${date}T${time}:00${offset === 0 ? 'Z' : offsetText(offset)}`
}

/** A zone's distance from UTC as people read it: "UTC+3", "UTC+5:30". */
export function offsetInWords(timeZone: string, instant: number): string {
  const minutes = offsetMinutes(instant, timeZone)
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
}

/** A journey knows few zones; the list of all is asked once in a while, and four hundred clocks are not worth keeping. */
const CLOCKS_KEPT = 16
const clocks = new Map<string, Intl.DateTimeFormat>()

function offsetMinutes(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    if (clocks.size >= CLOCKS_KEPT) clocks.clear()
    clocks.set(timeZone, clock)
  }
  const name = clock.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
