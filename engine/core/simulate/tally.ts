import type { JourneyProgram, Operation, RunProgram } from '../compile/program.ts'
import { emptyWinners, mergeWinners, type WinnerSamples } from './auto-winner.ts'
import { emptyPressure, mergePressure, type PressureTally } from './pressure.ts'

/** Why a message can be held back, in the order of the checks. */
export const SUPPRESSION_REASONS = ['holdout', 'consent', 'cap', 'quietHours'] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

/**
 * Stays of more than 0 ms: `usual` of them lasted the step's own time (its delay or timeout, `usualMs`; 0: it has none), the others are
 * listed in no order; `length` of the array is in use. Most stays are usual, and need no sorting.
 */
export interface DwellSamples { usualMs: number; usual: number; ms: Float64Array; length: number }

/**
 * Counts of the instances that had one combination of break-down values at their start. Flat arrays, so that the kernel counts by
 * index: `ports` by the step's port base + port, `ended` by step × outcomes + outcome, `suppressed` by step × reasons + reason,
 * `credited` by goal × (steps + 1) + step + 1 (0: none), variants by the deal's base + variant. Values are exact sums of millionths.
 */
export interface GroupTally {
  values: readonly string[]
  started: number
  finished: number
  converted: number
  mature: number
  outcomes: Float64Array
  entered: Float64Array
  waiting: Float64Array
  ports: Float64Array
  ended: Float64Array
  sent: Float64Array
  suppressed: Float64Array
  dwell: DwellSamples[]
  conversions: Float64Array
  goalValue: bigint[]
  credited: Float64Array
  variantEntered: Float64Array
  variantConverted: Float64Array
  variantValue: bigint[]
  /** Instances that are held out: they count above like all others, but not in the variants. */
  heldOut: number
  heldOutConverted: number
  heldOutValue: bigint
}

/** All counts of a run, or of a part of its profiles. Plain data: it travels between threads. */
export interface Tally {
  groups: GroupTally[]
  matched: Float64Array
  admitted: Float64Array
  refused: Float64Array
  /** Profiles with at least one instance: all, and by break-down attribute and value. */
  profiles: number
  profilesByValue: Map<string, number>[]
  /** What automatic winners of splits are found from. */
  winners: WinnerSamples[]
  /** Instances ended by an exit or a goal later than it was met, as only a dialect does. */
  endedLate: number
}

/**
 * All counts of journeys that run together, in the order of their documents, and what belongs to none of them alone. `responses`: counts of the
 * response model, laid out by its plan; null without one, or before any part of the run was added.
 */
export interface JointTally { journeys: Tally[]; pressure: PressureTally; unknownTimeZones: number; responses: Float64Array | null }

/** Where each step's ports and each deal's variants begin in the flat arrays; the last entry is the length. */
export interface TallyLayout { portBase: Int32Array; variantBase: Int32Array }

export function tallyLayout(program: JourneyProgram): TallyLayout {
  return {
    portBase: prefixSums(program.steps.map(({ ports }) => ports.length)),
    variantBase: prefixSums(program.deals.map(({ deal }) => deal.variantIds.length)),
  }
}

function prefixSums(lengths: readonly number[]): Int32Array {
  const sums = new Int32Array(lengths.length + 1)
  lengths.forEach((length, index) => (sums[index + 1] = sums[index]! + length))
  return sums
}

export function emptyJointTally(program: RunProgram, breakDown: readonly string[]): JointTally {
  return { journeys: program.journeys.map((journey) => emptyTally(journey, breakDown)), pressure: emptyPressure(), unknownTimeZones: 0, responses: null }
}

/** Adds `part` into `whole`; both are of the same run. */
export function mergeJointTally(whole: JointTally, part: JointTally): void {
  whole.journeys.forEach((tally, index) => mergeTally(tally, part.journeys[index]!))
  mergePressure(whole.pressure, part.pressure)
  whole.unknownTimeZones += part.unknownTimeZones
  if (part.responses === null) return
  if (whole.responses === null) whole.responses = part.responses.slice()
  else add(whole.responses, part.responses)
}

export function emptyTally(program: JourneyProgram, breakDown: readonly string[]): Tally {
  const entries = program.entries.length
  return {
    groups: [],
    matched: new Float64Array(entries),
    admitted: new Float64Array(entries),
    refused: new Float64Array(entries),
    profiles: 0,
    profilesByValue: breakDown.map(() => new Map<string, number>()),
    winners: emptyWinners(program),
    endedLate: 0,
  }
}

export function emptyGroup(program: JourneyProgram, values: readonly string[]): GroupTally {
  const { portBase, variantBase } = tallyLayout(program)
  const steps = program.steps.length
  const goals = program.goals.length
  const variants = variantBase.at(-1)!
  return {
    values,
    started: 0,
    finished: 0,
    converted: 0,
    mature: 0,
    outcomes: new Float64Array(program.outcomes.length),
    entered: new Float64Array(steps),
    waiting: new Float64Array(steps),
    ports: new Float64Array(portBase.at(-1)!),
    ended: new Float64Array(steps * program.outcomes.length),
    sent: new Float64Array(steps),
    suppressed: new Float64Array(steps * SUPPRESSION_REASONS.length),
    dwell: program.steps.map(({ operation }) => emptyDwell(usualStayMs(operation))),
    conversions: new Float64Array(goals),
    goalValue: new Array<bigint>(goals).fill(0n),
    credited: new Float64Array(goals * (steps + 1)),
    variantEntered: new Float64Array(variants),
    variantConverted: new Float64Array(variants),
    variantValue: new Array<bigint>(variants).fill(0n),
    heldOut: 0,
    heldOutConverted: 0,
    heldOutValue: 0n,
  }
}

/** How long most stays in a step last, where that is known beforehand; 0 if not. */
function usualStayMs(operation: Operation): number {
  if (operation.kind === 'delay') return operation.until.kind === 'for' ? operation.until.ms : 0
  return operation.kind === 'waitFor' || operation.kind === 'poll' ? (operation.timeout?.ms ?? 0) : 0
}

export function emptyDwell(usualMs: number): DwellSamples {
  return { usualMs, usual: 0, ms: new Float64Array(0), length: 0 }
}

/** Adds a stay. Stays of 0 ms are not kept: their number follows from the ports and ends of the step. */
export function addDwell(samples: DwellSamples, ms: number): void {
  if (ms === samples.usualMs) {
    samples.usual++
    return
  }
  if (samples.length === samples.ms.length) {
    const larger = new Float64Array(Math.max(16, samples.length * 2))
    larger.set(samples.ms)
    samples.ms = larger
  }
  samples.ms[samples.length++] = ms
}

/** The exact number of millionths in a value: what goal values are summed in. */
export function micros(value: number): bigint {
  const rounded = Math.round(value * 1e6)
  return Number.isFinite(rounded) ? BigInt(rounded) : 0n
}

/** Adds `part` into `whole`; both are of the same program and break-down. */
export function mergeTally(whole: Tally, part: Tally): void {
  add(whole.matched, part.matched)
  add(whole.admitted, part.admitted)
  add(whole.refused, part.refused)
  whole.profiles += part.profiles
  whole.endedLate += part.endedLate
  mergeWinners(whole.winners, part.winners)
  part.profilesByValue.forEach((counts, index) => {
    const into = whole.profilesByValue[index]!
    for (const [value, count] of counts) into.set(value, (into.get(value) ?? 0) + count)
  })
  for (const group of part.groups) {
    const key = groupKey(group.values)
    const into = whole.groups.find((one) => groupKey(one.values) === key)
    if (into) mergeGroup(into, group)
    else whole.groups.push(group)
  }
}

export function groupKey(values: readonly string[]): string {
  return JSON.stringify(values)
}

export function mergeGroup(whole: GroupTally, part: GroupTally): void {
  whole.started += part.started
  whole.finished += part.finished
  whole.converted += part.converted
  whole.mature += part.mature
  whole.heldOut += part.heldOut
  whole.heldOutConverted += part.heldOutConverted
  whole.heldOutValue += part.heldOutValue
  for (const counts of ['outcomes', 'entered', 'waiting', 'ports', 'ended', 'sent', 'suppressed', 'conversions', 'credited', 'variantEntered', 'variantConverted'] as const) {
    add(whole[counts], part[counts])
  }
  part.goalValue.forEach((value, index) => (whole.goalValue[index]! += value))
  part.variantValue.forEach((value, index) => (whole.variantValue[index]! += value))
  whole.dwell = whole.dwell.map((samples, index) => joined(samples, part.dwell[index]!))
}

function add(whole: Float64Array, part: Float64Array): void {
  for (let index = 0; index < whole.length; index++) whole[index]! += part[index]!
}

function joined(a: DwellSamples, b: DwellSamples): DwellSamples {
  const usual = a.usual + b.usual
  if (b.length === 0) return { ...a, usual }
  const ms = new Float64Array(a.length + b.length)
  ms.set(a.ms.subarray(0, a.length))
  ms.set(b.ms.subarray(0, b.length), a.length)
  return { usualMs: a.usualMs, usual, ms, length: ms.length }
}
