import * as z from 'zod'
import { knownZone, periodStart, timeOfDayAt, weekdayAt, HOUR_MS, type Zone } from '../model/calendar.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { LoggedInstance } from './logged-instances.ts'
import { goalWindows, isKeyed, mayStillConvert } from './time-to-convert.ts'

const count = z.int().min(0)

/** When messages went out, by the journey's clock. */
export const rhythmSchema = z.strictObject({
  timeZone: z.string(),
  sent: count,
  /** Messages by weekday (Monday first) and hour (0 to 23). */
  byHour: z.array(z.array(count).length(24)).length(7),
})

/** What became of those who started in a week, which begins on a Monday of the journey's clock. Counts are passes (instances), `sent` messages. */
export const weekSchema = z.strictObject({ from: z.number(), started: count, converted: count, immature: count, sent: count })

export type Rhythm = z.infer<typeof rhythmSchema>
export type Week = z.infer<typeof weekSchema>

/** More weeks than a table shows are months of empty rows between far instants. */
export const MOST_WEEKS = 120

/** Counts when people start and when messages go out, pass by pass. */
export class TimeCounter {
  readonly #zone: Zone
  readonly #windows: readonly { windowMs: number | null }[]
  readonly #isKeyed: boolean
  readonly #until: number
  readonly #byHour = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  readonly #weeks = new Map<number, Week>()
  #sent = 0

  constructor(document: JourneyDocument, until: number) {
    this.#zone = knownZone(document.timeZone ?? 'UTC')
    this.#windows = goalWindows(document)
    this.#isKeyed = isKeyed(document)
    this.#until = until
  }

  add(instance: LoggedInstance): void {
    const from = periodStart(this.#zone, instance.startedAt, 'week')
    let week = this.#weeks.get(from)
    if (!week) this.#weeks.set(from, (week = { from, started: 0, converted: 0, immature: 0, sent: 0 }))
    week.started++
    week.sent += instance.sentAt.length
    if (instance.converted) week.converted++
    else if (this.#windows.some(({ windowMs }) => mayStillConvert(instance, windowMs, this.#until, this.#isKeyed))) week.immature++
    for (const at of instance.sentAt) {
      this.#sent++
      this.#byHour[weekdayAt(this.#zone, at) - 1]![Math.floor(timeOfDayAt(this.#zone, at) / HOUR_MS)]!++
    }
  }

  rhythm(): Rhythm {
    return { timeZone: this.#zone.name, sent: this.#sent, byHour: this.#byHour }
  }

  /** In order of time, weeks in which nobody started included; the last ones if there are more than `MOST_WEEKS`. */
  weeks(): Week[] {
    const known = [...this.#weeks.keys()].sort((a, b) => a - b)
    const [first, last] = [known[0], known.at(-1)]
    if (first === undefined || last === undefined) return []
    const weeks: Week[] = []
    for (let from = first; from <= last; from = periodStart(this.#zone, from, 'week', 1)) weeks.push(this.#weeks.get(from) ?? { from, started: 0, converted: 0, immature: 0, sent: 0 })
    return weeks.slice(-MOST_WEEKS)
  }
}
