import * as z from 'zod'
import { journeySchema } from '../core/model/journey.ts'
import { targetProblemSchema } from '../core/publish/problem.ts'
import { empty, id, instant, jobId, method } from './method.ts'
import { settingsSchema, targetId } from './target-methods.ts'

/**
 * Where the secret of a connection is: `kept` by the system's keyring, for this `session` only, in the `environment` variable named beside it, `missing`,
 * or `unneeded`.
 * The secret itself is in no method: the desktop app asks for it in a window of its own and hands it to the engine when a call needs it.
 */
export const secretStateSchema = z.strictObject({ where: z.enum(['kept', 'session', 'environment', 'missing', 'unneeded']), variable: z.string() })

export const connectionSchema = z.strictObject({
  id,
  target: targetId,
  name: z.string(),
  settings: settingsSchema,
  savedAt: instant,
  secret: secretStateSchema,
  /** Null: never tried. */
  tried: z.strictObject({ at: instant, account: z.string().nullable(), problem: z.strictObject({ code: z.string(), message: z.string(), help: z.string() }).nullable() }).nullable(),
})

const listedSchema = z.strictObject({ id, name: z.string(), status: z.enum(['draft', 'processing', 'active', 'paused', 'stopped', 'archived']).nullable(), updatedAt: instant.nullable() })

/** Accounts at platforms. */
export const connectionMethods = {
  'connections.list': method(empty, z.array(connectionSchema)),
  /** `id` left out: a new one. Wrong settings, an address that is not TLS or loopback included, are E_SETTINGS, naming the field. */
  'connections.save': method(z.strictObject({ id: id.optional(), target: targetId, name: z.string().min(1).max(80), settings: settingsSchema }), connectionSchema),
  /** What was published over it stays in the history. */
  'connections.delete': method(z.strictObject({ id }), empty),
  'connections.restore': method(z.strictObject({ id }), empty),
  /** Asks the platform who we are. That it says no is an answer, kept with the connection. */
  'connections.test': method(z.strictObject({ jobId, id }), connectionSchema),
  'connections.journeys': method(z.strictObject({ jobId, id }), z.array(listedSchema)),
  /** Reads a journey from the platform as a document, and names what a document has no words for. */
  'connections.importJourney': method(z.strictObject({ jobId, id, platformId: id }), z.strictObject({ document: journeySchema, notes: z.array(targetProblemSchema) })),
} as const
