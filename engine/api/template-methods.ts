import * as z from 'zod'
import { figureSchema } from '../core/measure/measure-schema.ts'
import { MOST_SEEDS } from '../core/measure/summarize.ts'
import { sourceSchema } from '../core/measure/template-file.ts'
import { empty, id, jobId, method } from './method.ts'
import { openedSchema } from './opened-journey.ts'

/** What a template is tuned to. `note` stands wherever its figures do; `published` null: nobody published one. */
const claimSchema = z.strictObject({
  story: z.string(),
  source: sourceSchema.nullable(),
  note: z.string(),
  figures: z.array(figureSchema.omit({ measure: true })),
  /** People a measurement takes unless told otherwise. */
  people: z.int().min(1),
})

const templateSchema = z.strictObject({
  id,
  name: z.string(),
  description: z.string(),
  /** What its data are, with credit. */
  data: z.string(),
  steps: z.int(),
  segments: z.array(z.strictObject({ id, name: z.string() })),
  /** Null: it comes with real data and is tuned to nothing. */
  claim: claimSchema.nullable(),
})

const measuredFigureSchema = figureSchema.omit({ measure: true }).extend({
  /** Of the seeds that could be computed; null if none could. `runs` are by seed, from 0. */
  median: z.number().nullable(),
  p10: z.number().nullable(),
  p90: z.number().nullable(),
  runs: z.array(z.number().nullable()),
  /** The median lies within a tenth of what was published; null if there is nothing to compare. */
  isNear: z.boolean().nullable(),
})

const measuredSchema = z.strictObject({ templateId: id, seeds: z.int(), people: z.int(), note: z.string(), figures: z.array(measuredFigureSchema) })

/** Journeys to start from, each with its people, its assumptions and the figure it is tuned to. */
export const templateMethods = {
  'templates.list': method(empty, z.array(templateSchema)),
  /**
   * Creates a journey from a template together with its data (generated or bundled); progress under `jobId`. Its scenario is stored with the journey
   * (`journeys.scenario.get`). `segmentsToLibrary` puts its segments into the library, too, but for those whose id is taken there.
   */
  'templates.create': method(z.strictObject({ templateId: id, jobId, withData: z.boolean(), segmentsToLibrary: z.boolean().optional() }), openedSchema),
  /** Measures its figures over seeds 0, 1, …, each on people of that seed with the journey and without it; progress in seeds. E_NO_FIGURE if it claims nothing. */
  'templates.measure': method(
    z.strictObject({ jobId, templateId: id, seeds: z.int().min(1).max(MOST_SEEDS).optional(), people: z.int().min(1).max(100_000).optional() }),
    measuredSchema,
  ),
} as const

export type TemplateSummary = z.infer<typeof templateSchema>
export type MeasuredTemplate = z.infer<typeof measuredSchema>
