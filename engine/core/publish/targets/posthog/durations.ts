/** PostHog cuts more than this of a unit off without a word (graph-schema.md), so the next unit is taken. */
const UNITS = [['d', 86_400_000, 30], ['h', 3_600_000, 24], ['m', 60_000, 60], ['s', 1000, 60]] as const
export const LONGEST_MS = 30 * 86_400_000

/** A span as PostHog writes it, `1.5d`: the largest unit in which it is whole, else the smallest whose cap it keeps, to six decimals. Over 30 days it is cut to 30. */
export function durationThere(ms: number): string {
  const kept = Math.min(ms, LONGEST_MS)
  const whole = UNITS.find(([, size, cap]) => kept % size === 0 && kept / size <= cap && (kept > 0 || size === 1000))
  const [unit, size] = whole ?? [...UNITS].reverse().find(([, unitMs, cap]) => kept / unitMs <= cap)!
  return `${Number((kept / size).toFixed(6))}${unit}`
}

/** Milliseconds; undefined for what is no duration there. To the nearest second where decimals can only have meant one. */
export function msOf(duration: string): number | undefined {
  const [, amount, unit] = /^(\d*\.?\d+)([dhms])$/.exec(duration) ?? []
  const size = UNITS.find(([name]) => name === unit)?.[1]
  if (amount === undefined || size === undefined) return undefined
  const ms = Math.round(Number(amount) * size)
  const nearest = Math.round(ms / 1000) * 1000
  return size > 1000 && Math.abs(ms - nearest) <= 50 ? nearest : ms
}
