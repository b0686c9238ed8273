/**
 * Where a number may sensibly be turned, both ends included. With `stops` a slider goes from one to the next, evenly spaced (the values people would name of a
 * span: 10, 15, 20, 30, 45 min …); else it is even between the ends, by `step`.
 */
export interface Range {
  low: number
  high: number
  step: number
  stops: readonly number[] | null
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const NAMED_SPANS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 20, 30, 45].map((count) => count * SECOND),
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45].map((count) => count * MINUTE),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18].map((count) => count * HOUR),
  ...[1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 540, 730].map((count) => count * DAY),
]
const SHORTER = 16
const LONGER = 12

/** Around a span in ms: from a sixteenth of it to twelve times; around none at all: up to a week. `canBeNone`: 0 is among the stops. */
export function spanRange(ms: number, canBeNone: boolean): Range {
  const from = ms === 0 ? MINUTE : ms / SHORTER
  const to = ms === 0 ? 7 * DAY : ms * LONGER
  const named = NAMED_SPANS.filter((one) => one >= from && one <= to)
  return withStops([...(canBeNone ? [0] : []), ...named, ...(ms > 0 ? [ms] : [])])
}

const NAMED_MONTHS = [1, 2, 3, 4, 6, 9, 12, 18, 24]

/** Around a calendar span in months. */
export function monthRange(months: number): Range {
  return withStops([...NAMED_MONTHS, months])
}

function withStops(values: readonly number[]): Range {
  const stops = [...new Set(values)].sort((a, b) => a - b)
  return { low: stops[0]!, high: stops.at(-1)!, step: 1, stops }
}

/** Around a share: small ones are turned finely. */
export function shareRange(share: number): Range {
  const high = Math.min(1, roundUp(Math.max(share * 4, 0.05)))
  return { low: 0, high, step: high <= 0.2 ? 0.001 : high <= 0.5 ? 0.005 : 0.01, stops: null }
}

export const WHOLE: Range = { low: 0, high: 1, step: 0.01, stops: null }

/** Minutes of a day, by the quarter of an hour. */
export const DAY_TIMES: Range = { low: 0, high: 24 * 60 - 15, step: 15, stops: null }

/** Around a whole number that counts something. */
export function countRange(count: number, least: number): Range {
  const high = Math.max(10, count * 4)
  return { low: least, high, step: Math.max(1, Math.round(niceStep(high / 100))), stops: null }
}

/** Around a number of any size: shares of one stay within it, all others go from 0 to four times as much. */
export function numberRange(value: number): Range {
  if (value > 0 && value < 1) return WHOLE
  const high = roundUp(Math.max(Math.abs(value) * 4, 10))
  const fine = niceStep(high / 200)
  return { low: value < 0 ? -high : 0, high, step: Number.isInteger(value) ? Math.max(1, fine) : fine, stops: null }
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ. */
function roundUp(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value))
  return tidy((([1, 2, 2.5, 5].find((one) => one * size >= value * (1 - 1e-9))) ?? 10) * size)
}

function niceStep(value: number): number {
  return roundUp(value)
}

/** Without the tail that binary fractions leave. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}

/** Where a value sits between the ends, 0 to 1; beyond them, at the end. */
export function positionIn({ low, high, stops }: Range, value: number): number {
  if (value <= low || high === low) return 0
  if (value >= high) return 1
  if (stops === null) return (value - low) / (high - low)
  const above = stops.findIndex((stop) => stop >= value)
  const [from, to] = [stops[above - 1]!, stops[above]!]
  return (above - 1 + (value - from) / (to - from)) / (stops.length - 1)
}

/** The value at a place between the ends, 0 to 1: the nearest stop, or the nearest step. */
export function valueAtPosition({ low, high, step, stops }: Range, position: number): number {
  const place = Math.min(1, Math.max(0, position))
  if (stops !== null) return stops[Math.round(place * (stops.length - 1))]!
  return tidy(Math.min(high, low + Math.round((place * (high - low)) / step) * step))
}

/** About `count` values over the range, rising, both ends among them, and `value` in its place: where a curve is looked at. */
export function spreadOver(range: Range, count: number, value: number): number[] {
  const places = Array.from({ length: count }, (_, index) => valueAtPosition(range, index / Math.max(1, count - 1)))
  return [...new Set([...places, value])].sort((a, b) => a - b)
}
