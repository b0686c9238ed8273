const TWO_TO_32 = 0x1_0000_0000n

/** FNV-1a, 32 bit, over UTF-16 units, in big integers so that nothing is shared with the engine's arithmetic. */
function fnv1a(text: string): bigint {
  let hash = 0x811c9dc5n
  for (let index = 0; index < text.length; index++) hash = ((hash ^ BigInt(text.charCodeAt(index))) * 0x01000193n) % TWO_TO_32
  return hash
}

/** GrowthBook's hash, version 2, as its SDK specification gives it, in ten-thousandths. */
export function bucketByTheBook(seed: string, value: string): number {
  return Number(fnv1a(fnv1a(seed + value).toString()) % 10_000n)
}

/** "the first with 10,000 × Σw so far > n × Σw of all" */
export function variantByThePage<V extends { weight: number }>(seed: string, profileId: string, variants: readonly V[]): V {
  return variantOfBucket(bucketByTheBook(seed, profileId), variants)
}

export function variantOfBucket<V extends { weight: number }>(bucket: number, variants: readonly V[]): V {
  const weights = variants.map(({ weight }) => Math.round(weight * 10_000))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return variants.find((_, index) => 10_000 * weights.slice(0, index + 1).reduce((sum, weight) => sum + weight, 0) > bucket * all)!
}

/** A draw in [0, 1) by what it is for: FNV-1a of the parts joined by `/`, finished as MurmurHash3 finishes its 32 bits. */
export function drawByTheBook(...parts: (string | number)[]): number {
  let bits = fnv1a(parts.join('/'))
  for (const [shift, factor] of [[16n, 0x85ebca6bn], [13n, 0xc2b2ae35n]] as const) bits = ((bits ^ (bits >> shift)) * factor) % TWO_TO_32
  return Number(bits ^ (bits >> 16n)) / Number(TWO_TO_32)
}
