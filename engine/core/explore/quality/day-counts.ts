import { HOUR_MS } from '../../model/calendar.ts'

/** Days since 1970 (UTC) on which anything happened, in order, with their counts. */
export interface DayCounts { days: number[]; counts: number[]; total: number }

/** Counts by hour, however far apart the hours lie. */
export class HourCounts {
  readonly byHour = new Map<number, number>()
  #hour = NaN
  #count = 0

  /** Rows of a profile come in order, so most fall into the hour of the row before. */
  add(at: number): void {
    const hour = Math.floor(at / HOUR_MS)
    if (hour !== this.#hour) {
      this.flush()
      this.#hour = hour
    }
    this.#count++
  }

  /** Puts down what is counted of the hour at hand. */
  flush(): void {
    if (this.#count > 0) this.byHour.set(this.#hour, (this.byHour.get(this.#hour) ?? 0) + this.#count)
    this.#count = 0
  }

  days(): DayCounts {
    const byDay = new Map<number, number>()
    for (const [hour, count] of this.byHour) byDay.set(Math.floor(hour / 24), (byDay.get(Math.floor(hour / 24)) ?? 0) + count)
    const days = [...byDay.keys()].sort((a, b) => a - b)
    const counts = days.map((day) => byDay.get(day)!)
    return { days, counts, total: counts.reduce((sum, count) => sum + count, 0) }
  }
}

/** The middle of some numbers; 0 of none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
