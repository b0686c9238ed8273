import * as z from 'zod'
import { nearestRank } from '../explore/quantiles.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { LoggedInstance } from './logged-instances.ts'
import { flowOf, flowSchema, type CountedWay } from './way-flow.ts'

const count = z.int().min(0)

const waySchema = z.strictObject({
  /** The steps, in order; of a way longer than `MOST_STEPS` the first ones, and `isCut`. */
  steps: z.array(z.string()),
  isCut: z.boolean(),
  passes: count,
  converted: count,
  /** From start to end, of the passes that ended; null without one. Nearest rank. */
  medianMs: z.number().nullable(),
})

/** The ways people really took through a journey. Counts are passes (instances). */
export const waysSchema = z.strictObject({
  /** How many different ways there were. */
  different: count,
  /** The commonest first, at most `MOST_WAYS`. */
  top: z.array(waySchema),
  /** All others together. */
  others: z.strictObject({ passes: count, converted: count }),
  bySteps: flowSchema,
  /** Null for a journey in which steps of fewer than two stages were entered. */
  byStages: flowSchema.nullable(),
})
export type Ways = z.infer<typeof waysSchema>

export const MOST_WAYS = 20
/** A way with loops can be long without end. */
export const MOST_STEPS = 60

/** Counts ways, pass by pass. */
export class WayCounter {
  readonly #ways = new Map<string, CountedWay>()

  add({ steps, converted, outcome, startedAt, endedAt }: LoggedInstance): void {
    const key = JSON.stringify(steps.length > MOST_STEPS ? steps.slice(0, MOST_STEPS + 1) : steps)
    let way = this.#ways.get(key)
    if (!way) this.#ways.set(key, (way = { steps: steps.slice(0, MOST_STEPS), isCut: steps.length > MOST_STEPS, passes: 0, converted: 0, outcomes: new Map(), tookMs: [] }))
    way.passes++
    if (converted) way.converted++
    if (endedAt !== null) way.tookMs.push(endedAt - startedAt)
    const end = outcome ?? 'active'
    way.outcomes.set(end, (way.outcomes.get(end) ?? 0) + 1)
  }

  /** What was counted; ways of equally many passes in the order of their steps. */
  ways(document: JourneyDocument): Ways {
    const all = [...this.#ways].sort(([keyA, a], [keyB, b]) => b.passes - a.passes || (keyA < keyB ? -1 : 1)).map(([, way]) => way)
    const rest = all.slice(MOST_WAYS)
    const stages = new Set(all.flatMap(({ steps }) => steps.flatMap((id) => document.steps[id]?.stage ?? [])))
    return {
      different: all.length,
      top: all.slice(0, MOST_WAYS).map(({ steps, isCut, passes, converted, tookMs }) => ({ steps: [...steps], isCut, passes, converted, medianMs: valueAt(tookMs, 0.5) })),
      others: { passes: sum(rest, ({ passes }) => passes), converted: sum(rest, ({ converted }) => converted) },
      // An exit step and how a pass ends there say the same.
      bySteps: flowOf(all, (step) => (document.steps[step]?.kind === 'exit' ? undefined : step)),
      byStages: stages.size < 2 ? null : flowOf(all, (step) => document.steps[step]?.stage),
    }
  }
}

/** The value at that share of the sorted values, by nearest rank; null without any. */
export function valueAt(values: readonly number[], share: number): number | null {
  return values.length === 0 ? null : Float64Array.from(values).sort()[nearestRank(values.length, share)]!
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
