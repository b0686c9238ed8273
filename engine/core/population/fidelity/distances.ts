/** The largest difference between two distribution functions, 0 to 1; null if one has no values. Both lists ascend. */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length === 0 || b.length === 0) return null
  let most = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!)
    while (i < a.length && a[i]! <= value) i++
    while (j < b.length && b[j]! <= value) j++
    most = Math.max(most, Math.abs(i / a.length - j / b.length))
  }
  return most
}

/** Counts by label. */
export type Counts = ReadonlyMap<string, number>

/** The Jensen–Shannon distance of two distributions given as counts: the square root of the divergence to base 2, 0 to 1; null if one is empty. */
export function jensenShannon(a: Counts, b: Counts): number | null {
  const totalA = totalOf(a)
  const totalB = totalOf(b)
  if (totalA === 0 || totalB === 0) return null
  let divergence = 0
  for (const label of new Set([...a.keys(), ...b.keys()])) {
    const p = (a.get(label) ?? 0) / totalA
    const q = (b.get(label) ?? 0) / totalB
    const middle = (p + q) / 2
    if (p > 0) divergence += (p / 2) * Math.log2(p / middle)
    if (q > 0) divergence += (q / 2) * Math.log2(q / middle)
  }
  return Math.sqrt(Math.min(1, Math.max(0, divergence)))
}

/** The largest difference of shares that stand beside each other; null for none. */
export function largestDifference(a: readonly number[], b: readonly number[]): number | null {
  return a.length === 0 ? null : Math.max(...a.map((share, index) => Math.abs(share - (b[index] ?? 0))))
}

export function totalOf(counts: Counts): number {
  let total = 0
  for (const count of counts.values()) total += count
  return total
}
