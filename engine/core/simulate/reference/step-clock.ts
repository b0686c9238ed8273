/** A timer that was set: when it is due, whose turn it is at that instant, in which order it was set, and what it does. */
interface Timer { id: number; due: number; priority: number; fire: () => void }

/** What XState asks of a clock. */
export interface TimerClock { setTimeout: (fire: () => void, ms: number) => number; clearTimeout: (id: number) => void }

/**
 * A clock for XState actors that is only ever stepped, from one due instant to the next: XState's own `SimulatedClock` jumps first and
 * fires then, so a delay chained to a delay starts late. Timers due at one instant fire by priority, the higher first, then in the order
 * in which they were set.
 */
export class StepClock implements TimerClock {
  #now = 0
  #timers: Timer[] = []
  #set = 0

  now = (): number => this.#now

  setTimeout = (fire: () => void, ms: number): number => this.#arm(fire, ms, 0)

  clearTimeout = (id: number): void => {
    this.#timers = this.#timers.filter((timer) => timer.id !== id)
  }

  /**
   * This clock for one actor: its timers have that priority, and `onFire` is told before each of them fires. `dues`: when those still set are due, the first first;
   * `timer`: the number of one that is set. `kept`: the first takes that number instead of the next, and with it its turn among those of its instant.
   */
  forActor(priority: number, onFire: () => void, kept?: number): TimerClock & { dues: () => number[]; timer: () => number | undefined } {
    let number = kept
    const own = new Set<number>()
    const setTimeout = (fire: () => void, ms: number) => {
      const tell = () => {
        onFire()
        fire()
      }
      const id = this.#arm(tell, ms, priority, number)
      number = undefined
      own.add(id)
      return id
    }
    const dues = () => this.#timers.filter(({ id }) => own.has(id)).map(({ due }) => due).sort((a, b) => a - b)
    const timer = () => this.#timers.find(({ id }) => own.has(id))?.id
    return { setTimeout, clearTimeout: this.clearTimeout, dues, timer }
  }

  /** When the next timer is due; Infinity: none is set. */
  get nextDue(): number {
    return this.#next()?.due ?? Infinity
  }

  /** Moves the hands and fires nothing: to an instant before which no timer is due. */
  moveTo(instant: number): void {
    this.#now = instant
  }

  /** Moves to the next timer's due instant and fires it alone. */
  fireNext(): void {
    const next = this.#next()
    if (!next) return
    this.clearTimeout(next.id)
    this.#now = next.due
    next.fire()
  }

  /** Moves to `instant`, firing every timer due up to it at its own due time. `onDue` is told each due time before its timer fires. */
  advanceTo(instant: number, onDue: (due: number) => void): void {
    for (let due = this.nextDue; due <= instant; due = this.nextDue) {
      this.#now = due
      onDue(due)
      this.fireNext()
    }
    this.#now = instant
  }

  #arm(fire: () => void, ms: number, priority: number, id = this.#set++): number {
    const timer = { id, due: this.#now + ms, priority, fire }
    this.#timers.push(timer)
    return timer.id
  }

  #next(): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers) if (!next || isBefore(timer, next)) next = timer
    return next
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  if (a.due !== b.due) return a.due < b.due
  return a.priority === b.priority ? a.id < b.id : a.priority > b.priority
}
