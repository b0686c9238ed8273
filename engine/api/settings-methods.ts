import * as z from 'zod'
import { empty, id, instant, method } from './method.ts'

// Settings of a workspace: the same behind every door. What belongs to one window alone (theme, language, sizes) is kept by that window.

/** How journeys that are made anew begin, and how weeks are shown. No figure depends on any of it. Null: as this machine has it. */
const regionalSchema = z.strictObject({
  /** ISO 4217; null: a new journey has none. */
  currency: z.string().nullable(),
  weekStart: z.enum(['monday', 'saturday', 'sunday']).nullable(),
  /** IANA name; null: the zone of the machine. */
  timeZone: z.string().nullable(),
})

/** How much of the machine the engine may use; null: what is computed from the machine. Applied from the next piece of work on. */
const limitsSchema = z.strictObject({
  threads: z.number().nullable(),
  /** Memory of one worker, in MB. */
  workerMb: z.number().nullable(),
  /** What reading and writing Parquet may keep in memory, and may put on the disk meanwhile, in MB. */
  duckDbMb: z.number().nullable(),
  duckDbTempMb: z.number().nullable(),
})

/** How long things are kept, in days; null: for ever. */
const retentionSchema = z.strictObject({
  draftsDays: z.number().nullable(),
  runsDays: z.number().nullable(),
  versionsDays: z.number().nullable(),
  backupsDays: z.number().nullable(),
  logsDays: z.number().nullable(),
})

export const settingsSchema = z.strictObject({ regional: regionalSchema, limits: limitsSchema, retention: retentionSchema })

const machineSchema = z.strictObject({
  /** What takes the place of a limit that is null. */
  limits: z.strictObject({ threads: z.int(), workerMb: z.int(), duckDbMb: z.int(), duckDbTempMb: z.int() }),
  processors: z.int(),
  memoryMb: z.int(),
  timeZone: z.string(),
})

const answered = z.strictObject({ settings: settingsSchema, defaults: settingsSchema, machine: machineSchema })

export const RETAINED = ['drafts', 'runs', 'versions', 'backups', 'logs'] as const
const leavingSchema = z.array(z.strictObject({ what: z.enum(RETAINED), count: z.int(), bytes: z.number() }))

export const settingsMethods = {
  'settings.get': method(empty, answered),
  /** Changes what is named and leaves the rest. A value that cannot be is E_SETTING and says why; then nothing is changed. */
  'settings.save': method(
    z.strictObject({ regional: regionalSchema.partial().optional(), limits: limitsSchema.partial().optional(), retention: retentionSchema.partial().optional() }),
    answered,
  ),
  /** What would go if things were kept that long: counts and bytes. Without `retention`: as it is set. Changes nothing. */
  'retention.preview': method(z.strictObject({ retention: retentionSchema.optional() }), leavingSchema),
  /** Takes it away now, as it is set; answers what went. It is done at every start and once a day as well. */
  'retention.apply': method(empty, leavingSchema),
  /**
   * A report of a problem as text: versions, machine, settings, sizes and counts, the last failures by code. No journey, no event, no name of a person;
   * the document of `journeyId` only if asked for. `window`: what only the window knows, as names and values.
   */
  'support.report': method(z.strictObject({ journeyId: id.optional(), window: z.record(z.string().max(60), z.string().max(300)) }), z.strictObject({ fileName: z.string(), text: z.string() })),
  /** The folder of the log, its files and what failed last, newest first. */
  'support.log': method(empty, z.strictObject({ directory: z.string(), bytes: z.number(), file: z.string(), failures: z.array(z.strictObject({ at: instant, method: z.string(), code: z.string() })) })),
} as const

export type Settings = z.infer<typeof settingsSchema>
export type Leaving = z.infer<typeof leavingSchema>
