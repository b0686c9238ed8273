import type { EventDataset } from '../model/dataset.ts'
import type { TimeToNextAnswer } from './answers.ts'
import { endOfRows, spanOf, type Exploration, type Span } from './exploration.ts'
import { allRecords, groupsFor, recordsByGroup, type Groups } from './groups.ts'
import { Growing } from './growing.ts'
import { Picks } from './picks.ts'
import { quantilesBy, quantilesOfSorted, shareOf } from './quantiles.ts'
import type { TimeToNextQuestion } from './questions.ts'
import { FollowedShare } from './survival.ts'

type Figures = Omit<TimeToNextAnswer, 'from' | 'until' | 'asOfExport' | 'groups'>

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Where bins of the histogram begin: steps a person would name, each 1.5 to 3 times the one before. */
const BINS: readonly number[] = [
  0, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY, 14 * DAY, 21 * DAY, 30 * DAY, 60 * DAY, 90 * DAY, 180 * DAY, 365 * DAY,
]

/** Timeouts that are always judged. */
export const USUAL_TIMEOUTS_MS: readonly number[] = [
  5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY, 14 * DAY, 21 * DAY, 30 * DAY,
]

/**
 * How long after a start the next event comes: the first row after the start's own that is one of those asked for, as a `waitFor` right after
 * it would see it. A start at the very end of the data has hardly been watched, and the figures say so.
 */
export class TimeToNextExploration implements Exploration<TimeToNextAnswer> {
  readonly #dataset: EventDataset
  readonly #question: TimeToNextQuestion
  readonly #span: Span
  readonly #picks: Picks
  /** Of the picks, the first that many are starts. */
  readonly #startCount: number
  readonly #groups: Groups
  readonly #timeoutsMs: readonly number[]
  /** One record a start: its group, the gap (NaN: none), which event came (-1: none), and how much of the data was left. */
  readonly #group = new Growing()
  readonly #gap = new Growing()
  readonly #came = new Growing()
  readonly #left = new Growing()

  constructor(dataset: EventDataset, question: TimeToNextQuestion) {
    this.#dataset = dataset
    this.#question = question
    const starts = [question.start, ...(question.orStart ?? [])]
    this.#span = spanOf(dataset, question)
    this.#picks = new Picks(dataset, [...starts, ...question.next])
    this.#startCount = starts.length
    this.#groups = groupsFor(dataset, question.breakDown, this.#span.until)
    this.#timeoutsMs = [...new Set([...USUAL_TIMEOUTS_MS, ...(question.timeoutsMs ?? [])])].sort((a, b) => a - b)
  }

  walk(first: number, end: number): void {
    for (let profile = first; profile < end; profile++) this.#profile(profile)
  }

  #profile(profile: number): void {
    const { at, offsets } = this.#dataset
    const { from, until } = this.#span
    const isEvery = this.#question.starts === 'every'
    const endRow = endOfRows(this.#dataset, profile, until)
    let waiting = 0 // starts since the last of the events asked for
    for (let row = offsets[profile]!; row < endRow; row++) {
      const marks = this.#picks.marks(row)
      if (marks === 0) continue
      const next = marks >>> this.#startCount
      if (next !== 0 && waiting > 0) {
        this.#follow(waiting, row, firstOf(next))
        waiting = 0
        if (!isEvery) return
      }
      if ((marks & ((1 << this.#startCount) - 1)) === 0 || at[row]! < from || (!isEvery && waiting > 0)) continue
      waiting++
      this.#group.push(this.#groups.of(profile, row))
      this.#gap.push(at[row]!) // the instant, until it is known how long it takes
      this.#came.push(-1)
      this.#left.push(until - at[row]!)
    }
    this.#follow(waiting, -1, -1)
  }

  /** The last `waiting` starts are followed at a row, or (-1) never. */
  #follow(waiting: number, row: number, came: number): void {
    for (let record = this.#gap.length - waiting; record < this.#gap.length; record++) {
      this.#gap.set(record, row < 0 ? NaN : this.#dataset.at[row]! - this.#gap.at(record))
      this.#came.set(record, came)
    }
  }

  answer(): TimeToNextAnswer {
    const count = this.#group.length
    return {
      ...this.#span,
      asOfExport: this.#groups.asOfExport,
      ...this.#figures(allRecords(count)),
      groups: recordsByGroup(this.#groups, count, (record) => this.#group.at(record)).map(({ value, records }) => ({ value, ...this.#figures(records) })),
    }
  }

  #figures(records: Uint32Array): Figures {
    const by = this.#question.next.map(({ event }) => ({ event, count: 0 }))
    for (const record of records) if (this.#came.at(record) >= 0) by[this.#came.at(record)]!.count++
    const answered = by.reduce((sum, { count }) => sum + count, 0)
    const followed = new Float64Array(answered)
    const unfollowed = new Float64Array(records.length - answered)
    const left = new Float64Array(records.length)
    let [gaps, rest] = [0, 0]
    records.forEach((record, index) => {
      left[index] = this.#left.at(record)
      if (this.#came.at(record) >= 0) followed[gaps++] = this.#gap.at(record)
      else unfollowed[rest++] = this.#left.at(record)
    })
    followed.sort()
    unfollowed.sort()
    const shares = new FollowedShare({ followed, unfollowed })
    return {
      starts: records.length,
      answered,
      unanswered: records.length - answered,
      by,
      gapMs: quantilesOfSorted(followed),
      ofAllMs: quantilesBy((share) => shares.quantile(share)),
      watchedMs: quantilesOfSorted(unfollowed),
      histogram: histogramOf(followed),
      curve: this.#curve(records, left.sort(), shares),
    }
  }

  /** Caught of those watched: both counted by the shortest timeout that a start would have been caught by, or could not be judged by. */
  #curve(records: Uint32Array, left: Float64Array, shares: FollowedShare): TimeToNextAnswer['curve'] {
    const timeouts = this.#timeoutsMs
    const change = new Int32Array(timeouts.length + 1)
    for (const record of records) {
      const gap = this.#gap.at(record)
      if (Number.isNaN(gap)) continue
      const caughtFrom = firstAbove(timeouts, gap) // the first timeout with gap < timeout
      const watchedUpTo = firstAbove(timeouts, this.#left.at(record)) // the first timeout longer than was watched
      if (caughtFrom >= watchedUpTo) continue
      change[caughtFrom]!++
      change[watchedUpTo]!--
    }
    let caught = 0
    return timeouts.map((timeoutMs, index) => {
      caught += change[index]!
      const watched = left.length - firstAbove(left, timeoutMs - 1) // instants are whole ms
      return { timeoutMs, watched, caught, share: shareOf(caught, watched), estimated: left.length === 0 ? null : shares.before(timeoutMs) }
    })
  }
}

/** Number of the lowest bit: of several events that fit, the one asked for first. */
function firstOf(marks: number): number {
  return 31 - Math.clz32(marks & -marks)
}

/** Index of the first value above the limit, of values in rising order; their number if there is none. */
function firstAbove(sorted: ArrayLike<number>, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

function histogramOf(sorted: Float64Array): TimeToNextAnswer['histogram'] {
  const counts = BINS.map((fromMs, index) => firstAbove(sorted, (BINS[index + 1] ?? Infinity) - 1) - firstAbove(sorted, fromMs - 1))
  const first = counts.findIndex((count) => count > 0)
  const last = counts.findLastIndex((count) => count > 0)
  return first < 0 ? [] : counts.slice(first, last + 1).map((count, index) => ({ fromMs: BINS[first + index]!, toMs: BINS[first + index + 1] ?? null, count }))
}
