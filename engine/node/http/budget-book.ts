import type { RateBudget } from '../../core/publish/target.ts'

/** Tells when calls of a budget were made since that instant by whomever, as far as it was written down; epoch ms. */
export type Spent = (budgetId: string, since: number) => readonly number[]

/** What is left of the tightest limit of a budget. */
export interface Left { readonly count: number; readonly perMs: number; readonly left: number }

/**
 * Counts the calls of this process, by account and budget: every stretch of a limit's length has at most its count of them. What was called before
 * the process began, or by another, comes from `spent`.
 */
export class BudgetBook {
  readonly #calls = new Map<string, number[]>()
  readonly #notBefore = new Map<string, number>()

  /** How long until there is room for a call, ms; 0 if there is now. */
  roomIn(account: string, budget: RateBudget, spent: Spent, now: number): number {
    const waits = budget.limits.map(({ count, perMs }) => {
      const within = this.#within(account, budget, spent, now - perMs)
      const blocking = within[within.length - count]
      return blocking === undefined ? 0 : blocking + perMs - now
    })
    return Math.max(0, ...waits, this.blockedFor(account, budget.id, now))
  }

  /** How long the platform asked not to be called, ms. */
  blockedFor(account: string, budgetId: string, now: number): number {
    return Math.max(0, (this.#notBefore.get(keyOf(account, budgetId)) ?? 0) - now)
  }

  /** Writes a call down; the function answered strikes it out, for one that was never sent. */
  take(account: string, budget: RateBudget, now: number): () => void {
    const key = keyOf(account, budget.id)
    const longest = Math.max(...budget.limits.map(({ perMs }) => perMs))
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now - longest)
    calls.push(now)
    this.#calls.set(key, calls)
    return () => {
      const all = this.#calls.get(key) ?? []
      const at = all.lastIndexOf(now)
      if (at >= 0) all.splice(at, 1)
    }
  }

  /** Nobody calls before then: the platform said so. */
  block(account: string, budgetId: string, until: number): void {
    const key = keyOf(account, budgetId)
    this.#notBefore.set(key, Math.max(until, this.#notBefore.get(key) ?? 0))
  }

  /** Of the limit with the least left; calls that need more than that have to wait. */
  left(account: string, budget: RateBudget, spent: Spent, now: number): Left {
    const all = budget.limits.map(({ count, perMs }) => ({ count, perMs, left: Math.max(0, count - this.#within(account, budget, spent, now - perMs).length) }))
    // Of two as tight, the longer one: that is the one people have to wait for.
    return all.reduce((tightest, one) => (one.left < tightest.left || (one.left === tightest.left && one.perMs > tightest.perMs) ? one : tightest))
  }

  /** Oldest first. The longer of what we know ourselves and what was written down: the second misses reads, the first what others did. */
  #within(account: string, { id }: RateBudget, spent: Spent, since: number): readonly number[] {
    const own = (this.#calls.get(keyOf(account, id)) ?? []).filter((at) => at > since)
    const written = spent(id, since).filter((at) => at > since)
    return written.length > own.length ? written.toSorted((a, b) => a - b) : own
  }
}

function keyOf(account: string, budgetId: string): string {
  return JSON.stringify([account, budgetId])
}
