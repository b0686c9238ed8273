/** How a figure came out over several seeds. `runs`: by seed, null where it could not be computed; the others are of those that could, null of none. */
export interface FigureSpread { median: number | null; p10: number | null; p90: number | null; runs: (number | null)[] }

/** Quantiles with straight lines between the ranks (as spreadsheets have them); the median of an even number is the mean of the middle two. */
export function spreadOf(runs: readonly (number | null)[]): FigureSpread {
  const sorted = runs.filter((value) => value !== null).sort((a, b) => a - b)
  const at = (share: number): number | null => {
    if (sorted.length === 0) return null
    const place = share * (sorted.length - 1)
    const below = sorted[Math.floor(place)]!
    return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place))
  }
  return { median: at(0.5), p10: at(0.1), p90: at(0.9), runs: [...runs] }
}

/** How near a median has to come to what was published: a tenth of it. */
export const TOLERANCE = 0.1

/** Null if there is nothing to compare. */
export function isNear(median: number | null, published: number | null): boolean | null {
  return median === null || published === null ? null : Math.abs(median - published) <= TOLERANCE * Math.abs(published)
}

/** Seeds a measurement takes unless told otherwise, and at most. */
export const DEFAULT_SEEDS = 20
export const MOST_SEEDS = 200
