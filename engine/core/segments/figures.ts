import type { Period } from '../model/calendar.ts'
import type { MembershipTally } from './membership-tally.ts'
import type { PeriodPoint } from './periods.ts'

/** Known profiles and members of the first segment at one point; `share` is null if nobody is known. */
export function sizeAt(tally: MembershipTally, point: number): { known: number; members: number; share: number | null } {
  const { known, sizes } = sizesAt(tally.counts(), tally.segments, point)
  const members = sizes[0]!
  return { known, members, share: known === 0 ? null : members / known }
}

/** Sizes at each point, in the order of the names. */
export function sizesOverTime(tally: MembershipTally, points: readonly PeriodPoint[], by: Period, names: string[]) {
  const counts = tally.counts()
  return { by, names, points: points.map((one, index) => ({ ...one, ...sizesAt(counts, tally.segments, index) })) }
}

/** Which profiles are in several segments at the one point of the tally. */
export function overlapOf(tally: MembershipTally, at: number, names: string[]) {
  const segments = range(tally.segments)
  const byMask = [...tally.counts()].map(([mask, counts]) => ({ mask, count: counts[0]! }))
  const sum = (isCounted: (mask: number) => boolean) => byMask.reduce((total, { mask, count }) => total + (isCounted(mask) ? count : 0), 0)
  const counts = segments.map((a) => segments.map((b) => sum((mask) => isIn(mask, a) && isIn(mask, b))))
  const jaccard = segments.map((a) => segments.map((b) => ratio(counts[a]![b]!, counts[a]![a]! + counts[b]![b]! - counts[a]![b]!)))
  return { at, known: sum(() => true), names, counts, jaccard, only: segments.map((one) => sum((mask) => mask === 1 << one)), none: sum((mask) => mask === 0) }
}

/**
 * Transitions between each point and the next: rows are the segments, `none`, and `new` (not known before); columns the segments and `none`.
 * A profile in several segments counts in the row and the column of each.
 */
export function movementOf(tally: MembershipTally, points: readonly PeriodPoint[], by: Period, names: string[]) {
  const { segments } = tally
  const moves = tally.moves().map(({ before, after, counts }) => ({ rows: before < 0 ? [segments + 1] : placesOf(before, segments), columns: placesOf(after, segments), counts }))
  const empty = () => range(segments + 2).map(() => range(segments + 1).map(() => 0))
  const total = empty()
  const steps = points.slice(1).map(({ at }, index) => {
    const matrix = empty()
    for (const { rows, columns, counts } of moves) {
      const count = counts[index + 1]!
      if (count === 0) continue
      for (const row of rows) {
        for (const column of columns) {
          matrix[row]![column]! += count
          total[row]![column]! += count
        }
      }
    }
    return { from: points[index]!.at, to: at, matrix }
  })
  return { by, names, steps, total }
}

function sizesAt(byMask: ReadonlyMap<number, readonly number[]>, segments: number, point: number): { known: number; sizes: number[] } {
  let known = 0
  const sizes = range(segments).map(() => 0)
  for (const [mask, counts] of byMask) {
    known += counts[point]!
    for (const segment of placesOf(mask, segments)) if (segment < segments) sizes[segment]! += counts[point]!
  }
  return { known, sizes }
}

/** The segments of a mask; for an empty one, the place behind them all. */
function placesOf(mask: number, segments: number): number[] {
  return mask === 0 ? [segments] : range(segments).filter((segment) => isIn(mask, segment))
}

function isIn(mask: number, segment: number): boolean {
  return (mask & (1 << segment)) !== 0
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
