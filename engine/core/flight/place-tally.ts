import type { JourneyProgram } from '../compile/program.ts'
import type { Places } from '../simulate/reference/instance.ts'
import { addDwell, emptyGroup, SUPPRESSION_REASONS, tallyLayout, type GroupTally, type Tally } from '../simulate/tally.ts'

/** The counts of one version in the numbers of the whole. Of a run without break-downs. */
export function placedTally(tally: Tally, version: JourneyProgram, whole: JourneyProgram, places: Places): Tally {
  const entries = (counts: Float64Array) => moved(counts, whole.entries.length, (entry) => places.entries[entry]!)
  return {
    ...tally,
    matched: entries(tally.matched),
    admitted: entries(tally.admitted),
    refused: entries(tally.refused),
    winners: [],
    groups: tally.groups.map((group) => placedGroup(group, version, whole, places)),
  }
}

function placedGroup(group: GroupTally, version: JourneyProgram, whole: JourneyProgram, places: Places): GroupTally {
  const to = tallyLayout(whole)
  const outcomes = version.outcomes.length
  const reasons = SUPPRESSION_REASONS.length
  const width = version.steps.length + 1
  const byStep = (counts: Float64Array) => moved(counts, whole.steps.length, (step) => places.steps[step]!)
  const ports = version.steps.flatMap((step, index) => step.ports.map((_, port) => to.portBase[places.steps[index]!]! + places.ports[index]![port]!))
  const variants = version.deals.flatMap(({ deal }, index) => deal.variantIds.map((_, variant) => to.variantBase[places.deals[index]!]! + places.variants[index]![variant]!))
  const byVariant = (counts: Float64Array) => moved(counts, to.variantBase.at(-1)!, (variant) => variants[variant]!)
  const empty = emptyGroup(whole, group.values)
  group.goalValue.forEach((value, goal) => (empty.goalValue[places.goals[goal]!]! += value))
  group.variantValue.forEach((value, variant) => (empty.variantValue[variants[variant]!]! += value))
  group.dwell.forEach((samples, step) => {
    const into = empty.dwell[places.steps[step]!]!
    for (let index = 0; index < samples.length; index++) addDwell(into, samples.ms[index]!)
    for (let count = 0; count < samples.usual; count++) addDwell(into, samples.usualMs)
  })
  return {
    ...group,
    goalValue: empty.goalValue,
    variantValue: empty.variantValue,
    dwell: empty.dwell,
    outcomes: moved(group.outcomes, whole.outcomes.length, (outcome) => places.outcomes[outcome]!),
    entered: byStep(group.entered),
    waiting: byStep(group.waiting),
    ports: moved(group.ports, to.portBase.at(-1)!, (port) => ports[port]!),
    ended: moved(group.ended, whole.steps.length * whole.outcomes.length, (index) => places.steps[Math.floor(index / outcomes)]! * whole.outcomes.length + places.outcomes[index % outcomes]!),
    sent: byStep(group.sent),
    suppressed: moved(group.suppressed, whole.steps.length * reasons, (index) => places.steps[Math.floor(index / reasons)]! * reasons + (index % reasons)),
    conversions: moved(group.conversions, whole.goals.length, (goal) => places.goals[goal]!),
    credited: moved(group.credited, whole.goals.length * (whole.steps.length + 1), (index) => {
      const step = (index % width) - 1
      return places.goals[Math.floor(index / width)]! * (whole.steps.length + 1) + (step < 0 ? 0 : places.steps[step]! + 1)
    }),
    variantEntered: byVariant(group.variantEntered),
    variantConverted: byVariant(group.variantConverted),
  }
}

function moved(counts: Float64Array, length: number, place: (index: number) => number): Float64Array {
  const into = new Float64Array(length)
  counts.forEach((count, index) => (into[place(index)]! += count))
  return into
}
