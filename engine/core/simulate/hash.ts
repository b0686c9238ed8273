import { textAt, type TextTable } from '../model/dataset.ts'

const OFFSET_BASIS = 0x811c9dc5

/** Number of buckets a profile can fall into. */
export const BUCKETS = 10_000

/** FNV-1a, 32 bit, over UTF-16 units, going on from `state`. */
function fnv1a(text: string, state: number): number {
  let hash = state
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** The hash of everything before the profile id, to be shared by all profiles of one split. */
export function hashSeed(seed: string): number {
  return fnv1a(seed, OFFSET_BASIS)
}

/**
 * The same bucket for text number `index` of a table, without making a string of it. Hot: one call a profile and split, where decoding
 * and printing would cost ten times the hash. Texts beyond ASCII go the long way, since the hash is over UTF-16 units.
 */
export function bucketOfText(table: TextTable, index: number, seedHash: number): number {
  const { bytes, offsets } = table
  const end = offsets[index + 1]!
  let hash = seedHash
  for (let at = offsets[index]!; at < end; at++) {
    const byte = bytes[at]!
    if (byte > 0x7f) return bucketAfter(seedHash, textAt(table, index))
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return hashOfDigits(hash >>> 0) % BUCKETS
}

const digits = new Uint8Array(10)

/** FNV-1a of the decimal digits of a 32-bit number. */
function hashOfDigits(value: number): number {
  let count = 0
  let rest = value
  do {
    const tenth = (rest / 10) >>> 0
    digits[count++] = rest - tenth * 10
    rest = tenth
  } while (rest > 0)
  let hash = OFFSET_BASIS
  while (count > 0) hash = Math.imul(hash ^ (48 + digits[--count]!), 0x01000193)
  return hash >>> 0
}

/** Bucket of `value` after a seed that was hashed before: an integer from 0 to 9,999. */
export function bucketAfter(seedHash: number, value: string): number {
  return fnv1a(String(fnv1a(value, seedHash)), OFFSET_BASIS) % BUCKETS
}

/**
 * GrowthBook's hash, version 2 (its SDK specification): the integer bucket 0 … 9,999 of a value under a seed; divided by 10,000 it is
 * the published number. Stateless, so a profile meets the same variant whenever and wherever it is asked.
 */
export function hashBucket(seed: string, value: string): number {
  return bucketAfter(hashSeed(seed), value)
}

/**
 * Which variant each bucket gets: cumulative ranges of the weights in order, in integers of 1/10,000.
 * Length 10,000; entry `n` is the first variant `v` with 10,000 × (w0 + … + wv) > n × (sum of all w).
 */
export function variantOfBucket(weights: readonly number[]): Uint16Array {
  const parts = weights.map((weight) => Math.round(weight * BUCKETS))
  const total = parts.reduce((sum, part) => sum + part, 0)
  const variants = new Uint16Array(BUCKETS)
  let variant = 0
  let soFar = parts[0] ?? 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    while (BUCKETS * soFar <= bucket * total && variant < parts.length - 1) soFar += parts[++variant]!
    variants[bucket] = variant
  }
  return variants
}
