import type { Overlay } from '../../../engine/core/report/overlay.ts'

/** Cards and lines that are drawn anew in one frame: what a frame has time for. */
const A_FRAME = 18
/** Frames over which figures are spread at most: what is seen is never older than that. */
const MOST_FRAMES = 8

/** Figures that change at many cards at once, given out over several frames, so that none of them takes long enough to be noticed. */
export class FiguresInParts {
  #goal: Overlay | undefined
  #left: { part: 'steps' | 'edges'; key: string }[] = []
  #each = A_FRAME

  /** What is shown first of the way from `before` to `goal`; the rest comes with `next`. */
  begin(before: Overlay, goal: Overlay): Overlay {
    this.#goal = goal
    this.#left = (['steps', 'edges'] as const).flatMap((part) => Object.keys(goal[part]).filter((key) => before[part][key] !== goal[part][key]).map((key) => ({ part, key })))
    if (this.#left.length <= A_FRAME) {
      this.#left = []
      return goal
    }
    this.#each = Math.max(A_FRAME, Math.ceil(this.#left.length / MOST_FRAMES))
    return this.next({ ...goal, steps: before.steps, edges: before.edges })
  }

  get isOver(): boolean {
    return this.#left.length === 0
  }

  next(shown: Overlay): Overlay {
    const now = { ...shown, steps: { ...shown.steps }, edges: { ...shown.edges } }
    for (const { part, key } of this.#left.splice(0, this.#each)) {
      if (part === 'steps') now.steps[key] = this.#goal!.steps[key]!
      else now.edges[key] = this.#goal!.edges[key]!
    }
    return now
  }

  stop(): void {
    this.#left = []
  }
}
