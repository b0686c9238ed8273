import * as z from 'zod'

const count = z.int().min(0)
const counts = z.record(z.string(), count)

/** Figures of some of a run's instances, named as in `result.json`; maps list every step, port, goal and variant, and outcomes that occurred. */
const cohortSchema = z.strictObject({
  started: count,
  converted: count,
  outcomes: counts,
  steps: z.record(z.string(), z.strictObject({ entered: count, waiting: count, ports: counts, ended: counts })),
  /** Conversions by goal. */
  goals: counts,
  splits: z.record(z.string(), z.record(z.string(), z.strictObject({ entered: count, converted: count }))),
})
export type CohortFigures = z.infer<typeof cohortSchema>

/**
 * A run's instances told apart by whether their time is up. `mature`: start + the journey's longest goal window <= the end of the run, as `mature` in
 * `result.json`: only of these is a share that converted final. `undecided`: the others that have reached no goal so far, but still may.
 */
export const matureSchema = z.strictObject({ windowMs: z.number(), mature: cohortSchema, undecided: cohortSchema })
export type MatureFigures = z.infer<typeof matureSchema>
