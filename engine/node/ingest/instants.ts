import type { Zone } from '../../core/model/calendar.ts'

/** The ways of writing an instant that are understood; epoch units are told apart by size. */
export const timestampFormats = ['ISO 8601', 'epoch seconds', 'epoch milliseconds', 'epoch microseconds', 'epoch nanoseconds', 'timestamp column'] as const

/** Index into `timestampFormats`, and the instant in epoch ms (integer, UTC). */
export interface Instant { format: number; ms: number }

/** Names of the units in which an epoch may be asked for; in the order of `timestampFormats`, from 1. */
export const epochUnits = ['epoch-s', 'epoch-ms', 'epoch-us', 'epoch-ns'] as const

/** One object, used again and again: a parse a row, millions of rows. Read it before the next call. */
const found: Instant = { format: 0, ms: 0 }

const largestMs = 8.64e15

/** Index in `timestampFormats` of instants that came from a column typed as such. */
export const timestampColumn = 5

/**
 * An instant as text: ISO 8601 (date, or date and time with seconds, minutes or fractions; no zone means UTC), or epoch seconds, ms, µs or
 * ns told apart by size (below 1e11, 1e14, 1e17). Finer than a millisecond is cut, not rounded. Undefined if it is none of these.
 * The object returned is reused by the next call. A time without a zone is one of `zone`, if it is given.
 */
export function parseInstant(text: string, zone?: Zone): Instant | undefined {
  return plainEpoch(text) ?? isoInstant(text, zone) ?? epochInstant(text)
}

/** The same for ISO 8601 alone. */
export function isoInstant(text: string, zone?: Zone): Instant | undefined {
  const ms = isoMs(text)
  if (ms === undefined) return undefined
  found.format = 0
  found.ms = zone !== undefined && !zoned ? zone.instantOf(ms) : ms
  return found
}

/** Whether the text read last named its zone. */
let zoned = false

const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)?)?$/
const allDigits = /^\d+$/
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48
const two = (text: string, at: number): number => {
  const tens = digit(text, at)
  const ones = digit(text, at + 1)
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

function isoMs(text: string): number | undefined {
  // Hot: `2024-01-31T10:15:00`, with Z or .123Z, is nearly every row; read by hand it takes a tenth of what the expression does.
  const { length } = text
  const plain = length === 19 || (length === 20 && text.charCodeAt(19) === 90) || (length === 24 && text.charCodeAt(23) === 90 && text.charCodeAt(19) === 46)
  if (plain && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(13) === 58 && text.charCodeAt(16) === 58) {
    const separator = text.charCodeAt(10)
    if (separator === 84 || separator === 32) {
      const fraction = length === 24 ? digit(text, 20) * 100 + two(text, 21) : 0
      const year = two(text, 0) * 100 + two(text, 2)
      zoned = length > 19
      return instantOf(year, two(text, 5), two(text, 8), two(text, 11), two(text, 14), two(text, 17), fraction, 0)
    }
  }
  const parts = iso.exec(text)
  if (!parts) return undefined
  if (allDigits.test(text)) return undefined // 20240131 is a number: epoch seconds
  if (text.charCodeAt(4) === 45 ? text.charCodeAt(7) !== 45 : text.charCodeAt(6) === 45) return undefined // dashes in both places or in none
  const [, year, month, day, hour, minute, second, fraction, utc, sign, zoneHour, zoneMinute] = parts
  zoned = utc !== undefined || sign !== undefined
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute ?? 0))
  if (Number(zoneHour ?? 0) > 23 || Number(zoneMinute ?? 0) > 59) return undefined
  const cut = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
  return instantOf(Number(year), Number(month), Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), cut, offset)
}

/** Epoch ms of a date and time of day in UTC, or at an offset; undefined if there is no such date or time. */
export function instantOf(
  year: number, month: number, day: number, hour: number, minute: number, second: number, fraction: number, offsetMinutes: number,
): number | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && hour <= 24 && minute <= 59 && second <= 59 && fraction >= 0 && fraction <= 999)) return undefined
  if (hour === 24 && (minute > 0 || second > 0 || fraction > 0)) return undefined
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  if (!(day <= last)) return undefined
  const y = year - 1
  const days = y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + daysBefore[month - 1]! + (leap && month > 2 ? 1 : 0) + day - 719_163
  const ms = days * 86_400_000 + hour * 3_600_000 + (minute - offsetMinutes) * 60_000 + second * 1000 + fraction
  return Number.isNaN(ms) ? undefined : ms
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/

/** Hot: the seconds or milliseconds of these years, 10 and 13 digits, are nearly every epoch; read by hand they take a twentieth of what the expressions do. */
function plainEpoch(text: string): Instant | undefined {
  const { length } = text
  if (length !== 13 && length !== 10) return undefined
  let size = 0
  for (let at = 0; at < length; at++) {
    const next = digit(text, at)
    if (!(next >= 0 && next <= 9)) return undefined
    size = size * 10 + next
  }
  found.format = size < 1e11 ? 1 : 2
  found.ms = size < 1e11 ? size * 1000 : size
  return found
}

/** A number in the unit that format names (1: seconds, to 4: nanoseconds), whatever its size. */
export function epochIn(text: string, format: number): Instant | undefined {
  const plain = format === 1 || format === 2 ? plainEpoch(text) : undefined
  return plain?.format === format ? plain : epochInstant(text, format)
}

function epochInstant(text: string, unit?: number): Instant | undefined {
  const parts = decimal.exec(text)
  if (!parts) {
    // 1.7e9 is a JSON number too; no one writes it so who needs every digit.
    if (!/^-?\d+(\.\d+)?[eE][+-]?\d+$/.test(text)) return undefined
    const plain = Number(text)
    return Number.isFinite(plain) && Math.abs(plain) < 1e21 ? epochInstant(plain.toFixed(6), unit) : undefined
  }
  const [, minus, whole = '', fraction = ''] = parts
  const size = Number(whole)
  // As a double 99999999999999999 is 1e17.
  found.format = unit ?? (size < 1e11 ? 1 : size < 1e14 ? 2 : size < 1e17 || BigInt(whole) < 10n ** 17n ? 3 : 4)
  // Digits are moved as text: a double cannot hold nanoseconds, and 1700000000.123 × 1000 is not what it looks like.
  const shift = found.format === 1 ? 3 : found.format === 2 ? 0 : found.format === 3 ? -3 : -6
  const digits = shift > 0 ? whole + fraction.padEnd(shift, '0').slice(0, shift) : shift === 0 ? whole : whole.slice(0, shift)
  const ms = Number(digits)
  const lost = shift > 0 ? fraction.slice(shift) : shift === 0 ? fraction : whole.slice(shift) + fraction
  found.ms = minus === '' ? ms : -ms - (/[1-9]/.test(lost) ? 1 : 0) || 0
  return ms <= largestMs ? found : undefined
}
