import * as z from 'zod'
import type { JourneyProgram, RunProgram } from '../compile/program.ts'
import { SUPPRESSION_REASONS, tallyLayout } from '../simulate/tally.ts'

const id = z.string()

/**
 * One thing a run counts, of one journey of it (`journey`: its number, in the order of the documents). A figure of `result.json` is the number of times its
 * counters were counted; `goal` and `variantValue` also carry a value. `step` null in `goal`: credited to no message.
 */
export const counterSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['matched', 'refused', 'admitted']), journey: z.int(), entry: id }),
  z.strictObject({ kind: z.enum(['started', 'heldOut', 'converted', 'heldOutConverted', 'heldOutValue']), journey: z.int() }),
  z.strictObject({ kind: z.enum(['entered', 'sent']), journey: z.int(), step: id }),
  z.strictObject({ kind: z.literal('left'), journey: z.int(), step: id, port: id }),
  z.strictObject({ kind: z.literal('ended'), journey: z.int(), step: id, outcome: id }),
  z.strictObject({ kind: z.literal('suppressed'), journey: z.int(), step: id, reason: z.enum(SUPPRESSION_REASONS) }),
  z.strictObject({ kind: z.literal('goal'), journey: z.int(), goal: id, step: id.nullable() }),
  z.strictObject({ kind: z.enum(['variantEntered', 'variantConverted', 'variantValue']), journey: z.int(), step: id, variant: id }),
])
export type Counter = z.infer<typeof counterSchema>

/** Where the counters of each kind begin, for one journey; they follow each other in the order of the arrays of a `GroupTally`. */
export interface CounterLayout {
  matched: number
  refused: number
  admitted: number
  started: number
  heldOut: number
  converted: number
  heldOutConverted: number
  heldOutValue: number
  /** + step */
  entered: number
  /** + the step's port base + port */
  left: number
  /** + step × outcomes + outcome */
  ended: number
  /** + step */
  sent: number
  /** + step × reasons + reason */
  suppressed: number
  /** + goal × (steps + 1) + step + 1 (0: none) */
  goal: number
  /** + the deal's variant base + variant */
  variantEntered: number
  variantConverted: number
  variantValue: number
  /** After the last one. */
  end: number
}

/** The counters of a journey whose first has the number `base`. */
export function counterLayout(program: JourneyProgram, base: number): CounterLayout {
  const { portBase, variantBase } = tallyLayout(program)
  const steps = program.steps.length
  let next = base
  const take = (count: number) => {
    const first = next
    next += count
    return first
  }
  const layout = {
    matched: take(program.entries.length),
    refused: take(program.entries.length),
    admitted: take(program.entries.length),
    started: take(1),
    heldOut: take(1),
    converted: take(1),
    heldOutConverted: take(1),
    heldOutValue: take(1),
    entered: take(steps),
    left: take(portBase.at(-1)!),
    ended: take(steps * program.outcomes.length),
    sent: take(steps),
    suppressed: take(steps * SUPPRESSION_REASONS.length),
    goal: take(program.goals.length * (steps + 1)),
    variantEntered: take(variantBase.at(-1)!),
    variantConverted: take(variantBase.at(-1)!),
    variantValue: take(variantBase.at(-1)!),
  }
  return { ...layout, end: next }
}

/** The layouts of all journeys of a run, one after the other. */
export function counterLayouts(program: RunProgram): CounterLayout[] {
  let base = 0
  return program.journeys.map((journey) => {
    const layout = counterLayout(journey, base)
    base = layout.end
    return layout
  })
}

/** Every counter of a run by its number. */
export function countersOf(program: RunProgram): Counter[] {
  return program.journeys.flatMap((one, journey) => countersOfJourney(one, journey))
}

function countersOfJourney(program: JourneyProgram, journey: number): Counter[] {
  const { steps, outcomes, entries, goals, deals } = program
  const variants = deals.flatMap(({ step, deal }) => deal.variantIds.map((variant) => ({ step: steps[step]!.id, variant })))
  return [
    ...(['matched', 'refused', 'admitted'] as const).flatMap((kind) => entries.map((entry): Counter => ({ kind, journey, entry: entry.id }))),
    ...(['started', 'heldOut', 'converted', 'heldOutConverted', 'heldOutValue'] as const).map((kind): Counter => ({ kind, journey })),
    ...steps.map((step): Counter => ({ kind: 'entered', journey, step: step.id })),
    ...steps.flatMap((step) => step.ports.map((port): Counter => ({ kind: 'left', journey, step: step.id, port: port.id }))),
    ...steps.flatMap((step) => outcomes.map((outcome): Counter => ({ kind: 'ended', journey, step: step.id, outcome }))),
    ...steps.map((step): Counter => ({ kind: 'sent', journey, step: step.id })),
    ...steps.flatMap((step) => SUPPRESSION_REASONS.map((reason): Counter => ({ kind: 'suppressed', journey, step: step.id, reason }))),
    ...goals.flatMap((goal) => [null, ...steps.map((step) => step.id)].map((step): Counter => ({ kind: 'goal', journey, goal: goal.id, step }))),
    ...(['variantEntered', 'variantConverted', 'variantValue'] as const).flatMap((kind) => variants.map((one): Counter => ({ kind, journey, ...one }))),
  ]
}
