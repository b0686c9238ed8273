import { DAY_MS, HOUR_MS } from '../../model/calendar.ts'
import { eventCountOf, profileCountOf, textAt, type EventDataset } from '../../model/dataset.ts'
import { activityCodes } from '../activity.ts'
import type { Flag, Quality } from '../answers.ts'
import type { Exploration } from '../exploration.ts'
import { dayBursts, hourBursts } from './bursts.ts'
import { HourCounts } from './day-counts.ts'
import { DuplicateCounter } from './duplicates.ts'
import * as flags from './flags.ts'
import { missingDays } from './missing-days.ts'
import { mainName, namesIn } from './names-in.ts'
import { outliersOf } from './outliers.ts'

const MINUTE_MS = 60_000
/** Flags of one kind that are told. */
const MOST_OF_A_KIND = 20
/** A bulk longer than that, of days, is not looked through for bursts and gaps. */
const MOST_DAYS = 200_000
/** More bursts and names than that are not counted against each other: bursts are then told without what they are of. */
const MOST_COUNTERS = 2_000_000
const ONE_PROFILE = { warning: 0.3, note: 0.05 } as const
/** With few profiles a large share is no wonder: one has to have that many times an even share. */
const LEAST_EVEN_SHARES = 2
const ONE_TIME = 0.05
const LEAST_ROWS_AT_ONE_TIME = 50
const DAYS_ONLY = 0.95

/**
 * Looks for what is wrong in most data that are wrong: bursts, instants far from the rest, times that look filled in, repeated rows, one profile
 * that does too much, days that are missing. All about what people did (no `$set`, `$sent`, `$api:…`), except the repeated rows. Needs all properties.
 * Days and hours are those of UTC.
 */
export class QualityExploration implements Exploration<Quality> {
  readonly #dataset: EventDataset
  readonly #isActivity: Uint8Array
  readonly #hours = new HourCounts()
  readonly #duplicates: DuplicateCounter
  /** Rows at a whole minute, by minute of the day; rows at a whole hour. */
  readonly #atMinute = new Float64Array(24 * 60)
  #atWholeHour = 0
  #rows = 0
  readonly #heavy: { profile: number; rows: number }[] = []

  constructor(dataset: EventDataset) {
    this.#dataset = dataset
    this.#isActivity = activityCodes(dataset.names)
    this.#duplicates = new DuplicateCounter(dataset)
  }

  walk(first: number, end: number): void {
    const { at, nameCodes, offsets } = this.#dataset
    const least = Math.max(2, ONE_PROFILE.note * eventCountOf(this.#dataset) * 0.5) // not all rows count; sorted out at the end
    for (let profile = first; profile < end; profile++) {
      let rows = 0
      for (let row = offsets[profile]!; row < offsets[profile + 1]!; row++) {
        if (this.#isActivity[nameCodes[row]!] === 0) continue
        const t = at[row]!
        rows++
        this.#hours.add(t)
        if (t % MINUTE_MS !== 0) continue
        this.#atMinute[(((t % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS]!++
        if (t % HOUR_MS === 0) this.#atWholeHour++
      }
      this.#rows += rows
      if (rows >= least) this.#heavy.push({ profile, rows })
      this.#duplicates.look(offsets[profile]!, offsets[profile + 1]!)
    }
  }

  answer(): Quality {
    const minute = this.#crowdedMinute()
    const found = [this.#timeOfDay(minute), this.#repeats(), this.#heavyProfiles(), ...this.#overTime(minute)]
    const severity = ({ severity }: Flag): number => (severity === 'warning' ? 0 : 1)
    const told = found.map((kind) => kind.sort((a, b) => severity(a) - severity(b) || b.count - a.count).slice(0, MOST_OF_A_KIND)).flat()
    return {
      flags: told.sort((a, b) => severity(a) - severity(b)),
      leftOff: found.reduce((sum, { length }) => sum + length, 0) - told.length,
    }
  }

  /** The minute of the day at which too much happens: midnight in some zone, where the time was not known. */
  #crowdedMinute(): number | undefined {
    const most = this.#atMinute.reduce((best, count, minute) => (count > this.#atMinute[best]! ? minute : best), 0)
    const count = this.#atMinute[most]!
    if (count < LEAST_ROWS_AT_ONE_TIME || count < ONE_TIME * this.#rows) return undefined
    const isByHour = this.#atWholeHour >= DAYS_ONLY * this.#rows // instants cut to hours: each takes its share
    return isByHour && count < DAYS_ONLY * this.#rows ? undefined : most
  }

  #timeOfDay(minute: number | undefined): Flag[] {
    if (minute === undefined) return []
    const count = this.#atMinute[minute]!
    if (count >= DAYS_ONLY * this.#rows) return [flags.daysOnly(count, this.#rows, minute)]
    const { names } = this.#dataset
    const [here, all] = namesIn(this.#dataset, this.#isActivity, 1, (at) => (isAtMinute(at, minute) ? 0 : -1)).concat(namesIn(this.#dataset, this.#isActivity, 1, () => 0))
    const whole = [...names.keys()].filter((code) => here![code]! > 0 && here![code]! >= DAYS_ONLY * all![code]!).sort((a, b) => here![b]! - here![a]!)
    return [flags.oneTime(count, this.#rows, minute, whole.map((code) => names[code]!))]
  }

  #repeats(): Flag[] {
    const { count } = this.#duplicates
    return count === 0 ? [] : [flags.duplicates(count, eventCountOf(this.#dataset))]
  }

  #heavyProfiles(): Flag[] {
    const even = this.#rows / Math.max(1, profileCountOf(this.#dataset))
    return this.#heavy
      .filter(({ rows }) => rows >= ONE_PROFILE.note * this.#rows && rows >= LEAST_EVEN_SHARES * even)
      .map(({ profile, rows }) =>
        flags.heavyProfile(rows, this.#rows, textAt(this.#dataset.profileIds, profile), rows >= ONE_PROFILE.warning * this.#rows ? 'warning' : 'note'),
      )
  }

  /** What days and hours show, kind by kind. */
  #overTime(minute: number | undefined): Flag[][] {
    this.#hours.flush()
    const counts = this.#hours.days()
    const { days } = counts
    if (days.length === 0) return []
    const { first, end, rowsBefore, rowsAfter } = outliersOf(counts)
    const [firstDay, endDay] = [days[first]!, days[end - 1]! + 1]
    const byDay = new Map(days.map((day, index) => [day, counts.counts[index]!]))
    const inBulk = (day: number): boolean => day >= firstDay && day < endDay
    const dayCount = (day: number): number | undefined => (inBulk(day) ? (byDay.get(day) ?? 0) : undefined)
    // What piles up at one time of day is told by itself; hours are looked at without it.
    const piled = new HourCounts()
    if (minute !== undefined) for (const at of this.#dataset.at) if (isAtMinute(at, minute)) piled.add(at)
    piled.flush()
    const hourCount = (hour: number): number | undefined =>
      inBulk(Math.floor(hour / 24)) ? (this.#hours.byHour.get(hour) ?? 0) - (piled.byHour.get(hour) ?? 0) : undefined

    const atEpoch = first > 0 ? (byDay.get(-1) ?? 0) + (byDay.get(0) ?? 0) : 0
    const isEpochBefore = firstDay > 0 && atEpoch > 0
    const before = rowsBefore - (isEpochBefore ? atEpoch : 0)
    const clocks = [
      isEpochBefore ? [flags.epoch(atEpoch, this.#rows)] : [],
      before > 0 ? [flags.clockBehind(before, this.#rows, days[0]!, days[first - 1]!, firstDay)] : [],
      rowsAfter > 0 ? [flags.clockAhead(rowsAfter, this.#rows, days[end]!, days.at(-1)!, endDay - 1)] : [],
    ]
    if (endDay - firstDay > MOST_DAYS) return clocks
    const burstDays = dayBursts(firstDay, endDay, dayCount)
    const isBurstDay = new Set(burstDays.map(({ index }) => index))
    const hours = [...this.#hours.byHour.keys()].filter((hour) => inBulk(Math.floor(hour / 24)) && !isBurstDay.has(Math.floor(hour / 24))).sort((a, b) => a - b)
    const burstHours = hourBursts(hours, hourCount)
    const [ofDays, ofHours] = [this.#mainNames(burstDays, DAY_MS), this.#mainNames(burstHours, HOUR_MS)]
    return [
      ...clocks,
      burstDays.map((burst, index) => flags.burstDay(burst, this.#rows, ofDays[index], busiestHour(burst.index, hourCount))),
      burstHours.map((burst, index) => flags.burstHour(burst, this.#rows, ofHours[index])),
      missingDays(firstDay, endDay, dayCount).map(flags.missingDays),
    ]
  }

  /** The event that most of each burst is; undefined where there is none. */
  #mainNames(bursts: readonly { index: number }[], unitMs: number): (string | undefined)[] {
    if (bursts.length * this.#dataset.names.length > MOST_COUNTERS) return []
    const places = new Map(bursts.map(({ index }, place) => [index, place]))
    return namesIn(this.#dataset, this.#isActivity, bursts.length, (at) => places.get(Math.floor(at / unitMs)) ?? -1).map((counts) => mainName(this.#dataset.names, counts))
  }
}

function isAtMinute(at: number, minute: number): boolean {
  return (((at % DAY_MS) + DAY_MS) % DAY_MS) === minute * MINUTE_MS
}

function busiestHour(day: number, countAt: (hour: number) => number | undefined): { hour: number; count: number } {
  const hours = Array.from({ length: 24 }, (_, index) => ({ hour: 24 * day + index, count: countAt(24 * day + index) ?? 0 }))
  return hours.reduce((most, one) => (one.count > most.count ? one : most))
}
