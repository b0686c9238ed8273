import { normalCdf, normalQuantile } from './normal.ts'

/** So many of so many: whole numbers, `hits` <= `of`. */
export interface Proportion { hits: number; of: number }

/** Both ends are inside. */
export interface Range { low: number; high: number }

/** What an interval covers unless said otherwise. */
export const USUAL_CONFIDENCE = 0.95

/**
 * Wilson's score interval of a share (E. B. Wilson, JASA 22, 1927; method 3 of R. G. Newcombe, Statistics in Medicine 17, 1998, 857–872); null where
 * there is nobody to have a share of.
 */
export function wilsonInterval({ hits, of }: Proportion, confidence = USUAL_CONFIDENCE): Range | null {
  if (of === 0) return null
  const z = normalQuantile(1 - (1 - confidence) / 2)
  const share = hits / of
  const middle = share + (z * z) / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  // At the ends the formula gives 0 and 1 but for rounding.
  return { low: hits === 0 ? 0 : (middle - reach) / whole, high: hits === of ? 1 : (middle + reach) / whole }
}

/**
 * The interval of `a`'s share less `b`'s, from the Wilson intervals of both (method 10 of R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890);
 * null where one of them is of nobody.
 */
export function differenceInterval(a: Proportion, b: Proportion, confidence = USUAL_CONFIDENCE): Range | null {
  const [ofA, ofB] = [wilsonInterval(a, confidence), wilsonInterval(b, confidence)]
  if (ofA === null || ofB === null) return null
  const [shareA, shareB] = [a.hits / a.of, b.hits / b.of]
  const difference = shareA - shareB
  return { low: difference - Math.hypot(shareA - ofA.low, ofB.high - shareB), high: difference + Math.hypot(ofA.high - shareA, shareB - ofB.low) }
}

/** The two-sided z test of two shares with their pooled variance. Null where it cannot be worked out: of nobody, or all alike. */
export function twoProportionTest(a: Proportion, b: Proportion): { z: number; p: number } | null {
  if (a.of === 0 || b.of === 0) return null
  const pooled = (a.hits + b.hits) / (a.of + b.of)
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / a.of + 1 / b.of))
  if (deviation === 0) return null
  const z = (a.hits / a.of - b.hits / b.of) / deviation
  return { z, p: 2 * normalCdf(-Math.abs(z)) }
}
