import type { JourneyProgram, RunProgram } from '../compile/program.ts'
import type { DialectId } from '../dialect/dialect-id.ts'
import { eventCountOf, profileCountOf, type EventDataset } from '../model/dataset.ts'
import { responseFigures } from './responses/response-figures.ts'
import { responsePlan } from './responses/response-plan.ts'
import { winnersOf } from './auto-winner.ts'
import type { BreakdownResult, GoalResult, InstancesResult, SimulationResult, StepResult } from './result.ts'
import type { JointOutput, MessageRecord, RunFigures, RunNotices, RunOptions } from './run.ts'
import {
  emptyGroup, mergeGroup, SUPPRESSION_REASONS, tallyLayout, type DwellSamples, type GroupTally, type JointTally, type Tally, type TallyLayout,
} from './tally.ts'

/** The instants a run goes from and to: as asked, else the dataset's first and last. */
export function runSpan(dataset: EventDataset, options: RunOptions): { from: number; until: number } {
  return { from: options.from ?? dataset.firstAt, until: options.until ?? dataset.lastAt }
}

/** What a result says of its run besides the counts. */
export type RunFacts = Pick<RunFigures, 'journey' | 'dataset' | 'from' | 'until' | 'seed'> & { breakDown: readonly string[]; dialect?: DialectId | undefined }

/** Of journey number `index` of the run. */
export function runFacts(program: RunProgram, index: number, dataset: EventDataset, options: RunOptions): RunFacts {
  return {
    journey: { id: program.journeys[index]!.journeyId, digest: options.journeyDigests?.[index] ?? '' },
    dataset: {
      digest: dataset.digest,
      events: eventCountOf(dataset),
      profiles: profileCountOf(dataset),
      from: dataset.firstAt,
      to: dataset.lastAt,
    },
    ...runSpan(dataset, options),
    seed: options.seed ?? 0,
    breakDown: options.breakDown ?? [],
    dialect: options.dialect,
  }
}

/** Everything a run gives, from its counts and messages. */
export function jointOutput(program: RunProgram, tally: JointTally, messages: MessageRecord[], dataset: EventDataset, options: RunOptions): JointOutput {
  const figures = program.journeys.map((journey, index) => figuresOf(journey, tally.journeys[index]!, runFacts(program, index, dataset, options)))
  const plan = responsePlan(program, options)
  const responses = plan && responseFigures(plan, tally.responses)
  return { figures, messages, pressure: tally.pressure, responses, notices: noticesOf(program.journeys, tally, runSpan(dataset, options).until) }
}

/** What belongs beside the figures of a run that ended at `until`. */
export function noticesOf(journeys: readonly JourneyProgram[], { journeys: tallies, unknownTimeZones }: JointTally, until: number): RunNotices {
  const winners = journeys.flatMap((journey, index) => winnersOf(journey, tallies[index]!.winners, until))
  return { unknownTimeZones, ...(winners.length > 0 ? { winners } : {}) }
}

/** Turns counts into the figures of `result.json`. */
export function figuresOf(program: JourneyProgram, tally: Tally, { breakDown, dialect, ...facts }: RunFacts): RunFigures {
  const layout = tallyLayout(program)
  const total = sumOf(program, tally.groups)
  return {
    ...facts,
    ...(dialect === undefined ? {} : { dialect: { id: dialect, endedLate: tally.endedLate } }),
    entries: Object.fromEntries(
      program.entries.map(({ id }, index) => [
        id,
        { matched: tally.matched[index]!, admitted: tally.admitted[index]!, refused: tally.refused[index]! },
      ]),
    ),
    ...groupFigures(program, layout, total, tally.profiles),
    holdout: { started: total.heldOut, converted: total.heldOutConverted, value: inUnits(total.heldOutValue) },
    breakdowns: breakdowns(program, layout, tally, breakDown),
  }
}

function sumOf(program: JourneyProgram, groups: readonly GroupTally[]): GroupTally {
  if (groups.length === 1) return groups[0]! // the usual run without a break-down: nothing to copy
  const total = emptyGroup(program, [])
  for (const group of groups) mergeGroup(total, group)
  return total
}

function breakdowns(program: JourneyProgram, layout: TallyLayout, tally: Tally, breakDown: readonly string[]): SimulationResult['breakdowns'] {
  return Object.fromEntries(
    breakDown.map((attribute, position) => {
      const profiles = tally.profilesByValue[position]!
      const values = [...new Set(tally.groups.map((group) => group.values[position]!))].map((value): [string, BreakdownResult] => {
        const sum = sumOf(program, tally.groups.filter((group) => group.values[position] === value))
        return [value, groupFigures(program, layout, sum, profiles.get(value) ?? 0)]
      })
      return [attribute, Object.fromEntries(values)]
    }),
  )
}

function groupFigures(program: JourneyProgram, layout: TallyLayout, group: GroupTally, profiles: number): BreakdownResult {
  return {
    instances: instances(program, group, profiles),
    steps: Object.fromEntries(program.steps.map(({ id }, index) => [id, step(program, layout, group, index)])),
    goals: Object.fromEntries(program.goals.map(({ id }, index) => [id, goal(program, group, index)])),
    splits: Object.fromEntries(
      program.deals.map(({ step: stepIndex, deal }) => [
        program.steps[stepIndex]!.id,
        Object.fromEntries(
          deal.variantIds.map((variantId, variant) => {
            const at = layout.variantBase[deal.index]! + variant
            return [variantId, { entered: group.variantEntered[at]!, converted: group.variantConverted[at]!, value: inUnits(group.variantValue[at]!) }]
          }),
        ),
      ]),
    ),
  }
}

function instances(program: JourneyProgram, group: GroupTally, profiles: number): InstancesResult {
  return {
    started: group.started,
    active: group.started - group.finished,
    ended: group.finished,
    converted: group.converted,
    mature: group.mature,
    outcomes: occurred(program.outcomes, (index) => group.outcomes[index]!),
    profiles,
  }
}

function step(program: JourneyProgram, layout: TallyLayout, group: GroupTally, index: number): StepResult {
  const { ports } = program.steps[index]!
  const outcomes = program.outcomes.length
  const portCounts = ports.map((_, port) => group.ports[layout.portBase[index]! + port]!)
  const endedCounts = program.outcomes.map((_, outcome) => group.ended[index * outcomes + outcome]!)
  const staysEnded = [...portCounts, ...endedCounts].reduce((sum, count) => sum + count, 0)
  return {
    entered: group.entered[index]!,
    waiting: group.waiting[index]!,
    ports: Object.fromEntries(ports.map(({ id }, port) => [id, portCounts[port]!])),
    ended: occurred(program.outcomes, (outcome) => endedCounts[outcome]!),
    dwellMs: dwellFigures(group.dwell[index]!, staysEnded),
    sent: group.sent[index]!,
    suppressed: occurred(SUPPRESSION_REASONS, (reason) => group.suppressed[index * SUPPRESSION_REASONS.length + reason]!),
  }
}

function goal(program: JourneyProgram, group: GroupTally, index: number): GoalResult {
  const width = program.steps.length + 1
  const names = ['none', ...program.steps.map(({ id }) => id)]
  return {
    conversions: group.conversions[index]!,
    value: inUnits(group.goalValue[index]!),
    creditedTo: occurred(names, (position) => group.credited[index * width + position]!),
  }
}

function occurred(names: readonly string[], countAt: (index: number) => number): Record<string, number> {
  const counts = new Map<string, number>()
  names.forEach((name, index) => {
    if (countAt(index) > 0) counts.set(name, (counts.get(name) ?? 0) + countAt(index))
  })
  return Object.fromEntries(counts)
}

/** Nearest rank over `count` stays, those of 0 ms among them; the mean is rounded half up. Null without a stay. */
export function dwellFigures(samples: DwellSamples, count: number): StepResult['dwellMs'] {
  if (count === 0) return { p50: null, p90: null, mean: null }
  const others = samples.ms.slice(0, samples.length)
  const zeros = count - others.length - samples.usual
  let before = 0
  for (let index = 0; index < others.length; index++) if (others[index]! <= samples.usualMs) before++
  const rank = (position: number) => {
    const place = position - zeros - 1
    if (place < 0) return 0
    if (place < before) return smallest(others, place)
    return place < before + samples.usual ? samples.usualMs : smallest(others, place - samples.usual)
  }
  return { p50: rank(Math.ceil(count / 2)), p90: rank(Math.ceil((count * 9) / 10)), mean: meanHalfUp(others, samples, count) }
}

/** The value that would stand at `place` if the array were sorted; reorders it (Hoare's quickselect: two ranks need no whole sorting). */
function smallest(values: Float64Array, place: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const a = values[low]!
    const b = values[(low + high) >> 1]!
    const c = values[high]!
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
    let left = low
    let right = high
    while (left <= right) {
      while (values[left]! < pivot) left++
      while (values[right]! > pivot) right--
      if (left > right) break
      const swapped = values[left]!
      values[left++] = values[right]!
      values[right--] = swapped
    }
    if (place <= right) high = right
    else if (place >= left) low = left
    else break
  }
  return values[place]!
}

function meanHalfUp(samples: Float64Array, { usualMs, usual }: DwellSamples, count: number): number {
  let sum = BigInt(usualMs) * BigInt(usual)
  let part = 0
  for (const ms of samples) {
    part += ms
    if (part > 2 ** 52) {
      sum += BigInt(part)
      part = 0
    }
  }
  sum += BigInt(part)
  return Number((2n * sum + BigInt(count)) / (2n * BigInt(count)))
}

function inUnits(microUnits: bigint): number {
  return Number(microUnits) / 1e6
}
