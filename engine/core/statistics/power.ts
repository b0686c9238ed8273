import { normalCdf, normalQuantile } from './normal.ts'

/** What a test is planned with unless said otherwise: how often it may find what is not there, and has to find what is. */
export const USUAL_SIGNIFICANCE = 0.05
export const USUAL_POWER = 0.8

/** Two shares that a test would have to tell apart, in groups of `peopleA` and `peopleB`. */
export interface TestPlan { shareA: number; shareB: number; peopleA: number; peopleB: number; significance?: number }

/**
 * How often a two-sided z test of two shares finds a difference that is there (J. L. Fleiss, Statistical Methods for Rates and Proportions, 1981,
 * ch. 3, without continuity correction; with equal groups what R's `power.prop.test` gives). The far side's chance is left out, as there. 0 without a
 * difference or without people.
 */
export function powerOfTest({ shareA, shareB, peopleA, peopleB, significance = USUAL_SIGNIFICANCE }: TestPlan): number {
  if (shareA === shareB || peopleA <= 0 || peopleB <= 0) return 0
  const ratio = peopleB / peopleA
  const { underNone, underBoth } = deviations(shareA, shareB, ratio)
  const z = (Math.abs(shareA - shareB) * Math.sqrt(peopleA) - normalQuantile(1 - significance / 2) * underNone) / underBoth
  // Shares of 0 and 1 do not vary: any difference is seen as soon as it is beyond what none would give.
  return underBoth === 0 ? (z > 0 ? 1 : 0) : normalCdf(z)
}

/**
 * How many people group A needs, so that a test finds the difference with that power; group B needs `ratio` times as many. Not rounded; null where no
 * number is enough, as there is no difference. `variance`: as in a test with pooled shares, or that of `shareA` alone, as some planning pages take it.
 */
export function peopleNeeded(plan: { shareA: number; shareB: number; ratio?: number; significance?: number; power?: number; variance?: 'pooled' | 'ofA' }): number | null {
  const { shareA, shareB, ratio = 1, significance = USUAL_SIGNIFICANCE, power = USUAL_POWER, variance = 'pooled' } = plan
  if (shareA === shareB) return null
  const { underNone, underBoth } = deviations(shareA, shareB, ratio, variance === 'ofA' ? shareA : undefined)
  return ((normalQuantile(1 - significance / 2) * underNone + normalQuantile(power) * underBoth) / (shareA - shareB)) ** 2
}

/**
 * The smallest share above `share` that a test with groups of that size finds with that power; null where not even 1 is far enough. Exact to 1e-7: the
 * power grows with the difference, so it is found by halving.
 */
export function smallestShareFound(plan: { share: number; peopleA: number; peopleB: number; significance?: number; power?: number }): number | null {
  const { share, peopleA, peopleB, significance = USUAL_SIGNIFICANCE, power = USUAL_POWER } = plan
  const isFound = (other: number) => powerOfTest({ shareA: share, shareB: other, peopleA, peopleB, significance }) >= power
  if (!isFound(1)) return null
  let [low, high] = [share, 1]
  while (high - low > 1e-7) {
    const middle = (low + high) / 2
    if (isFound(middle)) high = middle
    else low = middle
  }
  return high
}

/** Of the difference, times the square root of group A: if both shares were one, and as they are. */
function deviations(shareA: number, shareB: number, ratio: number, ifOne = (shareA + ratio * shareB) / (1 + ratio)): { underNone: number; underBoth: number } {
  return {
    underNone: Math.sqrt((1 + 1 / ratio) * ifOne * (1 - ifOne)),
    underBoth: Math.sqrt(shareA * (1 - shareA) + (shareB * (1 - shareB)) / ratio),
  }
}
