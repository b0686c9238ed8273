import * as z from 'zod'
import { fidelityReportSchema } from '../core/population/fidelity/report.ts'
import { populationSchema } from '../core/population/spec.ts'
import { datasetSummarySchema } from './dataset-methods.ts'
import { sessionGapMs } from './explore-methods.ts'
import { id, instant, jobId, method } from './method.ts'

/** What a spec describes, for a card beside it. `from` and `until` are epoch ms UTC, the span half open. */
const populationSummarySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  from: instant,
  until: instant,
  events: z.array(z.string()),
  properties: z.array(z.string()),
  attributes: z.array(z.string()),
  kinds: z.array(z.strictObject({ name: z.string(), share: z.number() })),
  /** Of the first 200 people: how many events a person has on average. */
  eventsPerProfile: z.number(),
})

const learnedSchema = z.strictObject({
  spec: populationSchema,
  /** What was left out, merged or assumed, in sentences. */
  notes: z.array(z.string()),
})

/** Synthetic populations: from a spec, or learned from a dataset. */
export const populationMethods = {
  /** Reads the text of a `*.population.json`: its problems with their JSON paths, or what it describes. Never refused for what the text says. */
  'populations.specCheck': method(
    z.strictObject({ text: z.string() }),
    z.strictObject({
      problems: z.array(z.strictObject({ path: z.string(), message: z.string(), help: z.string() })),
      summary: populationSummarySchema.nullable(),
      spec: populationSchema.nullable(),
    }),
  ),
  /** Generates people into a dataset of the workspace; the same spec, seed and number are the same dataset. A spec with problems is E_POPULATION. */
  'populations.make': method(
    z.strictObject({ jobId, spec: populationSchema, profiles: z.int().min(1), seed: z.int().min(0).optional(), name: z.string().min(1).optional() }),
    datasetSummarySchema,
  ),
  /** Learns a spec from a dataset; local times are read in `timeZone` (default UTC), but for people with an attribute of that name. */
  'populations.learn': method(
    z.strictObject({ jobId, datasetId: id, timeZone: z.string().min(1).optional(), sessionGapMs: sessionGapMs.optional(), name: z.string().min(1).optional() }),
    learnedSchema,
  ),
  /** Real beside synthetic. Without `spec` one is learned from the dataset first. */
  'populations.fidelity': method(
    z.strictObject({
      jobId, datasetId: id, spec: populationSchema.optional(), seed: z.int().min(0).optional(),
      timeZone: z.string().min(1).optional(), sessionGapMs: sessionGapMs.optional(),
    }),
    fidelityReportSchema,
  ),
} as const

export type PopulationSummary = z.infer<typeof populationSummarySchema>
export type LearnedPopulation = z.infer<typeof learnedSchema>
