import { dwellFigures } from '../simulate/figures.ts'
import type { GoalResult, SimulationResult, StepResult } from '../simulate/result.ts'
import { addDwell, emptyDwell } from '../simulate/tally.ts'
import { counterTable, ROW, type CounterTable } from './counter-table.ts'
import type { Counter } from './counters.ts'
import { rowsUpTo } from './figures-at.ts'
import type { LogRows } from './run-log.ts'

/** A run's log as it is played. */
export interface PlayedLog extends LogRows {
  counters: readonly Counter[]
  instances: number
}

/** What a result says at an instant; the rest is the run's own. */
export type FiguresAt = Pick<SimulationResult, 'until' | 'instances' | 'entries' | 'steps' | 'goals' | 'splits' | 'holdout'>

const NO_DWELL: StepResult['dwellMs'] = { p50: null, p90: null, mean: null }

/**
 * The figures of one journey of a run at any instant. They are linear in the rows of the log, so moving adds the rows that were passed, or takes them
 * away again: forward and back give the very same figures, and those of a run with `until` at that instant. Begins before everything.
 *
 * Moving over a million rows takes some 10 ms; nothing is allocated on the way.
 */
export class Playhead {
  /** Rows that have been counted: the next one to happen. */
  row = 0
  at = -Infinity
  readonly log: PlayedLog
  readonly table: CounterTable
  /** The journey's counters with their numbers. */
  readonly #numbered: readonly (readonly [number, Counter])[]
  readonly #counts: Float64Array
  /** Sums of millionths in two parts, whole units and the rest, so that both stay exact. */
  readonly #units: Float64Array
  readonly #rest: Float64Array
  /** Starts by profile, and how many profiles have one. */
  readonly #startsOf: Uint32Array
  #profiles = 0
  /** Instants of all starts, rising, to tell how many are mature. */
  readonly #startsAt: Float64Array
  readonly #windowMs: number

  /** `windowMs`: the longest goal window of the journey (0 without one), after which an instance is mature. */
  constructor(log: PlayedLog, journey: number, windowMs: number) {
    this.log = log
    this.table = counterTable(log.counters, journey)
    this.#numbered = [...log.counters.entries()].filter(([, counter]) => counter.journey === journey)
    this.#windowMs = windowMs
    this.#counts = new Float64Array(log.counters.length)
    this.#units = new Float64Array(log.counters.length)
    this.#rest = new Float64Array(log.counters.length)
    let profiles = 0
    let starts = 0
    for (let row = 0; row < log.at.length; row++) {
      if (log.counter[row] !== this.table.started) continue
      starts++
      if (log.profile[row]! >= profiles) profiles = log.profile[row]! + 1
    }
    this.#startsOf = new Uint32Array(profiles)
    this.#startsAt = new Float64Array(starts)
    for (let row = 0, index = 0; row < log.at.length; row++) if (log.counter[row] === this.table.started) this.#startsAt[index++] = log.at[row]!
  }

  /** Moves to an instant (epoch ms): everything that happened at it has happened. */
  seek(at: number): void {
    const row = rowsUpTo(this.log, at)
    if (row < this.row / 2) this.#restart()
    this.#count(this.row, row, 1)
    this.#count(row, this.row, -1)
    this.row = row
    this.at = at
  }

  /** The next instant at which something happens in this journey; undefined if nothing does. */
  next(): number | undefined {
    for (let row = this.row; row < this.log.at.length; row++) if (this.#isShown(row)) return this.log.at[row]
    return undefined
  }

  /** The instant before this one at which something happened; undefined if nothing did. */
  previous(): number | undefined {
    for (let row = this.row - 1; row >= 0; row--) if (this.#isShown(row) && this.log.at[row]! < this.at) return this.log.at[row]
    return undefined
  }

  /** What a run up to here would have found. Dwell takes a look at every row, so it is only told if asked for, and is null else. */
  figures(withDwell = false): FiguresAt {
    const entries: FiguresAt['entries'] = {}
    const steps: FiguresAt['steps'] = {}
    const goals: Record<string, GoalResult & { units: number; rest: number }> = {}
    const splits: FiguresAt['splits'] = {}
    const outcomes: Record<string, number> = {}
    const totals = { started: 0, converted: 0, heldOut: 0, heldOutConverted: 0 }
    let heldOutValue = 0
    const step = (id: string) => (own(steps, id) ?? put(steps, id, { entered: 0, waiting: 0, ports: {}, ended: {}, dwellMs: NO_DWELL, sent: 0, suppressed: {} }))
    for (const [index, counter] of this.#numbered) {
      const count = this.#counts[index]!
      switch (counter.kind) {
        case 'matched':
        case 'refused':
        case 'admitted': (own(entries, counter.entry) ?? put(entries, counter.entry, { matched: 0, admitted: 0, refused: 0 }))[counter.kind] = count; break
        case 'started':
        case 'converted':
        case 'heldOut':
        case 'heldOutConverted': totals[counter.kind] = count; break
        case 'heldOutValue': heldOutValue = this.#value(index); break
        case 'entered':
        case 'sent': step(counter.step)[counter.kind] = count; break
        case 'left': put(step(counter.step).ports, counter.port, count); break
        case 'ended':
          if (count === 0) break
          put(step(counter.step).ended, counter.outcome, count)
          put(outcomes, counter.outcome, (own(outcomes, counter.outcome) ?? 0) + count)
          break
        case 'suppressed':
          step(counter.step)
          if (count > 0) put(step(counter.step).suppressed, counter.reason, count)
          break
        case 'goal': {
          const goal = own(goals, counter.goal) ?? put(goals, counter.goal, { conversions: 0, value: 0, creditedTo: {}, units: 0, rest: 0 })
          goal.conversions += count
          goal.units += this.#units[index]!
          goal.rest += this.#rest[index]!
          if (count > 0) put(goal.creditedTo, counter.step ?? 'none', (own(goal.creditedTo, counter.step ?? 'none') ?? 0) + count)
          break
        }
        case 'variantEntered':
        case 'variantConverted':
        case 'variantValue': {
          const split = own(splits, counter.step) ?? put(splits, counter.step, {})
          const variant = own(split, counter.variant) ?? put(split, counter.variant, { entered: 0, converted: 0, value: 0 })
          if (counter.kind === 'variantEntered') variant.entered = count
          else if (counter.kind === 'variantConverted') variant.converted = count
          else variant.value = this.#value(index)
          break
        }
        default: counter satisfies never
      }
    }
    const dwell = withDwell ? this.#dwell() : undefined
    let ended = 0
    for (const [id, one] of Object.entries(steps)) {
      const gone = total(one.ports) + total(one.ended)
      one.waiting = one.entered - gone
      ended += total(one.ended)
      if (dwell) one.dwellMs = dwellFigures(dwell.get(id) ?? emptyDwell(0), gone)
    }
    return {
      until: this.at,
      instances: {
        started: totals.started,
        active: totals.started - ended,
        ended,
        converted: totals.converted,
        mature: upTo(this.#startsAt, this.at - this.#windowMs),
        outcomes,
        profiles: this.#profiles,
      },
      entries,
      steps,
      goals: mapped(goals, ({ units, rest, ...goal }) => ({ ...goal, value: inUnits(units, rest) })),
      splits,
      holdout: { started: totals.heldOut, converted: totals.heldOutConverted, value: heldOutValue },
    }
  }

  #isShown(row: number): boolean {
    return this.table.kind[this.log.counter[row]!] !== ROW.other
  }

  #restart(): void {
    this.#counts.fill(0)
    this.#units.fill(0)
    this.#rest.fill(0)
    this.#startsOf.fill(0)
    this.#profiles = 0
    this.row = 0
  }

  #count(from: number, until: number, sign: 1 | -1): void {
    const { counter, micros, profile } = this.log
    const { started } = this.table
    for (let row = from; row < until; row++) {
      const index = counter[row]!
      this.#counts[index]! += sign
      const value = micros[row]!
      if (value !== 0) {
        const units = Math.trunc(value / 1e6)
        this.#units[index]! += sign * units
        this.#rest[index]! += sign * (value - units * 1e6)
      }
      if (index === started) {
        const whose = profile[row]!
        const before = this.#startsOf[whose]!
        this.#startsOf[whose] = before + sign
        if (sign === 1 && before === 0) this.#profiles++
        else if (sign === -1 && before === 1) this.#profiles--
      }
    }
  }

  #value(index: number): number {
    return inUnits(this.#units[index]!, this.#rest[index]!)
  }

  /** Stays that ended, by step. */
  #dwell() {
    const { kind, step, steps } = this.table
    const { at, counter, instance } = this.log
    const samples = steps.map(() => emptyDwell(0))
    const arrivedAt = new Float64Array(this.log.instances)
    for (let row = 0; row < this.row; row++) {
      const what = kind[counter[row]!]
      if (what === ROW.entered) arrivedAt[instance[row]!] = at[row]!
      else if (what === ROW.left || what === ROW.ended) {
        const stay = at[row]! - arrivedAt[instance[row]!]!
        if (stay > 0) addDwell(samples[step[counter[row]!]!]!, stay)
      }
    }
    return new Map(steps.map((id, index) => [id, samples[index]!]))
  }
}

function upTo(instants: Float64Array, at: number): number {
  return rowsUpTo({ at: instants }, at)
}

/** The exact sum as a result has it. */
function inUnits(units: number, rest: number): number {
  return Number(BigInt(units) * 1_000_000n + BigInt(rest)) / 1e6
}

/** A step may be called like a property every object has. */
function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

function put<T>(record: Record<string, T>, name: string, value: T): T {
  return (record[name] = value)
}

function mapped<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
