import { defineTexts } from './define-texts.ts'
import { locale } from './language.ts'

export const text = defineTexts('dates', {
  justNow: 'just now',
  seconds: '{{seconds}} s',
  minutes: '{{minutes}} min {{seconds}} s',
})

const utc = { timeZone: 'UTC' } as const
const day = new Intl.DateTimeFormat(locale(), { ...utc, day: 'numeric', month: 'short', year: 'numeric' })
const monthOnly = new Intl.DateTimeFormat(locale(), { ...utc, month: 'short', year: 'numeric' })
const minute = new Intl.DateTimeFormat(locale(), { ...utc, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
const clock = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' })
const localDay = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric' })
const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
const decimal = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Two instants of data (epoch ms) as days in UTC: "1 – 30 Nov 2026". */
export function daySpan(from: number, to: number): string {
  return day.formatRange(from, to)
}

/** The month of an instant of data (epoch ms), in UTC: "Nov 2026". */
export function month(at: number): string {
  return monthOnly.format(at)
}

/** An instant of data (epoch ms) to the minute, in UTC. */
export function instantInWords(at: number): string {
  return `${minute.format(at)} UTC`
}

/** When something was done, as seen at `now` (epoch ms): "just now", "5 minutes ago", "yesterday, 14:05", else the day. */
export function ago(at: number, now: number): string {
  const passed = now - at
  if (passed < MINUTE) return text('justNow')
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute')
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), 'hour')
  if (passed < 2 * DAY) return `${relative.format(-1, 'day')}, ${clock.format(at)}`
  return localDay.format(at)
}

/** The time of day on this machine of something that was done: "14:03". */
export function clockTime(at: number): string {
  return clock.format(at)
}

/** How long a machine took: "0.4 s", "12 s", "3 min 5 s". */
export function tookInWords(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return text('seconds', { seconds: decimal.format(Math.max(0.1, seconds)) })
  if (seconds < 60) return text('seconds', { seconds: Math.round(seconds) })
  return text('minutes', { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) })
}

/** A file's size: "812 B", "3.4 MB". */
export function bytesInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${decimal.format(value)} ${units[unit]}`
}
