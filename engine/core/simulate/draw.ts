import { BUCKETS, hashSeed } from './hash.ts'
import { scramble } from './random.ts'

/**
 * The draw of one happening, in [0, 1): a hash of what names it, so that it depends on no other draw. FNV-1a (32 bit, UTF-16 units) of
 * `seed/profileId/place/startedAt/nth`, finished by MurmurHash3's finalizer, over 2^32. `place` names where in the run (`journeyId/stepId`),
 * `startedAt` is the instance's start (epoch ms), `nth` counts its visits to that place from 0.
 */
export function drawOf(seed: number, profileId: string, place: string, startedAt: number, nth: number): number {
  return scramble(hashSeed(`${seed}/${profileId}/${place}/${startedAt}/${nth}`)) / 4_294_967_296
}

/** The bucket (0 … 9,999) of a split that draws anew at each visit: `place` is `Deal.redrawn`, `nth` counts the instance's visits from 0. */
export function drawnBucket(seed: number, profileId: string, place: string, startedAt: number, nth: number): number {
  return Math.floor(drawOf(seed, profileId, place, startedAt, nth) * BUCKETS)
}
