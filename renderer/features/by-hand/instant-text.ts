import { knownZone, type Zone } from '../../../engine/core/model/calendar.ts'

const SECOND = 1000
const UNITS: readonly (readonly [pattern: RegExp, ms: number])[] = [
  [/^(ms|millisecond\w*|milisaniye)$/, 1], [/^(s|sec\w*|sn|saniye)$/, SECOND], [/^(m|min\w*|dk|dakika)$/, 60 * SECOND], [/^(h|hr|hour\w*|sa|saat)$/, 3600 * SECOND], [/^(d|day\w*|g|gün)$/, 86_400 * SECOND], [/^(w|week\w*|hf|hafta)$/, 7 * 86_400 * SECOND],
]

/** The clock of that zone at an instant as it is typed: `2026-12-01 10:05`, with seconds and ms where there are any. */
export function textOfInstant(at: number, zoneName: string): string {
  const wall = new Date(knownZone(zoneName).wallAt(at)).toISOString()
  const rest = wall.endsWith(':00.000Z') ? '' : wall.endsWith('.000Z') ? wall.slice(16, 19) : wall.slice(16, 23)
  return `${wall.slice(0, 10)} ${wall.slice(11, 16)}${rest}`
}

/**
 * The instant that was typed: a day and time on that zone's clock, a time alone (the day of `from`), a day alone (its 00:00), an instant with a zone of
 * its own, or a distance from `from` such as "+30 min", "-1 day 2 h". Undefined: nothing of these.
 */
export function instantOfText(text: string, from: number, zoneName: string): number | undefined {
  const typed = text.trim()
  if (/^[+-]/.test(typed)) return distance(typed, from)
  const zone = knownZone(zoneName)
  if (/(Z|[+-]\d\d:?\d\d)$/.test(typed) && /\d{4}-\d\d-\d\d[T ]/.test(typed)) {
    const instant = Date.parse(typed.replace(' ', 'T'))
    return Number.isNaN(instant) ? undefined : instant
  }
  const parts = /^(?:(\d{4}-\d\d-\d\d)(?:[T ]+(.+))?|(.+))$/.exec(typed)
  if (!parts) return undefined
  const day = parts[1] ?? new Date(zone.wallAt(from)).toISOString().slice(0, 10)
  const clock = parts[2] ?? parts[3] ?? '00:00'
  return wallInstant(day, clock, zone)
}

function wallInstant(day: string, clock: string, zone: Zone): number | undefined {
  const time = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/.exec(clock.trim())
  if (!time) return undefined
  const [, hours, minutes, seconds = '00', ms = '0'] = time
  const wall = Date.parse(`${day}T${hours!.padStart(2, '0')}:${minutes}:${seconds}.${ms.padEnd(3, '0')}Z`)
  return Number.isNaN(wall) ? undefined : zone.instantOf(wall)
}

function distance(typed: string, from: number): number | undefined {
  const parts = [...typed.slice(1).trim().matchAll(/(\d+(?:[.,]\d+)?)\s*([a-zü]+)\s*/gi)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== typed.slice(1).trim()) return undefined
  const sizes = parts.map(([, count, unit]) => Number(count!.replace(',', '.')) * (UNITS.find(([pattern]) => pattern.test(unit!.toLowerCase()))?.[1] ?? NaN))
  const ms = sizes.reduce((sum, one) => sum + one, 0)
  return Number.isNaN(ms) ? undefined : Math.round(from + (typed.startsWith('-') ? -ms : ms))
}
