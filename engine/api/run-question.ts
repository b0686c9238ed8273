import { dialectIdSchema } from '../core/dialect/dialect-id.ts'
import { journeySchema } from '../core/model/journey.ts'
import { assumeSchema } from '../core/simulate/responses/response-schema.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import * as z from 'zod'
import { sessionGapMs } from './explore-methods.ts'
import { id, instant, jobId } from './method.ts'

/** What a question about a run says of the run, as `runs.start` takes it: the same run is run again to answer. */
export const runQuestion = {
  jobId,
  document: journeySchema,
  datasetId: id,
  from: instant.optional(),
  until: instant.optional(),
  seed: z.int().min(0).optional(),
  together: z.array(id).optional(),
  scenario: scenarioSchema.optional(),
  assume: assumeSchema.optional(),
  sessionGapMs: sessionGapMs.optional(),
  /** As which platform would run it; absent: by our own rules. */
  dialect: dialectIdSchema.optional(),
}
