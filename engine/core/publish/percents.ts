const UNITS = 1_000_000

/** Weights as percents to four decimals that come to 100: the largest rests are rounded up. Undefined if nobody would go anywhere. */
export function percentsOf(weights: readonly number[]): number[] | undefined {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (!(sum > 0) || !Number.isFinite(sum)) return undefined
  const exact = weights.map((weight) => (weight / sum) * UNITS)
  const units = exact.map(Math.floor)
  const left = UNITS - units.reduce((total, unit) => total + unit, 0)
  const byRest = exact.map((_, index) => index).sort((a, b) => exact[b]! - units[b]! - (exact[a]! - units[a]!) || a - b)
  for (const index of byRest.slice(0, left)) units[index]!++
  return units.map((unit) => unit / 10_000)
}
