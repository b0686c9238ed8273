import type { EventDataset } from '../model/dataset.ts'
import { activityCodes } from './activity.ts'
import type { FunnelAnswer } from './answers.ts'
import { endOfRows, spanOf, type Exploration, type Span } from './exploration.ts'
import { allRecords, groupsFor, recordsByGroup, type Groups } from './groups.ts'
import { Growing } from './growing.ts'
import { Picks } from './picks.ts'
import { quantilesOf, shareOf } from './quantiles.ts'
import type { FunnelQuestion } from './questions.ts'

type Figures = Pick<FunnelAnswer, 'entered' | 'completed' | 'stillOpen' | 'steps'>

/**
 * How far each profile gets through events in order. An attempt begins at a first step; each further step is the first such event after the
 * step before (in row order), inside `start <= t < start + window`. Of a profile's attempts the one that gets furthest counts, of equal ones
 * the first. With `between: nothing` each step has to be the very next thing the profile does.
 *
 * One pass: as attempts begin later, each of their steps comes no earlier, so a pointer a step moves forward only.
 */
export class FunnelExploration implements Exploration<FunnelAnswer> {
  readonly #dataset: EventDataset
  readonly #question: FunnelQuestion
  readonly #span: Span
  readonly #picks: Picks
  readonly #groups: Groups
  readonly #isActivity: Uint8Array
  readonly #windowMs: number
  /** Of the profile under way: marks by row, pointers by step, rows of this attempt and of the best one. */
  #marks = new Uint32Array(64)
  readonly #pointers: Int32Array
  readonly #attempt: Int32Array
  readonly #best: Int32Array
  /** One record a profile that entered: its group, steps reached, whether its last window is open, and the instants of its steps. */
  readonly #group = new Growing()
  readonly #depth = new Growing()
  readonly #open = new Growing()
  readonly #instants: Growing[]

  constructor(dataset: EventDataset, question: FunnelQuestion) {
    const { steps, breakDown, windowMs = Infinity } = question
    this.#dataset = dataset
    this.#question = question
    this.#span = spanOf(dataset, question)
    this.#picks = new Picks(dataset, steps)
    this.#groups = groupsFor(dataset, breakDown, this.#span.until)
    this.#isActivity = activityCodes(dataset.names)
    this.#windowMs = windowMs
    this.#pointers = new Int32Array(steps.length)
    this.#attempt = new Int32Array(steps.length)
    this.#best = new Int32Array(steps.length)
    this.#instants = steps.map(() => new Growing())
  }

  walk(first: number, end: number): void {
    for (let profile = first; profile < end; profile++) this.#profile(profile)
  }

  #profile(profile: number): void {
    const { at } = this.#dataset
    const { from, until } = this.#span
    const firstRow = this.#dataset.offsets[profile]!
    const endRow = endOfRows(this.#dataset, profile, until)
    if (!this.#markRows(firstRow, endRow)) return
    const follow = this.#question.between === 'nothing' ? this.#strictly : this.#loosely
    const steps = this.#attempt.length
    this.#pointers.fill(firstRow)
    let best = 0
    let lastStart = -1
    for (let row = firstRow; row < endRow; row++) {
      if ((this.#marks[row - firstRow]! & 1) === 0 || at[row]! < from) continue
      lastStart = row
      if (best === steps) continue
      const depth = follow.call(this, row, firstRow, endRow)
      if (depth <= best) continue
      best = depth
      this.#best.set(this.#attempt)
    }
    if (best === 0) return
    this.#group.push(this.#groups.of(profile, this.#best[0]!))
    this.#depth.push(best)
    this.#open.push(best < steps && at[lastStart]! + this.#windowMs > until ? 1 : 0)
    this.#instants.forEach((instants, step) => instants.push(step < best ? at[this.#best[step]!]! : NaN))
  }

  /** Marks of the rows; false if none is a first step. */
  #markRows(firstRow: number, endRow: number): boolean {
    const length = endRow - firstRow
    if (length > this.#marks.length) this.#marks = new Uint32Array(2 * length)
    let met = 0
    for (let row = firstRow; row < endRow; row++) met |= this.#marks[row - firstRow] = this.#picks.marks(row)
    return (met & 1) === 1
  }

  /** Steps reached from a start, with anything in between; fills `#attempt`. */
  #loosely(start: number, firstRow: number, endRow: number): number {
    const { at } = this.#dataset
    const limit = at[start]! + this.#windowMs
    this.#attempt[0] = start
    for (let step = 1; step < this.#attempt.length; step++) {
      let row = Math.max(this.#pointers[step]!, this.#attempt[step - 1]! + 1)
      while (row < endRow && ((this.#marks[row - firstRow]! >>> step) & 1) === 0) row++
      this.#pointers[step] = row
      if (row === endRow || at[row]! >= limit) return step
      this.#attempt[step] = row
    }
    return this.#attempt.length
  }

  /** The same, with nothing in between that the profile did. */
  #strictly(start: number, firstRow: number, endRow: number): number {
    const { at, nameCodes } = this.#dataset
    const limit = at[start]! + this.#windowMs
    let row = start
    this.#attempt[0] = start
    for (let step = 1; step < this.#attempt.length; step++) {
      const isStep = (): boolean => ((this.#marks[row - firstRow]! >>> step) & 1) === 1
      row++
      while (row < endRow && this.#isActivity[nameCodes[row]!] === 0 && !isStep()) row++
      if (row === endRow || at[row]! >= limit || !isStep()) return step
      this.#attempt[step] = row
    }
    return this.#attempt.length
  }

  answer(): FunnelAnswer {
    const count = this.#group.length
    return {
      ...this.#span,
      asOfExport: this.#groups.asOfExport,
      ...this.#figures(allRecords(count)),
      groups: recordsByGroup(this.#groups, count, (record) => this.#group.at(record)).map(({ value, records }) => ({ value, ...this.#figures(records) })),
    }
  }

  #figures(records: Uint32Array): Figures {
    const { steps } = this.#question
    const reached = new Uint32Array(steps.length + 1)
    let open = 0
    for (const record of records) {
      for (let step = this.#depth.at(record) - 1; step >= 0; step--) reached[step]!++
      open += this.#open.at(record)
    }
    return {
      entered: reached[0]!,
      completed: reached[steps.length - 1]!,
      stillOpen: this.#windowMs === Infinity ? null : open,
      steps: steps.map(({ event }, step) => ({
        event,
        reached: reached[step]!,
        ofEntered: shareOf(reached[step]!, reached[0]!),
        ofPrevious: step === 0 ? null : shareOf(reached[step]!, reached[step - 1]!),
        lost: step === steps.length - 1 ? 0 : reached[step]! - reached[step + 1]!,
        sincePreviousMs: quantilesOf(this.#spans(records, step, step - 1, reached[step]!)),
        sinceStartMs: quantilesOf(this.#spans(records, step, 0, reached[step]!)),
      })),
    }
  }

  /** Time from one step to a later one, of those who reached it; none for the first step. */
  #spans(records: Uint32Array, step: number, since: number, count: number): Float64Array {
    const spans = new Float64Array(step === 0 ? 0 : count)
    let filled = 0
    if (step > 0) for (const record of records) if (this.#depth.at(record) > step) spans[filled++] = this.#instants[step]!.at(record) - this.#instants[since]!.at(record)
    return spans
  }
}
