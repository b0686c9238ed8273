import { ROW, type CounterTable } from './counter-table.ts'
import type { PlayedLog } from './playhead.ts'

/** Where every instance of one journey is, moved along with a playhead; forward and back are exact, as a row that leaves a step names it. */
export class Whereabouts {
  readonly #log: PlayedLog
  readonly #table: CounterTable
  #row = 0
  /** By instance: index of the step it is in; -1 before its start, between steps and after its end. */
  readonly stepOf: Int32Array
  /** By instance: index of the step it was last seen in; -1 if none. */
  readonly lastStepOf: Int32Array

  constructor(log: PlayedLog, table: CounterTable) {
    this.#log = log
    this.#table = table
    this.stepOf = new Int32Array(log.instances).fill(-1)
    this.lastStepOf = new Int32Array(log.instances).fill(-1)
  }

  /** Moves so that the rows before `row` have happened. */
  seek(row: number): void {
    for (; this.#row < row; this.#row++) this.#pass(this.#row, false)
    while (this.#row > row) this.#pass(--this.#row, true)
  }

  /** The last who came to a step and is still there; undefined if nobody is. */
  lastIn(step: number): { profile: number; instance: number } | undefined {
    const { counter, instance, profile } = this.#log
    for (let row = this.#row - 1; row >= 0; row--) {
      const index = counter[row]!
      if (this.#table.kind[index] === ROW.entered && this.#table.step[index] === step && this.stepOf[instance[row]!] === step) return { profile: profile[row]!, instance: instance[row]! }
    }
    return undefined
  }

  #pass(row: number, isBack: boolean): void {
    const index = this.#log.counter[row]!
    const kind = this.#table.kind[index]!
    if (kind !== ROW.entered && kind !== ROW.left && kind !== ROW.ended) return
    const step = this.#table.step[index]!
    const instance = this.#log.instance[row]!
    // Coming fills a step and leaving empties it; taken back, the other way round.
    this.stepOf[instance] = (kind === ROW.entered) === isBack ? -1 : step
    this.lastStepOf[instance] = step
  }
}
