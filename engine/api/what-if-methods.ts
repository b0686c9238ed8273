import * as z from 'zod'
import { dialectIdSchema } from '../core/dialect/dialect-id.ts'
import { journeySchema } from '../core/model/journey.ts'
import { responseFiguresSchema } from '../core/simulate/responses/response-figures.ts'
import { assumeSchema } from '../core/simulate/responses/response-schema.ts'
import { simulationResultSchema } from '../core/simulate/result.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { sessionGapMs } from './explore-methods.ts'
import { id, instant, jobId, method } from './method.ts'
import { runQuestion } from './run-question.ts'

const count = z.int().min(0)
const pairedCount = z.strictObject({ both: count, onlyBefore: count, onlyAfter: count, neither: count })

/** A journey with what it runs beside, under which assumptions and as which platform, for a comparison on data that both sides share. */
const side = z.strictObject({ document: journeySchema, together: z.array(id).optional(), scenario: scenarioSchema.optional(), assume: assumeSchema.optional(), dialect: dialectIdSchema.optional() })

/** Runs that are only tried: nothing of them is stored. */
export const whatIfMethods = {
  /**
   * What a run would come to: its figures and no more, as fast as can be; the data stay open between calls. Every draw goes by person and step, so two runs
   * differ only by what was changed between them.
   */
  'whatIf.run': method(z.strictObject(runQuestion), z.strictObject({ result: simulationResultSchema, responses: responseFiguresSchema.nullable() })),
  /**
   * The same people through two journeys, paired by person: who reaches a goal on which side, who goes another way. A count, no inference. Of several journeys
   * that run together the one asked about is compared.
   */
  'whatIf.paired': method(
    z.strictObject({ jobId, before: side, after: side, datasetId: id, from: instant.optional(), until: instant.optional(), seed: z.int().min(0).optional(), sessionGapMs: sessionGapMs.optional() }),
    z.strictObject({
      people: z.strictObject({ before: count, after: count, either: count }),
      converted: pairedCount,
      goals: z.array(z.strictObject({ goal: id, count: pairedCount })),
      /** Null where there are too many moves to look at. */
      anotherWay: count.nullable(),
      /** Ids of the first few people of each. */
      examples: z.strictObject({ onlyBefore: z.array(id), onlyAfter: z.array(id), anotherWay: z.array(id) }),
    }),
  ),
} as const
