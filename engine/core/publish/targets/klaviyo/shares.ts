/** A random split as a chain of splits in two. */
export interface Chained {
  /** Of who comes to each of the chain, how many per cent take its way. */
  readonly percentages: readonly number[]
  /** What comes of it for each way, of all. */
  readonly shares: readonly number[]
  readonly isExact: boolean
}

/** Ways that anybody takes. */
export function liveOnes<T extends { weight: number }>(variants: readonly T[]): T[] {
  return variants.filter(({ weight }) => weight > 0)
}

/** Null if there are fewer than two ways, or one of them would get nobody. All weights are over 0. */
export function chained(weights: readonly number[]): Chained | null {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (weights.length < 2 || !(sum > 0)) return null
  const percentages: number[] = []
  const shares: number[] = []
  let left = 1
  let weightLeft = sum
  for (const weight of weights.slice(0, -1)) {
    const percentage = Math.round((weight / weightLeft) * 100)
    if (percentage < 1 || percentage > 99) return null
    percentages.push(percentage)
    shares.push((left * percentage) / 100)
    left *= (100 - percentage) / 100
    weightLeft -= weight
  }
  shares.push(left)
  // People are told apart in ten-thousandths here.
  const isExact = shares.every((share, index) => Math.round(share * 10_000) === Math.round((weights[index]! / sum) * 10_000))
  return { percentages, shares, isExact }
}

/** Weights that would give these percentages, in hundredths. */
export function weightsOf(percentages: readonly number[]): number[] {
  const weights: number[] = []
  let left = 100
  for (const percentage of percentages) {
    weights.push(round((left * percentage) / 100))
    left = (left * (100 - percentage)) / 100
  }
  return [...weights, round(left)]
}

function round(weight: number): number {
  return Math.round(weight * 1e6) / 1e6
}
