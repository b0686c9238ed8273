/** What the draws say of one figure. `inner` holds the middle 80 % of the draws, `outer` 95 %: if the ranges are right; they are no confidence intervals. */
export interface Spread { draws: number; median: number; inner: [number, number]; outer: [number, number]; least: number; most: number }

/** Undefined without a draw. Quantiles lie on straight lines between the sorted draws. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => {
    const place = share * (sorted.length - 1)
    const below = Math.floor(place)
    const low = sorted[below]!
    return low + ((sorted[below + 1] ?? low) - low) * (place - below)
  }
  return { draws: sorted.length, median: at(0.5), inner: [at(0.1), at(0.9)], outer: [at(0.025), at(0.975)], least: sorted[0]!, most: sorted.at(-1)! }
}

/** How far a figure swings when one assumption goes from its low to its high end. */
export interface Swing { id: string; atLow: number; atHigh: number; swing: number }

/** One row an assumption, the widest first. `figures`: one value a run, in the order of `tornadoSettings`. */
export function tornado(ids: readonly string[], figures: readonly number[]): { middle: number; rows: Swing[] } {
  const rows = ids.flatMap((id, index): Swing[] => {
    const [atLow, atHigh] = [figures[1 + 2 * index], figures[2 + 2 * index]]
    return atLow === undefined || atHigh === undefined ? [] : [{ id, atLow, atHigh, swing: Math.abs(atHigh - atLow) }]
  })
  return { middle: figures[0] ?? 0, rows: rows.sort((a, b) => b.swing - a.swing) }
}

/** Spearman's rank correlation, from -1 to 1, equal values sharing their ranks; null where one of both never varies. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const [x, y] = [ranks(a), ranks(b)]
  const mean = (x.length + 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  x.forEach((rank, index) => {
    const [dx, dy] = [rank - mean, y[index]! - mean]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  })
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy)
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!)
  const ranked = new Array<number>(values.length)
  for (let first = 0; first < order.length; ) {
    let end = first + 1
    while (end < order.length && values[order[end]!] === values[order[first]!]) end++
    for (let place = first; place < end; place++) ranked[order[place]!] = (first + end + 1) / 2
    first = end
  }
  return ranked
}
