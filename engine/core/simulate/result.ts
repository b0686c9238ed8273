import * as z from 'zod'
import { dialectIdSchema } from '../dialect/dialect-id.ts'
import { winnerSchema } from './auto-winner.ts'
import type { PressureFigures } from './pressure.ts'
import { responseFiguresSchema } from './responses/response-figures.ts'
import { basisSchema } from './responses/response-schema.ts'

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

/** Message pressure of a run: see simulate/pressure.ts. */
export const pressureFiguresSchema = z.strictObject({
  profileDays: count,
  messagesPerDay: z.strictObject({ p50: count.nullable(), p90: count.nullable(), max: count.nullable() }),
  distribution: z.array(z.tuple([count, count])),
  cap: count.nullable(),
  shareOverCap: z.number().min(0).max(1).nullable(),
  collisions: z.array(z.strictObject({ journeys: z.tuple([z.string(), z.string()]), hours: count })),
}) satisfies z.ZodType<PressureFigures>

/** What a run could not take as given: see simulate/run.ts. */
export const runNoticesSchema = z.strictObject({
  unknownTimeZones: count,
  /** Attributes the run went by that are as of the export of the data, and so may know the future; absent if there are none. */
  attributesAsOfExport: z.array(z.string()).optional(),
  /** Whom the splits with an automatic winner would name; absent without such splits. */
  winners: z.array(winnerSchema).optional(),
})

const countList = z.array(count)
/** An exact sum of millionths, which JSON cannot hold as a number. */
const sum = z.string().regex(/^-?\d+$/)

const groupTallySchema = z.strictObject({
  values: z.array(z.string()),
  started: count,
  finished: count,
  converted: count,
  mature: count,
  outcomes: countList,
  entered: countList,
  waiting: countList,
  ports: countList,
  ended: countList,
  sent: countList,
  suppressed: countList,
  conversions: countList,
  credited: countList,
  variantEntered: countList,
  variantConverted: countList,
  goalValue: z.array(sum),
  variantValue: z.array(sum),
  heldOut: count,
  heldOutConverted: count,
  heldOutValue: sum,
  /** Stays other than the usual one as [ms, how often], rising: most steps have few different ones. */
  dwell: z.array(z.strictObject({ usualMs: count, usual: count, others: z.array(z.tuple([count, count])) })),
})

/** The counts of one shard, for `merge`: see simulate/shard.ts. `program` is the journey's; `joint` is the same in all results of the shard. */
export const shardSchema = z.strictObject({
  index: count,
  of: z.int().min(1),
  breakDown: z.array(z.string()),
  program: z.json(),
  tally: z.strictObject({
    matched: countList,
    admitted: countList,
    refused: countList,
    profiles: count,
    profilesByValue: z.array(z.array(z.tuple([z.string(), count]))),
    groups: z.array(groupTallySchema),
    winners: z.array(z.strictObject({ deal: count, entered: z.array(z.array(z.number())), converted: z.array(z.array(z.number())) })),
    endedLate: count.optional(),
  }),
  joint: z.strictObject({
    /** Profile-days by their number of messages, from 0; collisions as [pair, hours]. */
    pressure: z.strictObject({ profileDays: countList, collisions: z.array(z.tuple([z.string().regex(/^\d+ \d+$/), count])) }),
    unknownTimeZones: count,
    /** What came of the messages; null without a response model. */
    responses: responseFiguresSchema.nullable().optional(),
    /** What the counts rest on besides the events; absent for history alone. */
    basis: basisSchema.optional(),
  }),
})

/** What a run returns (format page, section 5). Counts are people passing (instances) unless a name says otherwise; spans are ms. */
export const simulationResultSchema = z.strictObject({
  engine: z.enum(['kernel', 'xstate']),
  engineVersion: z.string(),
  journey: z.strictObject({ id: z.string(), digest: z.string() }),
  dataset: z.strictObject({ digest: z.string(), events: count, profiles: count, from: z.number(), to: z.number() }),
  from: z.number(),
  until: z.number(),
  seed: z.number(),
  /**
   * As which platform would run it; absent: by our own rules. `endedLate`: instances that an exit or a goal ended later than it was met, by that
   * platform's rules. What it does otherwise: see core/dialect.
   */
  dialect: z.strictObject({ id: dialectIdSchema, endedLate: count }).optional(),
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

/** What the file of a run holds: the result of one journey, or a list of those of several, as given. */
export const resultFileSchema = z.union([simulationResultSchema, z.array(simulationResultSchema).min(1)])

export type SimulationResult = z.infer<typeof simulationResultSchema>
export type ShardPart = z.infer<typeof shardSchema>
export type StepResult = z.infer<typeof stepResultSchema>
export type GoalResult = z.infer<typeof goalResultSchema>
export type InstancesResult = z.infer<typeof instancesResultSchema>
export type BreakdownResult = z.infer<typeof breakdownResultSchema>
