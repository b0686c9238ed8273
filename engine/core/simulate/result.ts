import { z } from 'zod'

const count = z.int().min(0)
const counts = z.record(z.string(), count)

export const stepResultSchema = z.strictObject({
  entered: count,
  waiting: count,
  ports: counts,
  ended: counts,
  dwellMs: z.strictObject({ p50: z.number().nullable(), p90: z.number().nullable(), mean: z.number().nullable() }),
  sent: count,
  suppressed: counts,
})

export const goalResultSchema = z.strictObject({ conversions: count, value: z.number(), creditedTo: counts })

export const variantResultSchema = z.strictObject({ entered: count, converted: count, value: z.number() })

export const instancesResultSchema = z.strictObject({
  started: count,
  active: count,
  ended: count,
  converted: count,
  mature: count,
  outcomes: counts,
  profiles: count,
})

const splitsSchema = z.record(z.string(), z.record(z.string(), variantResultSchema))
const stepsSchema = z.record(z.string(), stepResultSchema)
const goalsSchema = z.record(z.string(), goalResultSchema)

export const breakdownResultSchema = z.strictObject({ instances: instancesResultSchema, steps: stepsSchema, goals: goalsSchema, splits: splitsSchema })

/** The counts of one shard, for `merge`: see simulate/shard.ts. */
const shardSchema = z.strictObject({ index: count, of: z.int().min(1), breakDown: z.array(z.string()), program: z.json(), tally: z.json() })

/** What a run returns (format page, section 5). Counts are people passing (instances) unless a name says otherwise; spans are ms. */
export const simulationResultSchema = z.strictObject({
  engine: z.enum(['kernel', 'xstate']),
  engineVersion: z.string(),
  journey: z.strictObject({ id: z.string(), digest: z.string() }),
  dataset: z.strictObject({ digest: z.string(), events: count, profiles: count, from: z.number(), to: z.number() }),
  from: z.number(),
  until: z.number(),
  seed: z.number(),
  instances: instancesResultSchema,
  entries: z.record(z.string(), z.strictObject({ matched: count, admitted: count, refused: count })),
  steps: stepsSchema,
  goals: goalsSchema,
  splits: splitsSchema,
  holdout: z.strictObject({ started: count, converted: count, value: z.number() }),
  breakdowns: z.record(z.string(), z.record(z.string(), breakdownResultSchema)),
  timing: z.strictObject({ ms: z.number(), events: count, eventsPerSecond: z.number(), workers: count, peakRssBytes: count }),
  shard: shardSchema.optional(),
})

export type SimulationResult = z.infer<typeof simulationResultSchema>
export type StepResult = z.infer<typeof stepResultSchema>
export type GoalResult = z.infer<typeof goalResultSchema>
export type InstancesResult = z.infer<typeof instancesResultSchema>
export type BreakdownResult = z.infer<typeof breakdownResultSchema>
