/** Segments that are measured side by side: a membership in all of them is one small number. */
export const MOST_SEGMENTS = 12

/** Where a profile was before it was known. */
export const NOT_KNOWN = -1

/** Profiles by the segments they are in, at each of some instants. A mask has bit `i` for segment `i`; 0 is a known profile in none of them. */
export class MembershipTally {
  readonly segments: number
  readonly points: number
  /** By mask: how the number of profiles changes from point to point. */
  readonly #changes = new Map<number, Int32Array>()
  /** By pair of masks: how many came from the one into the other at each point. */
  readonly #moves = new Map<number, { before: number; after: number; counts: Uint32Array }>()

  constructor(segments: number, points: number) {
    this.segments = segments
    this.points = points
  }

  /** One profile has this mask from point `first` up to but not including point `end`. */
  stay(mask: number, first: number, end: number): void {
    let changes = this.#changes.get(mask)
    if (!changes) this.#changes.set(mask, (changes = new Int32Array(this.points + 1)))
    changes[first]!++
    changes[end]!--
  }

  /** One profile comes from one mask (or from `NOT_KNOWN`) into another at a point. */
  move(before: number, after: number, point: number): void {
    const key = (before + 1) * 2 ** this.segments + after
    let moves = this.#moves.get(key)
    if (!moves) this.#moves.set(key, (moves = { before, after, counts: new Uint32Array(this.points) }))
    moves.counts[point]!++
  }

  /** How many profiles have each mask that occurs, point by point. */
  counts(): Map<number, number[]> {
    return new Map(
      [...this.#changes].map(([mask, changes]) => {
        let sum = 0
        return [mask, Array.from({ length: this.points }, (_, point) => (sum += changes[point]!))]
      }),
    )
  }

  /** How many went from one mask to another (who stayed: to the same) between each point and the one before; at the first point, from `NOT_KNOWN`. */
  moves(): { before: number; after: number; counts: number[] }[] {
    const moved = [...this.#moves.values()].map(({ before, after, counts }) => ({ before, after, counts: [...counts] }))
    const stayed = [...this.counts()].map(([mask, counts]) => ({
      before: mask,
      after: mask,
      counts: counts.map((count, point) => count - moved.reduce((came, { after, counts: coming }) => came + (after === mask ? coming[point]! : 0), 0)),
    }))
    return [...moved, ...stayed]
  }
}
