import { DAY_MS, HOUR_MS, periodStart, timeOfDayMs, type Zone } from '../../../engine/core/model/calendar.ts'
import { locale } from '../../i18n/language.ts'
import type { Stretch } from '../../stores/playback-store.ts'

export interface Tick { at: number; label: string }

const HOURS = [1, 3, 6, 12]
const hour = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short' })
const month = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', month: 'short', year: 'numeric' })

/** Hours, days, Mondays or months of a span on the clock of the zone: the finest of which there are at most `most`. */
export function ticksOf({ from, until }: Stretch, zone: Zone, most: number): Tick[] {
  const span = until - from
  for (const hours of HOURS) if (span / (hours * HOUR_MS) <= most) return hourTicks({ from, until }, zone, hours * HOUR_MS)
  for (const days of [1, 2]) if (span / (days * DAY_MS) <= most) return periodTicks({ from, until }, zone, 'day', days)
  for (const weeks of [1, 2]) if (span / (7 * weeks * DAY_MS) <= most) return periodTicks({ from, until }, zone, 'week', weeks)
  for (const months of [1, 3, 12]) if (span / (30 * months * DAY_MS) <= most) return periodTicks({ from, until }, zone, 'month', months)
  return periodTicks({ from, until }, zone, 'month', 12 * Math.ceil(span / (360 * DAY_MS * Math.max(1, most))))
}

function hourTicks({ from, until }: Stretch, zone: Zone, everyMs: number): Tick[] {
  const ticks: Tick[] = []
  for (let wall = Math.ceil(zone.wallAt(from) / everyMs) * everyMs; ; wall += everyMs) {
    const at = zone.instantOf(wall)
    if (at > until) return ticks
    // Midnight says which day begins.
    if (at >= from) ticks.push({ at, label: (wall % DAY_MS === 0 ? day : hour).format(wall) })
  }
}

function periodTicks({ from, until }: Stretch, zone: Zone, period: 'day' | 'week' | 'month', every: number): Tick[] {
  const ticks: Tick[] = []
  for (let later = 0; ; later += every) {
    const at = periodStart(zone, from, period, later)
    if (at > until) return ticks
    if (at >= from) ticks.push({ at, label: (period === 'month' ? month : day).format(zone.wallAt(at)) })
  }
}

/** The quiet hours that lie in a span, as `policies.quietHours` says them ("22:00" to "08:00"), on the clock of the zone. */
export function quietStretches({ from, until }: Stretch, zone: Zone, quiet: { from: string; to: string }): Stretch[] {
  const [begins, ends] = [timeOfDayMs(quiet.from), timeOfDayMs(quiet.to)]
  const stretches: Stretch[] = []
  for (let midnight = Math.floor(zone.wallAt(from) / DAY_MS) * DAY_MS - DAY_MS; ; midnight += DAY_MS) {
    const stretch = { from: zone.instantOf(midnight + begins), until: zone.instantOf(midnight + ends + (ends <= begins ? DAY_MS : 0)) }
    if (stretch.from >= until) return stretches
    if (stretch.until > from) stretches.push({ from: Math.max(from, stretch.from), until: Math.min(until, stretch.until) })
  }
}
