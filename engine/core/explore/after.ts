import { DAY_MS, HOUR_MS } from '../model/calendar.ts'
import type { EventDataset } from '../model/dataset.ts'
import { isOwnEvent } from '../simulate/own-events.ts'
import type { AfterAnswer } from './answers.ts'
import { endOfRows, spanOf, type Exploration, type Span } from './exploration.ts'
import { Picks } from './picks.ts'
import { shareOf } from './quantiles.ts'
import type { AfterQuestion } from './questions.ts'

const USUAL_HORIZONS_MS: readonly number[] = [HOUR_MS, DAY_MS, 7 * DAY_MS]
const USUAL_LIMIT = 30

/** What is counted of one horizon, by event code. */
interface Horizon { ms: number; starts: number; leftOut: number; followed: Float64Array; usual: Float64Array }

/**
 * What people did after an event: for each horizon the share of starts that each event followed (rows after the start's own,
 * `gap < horizon`), beside what is usual: the chance that a stretch of that length holds the event, laid at random into the same
 * profile's time from its first event to the end of the data. That chance is not drawn but measured: a stretch that begins at `s` holds an
 * event at `t` if `t - horizon < s <= t`, so it is the length of the union of these, over the length of all `s` there are. Each start weighs
 * the same in it. A single start of a profile is left out of it: that everybody who is asked about did the event once says nothing about again.
 *
 * Linear in rows: an event is counted for the starts since the last event of its name, and a pointer a horizon keeps them near enough.
 */
export class AfterExploration implements Exploration<AfterAnswer> {
  readonly #dataset: EventDataset
  readonly #span: Span
  readonly #isEvery: boolean
  readonly #limit: number
  readonly #picks: Picks
  readonly #horizons: Horizon[]
  /** Of the profile under way: starts before each row, and by event code its latest row. */
  #startsBefore = new Uint32Array(64)
  readonly #lastRow: Int32Array

  constructor(dataset: EventDataset, { event, starts, horizonsMs, limit = USUAL_LIMIT, from, until }: AfterQuestion) {
    const names = dataset.names.length
    this.#dataset = dataset
    this.#span = spanOf(dataset, { from, until })
    this.#isEvery = starts === 'every'
    this.#limit = limit
    this.#picks = new Picks(dataset, [event])
    this.#horizons = [...new Set(horizonsMs ?? USUAL_HORIZONS_MS)]
      .sort((a, b) => a - b)
      .map((ms) => ({ ms, starts: 0, leftOut: 0, followed: new Float64Array(names), usual: new Float64Array(names) }))
    this.#lastRow = new Int32Array(names).fill(-1)
  }

  walk(first: number, end: number): void {
    for (let profile = first; profile < end; profile++) {
      const firstRow = this.#dataset.offsets[profile]!
      const endRow = endOfRows(this.#dataset, profile, this.#span.until)
      if (this.#countStarts(firstRow, endRow) > 0) for (const horizon of this.#horizons) this.#profile(horizon, firstRow, endRow)
    }
  }

  #countStarts(firstRow: number, endRow: number): number {
    const length = endRow - firstRow
    if (length >= this.#startsBefore.length) this.#startsBefore = new Uint32Array(2 * length + 1)
    let starts = 0
    for (let row = firstRow; row < endRow; row++) {
      this.#startsBefore[row - firstRow] = starts
      if ((this.#isEvery || starts === 0) && this.#dataset.at[row]! >= this.#span.from && this.#picks.marks(row) === 1) starts++
    }
    return (this.#startsBefore[length] = starts)
  }

  #profile(horizon: Horizon, firstRow: number, endRow: number): void {
    const { at, nameCodes } = this.#dataset
    const { ms, followed, usual } = horizon
    const lastBegin = this.#span.until - ms
    let watchedEnd = firstRow // rows up to here have the whole horizon in the data
    while (watchedEnd < endRow && at[watchedEnd]! <= lastBegin) watchedEnd++
    const starts = this.#startsBefore[watchedEnd - firstRow]!
    horizon.starts += starts
    horizon.leftOut += this.#startsBefore[endRow - firstRow]! - starts
    if (starts === 0) return
    const begin = at[firstRow]!
    const length = lastBegin - begin
    let near = firstRow // the first row with `at > t - horizon`
    for (let row = firstRow; row < endRow; row++) {
      const t = at[row]!
      const code = nameCodes[row]!
      const before = this.#lastRow[code]!
      while (at[near]! <= t - ms) near++
      const first = Math.max(near, before, firstRow)
      const end = Math.min(row, watchedEnd)
      if (end > first) followed[code]! += this.#startsBefore[end - firstRow]! - this.#startsBefore[first - firstRow]!
      if (!this.#isEvery && this.#startsBefore[row - firstRow + 1]! > this.#startsBefore[row - firstRow]!) continue // the start itself
      const low = Math.max(before < 0 ? begin : at[before]!, t - ms, begin)
      const high = Math.min(t, lastBegin)
      if (length > 0) {
        if (high > low) usual[code]! += (starts * (high - low)) / length
      } else if (before < 0 && t < begin + ms) usual[code]! += starts // the one stretch there is
      this.#lastRow[code] = row
    }
    for (let row = firstRow; row < endRow; row++) this.#lastRow[nameCodes[row]!] = -1
  }

  answer(): AfterAnswer {
    const { names } = this.#dataset
    const longest = this.#horizons.at(-1)!
    const met = [...names.keys()]
      .filter((code) => !isOwnEvent(names[code]!) && this.#horizons.some(({ followed }) => followed[code]! > 0))
      .sort((a, b) => longest.followed[b]! - longest.followed[a]! || (names[a]! < names[b]! ? -1 : 1))
    return {
      ...this.#span,
      horizons: this.#horizons.map(({ ms, starts, leftOut }) => ({ horizonMs: ms, starts, leftOut })),
      events: met.slice(0, this.#limit).map((code) => ({ event: names[code]!, within: this.#horizons.map((horizon) => withinOf(horizon, code)) })),
      leftOff: Math.max(0, met.length - this.#limit),
    }
  }
}

function withinOf({ starts, followed, usual }: Horizon, code: number): AfterAnswer['events'][number]['within'][number] {
  const share = shareOf(followed[code]!, starts)
  const expected = starts === 0 ? null : Math.min(1, usual[code]! / starts) // sums of fractions may end a last bit above 1
  return { count: followed[code]!, share, usual: expected, lift: share === null || !expected ? null : share / expected }
}
