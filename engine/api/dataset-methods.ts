import * as z from 'zod'
import { sessionsSchema } from '../core/explore/answers.ts'
import { empty, id, instant, jobId, method } from './method.ts'

export const mappingSchema = z.strictObject({
  profileId: z.string().min(1).optional(),
  at: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  properties: z.string().min(1).optional(),
})

/**
 * How files are read and what is kept of them; what is left out is detected (delimiter, encoding, header, time format) or not done. Given
 * for several files it holds for all of them.
 */
export const importOptionsSchema = z.strictObject({
  /** `whitespace`: cells stand apart by blanks or tabs, however many; also fixed-width text whose columns do not touch. */
  delimiter: z.enum(['comma', 'tab', 'semicolon', 'pipe', 'whitespace']).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-9']).optional(),
  /** Whether the first line of CSV names the columns; without a header they are `column_1` … */
  header: z.boolean().optional(),
  /** Names for the columns of CSV, in order: in place of a header, or of the names in it. */
  columns: z.array(z.string().min(1)).min(1).optional(),
  /** A pattern such as `dd.mm.yyyy hh:mm` or `yyyymmdd`; ISO 8601 is read besides. */
  timeFormat: z.string().min(1).optional(),
  /** IANA zone of times that are written without one; default UTC. */
  timeZone: z.string().min(1).optional(),
  /** Rows that say who somebody is become `$set`: an event name, or `column=value`. */
  identify: z.string().min(1).optional(),
  /** Columns or properties (`a` takes `a.b` with it) of which nothing is kept. */
  drop: z.array(z.string().min(1)).optional(),
  /** The same, but each value is kept as its HMAC-SHA-256 under the key of the workspace; the column of profile ids may be one. */
  hash: z.array(z.string().min(1)).optional(),
})

/** A file of people. `at`: the column of the instant from which a row holds; without one the attributes are as of the export. */
const profilesFileSchema = z.strictObject({ path: id, profileId: z.string().min(1).optional(), at: z.string().min(1).optional() })

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
  /** The constant event name as last time. */
  setName: z.string().nullable(),
  /** What the file was read with beyond what was detected: as asked, or as last time. Handed to the import as it is, the same is read. */
  options: importOptionsSchema,
  /** What was detected, and why: an import detects the same again. A file of another kind has fewer. */
  detected: z.array(z.strictObject({ what: z.enum(['delimiter', 'encoding', 'header', 'timeFormat', 'layout', 'compression']), value: z.string(), why: z.string() })),
  /** Columns, or properties inside one, that look like personal data: candidates for `drop` and `hash`. */
  personal: z.array(z.strictObject({ name: z.string(), kind: z.enum(['email', 'phone', 'name']), why: z.string() })),
  /** What a person should know before the import; an `error` will make it fail. */
  notes: z.array(z.strictObject({ code: z.string(), severity: z.enum(['info', 'warning', 'error']), text: z.string(), help: z.string() })),
  /** A file with these columns was imported before: mapping, options and constant are those of that time (epoch ms). */
  remembered: z.strictObject({ at: instant }).nullable(),
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
  /** Bytes its columns take on the disk. */
  bytes: z.int(),
  /** The files and options it was imported with are known, so that `datasets.reimport` can read them again. */
  canReimport: z.boolean(),
  /** `export`: attributes hold from the start although they were written down later, so they may know the future; `dated`: each from its instant on. */
  attributesAsOf: z.enum(['export', 'dated']).nullable(),
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
  /** Starts of the periods that rates are counted by: days, or weeks (from Monday), months, years where the span is long; UTC. */
  rate: z.strictObject({ unit: z.enum(['day', 'week', 'month', 'year']), starts: z.array(instant), total: z.array(z.int()) }),
  events: z.array(
    z.strictObject({
      name: z.string(),
      count: z.int(),
      profiles: z.int(),
      first: instant,
      last: instant,
      /** Events in each period of the catalogue's `rate`. */
      rate: z.array(z.int()),
      properties: z.array(propertyFactsSchema),
    }),
  ),
  attributes: z.array(propertyFactsSchema),
  /** By a gap of 30 minutes; `explore.sessions` takes another. */
  sessions: sessionsSchema,
})

/** Data: reading files, looking at them, keeping them. */
export const datasetMethods = {
  'datasets.list': method(empty, z.array(datasetSummarySchema)),
  /** With `options` the file is read so, and nothing is taken from last time. */
  'datasets.preview': method(z.strictObject({ path: id, options: importOptionsSchema.optional() }), previewSchema),
  /** Remembers mapping, constant and options for the next file with the same columns. */
  'datasets.import': method(
    z.strictObject({
      jobId,
      name: z.string().min(1),
      paths: z.array(id).min(1),
      mapping: mappingSchema,
      setName: z.string().min(1).optional(),
      profiles: profilesFileSchema.optional(),
      options: importOptionsSchema.optional(),
      /** A file with the key for `hash`; default: the key of the workspace, which never leaves it. */
      hashKeyFile: id.optional(),
    }),
    datasetSummarySchema,
  ),
  /** Reads the files of a dataset again, as then. Changed files make another dataset, under the same name, and this one stays. E_NO_FILES if it came from none. */
  'datasets.reimport': method(z.strictObject({ jobId, id }), datasetSummarySchema),
  /** A new dataset of a share (over 0, up to 1) of the profiles, whole, chosen by a hash of their ids and the seed (default 0): larger shares hold the smaller ones. */
  'datasets.sample': method(
    z.strictObject({ jobId, id, share: z.number().gt(0).max(1), seed: z.int().min(0).optional(), name: z.string().min(1).optional() }),
    datasetSummarySchema,
  ),
  /** A new dataset of the events with `from <= at < until`; what `$set` rows before `from` set is in its attributes. */
  'datasets.slice': method(
    z.strictObject({ jobId, id, from: instant.optional(), until: instant.optional(), name: z.string().min(1).optional() }),
    datasetSummarySchema,
  ),
  /**
   * Writes all events to `path`, whose ending says the format, or as a file of `format` (default csv) into the workspace's folder `exports`.
   * With `attributes`, the attribute rows go to a file beside it, `….profiles.csv`. Cells of CSV that a spreadsheet would take for a formula begin
   * with an apostrophe, unless `asIs`.
   */
  'datasets.export': method(
    z.strictObject({ jobId, id, path: id.optional(), format: z.enum(['parquet', 'csv', 'jsonl']).optional(), attributes: z.boolean().optional(), asIs: z.boolean().optional() }),
    z.strictObject({ path: z.string(), profilesPath: z.string().nullable(), events: z.int(), bytes: z.int() }),
  ),
  'datasets.catalogue': method(z.strictObject({ id }), catalogueSchema),
  'datasets.rejects': method(
    z.strictObject({ id, offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
    z.strictObject({ total: z.int(), rows: z.array(rejectSchema) }),
  ),
  /** Writes the kept rejected rows as CSV, to `path` or into `exports`; cells that a spreadsheet would take for a formula begin with an apostrophe. */
  'datasets.exportRejects': method(z.strictObject({ id, path: id.optional() }), z.strictObject({ path: z.string(), rows: z.int() })),
  'datasets.delete': method(z.strictObject({ id }), empty),
} as const

export type DatasetSummary = z.infer<typeof datasetSummarySchema>
export type DatasetPreview = z.infer<typeof previewSchema>
export type DatasetCatalogue = z.infer<typeof catalogueSchema>
export type ImportOptions = z.infer<typeof importOptionsSchema>
export type Mapping = z.infer<typeof mappingSchema>
export type Reject = z.infer<typeof rejectSchema>
