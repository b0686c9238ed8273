import * as z from 'zod'
import { dialectIdSchema } from '../dialect/dialect-id.ts'
import { assumeSchema } from '../simulate/responses/response-schema.ts'
import { scenarioSchema } from '../simulate/scenario.ts'

const count = z.number().min(0)
const id = z.string()

/** What is counted of a journey, in the order it is shown. `left`: went out by that port. `converted`: reached any goal. */
export const FIGURE_KINDS = ['cameIn', 'entered', 'left', 'sent', 'heldBack', 'delivered', 'opened', 'clicked', 'goal', 'converted'] as const
export type FigureKind = (typeof FIGURE_KINDS)[number]

/**
 * One count. `hits`: of how many of `of` it is true, each once; `times`: how often it happened. `of`: people who came in; for `delivered`, `opened` and `clicked`
 * messages sent; for `cameIn` days, and `dispersion` is how much more they differ than chance. `part`: the port or the goal.
 */
export const figureSchema = z.strictObject({ kind: z.enum(FIGURE_KINDS), stepId: id.nullable(), part: id.nullable(), hits: count, times: count, of: count, dispersion: z.number().optional() })
export type Figure = z.infer<typeof figureSchema>

/** What the forecast of a publication rests on: the last rehearsal of just this document before it was published, or one made up for it. */
export const forecastSchema = z.strictObject({
  madeAt: z.number(),
  /** False: it was rehearsed after it was published. */
  isBefore: z.boolean(),
  runId: id.nullable(),
  datasetId: id,
  datasetName: z.string(),
  /** Of the events it ran on: data that were read anew are others. */
  datasetDigest: z.string(),
  from: z.number(),
  until: z.number(),
  seed: z.int().nullable(),
  together: z.array(id),
  scenario: scenarioSchema.nullable(),
  assume: assumeSchema,
  dialect: dialectIdSchema.nullable(),
  sessionGapMs: z.number().nullable(),
  /** Figures of the whole run, for when its data are gone. */
  whole: z.array(figureSchema),
})
export type Forecast = z.infer<typeof forecastSchema>

export const VERDICTS = ['inside', 'above', 'below', 'tooEarly', 'tooFew', 'notReported', 'notForecast'] as const
export type Verdict = (typeof VERDICTS)[number]

const side = z.strictObject({ hits: count, of: count, rate: z.number() })

/** A figure as it was forecast and as it came. Rates are per `per`; `interval` (95 %) is what the forecast allows for as many people as came. */
export const comparedSchema = z.strictObject({
  kind: z.enum(FIGURE_KINDS),
  stepId: id.nullable(),
  part: id.nullable(),
  /** What people call the step, or the goal. */
  name: z.string(),
  per: z.enum(['day', 'person', 'message']),
  forecast: side.nullable(),
  interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  actual: side.nullable(),
  verdict: z.enum(VERDICTS),
  /** Actual less forecast, and as a share of the forecast; null where one of both is not there, or the forecast is 0. */
  difference: z.number().nullable(),
  relative: z.number().nullable(),
  inWords: z.string(),
})
export type Compared = z.infer<typeof comparedSchema>

/** Where what happened was read. `messages`: whether messages were counted as they happened, or as the journey would have sent them. */
export const realitySchema = z.strictObject({
  source: z.enum(['platform', 'given', 'events']),
  name: z.string(),
  messages: z.enum(['happened', 'rehearsed']),
  from: z.number().nullable(),
  until: z.number(),
  people: z.number().nullable(),
  underWay: z.number().nullable(),
})
export type Reality = z.infer<typeof realitySchema>

export const comparisonSchema = z.strictObject({
  forecast: z.strictObject({ madeAt: z.number().nullable(), isBefore: z.boolean(), datasetName: z.string(), from: z.number(), until: z.number(), people: z.number(), scenarioName: z.string().nullable(), hasRanges: z.boolean() }),
  actual: realitySchema,
  /** People are counted up to so long after they came in, and only those who had so long; null: all, as long as they had. */
  horizonMs: z.number().nullable(),
  rows: z.array(comparedSchema),
  summary: z.string(),
  /** How it was reckoned, and what to bear in mind. */
  notes: z.array(z.string()),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** What a platform counted, by step id, as a file may hold it. */
const told = z.int().min(0).nullable().default(null)
export const statisticsSchema = z.record(id, z.strictObject({ entered: told, sent: told, delivered: told, opened: told, clicked: told }))
export type GivenStatistics = z.infer<typeof statisticsSchema>
