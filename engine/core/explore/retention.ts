import { DAY_MS } from '../model/calendar.ts'
import type { EventDataset } from '../model/dataset.ts'
import type { RetentionAnswer } from './answers.ts'
import { endOfRows, spanOf, type Exploration, type Span } from './exploration.ts'
import { allRecords, groupsFor, recordsByGroup, type Groups } from './groups.ts'
import { Growing } from './growing.ts'
import { Picks } from './picks.ts'
import { shareOf } from './quantiles.ts'
import type { RetentionQuestion } from './questions.ts'

const UNIT_MS = { day: DAY_MS, week: 7 * DAY_MS } as const
const USUAL_PERIODS = { day: 30, week: 12 } as const
const ANY = { event: '*' }

/**
 * Who comes back, n days or weeks after a start. Without a start event, a profile starts with its very first event, if that is not before
 * `from`; with one, at the first such event in the span.
 */
export class RetentionExploration implements Exploration<RetentionAnswer> {
  readonly #dataset: EventDataset
  readonly #isNamed: boolean
  readonly #unitMs: number
  readonly #periods: number
  readonly #span: Span
  readonly #picks: Picks
  readonly #groups: Groups
  /** One record a start: its group, its instant, and where its returns end in the list of stretches returned in. */
  readonly #group = new Growing()
  readonly #start = new Growing()
  readonly #end = new Growing()
  readonly #returned = new Growing()

  constructor(dataset: EventDataset, { start, returns = ANY, unit = 'day', periods = USUAL_PERIODS[unit], breakDown, from, until }: RetentionQuestion) {
    this.#dataset = dataset
    this.#isNamed = start !== undefined
    this.#unitMs = UNIT_MS[unit]
    this.#periods = periods
    this.#span = spanOf(dataset, { from, until })
    this.#picks = new Picks(dataset, [start ?? ANY, returns])
    this.#groups = groupsFor(dataset, breakDown, this.#span.until)
  }

  walk(first: number, end: number): void {
    for (let profile = first; profile < end; profile++) this.#profile(profile)
  }

  #profile(profile: number): void {
    const { at, offsets } = this.#dataset
    const { from, until } = this.#span
    const endRow = endOfRows(this.#dataset, profile, until)
    let row = offsets[profile]!
    while (row < endRow && ((this.#picks.marks(row) & 1) === 0 || (this.#isNamed && at[row]! < from))) row++
    if (row === endRow || at[row]! < from) return
    const start = at[row]!
    this.#group.push(this.#groups.of(profile, row))
    this.#start.push(start)
    let last = -1
    for (row++; row < endRow; row++) {
      const stretch = Math.floor((at[row]! - start) / this.#unitMs)
      if (stretch > this.#periods) break
      if (stretch === last || (this.#picks.marks(row) & 2) === 0) continue
      this.#returned.push((last = stretch))
    }
    this.#end.push(this.#returned.length)
  }

  answer(): RetentionAnswer {
    const count = this.#start.length
    return {
      ...this.#span,
      asOfExport: this.#groups.asOfExport,
      ...this.#figures(allRecords(count)),
      groups: recordsByGroup(this.#groups, count, (record) => this.#group.at(record)).map(({ value, records }) => ({ value, ...this.#figures(records) })),
    }
  }

  #figures(records: Uint32Array): Pick<RetentionAnswer, 'starts' | 'periods'> {
    const watched = new Uint32Array(this.#periods + 2)
    const returned = new Uint32Array(this.#periods + 1)
    for (const record of records) {
      // Stretch n is whole if start + (n + 1) × unit <= until.
      const whole = Math.min(this.#periods + 1, Math.floor((this.#span.until - this.#start.at(record)) / this.#unitMs))
      watched[whole]!++
      for (let index = record === 0 ? 0 : this.#end.at(record - 1); index < this.#end.at(record); index++) {
        const stretch = this.#returned.at(index)
        if (stretch < whole) returned[stretch]!++
      }
    }
    const periods: RetentionAnswer['periods'] = []
    let left = records.length
    for (let n = 0; n <= this.#periods; n++) {
      left -= watched[n]! // those with exactly n whole stretches
      periods.push({ n, watched: left, returned: returned[n]!, share: shareOf(returned[n]!, left) })
    }
    return { starts: records.length, periods }
  }
}
