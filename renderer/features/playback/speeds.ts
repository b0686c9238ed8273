const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Virtual ms a second, by what they are called. */
export const SPEEDS = [
  { ms: MINUTE, name: 'minute' },
  { ms: 5 * MINUTE, name: 'fiveMinutes' },
  { ms: 15 * MINUTE, name: 'quarter' },
  { ms: HOUR, name: 'hour' },
  { ms: 6 * HOUR, name: 'sixHours' },
  { ms: DAY, name: 'day' },
  { ms: 7 * DAY, name: 'week' },
  { ms: 30 * DAY, name: 'month' },
] as const

/** Seconds a run should take to be followed without waiting. */
const PLEASANT = 60

/** The slowest speed at which a run of that length (ms) is over in a minute. */
export function speedFor(spanMs: number): number {
  return (SPEEDS.find(({ ms }) => spanMs / ms <= PLEASANT) ?? SPEEDS.at(-1)!).ms
}
