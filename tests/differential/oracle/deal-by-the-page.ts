/** FNV-1a, 32 bit, over UTF-16 units, in big integers so that nothing is shared with the engine's arithmetic. */
function fnv1a(text: string): bigint {
  let hash = 0x811c9dc5n
  for (let index = 0; index < text.length; index++) hash = ((hash ^ BigInt(text.charCodeAt(index))) * 0x01000193n) % 0x1_0000_0000n
  return hash
}

/** GrowthBook's hash, version 2, as its SDK specification gives it, in ten-thousandths. */
export function bucketByTheBook(seed: string, value: string): number {
  return Number(fnv1a(fnv1a(seed + value).toString()) % 10_000n)
}

/** "the first with 10,000 × Σw so far > n × Σw of all" */
export function variantByThePage<V extends { weight: number }>(seed: string, profileId: string, variants: readonly V[]): V {
  const bucket = bucketByTheBook(seed, profileId)
  const weights = variants.map(({ weight }) => Math.round(weight * 10_000))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return variants.find((_, index) => 10_000 * weights.slice(0, index + 1).reduce((sum, weight) => sum + weight, 0) > bucket * all)!
}
