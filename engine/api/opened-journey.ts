import * as z from 'zod'
import { journeySchema } from '../core/model/journey.ts'
import { id, instant } from './method.ts'

/** A journey as lists show it. `id` is its key in this workspace; `journeyId` the document's own id. */
export const journeySummarySchema = z.strictObject({
  id,
  journeyId: id,
  name: z.string(),
  description: z.string(),
  version: z.int().min(1),
  savedAt: instant,
  steps: z.int().min(0),
  /** The file it was opened from or saved to, if any. */
  path: z.string().nullable(),
  /** The dataset it was last run on or created with. */
  datasetId: z.string().nullable(),
  lastRunId: z.string().nullable(),
})

export const openedSchema = z.strictObject({ journey: journeySummarySchema, document: journeySchema })
