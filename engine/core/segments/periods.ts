import { RehearsalError } from '../errors.ts'
import { knownZone, periodStart, type Period } from '../model/calendar.ts'

/** A period and the instant at which it is looked at: its last millisecond, or the end of the whole span if that comes first. */
export interface PeriodPoint { periodStart: number; at: number }

/** More than a window draws or a person reads. */
const MOST_POINTS = 1000

/**
 * The periods (local days, weeks from Monday, months) that `from` to `until` touches, in order. Looked at in its last millisecond, a period
 * holds what happened in it and nothing of the next one's first instant: data with days only stand at 00:00. Throws E_SEGMENT_SPAN.
 */
export function periodPoints({ from, until }: { from: number; until: number }, by: Period, timeZone = 'UTC'): PeriodPoint[] {
  if (until < from) throw new RehearsalError('E_SEGMENT_SPAN', `the span ends (${iso(until)}) before it begins (${iso(from)})`, 'swap "from" and "until", or leave one out')
  const zone = knownZone(timeZone)
  const points: PeriodPoint[] = []
  for (let start = periodStart(zone, from, by); start <= until; start = points.at(-1)!.at + 1) {
    if (points.length === MOST_POINTS) {
      throw new RehearsalError('E_SEGMENT_SPAN', `there are more than ${MOST_POINTS.toLocaleString('en')} ${by}s from ${iso(from)} to ${iso(until)}`, 'choose longer periods, or a shorter span with "from" and "until"')
    }
    points.push({ periodStart: start, at: Math.min(periodStart(zone, start, by, 1) - 1, until) })
  }
  return points
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}
