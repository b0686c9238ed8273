import type { Turn } from '../what-if/apply.ts'
import type { Tunable } from '../what-if/tunable.ts'
import { hashSeed } from '../simulate/hash.ts'
import { scramble } from '../simulate/random.ts'

/** An assumption that is in doubt: it lies somewhere from low to high, in the unit of its tunable. Spans lie evenly on a scale of times, all else evenly. */
export interface Varied { id: string; low: number; high: number; scale: 'even' | 'times' }

export function variedFrom({ id, unit, assumed, value, range, least, most }: Tunable): Varied {
  const scale = unit === 'ms' && value > 0 ? 'times' : 'even'
  if (assumed) return { id, ...assumed, scale }
  // Nobody said how far it may be off: half to double, or as far as it goes.
  const within = (one: number) => Math.min(most, Math.max(least, one))
  return value === 0 ? { id, low: 0, high: within(range.high / 4), scale } : { id, low: within(value / 2), high: within(value > 0 && unit === 'share' ? Math.min(1, value * 1.5) : value * 2), scale }
}

/** Those that are in doubt to begin with: shares of the assumptions that were given as ranges. */
export function inDoubtAtFirst(all: readonly Tunable[]): Varied[] {
  return all.filter(({ assumed }) => assumed !== null && assumed.low < assumed.high).map(variedFrom)
}

/** Where in the range a place from 0 to 1 is. */
export function valueAt({ low, high, scale }: Varied, place: number): number {
  return scale === 'times' && low > 0 ? low * (high / low) ** place : low + (high - low) * place
}

/**
 * The settings of draw number `index` of `draws`: a Latin hypercube, in which each assumption takes one value from each of `draws` equal parts of its range (McKay,
 * Beckman and Conover 1979). Parts are dealt and places within them drawn by a hash of seed and assumption, so that one more assumption leaves the others' values alone.
 */
export function settingsOfDraw(varied: readonly Varied[], { draws, seed }: { draws: number; seed: number }, index: number): Turn[] {
  return varied.map((one) => ({ id: one.id, value: valueAt(one, (dealt(one.id, draws, seed)[index]! + place(one.id, seed, index)) / draws) }))
}

const kept = new Map<string, Uint32Array>()
const MOST_KEPT = 200

/** A permutation of the parts. */
function dealt(id: string, draws: number, seed: number): Uint32Array {
  const key = `${seed}/${draws}/${id}`
  const known = kept.get(key)
  if (known) return known
  const hashes = Float64Array.from({ length: draws }, (_, part) => scramble(hashSeed(`${seed}/${id}/part/${part}`)))
  const parts = Uint32Array.from({ length: draws }, (_, part) => part).sort((a, b) => hashes[a]! - hashes[b]! || a - b)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, parts)
  return parts
}

function place(id: string, seed: number, index: number): number {
  return scramble(hashSeed(`${seed}/${id}/place/${index}`)) / 4_294_967_296
}

/** All at the middle of their ranges. */
export function middleSettings(varied: readonly Varied[]): Turn[] {
  return varied.map((one) => ({ id: one.id, value: valueAt(one, 0.5) }))
}

/** The runs of a tornado: the middle, then for each assumption its low and its high end, the others at the middle. */
export function tornadoSettings(varied: readonly Varied[]): Turn[][] {
  const middle = middleSettings(varied)
  return [middle, ...varied.flatMap(({ low, high }, index) => [low, high].map((value) => middle.with(index, { ...middle[index]!, value })))]
}
