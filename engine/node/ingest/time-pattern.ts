import { RehearsalError } from '../../core/errors.ts'
import { epochUnits, instantOf } from './instants.ts'

/** Reads the local time a text shows, as the epoch ms it would be in UTC, or undefined. `zoned`: the text named its offset, so that this is the instant. */
export type TimePattern = (text: string) => { wall: number; zoned: boolean } | undefined

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half' | 'zone'

/** Behind a pattern without hours a time of day may stand. */
const timeOfDay = String.raw`(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:\s*([ap])\.?m\.?)?)?`

/**
 * A pattern of `yyyy`, `yy`, `mm`, `dd`, `hh`, `mm`, `ss`, `sss` (fractions), `a` (am, pm), `z` (offset), in either case: an `mm` behind the
 * hours is minutes. One or two digits will do where no digit follows. Without hours in it a time of day may follow. Throws E_TIME_FORMAT.
 */
export function timePattern(pattern: string): TimePattern {
  const parts: Part[] = []
  let source = ''
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern[at]!.toLowerCase()
    let end = at + 1
    if (/[a-z]/.test(letter)) while (pattern[end]?.toLowerCase() === letter) end++
    if (letter === 't' && end - at === 1) source += '[Tt]'
    else if (/[a-z]/.test(letter)) {
      const part = partOf(letter, end - at, parts)
      if (!part || parts.includes(part)) throw badPattern(pattern, pattern.slice(at, end))
      const alone = !/[a-z]/i.test(pattern[at - 1] ?? '') && !/[a-z]/i.test(pattern[end] ?? '')
      parts.push(part)
      source += digitsOf(part, end - at, alone)
    } else source += pattern[at] === ' ' ? String.raw`\s+` : pattern[at]!.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
    at = end
  }
  for (const needed of ['year', 'month', 'day'] as const) if (!parts.includes(needed)) throw badPattern(pattern, needed)
  if (!parts.includes('hour')) {
    source += timeOfDay
    parts.push('hour', 'minute', 'second', 'fraction', 'half')
  }
  return reader(new RegExp(`^${source}$`, 'i'), parts)
}

function reader(expression: RegExp, parts: readonly Part[]): TimePattern {
  const indexOf = (part: Part): number => parts.indexOf(part) + 1
  const [year, month, day, hour, minute, second, fraction, half, zone] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second', 'fraction', 'half', 'zone'] as const
  ).map(indexOf) as [number, number, number, number, number, number, number, number, number] // as: one each
  return (text) => {
    const found = expression.exec(text)
    if (!found) return undefined
    const number = (index: number): number => (index === 0 ? 0 : Number(found[index] ?? 0))
    const written = number(year)
    const fullYear = found[year]!.length === 2 ? written + (written < 70 ? 2000 : 1900) : written
    let hours = number(hour)
    const m = half === 0 ? undefined : found[half]?.toLowerCase()
    if (m !== undefined) {
      if (hours < 1 || hours > 12) return undefined
      hours = (hours % 12) + (m === 'p' ? 12 : 0)
    }
    const ms = Number(((fraction === 0 ? '' : found[fraction]) ?? '').padEnd(3, '0').slice(0, 3))
    const offset = zone === 0 ? undefined : found[zone]
    const wall = instantOf(fullYear, number(month), number(day), hours, number(minute), number(second), ms, offset === undefined ? 0 : minutesOf(offset))
    return wall === undefined ? undefined : { wall, zoned: offset !== undefined }
  }
}

function partOf(letter: string, length: number, before: readonly Part[]): Part | undefined {
  if (letter === 'y') return length === 4 || length === 2 ? 'year' : undefined
  if (letter === 'm') return length > 2 ? undefined : before.includes('hour') ? 'minute' : 'month'
  if (letter === 's') return length > 2 ? 'fraction' : 'second'
  if (letter === 'd' || letter === 'h') return length > 2 ? undefined : letter === 'd' ? 'day' : 'hour'
  return letter === 'a' && length === 1 ? 'half' : letter === 'z' ? 'zone' : undefined
}

function digitsOf(part: Part, length: number, alone: boolean): string {
  if (part === 'half') return String.raw`([ap])\.?m\.?`
  if (part === 'zone') return String.raw`(z|[+-]\d{2}:?\d{2})`
  if (part === 'fraction') return String.raw`(\d+)`
  return part === 'year' ? `(\\d{${length}})` : alone || length === 1 ? String.raw`(\d{1,2})` : String.raw`(\d{2})`
}

const minutesOf = (offset: string): number =>
  /^z$/i.test(offset) ? 0 : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)))

function badPattern(pattern: string, piece: string): RehearsalError {
  const missing = ['year', 'month', 'day'].includes(piece)
  return new RehearsalError(
    'E_TIME_FORMAT',
    `The time format ${JSON.stringify(pattern)} ${missing ? `has no ${piece}` : `cannot be read at ${JSON.stringify(piece)}`}.`,
    `Write it with yyyy, mm, dd, hh, mm, ss, such as dd.mm.yyyy hh:mm, mm/dd/yyyy or yyyymmdd; or one of ${epochUnits.join(', ')}.`,
    { unusable: true },
  )
}
