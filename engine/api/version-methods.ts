import * as z from 'zod'
import { id, instant, method } from './method.ts'
import { openedSchema } from './opened-journey.ts'

const originSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved') }),
  z.strictObject({ kind: z.literal('file'), name: z.string() }),
  z.strictObject({ kind: z.literal('template'), name: z.string() }),
  z.strictObject({ kind: z.literal('restored'), version: z.int() }),
])

const versionSchema = z.strictObject({
  version: z.int().min(1),
  savedAt: instant,
  digest: z.string(),
  /** The journey's name then. */
  name: z.string(),
  steps: z.int(),
  /** What a person calls the version, and says about it. */
  label: z.string().nullable(),
  note: z.string().nullable(),
  pinned: z.boolean(),
  /** Where its document came from. */
  origin: originSchema,
  /** What was done since the version before, as Undo named it; empty where nobody can say. */
  edits: z.array(z.string()),
})

const label = z.string().max(120).nullable()
const note = z.string().max(4000).nullable()

/** What a save may say of the version it makes. */
export const versionWords = { label: label.optional(), note: note.optional(), edits: z.array(z.string()).max(100).optional() }

/** The versions of a journey: every save that changed something. They are never edited, only described. */
export const versionMethods = {
  /** Newest first. */
  'journeys.versions': method(z.strictObject({ id }), z.array(versionSchema)),
  /** Names a version, says something about it, pins it; what is left out stays, null takes it away. */
  'journeys.describeVersion': method(z.strictObject({ id, version: z.int().min(1), label: label.optional(), note: note.optional(), pinned: z.boolean().optional() }), versionSchema),
  /** Makes an earlier version the newest one, on top of those that came after it; answers what it now is. */
  'journeys.restoreVersion': method(z.strictObject({ id, version: z.int().min(1) }), openedSchema),
} as const

export type JourneyVersion = z.infer<typeof versionSchema>
