import { normalQuantile } from '../statistics/normal.ts'
import { USUAL_CONFIDENCE, wilsonInterval, type Proportion, type Range } from '../statistics/proportions.ts'

/**
 * Between which shares that of `of` other people lies, if they are like those who were counted: every share that the z test with pooled variance would not tell
 * from the one counted (K. Krishnamoorthy, J. Peng, "Improved closed-form prediction intervals for binomial and Poisson distributions", J. Stat. Plan. Inference
 * 141, 2011, joint sampling). It holds the chance of both sides, and with `of` without bound it is Wilson's interval. Null where nobody was counted.
 */
export function predictedShare(counted: Proportion, of: number, confidence = USUAL_CONFIDENCE): Range | null {
  if (counted.of === 0) return null
  if (!Number.isFinite(of)) return wilsonInterval(counted, confidence)
  if (of <= 0) return { low: 0, high: 1 }
  const { hits, of: n } = counted
  const all = n + of
  const pull = (zOf(confidence) ** 2 * n * of) / all
  // Of the sum of hits on both sides: (n·s − all·hits)² = z²·n·of/all · s·(all − s)
  const [least, most] = roots(n * n + pull, 2 * n * all * hits + pull * all, (all * hits) ** 2)
  return { low: hits === 0 ? 0 : within((least - hits) / of), high: hits === n ? 1 : within((most - hits) / of) }
}

/**
 * The same for how often something happens per unit of time, or per person where it may happen several times to one: counts that come independently (Poisson),
 * or vary `dispersion` times as much.
 */
export function predictedRate(counted: Proportion, of: number, { confidence = USUAL_CONFIDENCE, dispersion = 1 } = {}): Range | null {
  const { hits, of: n } = counted
  if (n <= 0) return null
  const squared = zOf(confidence) ** 2 * dispersion
  if (!Number.isFinite(of)) {
    const [low, high] = roots(1, (2 * hits + squared) / n, (hits / n) ** 2)
    return { low: hits === 0 ? 0 : low, high }
  }
  if (of <= 0) return { low: 0, high: Infinity }
  const all = n + of
  const [least, most] = roots(n * n, 2 * n * all * hits + squared * n * of, (all * hits) ** 2)
  return { low: hits === 0 ? 0 : Math.max(0, (least - hits) / of), high: (most - hits) / of }
}

/** Between which shares that of `of` people lies, if the true one lies between `low` and `high`: an assumption has no sample of its own. */
export function sharesUnder({ low, high }: Range, of: number, confidence = USUAL_CONFIDENCE): Range {
  const reach = (share: number) => (of <= 0 ? 1 : zOf(confidence) * Math.sqrt((share * (1 - share)) / of))
  return { low: within(low - reach(low)), high: within(high + reach(high)) }
}

/** What lies in any of them. */
export function widest(ranges: readonly (Range | null)[]): Range | null {
  const given = ranges.filter((range) => range !== null)
  return given.length === 0 ? null : { low: Math.min(...given.map(({ low }) => low)), high: Math.max(...given.map(({ high }) => high)) }
}

function zOf(confidence: number): number {
  return normalQuantile(1 - (1 - confidence) / 2)
}

/** Of a·x² − b·x + c, which are real here. */
function roots(a: number, b: number, c: number): [number, number] {
  const reach = Math.sqrt(Math.max(0, b * b - 4 * a * c))
  const high = (b + reach) / (2 * a)
  // Vieta, since b and the root are nearly alike for few hits of many.
  return [high === 0 ? 0 : c / (a * high), high]
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}
