/** Shares in hundredths of a per cent that sum to 100 exactly: the rest goes to those who lost most by cutting. Null if nobody has a share. */
export function percentages(weights: readonly number[]): number[] | null {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (!(sum > 0)) return null
  const exact = weights.map((weight) => (weight / sum) * 10_000)
  const whole = exact.map(Math.floor)
  const rest = 10_000 - whole.reduce((total, part) => total + part, 0)
  const most = exact.map((part, index) => ({ index, lost: part - whole[index]! })).sort((a, b) => b.lost - a.lost || a.index - b.index)
  for (const { index } of most.slice(0, rest)) whole[index]!++
  return whole.map((part) => part / 100)
}
