import type { JourneyProgram } from '../compile/program.ts'
import { figuresOf, type RunFacts } from '../simulate/figures.ts'
import type { RunFigures } from '../simulate/run.ts'
import { addDwell, emptyGroup, emptyTally, type GroupTally, type Tally } from '../simulate/tally.ts'
import { counterLayout, type CounterLayout } from './counters.ts'
import type { RunLog } from './run-log.ts'

/** Rows of a log up to an instant: those before the row that is answered. */
export function rowsUpTo({ at }: Pick<RunLog, 'at'>, instant: number): number {
  let low = 0
  let high = at.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at[middle]! <= instant) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The figures a run of the same journeys would have given, had it ended at `instant`: the same as with `until` at that instant, break-downs apart. `index` numbers
 * the journey; its counters begin at `base`. Takes one look at each row.
 */
export function figuresAt(program: JourneyProgram, base: number, log: RunLog, instant: number, facts: Omit<RunFacts, 'until' | 'breakDown'>): RunFigures {
  return figuresOf(program, tallyAt(program, counterLayout(program, base), log, instant), { ...facts, until: instant, breakDown: [] })
}

function tallyAt(program: JourneyProgram, layout: CounterLayout, log: RunLog, instant: number): Tally {
  const end = rowsUpTo(log, instant)
  const group = emptyGroup(program, [])
  const tally: Tally = { ...emptyTally(program, []), groups: [group] }
  const counts = new Float64Array(layout.end)
  const sums = new Map<number, bigint>()
  const arrivedAt = new Float64Array(log.instances)
  const isIn = new Set<number>()
  for (let row = 0; row < end; row++) {
    const counter = log.counter[row]!
    if (counter < layout.matched || counter >= layout.end) continue // another journey's
    counts[counter]!++
    if (log.micros[row] !== 0) sums.set(counter, (sums.get(counter) ?? 0n) + BigInt(log.micros[row]!))
    if (counter === layout.started) {
      if (log.at[row]! + program.longestWindowMs <= instant) group.mature++
      isIn.add(log.profile[row]!)
    } else countStay(layout, program, group, log, row, arrivedAt)
  }
  fill(program, layout, tally, group, counts, (counter) => sums.get(counter) ?? 0n)
  tally.profiles = isIn.size
  return tally
}

/** Remembers when an instance came to a step, and adds the stay when it leaves it. */
function countStay(layout: CounterLayout, program: JourneyProgram, group: GroupTally, log: RunLog, row: number, arrivedAt: Float64Array): void {
  const counter = log.counter[row]!
  if (counter >= layout.entered && counter < layout.left) arrivedAt[log.instance[row]!] = log.at[row]!
  else if (counter >= layout.left && counter < layout.sent) {
    const stay = log.at[row]! - arrivedAt[log.instance[row]!]!
    if (stay > 0) addDwell(group.dwell[stepLeft(layout, program, counter)]!, stay)
  }
}

/** The step that a count of `left` or `ended` is of. */
function stepLeft(layout: CounterLayout, program: JourneyProgram, counter: number): number {
  if (counter >= layout.ended) return Math.floor((counter - layout.ended) / program.outcomes.length)
  let first = layout.left
  return program.steps.findIndex(({ ports }) => (first += ports.length) > counter)
}

function fill(program: JourneyProgram, layout: CounterLayout, tally: Tally, group: GroupTally, counts: Float64Array, sum: (counter: number) => bigint): void {
  const copy = (into: Float64Array, first: number) => into.forEach((_, index) => (into[index] = counts[first + index]!))
  copy(tally.matched, layout.matched)
  copy(tally.refused, layout.refused)
  copy(tally.admitted, layout.admitted)
  copy(group.entered, layout.entered)
  copy(group.ports, layout.left)
  copy(group.ended, layout.ended)
  copy(group.sent, layout.sent)
  copy(group.suppressed, layout.suppressed)
  copy(group.credited, layout.goal)
  copy(group.variantEntered, layout.variantEntered)
  copy(group.variantConverted, layout.variantConverted)
  group.started = counts[layout.started]!
  group.converted = counts[layout.converted]!
  group.heldOut = counts[layout.heldOut]!
  group.heldOutConverted = counts[layout.heldOutConverted]!
  group.heldOutValue = sum(layout.heldOutValue)
  group.variantValue.forEach((_, index) => (group.variantValue[index] = sum(layout.variantValue + index)))
  const width = program.steps.length + 1
  group.credited.forEach((count, index) => {
    const goal = Math.floor(index / width)
    group.conversions[goal]! += count
    group.goalValue[goal]! += sum(layout.goal + index)
  })
  let port = 0
  program.steps.forEach(({ ports }, step) => {
    let left = 0
    for (const end = port + ports.length; port < end; port++) left += group.ports[port]!
    program.outcomes.forEach((_, outcome) => {
      const ended = group.ended[step * program.outcomes.length + outcome]!
      group.outcomes[outcome]! += ended
      group.finished += ended
      left += ended
    })
    group.waiting[step] = group.entered[step]! - left
  })
}
