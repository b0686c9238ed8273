import { RRuleTemporal } from 'rrule-temporal'
import { DAY_MS, wallOfScheduleStart, type Zone } from './calendar.ts'

/** What is wrong with an RFC 5545 recurrence rule, in a few words; undefined if nothing is. */
export function recurrenceProblem(rule: string): string | undefined {
  try {
    if (/DTSTART/i.test(rule)) return 'the start stands in "at", not in the rule'
    floating(withoutUntil(rule).rule, 0)
    return undefined
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause)
  }
}

/**
 * Instants of a schedule up to and including `until`, rising, each once. `every` is expanded on the wall clock of `zone` from its start on:
 * `at`, else local midnight of the day of `firstAt`; each local time then resolves as `compatible`. Without `every` it is `at` alone.
 */
export function scheduleInstants(schedule: { at: string | null; every: string | null }, zone: Zone, firstAt: number, until: number): number[] {
  const start = schedule.at === null ? Math.floor(zone.wallAt(firstAt) / DAY_MS) * DAY_MS : wallOfScheduleStart(schedule.at, zone)
  if (schedule.every === null) {
    const instant = zone.instantOf(start)
    return instant <= until ? [instant] : []
  }
  const { rule, last } = withoutUntil(schedule.every)
  const end = Math.min(last === undefined ? Infinity : last.isUtc ? zone.wallAt(last.wall) : last.wall, zone.wallAt(until) + DAY_MS)
  if (end < start) return []
  const walls = floating(rule, start).between(new Date(start), new Date(end), true)
  return [...new Set(walls.map((wall) => zone.instantOf(wall.epochMilliseconds)))].filter((instant) => instant <= until).sort((a, b) => a - b)
}

/** The library gives up after 10,000 periods unless told otherwise, which is a year of hours; every question here ends at an instant anyway. */
const MOST_PERIODS = 100_000_000

/** The rule on a clock that never changes, starting at that wall time: what it gives are wall times. */
function floating(rule: string, start: number): RRuleTemporal {
  const dtstart = new Date(start).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  return new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${dtstart}\nRRULE:${rule}`, maxIterations: MOST_PERIODS, maxCandidateEvaluations: MOST_PERIODS })
}

/** UNTIL is local unless it ends in Z, and a date means its whole day; the library would read both as UTC here, so it is taken out. */
function withoutUntil(rule: string): { rule: string; last: { wall: number; isUtc: boolean } | undefined } {
  const parts = rule.replace(/^RRULE:/i, '').split(';')
  const until = parts.find((part) => /^UNTIL=/i.test(part))
  if (until === undefined) return { rule: parts.join(';'), last: undefined }
  const [, year, month, day, time, utc] = /^UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d{6})(Z)?)?$/i.exec(until) ?? []
  if (year === undefined) throw new Error(`${until} is no date such as 20261231 or 20261231T090000Z`)
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const wall = time === undefined ? midnight + DAY_MS - 1 : midnight + (Number(time.slice(0, 2)) * 3600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4))) * 1000
  return { rule: parts.filter((part) => part !== until).join(';'), last: { wall, isUtc: utc !== undefined } }
}
