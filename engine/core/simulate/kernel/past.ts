import type { Duration } from '../../model/duration.ts'
import type { DidPredicate, Measure, SequencePredicate } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import { addMonths } from '../../model/calendar.ts'
import { compareNumbers, countPasses } from '../compare.ts'
import type { EventsMeant, Hand, KernelHistory, ProfileCursor } from './history.ts'
import type { ProfileClock } from './profile-clock.ts'
import { micros } from '../tally.ts'

/** A condition on past events, and the next instant at which it may change by the mere passing of time. */
export interface PastCondition { holds(): boolean; nextEdge(): number }

type Check = (hand: Hand) => boolean

interface Surroundings { history: KernelHistory; cursor: ProfileCursor; clock: ProfileClock }

/** The window of a condition: `t - ago - W < a <= t - ago`, spans exact or in months of the profile's calendar. */
class PastWindow {
  readonly #window: Duration | null
  readonly #ago: Duration | null
  readonly #cursor: ProfileCursor
  readonly #clock: ProfileClock

  constructor(window: Duration | null, ago: Duration | null, { cursor, clock }: Surroundings) {
    this.#window = window
    this.#ago = ago
    this.#cursor = cursor
    this.#clock = clock
  }

  /** Events at or before it are out of the window for sure: the search may stop there. */
  floor(): number {
    if (this.#window?.kind !== 'exact' || this.#ago?.kind === 'calendar') return -Infinity
    return this.#cursor.now - this.#window.ms - (this.#ago?.ms ?? 0)
  }

  holds(at: number): boolean {
    const { now } = this.#cursor
    return (this.#ago === null || now >= this.plus(at, this.#ago)) && (this.#window === null || now < this.#leaves(at))
  }

  /** Of the instants at which an event comes into or goes out of the window, the earliest after now. */
  nextEdge(at: number): number {
    const { now } = this.#cursor
    const enters = this.#ago === null ? Infinity : this.plus(at, this.#ago)
    const leaves = this.#window === null ? Infinity : this.#leaves(at)
    return Math.min(enters > now ? enters : Infinity, leaves > now ? leaves : Infinity)
  }

  #leaves(at: number): number {
    const left = this.plus(at, this.#window!)
    return this.#ago === null ? left : this.plus(left, this.#ago)
  }

  plus(at: number, span: Duration): number {
    return span.kind === 'exact' ? at + span.ms : addMonths(this.#clock.zone(), at, span.months)
  }
}

/** A `did` of any form, judged by looking through the history. The usual forms have faster ways: see did-window.ts. */
export class PastSearch implements PastCondition {
  readonly #history: KernelHistory
  readonly #cursor: ProfileCursor
  readonly #window: PastWindow
  readonly #meant: EventsMeant
  readonly #where: Check
  readonly #after: { meant: EventsMeant; where: Check; within: Duration } | null
  readonly #measure: Measure
  readonly #value: (hand: Hand) => JsonValue | undefined
  readonly #threshold: bigint

  /** `value`: the property that is measured, of the event at hand. */
  constructor(
    did: DidPredicate,
    meant: EventsMeant,
    where: Check,
    after: { meant: EventsMeant; where: Check; within: Duration } | null,
    value: (hand: Hand) => JsonValue | undefined,
    surroundings: Surroundings,
  ) {
    this.#history = surroundings.history
    this.#cursor = surroundings.cursor
    this.#window = new PastWindow(did.window, did.ago, surroundings)
    this.#meant = meant
    this.#where = where
    this.#after = after
    this.#measure = did.measure
    this.#value = value
    this.#threshold = micros(did.measure.value)
  }

  holds(): boolean {
    const measure = this.#measure
    switch (measure.kind) {
      case 'count': return measure.per === null ? countPasses(measure.op, measure.value, this.#count()) : this.#someValueReaches(measure)
      case 'distinct': return compareNumbers(measure.op, new Set(this.#values().map(valueKey)).size, measure.value)
      case 'sum':
      case 'avg': {
        const numbers = this.#numbers()
        if (measure.kind === 'avg' && numbers.length === 0) return measure.op === 'ne'
        let sum = 0n
        for (const number of numbers) sum += micros(number)
        return compareNumbers(measure.op, sum, measure.kind === 'avg' ? this.#threshold * BigInt(numbers.length) : this.#threshold)
      }
      case 'max':
      case 'min': {
        const numbers = this.#numbers()
        if (numbers.length === 0) return measure.op === 'ne'
        const extreme = numbers.reduce((a, b) => (measure.kind === 'max' ? Math.max(a, b) : Math.min(a, b)))
        return compareNumbers(measure.op, extreme, measure.value)
      }
    }
  }

  nextEdge(): number {
    const history = this.#history
    history.catchUp()
    let edge = Infinity
    for (let index = history.length - 1; index >= 0 && history.instantAt(index) > this.#window.floor(); index--) {
      if (!history.isMeant(index, this.#meant)) continue
      edge = Math.min(edge, this.#window.nextEdge(history.instantAt(index)))
      if (this.#after) {
        const counts = this.#window.plus(history.instantAt(index), this.#after.within)
        if (counts > this.#cursor.now) edge = Math.min(edge, counts)
      }
    }
    return edge
  }

  #count(): number {
    let count = 0
    this.#each(() => count++)
    return count
  }

  #values(): JsonValue[] {
    const values: JsonValue[] = []
    this.#each((hand) => {
      const value = this.#value(hand)
      if (value !== undefined && value !== null) values.push(value)
    })
    return values
  }

  #numbers(): number[] {
    return this.#values().filter((value) => typeof value === 'number')
  }

  #someValueReaches({ op, value }: Measure & { kind: 'count' }): boolean {
    const counts = new Map<JsonValue, number>()
    for (const one of this.#values()) counts.set(valueKey(one), (counts.get(valueKey(one)) ?? 0) + 1)
    for (const count of counts.values()) if (countPasses(op, value, count)) return true
    return false
  }

  /** Every occurrence that counts, the latest first. */
  #each(visit: (hand: Hand) => void): void {
    const history = this.#history
    history.catchUp()
    const floor = this.#window.floor()
    for (let index = history.length - 1; index >= 0; index--) {
      const at = history.instantAt(index)
      if (at <= floor) break
      if (!history.isMeant(index, this.#meant) || !this.#window.holds(at) || !this.#where(history.handAt(index))) continue
      if (this.#after === null || this.#stayedAlone(index, at, this.#after)) visit(history.handAt(index))
    }
  }

  /** Has the waiting time after an occurrence passed without the second event? */
  #stayedAlone(index: number, at: number, { meant, where, within }: { meant: EventsMeant; where: Check; within: Duration }): boolean {
    const history = this.#history
    const end = this.#window.plus(at, within)
    if (this.#cursor.now < end) return false
    for (let later = index + 1; later < history.length && history.instantAt(later) < end; later++) {
      if (history.isMeant(later, meant) && where(history.handAt(later))) return false
    }
    return true
  }
}

/** Events one after the other inside one window, each place taken by the earliest event that can take it. */
export class PastSequence implements PastCondition {
  readonly #history: KernelHistory
  readonly #window: PastWindow
  readonly #items: readonly { meant: EventsMeant; where: Check }[]

  constructor({ window, ago }: SequencePredicate, items: readonly { meant: EventsMeant; where: Check }[], surroundings: Surroundings) {
    this.#history = surroundings.history
    this.#window = new PastWindow(window, ago, surroundings)
    this.#items = items
  }

  holds(): boolean {
    const history = this.#history
    history.catchUp()
    const floor = this.#window.floor()
    let place = 0
    for (let index = 0; index < history.length && place < this.#items.length; index++) {
      const at = history.instantAt(index)
      if (at <= floor) continue
      const { meant, where } = this.#items[place]!
      if (history.isMeant(index, meant) && this.#window.holds(at) && where(history.handAt(index))) place++
    }
    return place === this.#items.length
  }

  nextEdge(): number {
    const history = this.#history
    history.catchUp()
    let edge = Infinity
    for (let index = history.length - 1; index >= 0 && history.instantAt(index) > this.#window.floor(); index--) {
      if (this.#items.some(({ meant }) => history.isMeant(index, meant))) edge = Math.min(edge, this.#window.nextEdge(history.instantAt(index)))
    }
    return edge
  }
}

/** A key that tells values apart as `eq` does; lists and objects by their JSON. */
function valueKey(value: JsonValue): JsonValue {
  return typeof value === 'object' ? `json:${JSON.stringify(value)}` : typeof value === 'string' ? `text:${value}` : value
}
