import * as z from 'zod'
import type { JourneyProgram } from '../compile/program.ts'

/**
 * Instants (epoch ms, in no order) at which a split with an automatic winner dealt each variant, and at which those people first reached the
 * goal that decides. Held-out people are in none.
 */
export interface WinnerSamples { deal: number; entered: number[][]; converted: number[][] }

/**
 * Whom a split would name, and when; everybody keeps their variant. `tooFew`: by the end of the run a variant had fewer people than the
 * minimum; `tooEarly`: all had enough, but the run ended before the time to decide; `tie`: at `at` the best shares were equal. Counts are as of
 * `at`, else of the end of the run.
 */
export const winnerSchema = z.strictObject({
  journey: z.string(),
  step: z.string(),
  status: z.enum(['named', 'tie', 'tooEarly', 'tooFew']),
  /** Epoch ms; null while nobody is named. */
  at: z.number().nullable(),
  variant: z.string().nullable(),
  goal: z.string(),
  variants: z.array(z.strictObject({ id: z.string(), entered: z.int().min(0), converted: z.int().min(0) })),
})
export type Winner = z.infer<typeof winnerSchema>

/** One for each split of the journey that has an automatic winner. */
export function emptyWinners({ deals }: JourneyProgram): WinnerSamples[] {
  return deals.flatMap(({ deal: { index, variantIds }, winner }) =>
    winner === null ? [] : [{ deal: index, entered: variantIds.map((): number[] => []), converted: variantIds.map((): number[] => []) }],
  )
}

/** Adds `part` into `whole`; both are of the same journey. */
export function mergeWinners(whole: readonly WinnerSamples[], part: readonly WinnerSamples[]): void {
  whole.forEach(({ entered, converted }, index) => {
    entered.forEach((instants, variant) => addAll(instants, part[index]!.entered[variant]!))
    converted.forEach((instants, variant) => addAll(instants, part[index]!.converted[variant]!))
  })
}

function addAll(instants: number[], more: readonly number[]): void {
  for (const instant of more) instants.push(instant) // spread into push overflows the stack with very many
}

/**
 * The winners of a run that ended at `until`. One is named at the first instant at which the time to decide has passed since the split first
 * dealt anybody, and each variant has its minimum: the variant with the largest share of its people so far who reached the goal.
 */
export function winnersOf(program: JourneyProgram, samples: readonly WinnerSamples[], until: number): Winner[] {
  return samples.map((sample): Winner => {
    const { step, deal, winner } = program.deals[sample.deal]!
    const entered = sample.entered.map((instants) => Float64Array.from(instants).sort())
    const converted = sample.converted.map((instants) => Float64Array.from(instants).sort())
    const first = Math.min(...entered.map((instants) => instants[0] ?? Infinity))
    const filled = Math.max(...entered.map((instants) => (winner!.minimum === 0 ? -Infinity : (instants[winner!.minimum - 1] ?? Infinity))))
    const at = Math.max(first + winner!.afterMs, filled)
    const isNamed = at <= until
    const variants = deal.variantIds.map((id, variant) => ({ id, entered: countUpTo(entered[variant]!, isNamed ? at : until), converted: countUpTo(converted[variant]!, isNamed ? at : until) }))
    const facts = { journey: program.journeyId, step: program.steps[step]!.id, goal: program.goals[winner!.goal]!.id, variants }
    if (!isNamed) return { ...facts, status: filled <= until && first <= until ? 'tooEarly' : 'tooFew', at: null, variant: null }
    const best = variants.filter((one) => variants.every((other) => one.converted * other.entered >= other.converted * one.entered && (one.entered > 0 || other.entered === 0)))
    return best.length === 1 ? { ...facts, status: 'named', at, variant: best[0]!.id } : { ...facts, status: 'tie', at, variant: null }
  })
}

/** How many of the rising instants are at or before `instant`. */
function countUpTo(instants: Float64Array, instant: number): number {
  let low = 0
  let high = instants.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (instants[middle]! <= instant) low = middle + 1
    else high = middle
  }
  return low
}
