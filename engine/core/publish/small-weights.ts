/** The same shares in the smallest whole numbers: 25 and 75 are 1 and 3. Of more than six decimals they stay as they are. */
export function smallWeights(weights: readonly number[]): number[] {
  const whole = weights.map((weight) => Math.round(weight * 1e6))
  const divisor = whole.reduce((a, b) => greatestCommonDivisor(a, b), 0)
  return divisor === 0 ? [...weights] : whole.map((weight) => weight / divisor)
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
