import type { Comparison } from '../../../engine/core/population/fidelity/report.ts'
import { placeOfSpan } from '../explore/scale.ts'

const SECOND = 1000
/** Longest beside shortest span from which on a straight axis would press the short ones together. */
const WIDE = 20

/** Where values stand on one axis, from 0 to 1: from nothing to the largest, or by logarithm for spans that are far apart. */
export function placing(values: readonly (number | null)[], unit: Comparison['unit']): { place: (value: number) => number; isLog: boolean } {
  const known = values.filter((value) => value !== null)
  const most = Math.max(0, ...known)
  const least = Math.min(...known)
  const shortest = Math.max(SECOND, least)
  if (unit === 'ms' && most > WIDE * shortest) return { place: (value) => placeOfSpan(Math.max(value, shortest), shortest, most), isLog: true }
  const from = Math.min(0, least)
  return { place: (value) => (most === from ? 0 : (value - from) / (most - from)), isLog: false }
}
