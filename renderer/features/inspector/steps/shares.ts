interface Weighted {
  weight: number
}

/** A variant's share of all, in per cent with two decimals. */
export function shareOf(variants: readonly Weighted[], index: number): number {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0)
  return total === 0 ? 0 : Math.round((10_000 * (variants[index]?.weight ?? 0)) / total) / 100
}

/**
 * The variants with one share set in per cent, written as weights that sum to 100; the others share the rest as they did before (alike, if they
 * had nothing).
 */
export function withShare<V extends Weighted>(variants: readonly V[], index: number, share: number): V[] {
  const others = variants.reduce((sum, { weight }, place) => (place === index ? sum : sum + weight), 0)
  const rest = 100 - share
  return variants.map((variant, place) => {
    if (place === index) return { ...variant, weight: share }
    const part = others === 0 ? 1 / (variants.length - 1) : variant.weight / others
    return { ...variant, weight: Math.round(rest * part * 10_000) / 10_000 }
  })
}
