import type { JourneyProgram } from '../compile/program.ts'
import { counterLayout, type CounterLayout } from '../playback/counters.ts'
import { NO_INSTANCE, type RunLog } from '../playback/run-log.ts'
import { tallyLayout } from '../simulate/tally.ts'
import type { CohortFigures, MatureFigures } from './mature-schema.ts'

/** Of one journey of a run that ended at `until`; its counters begin at `base`. Looks at each row twice. */
export function matureFigures(program: JourneyProgram, base: number, log: RunLog, until: number): MatureFigures {
  const layout = counterLayout(program, base)
  const of = cohorts(program, layout, log, until)
  const mature = new Float64Array(layout.end - base)
  const undecided = new Float64Array(layout.end - base)
  for (let row = 0; row < log.at.length; row++) {
    const counter = log.counter[row]!
    const instance = log.instance[row]!
    if (counter < base || counter >= layout.end || instance === NO_INSTANCE) continue
    if (of[instance] === MATURE) mature[counter - base]!++
    else if (of[instance] === UNDECIDED) undecided[counter - base]!++
  }
  return { windowMs: program.longestWindowMs, mature: figuresOf(program, layout, base, mature), undecided: figuresOf(program, layout, base, undecided) }
}

const MATURE = 1
const UNDECIDED = 2

/**
 * By instance: which cohort it is in; 0 for one of another journey, with a goal before its time is up, or that ended and counts no goal any more because
 * its profile started again (where instances have keys, only those of one key close each other, which a log does not tell).
 */
function cohorts(program: JourneyProgram, layout: CounterLayout, log: RunLog, until: number): Uint8Array {
  const of = new Uint8Array(log.instances)
  const ended = new Uint8Array(log.instances)
  const undecided = new Map<number, number[]>()
  const isKeyed = program.reentry.kind === 'always' && program.reentry.key !== null
  for (let row = 0; row < log.at.length; row++) {
    const counter = log.counter[row]!
    const instance = log.instance[row]!
    if (counter === layout.started) {
      const profile = log.profile[row]!
      const before = undecided.get(profile)
      if (before !== undefined && !isKeyed) for (const one of before) if (ended[one] === 1) of[one] = 0
      if (log.at[row]! + program.longestWindowMs <= until) of[instance] = MATURE
      else {
        of[instance] = UNDECIDED
        undecided.set(profile, [...(before ?? []), instance])
      }
    } else if (counter === layout.converted && of[instance] === UNDECIDED) of[instance] = 0
    else if (counter >= layout.ended && counter < layout.sent) ended[instance] = 1
  }
  return of
}

function figuresOf(program: JourneyProgram, layout: CounterLayout, base: number, counts: Float64Array): CohortFigures {
  const at = (counter: number) => counts[counter - base]!
  const { portBase, variantBase } = tallyLayout(program)
  const { outcomes, steps, goals, deals } = program
  const named = (names: readonly string[], first: number) => Object.fromEntries(names.flatMap((name, index) => (at(first + index) > 0 ? [[name, at(first + index)]] : [])))
  const sum = (first: number, length: number) => Array.from({ length }, (_, index) => at(first + index)).reduce((total, count) => total + count, 0)
  return {
    started: at(layout.started),
    converted: at(layout.converted),
    outcomes: Object.fromEntries(outcomes.flatMap((name, outcome) => {
      const count = steps.reduce((total, _, step) => total + at(layout.ended + step * outcomes.length + outcome), 0)
      return count > 0 ? [[name, count]] : []
    })),
    steps: Object.fromEntries(steps.map(({ id, ports }, step) => {
      const [firstPort, firstEnd, entered] = [layout.left + portBase[step]!, layout.ended + step * outcomes.length, at(layout.entered + step)]
      const left = sum(firstPort, ports.length) + sum(firstEnd, outcomes.length)
      return [id, { entered, waiting: entered - left, ports: Object.fromEntries(ports.map((port, index) => [port.id, at(firstPort + index)])), ended: named(outcomes, firstEnd) }]
    })),
    goals: Object.fromEntries(goals.map(({ id }, goal) => [id, sum(layout.goal + goal * (steps.length + 1), steps.length + 1)])),
    splits: Object.fromEntries(deals.map(({ step, deal }) => [
      steps[step]!.id,
      Object.fromEntries(deal.variantIds.map((variant, index) => {
        const place = variantBase[deal.index]! + index
        return [variant, { entered: at(layout.variantEntered + place), converted: at(layout.variantConverted + place) }]
      })),
    ])),
  }
}
