import type { Quantiles } from './answers.ts'

const RANKS = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95 } as const

/** The usual quantiles by `quantile`, which is given the share. */
export function quantilesBy(quantile: (share: number) => number | null): Quantiles {
  const { p10, p25, p50, p75, p90, p95 } = RANKS
  return { p10: quantile(p10), p25: quantile(p25), p50: quantile(p50), p75: quantile(p75), p90: quantile(p90), p95: quantile(p95) }
}

/** Nearest rank. Sorts what it is given. */
export function quantilesOf(values: Float64Array): Quantiles {
  return quantilesOfSorted(values.sort())
}

/** Nearest rank, of values in rising order. */
export function quantilesOfSorted(sorted: ArrayLike<number>): Quantiles {
  return quantilesBy((share) => (sorted.length === 0 ? null : sorted[nearestRank(sorted.length, share)]!))
}

/** Index of the value with that share of all at or below it. Shares are whole hundredths, so that no rounding moves a rank. */
export function nearestRank(length: number, share: number): number {
  return Math.max(0, Math.ceil((length * Math.round(share * 100)) / 100) - 1)
}

/** `part` of `whole`; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
