import type { JourneyProgram } from '../../compile/program.ts'
import type { EventDataset, ValueColumn } from '../../model/dataset.ts'
import type { WinnerSamples } from '../auto-winner.ts'
import type { Instance } from './instance.ts'
import type { Check, ConditionCompiler } from './conditions.ts'
import { micros } from '../tally.ts'
import type { JourneyLog } from './log-writer.ts'

/** The kernel's goals: which event converts an instance, and what a conversion counts. */
export class GoalCounter {
  readonly #program: JourneyProgram
  readonly #checks: readonly Check[]
  readonly #values: readonly (ValueColumn | undefined)[]
  readonly #variantBase: Int32Array
  readonly #winners: readonly WinnerSamples[]
  readonly #log: JourneyLog | null

  constructor(program: JourneyProgram, dataset: EventDataset, compiler: ConditionCompiler, variantBase: Int32Array, winners: readonly WinnerSamples[], log: JourneyLog | null) {
    this.#program = program
    this.#checks = program.goals.map(({ where }) => compiler.check(where))
    this.#values = program.goals.map(({ value }) => (value === null ? undefined : dataset.properties.get(value)))
    this.#variantBase = variantBase
    this.#winners = winners
    this.#log = log
  }

  /** Would this event be the goal's first match for the instance, inside its window? */
  matches(instance: Instance, goal: number, row: number, now: number): boolean {
    const { windowMs } = this.#program.goals[goal]!
    if (instance.reached[goal] === 1) return false
    if (windowMs !== null && now >= instance.startedAt + windowMs) return false
    return this.#checks[goal]!(row)
  }

  /** Counts the conversion: its value, whom it is credited to, and the variants taken before it. */
  convert(instance: Instance, goal: number, row: number, now: number): void {
    const { tally } = instance
    const column = this.#values[goal]
    const raw = column?.values[column.codes[row]!]
    const value = typeof raw === 'number' ? micros(raw) : 0n
    instance.reached[goal] = 1
    tally.conversions[goal]!++
    tally.goalValue[goal]! += value
    tally.credited[goal * (this.#program.steps.length + 1) + instance.lastMessage + 1]!++
    if (this.#log) this.#write(this.#log, instance, goal, value)
    if (!instance.converted) {
      instance.converted = true
      tally.converted++
      if (instance.heldOut) tally.heldOutConverted++
    }
    if (instance.heldOut) {
      tally.heldOutValue += value
      return
    }
    for (let index = 0; index < this.#winners.length; index++) {
      const { deal, converted } = this.#winners[index]!
      const variant = instance.taken[deal]!
      if (variant >= 0 && this.#program.deals[deal]!.winner!.goal === goal) converted[variant]!.push(now)
    }
    for (let index = 0; index < this.#program.deals.length; index++) {
      const { deal } = this.#program.deals[index]!
      const variant = instance.taken[deal.index]!
      if (variant < 0 || (deal.goal !== null && deal.goal !== goal)) continue
      const at = this.#variantBase[deal.index]! + variant
      tally.variantValue[at]! += value
      if (this.#log) this.#writeVariant(this.#log, instance, deal.index, at, value)
      if (instance.dealConverted[deal.index] === 0) tally.variantConverted[at]!++
      instance.dealConverted[deal.index] = 1
    }
  }

  /** Before the conversion is counted. */
  #write(log: JourneyLog, instance: Instance, goal: number, value: bigint): void {
    const { layout } = log
    log.count(layout.goal + goal * (this.#program.steps.length + 1) + instance.lastMessage + 1, instance, Number(value))
    if (!instance.converted) {
      log.count(layout.converted, instance)
      if (instance.heldOut) log.count(layout.heldOutConverted, instance)
    }
    if (instance.heldOut && value !== 0n) log.count(layout.heldOutValue, instance, Number(value))
  }

  #writeVariant(log: JourneyLog, instance: Instance, deal: number, variant: number, value: bigint): void {
    if (value !== 0n) log.count(log.layout.variantValue + variant, instance, Number(value))
    if (instance.dealConverted[deal] === 0) log.count(log.layout.variantConverted + variant, instance)
  }
}
