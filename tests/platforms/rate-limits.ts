/** Fixed windows: `count` calls in each stretch of `perMs`. */
export interface Limit { readonly count: number; readonly perMs: number }

/** Counts the calls of one kind. Quick: windows are a hundredth as long, so that a suite need not wait for seconds. */
export class RateLimits {
  readonly #limits: readonly Limit[]
  readonly #windows: { startMs: number; used: number }[]

  constructor(limits: readonly Limit[], isQuick: boolean) {
    this.#limits = limits.map((limit) => ({ count: limit.count, perMs: isQuick ? limit.perMs / 100 : limit.perMs }))
    this.#windows = limits.map(() => ({ startMs: 0, used: 0 }))
  }

  /** Counts one call at `nowMs`; ms until the full window ends if it is one too many, else null. */
  take(nowMs: number): number | null {
    for (const [index, limit] of this.#limits.entries()) {
      const window = this.#windows[index]
      if (!window) continue
      if (nowMs - window.startMs >= limit.perMs) {
        window.startMs = nowMs
        window.used = 0
      }
      if (window.used >= limit.count) return window.startMs + limit.perMs - nowMs
    }
    for (const window of this.#windows) window.used++
    return null
  }

  /** Of the second window, which is the one platforms tell about. */
  remaining(): number {
    const index = Math.min(1, this.#limits.length - 1)
    return Math.max(0, (this.#limits[index]?.count ?? 0) - (this.#windows[index]?.used ?? 0))
  }
}
