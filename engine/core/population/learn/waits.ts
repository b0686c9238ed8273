import { clipFor, pointsFor, quantilesOf, roundedSeconds, roundedShare } from './summary.ts'

/** A wait that ended, or lasted at least so long when watching ended. */
export interface Wait { ms: number; ended: boolean }

/** What waits say: how long those take that end, and how many end at all. Null if too few ended to say. */
export interface LearnedWaits { between: { quantiles: [share: number, seconds: number][] }; comesBack: number }

/** The waits of people whose number of sessions is known beforehand: only those that ended, as how many there are is said elsewhere. */
export function learnEndedWaits(waits: readonly Wait[], least: number): Pick<LearnedWaits, 'between'> | null {
  const ended = waits.filter((wait) => wait.ended).map(({ ms }) => ms).sort((a, b) => a - b)
  return ended.length < least ? null : { between: quantilesOf(ended, roundedSeconds) }
}

/**
 * The distribution of waits of which some were still going on when watching ended: the product-limit estimate (Kaplan and Meier 1958). What
 * is left over at the longest wait is the share that does not come back.
 */
export function learnWaits(waits: Wait[], least: number): LearnedWaits | null {
  const ended = waits.reduce((count, wait) => count + (wait.ended ? 1 : 0), 0)
  if (ended < least) return null
  // At one instant the ends come before those still going on.
  waits.sort((a, b) => a.ms - b.ms || Number(b.ended) - Number(a.ended))
  const times: number[] = []
  const below: number[] = []
  let left = 1
  for (let index = 0; index < waits.length; index++) {
    const { ms, ended: isEnd } = waits[index]!
    if (!isEnd) continue
    left *= 1 - 1 / (waits.length - index)
    times.push(ms)
    below.push(1 - left)
  }
  const all = below.at(-1)!
  const clip = clipFor(ended)
  const at = (share: number) => {
    const wanted = Math.min(1 - clip, Math.max(clip, share)) * all
    const index = below.findIndex((one) => one >= wanted)
    return times[index < 0 ? times.length - 1 : index]!
  }
  return { between: { quantiles: pointsFor(ended).map((share) => [share, roundedSeconds(at(share))]) }, comesBack: Math.min(1, roundedShare(all)) }
}
