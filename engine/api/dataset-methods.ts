import { z } from 'zod'
import { empty, id, instant, jobId, method } from './method.ts'

export const mappingSchema = z.strictObject({
  profileId: z.string().min(1).optional(),
  at: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  properties: z.string().min(1).optional(),
})

const columnGuessSchema = z.strictObject({
  name: z.string(),
  type: z.enum(['text', 'number', 'boolean', 'instant', 'json', 'mixed', 'empty']),
  samples: z.array(z.string()),
  /** What the column looks like, and why: the window shows the reason beside the guess. */
  role: z.enum(['profileId', 'at', 'name', 'properties', 'property']),
  why: z.string(),
})

export const previewSchema = z.strictObject({
  path: z.string(),
  format: z.enum(['csv', 'jsonl', 'parquet']),
  bytes: z.number(),
  columns: z.array(columnGuessSchema),
  /** The first rows as text, columns in the order of `columns`; null is missing. */
  rows: z.array(z.array(z.string().nullable())),
  mapping: mappingSchema,
  /** Set if the file has no event-name column: a constant has to be given. */
  needsSetName: z.boolean(),
})

export const rejectSchema = z.strictObject({ file: z.string(), line: z.int(), reason: z.string(), text: z.string() })

export const datasetSummarySchema = z.strictObject({
  id,
  name: z.string(),
  digest: z.string(),
  events: z.int(),
  profiles: z.int(),
  from: instant,
  to: instant,
  rejected: z.int(),
  importedAt: instant,
  /** Where it came from, in words: file names, or the template that generated it. */
  source: z.string(),
})

const propertyFactsSchema = z.strictObject({
  name: z.string(),
  types: z.array(z.enum(['text', 'number', 'boolean', 'list', 'object'])),
  /** Share of rows that have it, 0 to 1. */
  coverage: z.number(),
  distinct: z.int(),
  top: z.array(z.strictObject({ value: z.string(), count: z.int() })),
  min: z.number().nullable(),
  max: z.number().nullable(),
})

export const catalogueSchema = z.strictObject({
  events: z.array(
    z.strictObject({ name: z.string(), count: z.int(), profiles: z.int(), first: instant, last: instant, properties: z.array(propertyFactsSchema) }),
  ),
  attributes: z.array(propertyFactsSchema),
})

/** Data: reading files, looking at them, keeping them. */
export const datasetMethods = {
  'datasets.list': method(empty, z.array(datasetSummarySchema)),
  'datasets.preview': method(z.strictObject({ path: id }), previewSchema),
  'datasets.import': method(
    z.strictObject({
      jobId,
      name: z.string().min(1),
      paths: z.array(id).min(1),
      mapping: mappingSchema,
      setName: z.string().min(1).optional(),
      profiles: z.strictObject({ path: id, profileId: z.string().min(1).optional() }).optional(),
    }),
    datasetSummarySchema,
  ),
  'datasets.catalogue': method(z.strictObject({ id }), catalogueSchema),
  'datasets.rejects': method(
    z.strictObject({ id, offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
    z.strictObject({ total: z.int(), rows: z.array(rejectSchema) }),
  ),
  'datasets.delete': method(z.strictObject({ id }), empty),
} as const

export type DatasetSummary = z.infer<typeof datasetSummarySchema>
export type DatasetPreview = z.infer<typeof previewSchema>
export type DatasetCatalogue = z.infer<typeof catalogueSchema>
export type Mapping = z.infer<typeof mappingSchema>
export type Reject = z.infer<typeof rejectSchema>
