import type { ProgramReentry } from '../../compile/program.ts'
import type { ValueColumn } from '../../model/dataset.ts'
import type { InstanceList } from './instance.ts'
import type { Hand } from './history.ts'

/** Re-entry of one journey for the profile at hand: what it has to remember of starts and ends, and whom it admits. */
export class KernelReentry {
  readonly #rule: ProgramReentry
  readonly #keyColumn: ValueColumn | undefined
  /** Starts, kept one by one only where a limit counts them. */
  readonly #startedAt: number[] = []
  #starts = 0
  #lastEnd = -Infinity

  constructor(rule: ProgramReentry, keyColumn: ValueColumn | undefined) {
    this.#rule = rule
    this.#keyColumn = keyColumn
  }

  get starts(): number {
    return this.#starts
  }

  begin(): void {
    this.#starts = 0
    this.#lastEnd = -Infinity
    if (this.#startedAt.length > 0) this.#startedAt.length = 0 // setting it costs more than the rest
  }

  countStart(now: number): void {
    this.#starts++
    if (this.#rule.kind !== 'once' && this.#rule.limit !== null) this.#startedAt.push(now)
  }

  countEnd(now: number): void {
    this.#lastEnd = now
  }

  /** Code of the key value that an event carries; below 2: none. */
  keyOf(hand: Hand): number {
    return this.#keyColumn === undefined || hand < 0 ? 0 : this.#keyColumn.codes[hand]!
  }

  admits(hand: Hand, active: InstanceList, now: number): boolean {
    const rule = this.#rule
    if (rule.kind === 'once') return this.#starts === 0
    if (rule.kind === 'afterExit') {
      if (active.length > 0 || now < this.#lastEnd + rule.cooldownMs) return false
    } else {
      const key = this.keyOf(hand)
      if (key >= 2) for (let index = 0; index < active.length; index++) if (active.at(index).key === key) return false
    }
    return rule.limit === null || this.#startsSince(now - rule.limit.withinMs) < rule.limit.count
  }

  #startsSince(instant: number): number {
    let count = 0
    for (let index = this.#startedAt.length - 1; index >= 0 && this.#startedAt[index]! > instant; index--) count++
    return count
  }
}
