/** A timer that was set: when it is due, in which order it was set, and what it does. */
interface Timer { id: number; due: number; fire: () => void }

/**
 * A clock for XState actors that is only ever stepped, from one due instant to the next: XState's own `SimulatedClock` jumps first and
 * fires then, so a delay chained to a delay starts late. Timers due at one instant fire in the order in which they were set.
 */
export class StepClock {
  #now = 0
  #timers: Timer[] = []
  #set = 0

  now = (): number => this.#now

  setTimeout = (fire: () => void, ms: number): number => {
    const timer = { id: this.#set++, due: this.#now + ms, fire }
    this.#timers.push(timer)
    return timer.id
  }

  clearTimeout = (id: number): void => {
    this.#timers = this.#timers.filter((timer) => timer.id !== id)
  }

  /** Moves to `instant`, firing every timer due up to it at its own due time. `onDue` is told each due time before its timer fires. */
  advanceTo(instant: number, onDue: (due: number) => void): void {
    for (let next = this.#next(instant); next; next = this.#next(instant)) {
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = next.due
      onDue(next.due)
      next.fire()
    }
    this.#now = instant
  }

  #next(instant: number): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers) {
      if (timer.due <= instant && (!next || timer.due < next.due || (timer.due === next.due && timer.id < next.id))) next = timer
    }
    return next
  }
}
