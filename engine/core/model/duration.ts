import * as z from 'zod'

/** A span: exact milliseconds, or calendar months to be added in the profile's zone (`P1M`, `P1Y`). */
export type Duration = { kind: 'exact'; ms: number } | { kind: 'calendar'; months: number }

const EXACT = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/
const CALENDAR = /^P(?:(\d+)Y)?(?:(\d+)M)?$/
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Parses an ISO 8601 duration in whole numbers (seconds to three decimals); a day is 24 h exactly. Undefined if it is none. */
export function parseDuration(text: string): Duration | undefined {
  if (text === 'P' || text.endsWith('T')) return undefined
  const calendar = CALENDAR.exec(text)
  if (calendar) return { kind: 'calendar', months: Number(calendar[1] ?? 0) * 12 + Number(calendar[2] ?? 0) }
  const exact = EXACT.exec(text)
  if (!exact) return undefined
  const [, weeks, days, hours, minutes, seconds, fraction] = exact
  const ms =
    Number(weeks ?? 0) * 7 * DAY +
    Number(days ?? 0) * DAY +
    Number(hours ?? 0) * HOUR +
    Number(minutes ?? 0) * MINUTE +
    Number(seconds ?? 0) * SECOND +
    Number((fraction ?? '').padEnd(3, '0'))
  return Number.isSafeInteger(ms) ? { kind: 'exact', ms } : undefined
}

/** Milliseconds of an exact duration the schema has already accepted; throws on anything else. */
export function exactMs(text: string): number {
  const duration = parseDuration(text)
  if (duration?.kind !== 'exact') throw new Error(`not an exact duration: ${text}`)
  return duration.ms
}

const HELP = 'write an ISO 8601 duration in whole numbers, such as PT15M, P5D or P1W'

/** An exact span, as every timer and window takes it. */
export const exactDurationSchema = z.string().refine((text) => parseDuration(text)?.kind === 'exact', {
  error: (issue) => {
    const calendar = parseDuration(String(issue.input))?.kind === 'calendar'
    return calendar
      ? `"${String(issue.input)}" is a calendar span, which is allowed only in a condition's window or a calendar cap; ${HELP}`
      : `"${String(issue.input)}" is not a duration; ${HELP}`
  },
})

/** An exact or calendar span, as a condition's `within` takes it. */
export const spanSchema = z.string().refine((text) => parseDuration(text) !== undefined, {
  error: (issue) => `"${String(issue.input)}" is not a duration; ${HELP}, or P1M, P1Y`,
})

/** Milliseconds (whole, not negative) as an ISO 8601 duration: `P1DT2H`, `PT0S`. */
export function durationOfMs(ms: number): string {
  const days = Math.floor(ms / DAY)
  const parts: [amount: number | string, unit: string][] = [
    [Math.floor((ms % DAY) / HOUR), 'H'], [Math.floor((ms % HOUR) / MINUTE), 'M'], [ms % SECOND === 0 ? (ms % MINUTE) / SECOND : ((ms % MINUTE) / SECOND).toFixed(3), 'S'],
  ]
  const time = parts.flatMap(([amount, unit]) => (amount === 0 ? [] : [`${amount}${unit}`])).join('')
  if (days > 0) return `P${days}D${time === '' ? '' : `T${time}`}`
  return time === '' ? 'PT0S' : `PT${time}`
}

/** A span in words for people: "30 min", "1 h 30 min", "5 days". */
export function durationInWords(text: string): string {
  const duration = parseDuration(text)
  if (!duration) return text
  if (duration.kind === 'calendar') return inUnits([['year', 12], ['month', 1]], duration.months)
  return msInWords(duration.ms)
}

/** Milliseconds in words, at most two units: "2 days 3 h", "45 s". */
export function msInWords(ms: number): string {
  if (ms < SECOND) return `${ms} ms`
  return inUnits([['day', DAY], ['h', HOUR], ['min', MINUTE], ['s', SECOND]], ms)
}

function inUnits(units: [name: string, size: number][], amount: number): string {
  const words: string[] = []
  let rest = amount
  for (const [name, size] of units) {
    const count = Math.floor(rest / size)
    if (count === 0) continue
    rest -= count * size
    words.push(`${count} ${name.length > 3 || name === 'day' ? (count === 1 ? name : `${name}s`) : name}`)
    if (words.length === 2) break
  }
  return words.length === 0 ? `0 ${units.at(-1)![0]}` : words.join(' ')
}
