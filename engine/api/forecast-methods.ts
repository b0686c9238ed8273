import * as z from 'zod'
import { comparisonSchema } from '../core/forecast/forecast-schema.ts'
import { CHANNELS } from '../core/model/steps/message.ts'
import { assumeSchema, responsesSchema, shareSchema } from '../core/simulate/responses/response-schema.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { id, instant, jobId, method } from './method.ts'

/**
 * Where what really happened is taken from. `statistics`: what the platform told when it was last read. `dataset`: later events of the workspace, from when the
 * journey was switched on (or published); `isWhole`: all of them, also those from before.
 */
const actual = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('statistics') }),
  z.strictObject({ kind: z.literal('dataset'), datasetId: id, isWhole: z.boolean().optional() }),
])

const keptSchema = z.strictObject({
  /** Null: just this document was not rehearsed before it was published. */
  forecast: z.strictObject({ madeAt: instant, isBefore: z.boolean(), runId: id.nullable(), datasetId: id, datasetName: z.string(), from: instant, until: instant, people: z.number(), scenarioName: z.string().nullable() }).nullable(),
  /** When the journey was switched on there, or else published; null if it never came to that. */
  since: instant.nullable(),
  /** When the platform's statistics were last read; null: never. */
  readAt: instant.nullable(),
})

/** What was expected of a publication, held against what came. An unknown publication is E_NOT_FOUND; what cannot be compared is E_FORECAST, which says why. */
export const forecastMethods = {
  'forecast.of': method(z.strictObject({ publicationId: id }), keptSchema),
  /** Rehearses the document as it was published, and keeps that as its forecast in place of the one there was. It says of itself that it was made afterwards. */
  'forecast.make': method(z.strictObject({ jobId, publicationId: id, datasetId: id, from: instant.optional(), until: instant.optional(), scenario: scenarioSchema.optional(), assume: assumeSchema.optional() }), keptSchema),
  /** Reads what the platform counted, and keeps it. Refused with what the platform says (E_PLATFORM_…), E_SECRET; E_FORECAST from one that does not tell. */
  'forecast.read': method(z.strictObject({ jobId, publicationId: id }), keptSchema),
  /** The forecast beside what came. E_FORECAST without a forecast, without statistics, or for data in which nobody came in; E_FORECAST_TIME for data from before it was published. */
  'forecast.compare': method(z.strictObject({ jobId, publicationId: id, actual }), comparisonSchema),
  /** Assumptions from what happened, and what they change in those so far (`before`). E_FORECAST, E_LEARN where there is too little to learn from. */
  'forecast.learn': method(
    z.strictObject({ jobId, publicationId: id, actual, before: scenarioSchema.nullable() }),
    z.strictObject({
      name: z.string(),
      responses: responsesSchema,
      messages: z.int(),
      changes: z.array(z.strictObject({ stepId: id.nullable(), channel: z.enum(CHANNELS).nullable(), figure: z.enum(['delivered', 'opened', 'clicked']), before: shareSchema.nullable(), after: shareSchema })),
    }),
  ),
} as const
