import { DAY_MS, HOUR_MS, type Zone } from '../model/calendar.ts'
import { cumulativeShares, type Draws } from '../simulate/random.ts'
import { drawFrom, shareBelow, type Distribution } from './distribution.ts'
import type { Rhythm } from './spec.ts'

/** Up to this wait the clock of the next session goes by the wait; beyond, only its day does, and the hour by the rhythm. */
const SAME_DAY_MS = 12 * HOUR_MS
/** A session begins at least so long after the one before. */
const LEAST_GAP_MS = HOUR_MS / 2
/** Draws of a wait before the rhythm gives way: with weights like those of real days one in a thousand gets there. */
const TRIES = 10

/** When people are about, by their local clock: hours and weekdays with weights; without any, always. */
export class DailyRhythm {
  readonly #hours: Float64Array | undefined
  readonly #hourChance: Float64Array | undefined
  readonly #weekdayChance: Float64Array | undefined

  constructor({ hours, weekdays }: Rhythm = {}) {
    this.#hours = hours && cumulativeShares(hours)
    this.#hourChance = hours && relative(hours)
    this.#weekdayChance = weekdays && relative(weekdays)
  }

  /** How busy the weekday of a local day is, the busiest 1; days count from 1970-01-01, a Thursday. */
  dayWeight(day: number): number {
    return this.#weekdayChance ? this.#weekdayChance[(((day + 3) % 7) + 7) % 7]! : 1
  }

  /** The local day, counted from 1970, of what comes so many days after day `from`, drawn again where the rhythm of the week does not take it. */
  dayAfter(from: number, days: Distribution, draws: Draws): number {
    let day = from
    for (let attempt = 0; attempt < TRIES; attempt++) {
      day = from + Math.floor(drawFrom(days, draws))
      if (draws.chance(this.dayWeight(day))) return day
    }
    return day
  }

  /** Ms after local midnight. */
  timeOfDay(draws: Draws): number {
    const hour = this.#hours ? draws.pick(this.#hours) : Math.floor(draws.share() * 24)
    return hour * HOUR_MS + Math.floor(draws.share() * HOUR_MS)
  }

  /**
   * The start of the session that follows `after` (an instant) by a wait (ms, times `factor`). A wait that ends when nobody is about is drawn again: a
   * short one among the short, so that the rhythm moves sessions inside the day and inside the week and changes as little else as may be.
   */
  next(after: number, wait: Distribution, factor: number, zone: Zone, draws: Draws): number {
    let about = after
    let isShort = false
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const ms = Math.floor(drawFrom(wait, draws, isShort ? shareBelow(wait, SAME_DAY_MS / factor) : 1) * factor)
      isShort = ms < SAME_DAY_MS
      about = after + Math.max(1, ms)
      const wall = zone.wallAt(about)
      const day = Math.floor(wall / DAY_MS)
      if (!this.#hours) {
        if (draws.chance(this.dayWeight(day))) return about
      } else if (isShort) {
        const isSameDay = day === Math.floor(zone.wallAt(after) / DAY_MS)
        if (draws.chance(this.#hourChance![Math.floor((wall - day * DAY_MS) / HOUR_MS)]!) && (isSameDay || draws.chance(this.dayWeight(day)))) return about
      } else if (draws.chance(this.dayWeight(day))) return this.#onDay(day, after, zone, draws)
    }
    // Nobody is about for hours: it becomes the next time somebody is.
    return this.#hours ? this.#onDay(this.#busyDay(Math.floor(zone.wallAt(about) / DAY_MS), draws), after, zone, draws) : about
  }

  #onDay(day: number, after: number, zone: Zone, draws: Draws): number {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const start = zone.instantOf(day * DAY_MS + this.timeOfDay(draws))
      if (start >= after + LEAST_GAP_MS) return start
    }
    return zone.instantOf(this.#busyDay(day + 1, draws) * DAY_MS + this.timeOfDay(draws))
  }

  /** The first day from `day` on that the rhythm of the week takes. */
  #busyDay(day: number, draws: Draws): number {
    for (let later = 0; later < TRIES; later++) if (draws.chance(this.dayWeight(day + later))) return day + later
    return day
  }
}

function relative(weights: readonly number[]): Float64Array {
  const most = Math.max(...weights)
  return Float64Array.from(weights, (weight) => (most > 0 ? weight / most : 1))
}
