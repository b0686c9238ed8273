// How measured values are written down: rounded, clipped and never fine enough to show one person.

/** Fewer people than this are never told apart: their values, combinations and steps are merged. */
export const LEAST_PEOPLE = 10

const FINEST = Array.from({ length: 51 }, (_, index) => Math.round(index * 2) / 100)
const FINE = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1]
const MIDDLE = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
const COARSE = [0, 0.5, 1]

/** The points at which so many values are summed up: at least some ten lie between two of them where there are enough. */
export function pointsFor(count: number): readonly number[] {
  return count >= 2000 ? FINEST : count >= 400 ? FINE : count >= 100 ? MIDDLE : COARSE
}

/** The ends of a summed-up distribution: p1 and p99, further in where these would be single values. */
export function clipFor(count: number): number {
  return count >= 1000 ? 0.01 : count >= 100 ? 0.05 : 0.1
}

/** Quantiles of ascending values, clipped and rounded, as the spec writes them. */
export function quantilesOf(ascending: ArrayLike<number>, round: (value: number) => number): { quantiles: [share: number, value: number][] } {
  const clip = clipFor(ascending.length)
  const at = (share: number) => ascending[Math.round(Math.min(1 - clip, Math.max(clip, share)) * (ascending.length - 1))]!
  return { quantiles: pointsFor(ascending.length).map((share) => [share, round(at(share))]) }
}

/** A span of ms in seconds for the spec: two digits below an hour, minutes below a day, hours above. */
export function roundedSeconds(ms: number): number {
  const seconds = ms / 1000
  if (seconds < 3600) return Number(seconds.toPrecision(2))
  const unit = seconds < 86_400 ? 60 : 3600
  return Math.round(seconds / unit) * unit
}

/** A share for the spec: four decimals. */
export function roundedShare(share: number): number {
  return Math.round(share * 10_000) / 10_000
}

/** Shares rounded down where rounding would bring their sum over 1. */
export function roundedShares(shares: readonly number[]): number[] {
  const rounded = shares.map(roundedShare)
  return rounded.reduce((sum, share) => sum + share, 0) > 1 ? shares.map((share) => Math.floor(share * 10_000) / 10_000) : rounded
}
