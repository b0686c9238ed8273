import * as z from 'zod'
import { counterSchema } from '../core/playback/counters.ts'
import { SUPPRESSION_REASONS } from '../core/simulate/tally.ts'
import { id, instant, method } from './method.ts'
import { runQuestion } from './run-question.ts'

const count = z.int().min(0)
/** A typed array's little-endian bytes. */
const bytes = z.base64()

/**
 * A number on the canvas or in a table: who is behind it? `journey` numbers the journeys of the run, 0 is the document. `waiting`: at the end of the run;
 * `active`: under way at the end; `leftWithoutGoal`: ended at a step by no goal, as the stub on the canvas counts.
 */
export const peopleOfSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['matched', 'refused', 'admitted']), journey: count.optional(), entry: id }),
  z.strictObject({ kind: z.enum(['started', 'heldOut', 'converted', 'active', 'immature']), journey: count.optional() }),
  z.strictObject({ kind: z.enum(['entered', 'sent', 'waiting', 'leftWithoutGoal']), journey: count.optional(), step: id }),
  z.strictObject({ kind: z.literal('left'), journey: count.optional(), step: id, port: id }),
  /** Came to any of these steps, a stage say; each pass once. */
  z.strictObject({ kind: z.literal('came'), journey: count.optional(), steps: z.array(id).min(1) }),
  /** `step` left out: whatever step it ended at. */
  z.strictObject({ kind: z.literal('ended'), journey: count.optional(), step: id.optional(), outcome: id }),
  z.strictObject({ kind: z.literal('suppressed'), journey: count.optional(), step: id, reason: z.enum(SUPPRESSION_REASONS).optional() }),
  /** `step`: credited to its message; null: to none; left out: however credited. */
  z.strictObject({ kind: z.literal('goal'), journey: count.optional(), goal: id, step: id.nullable().optional() }),
  z.strictObject({ kind: z.enum(['variantEntered', 'variantConverted']), journey: count.optional(), step: id, variant: id }),
])
export type PeopleOf = z.infer<typeof peopleOfSchema>

const personSchema = z.strictObject({
  profileId: id,
  /** How often it was counted for this person. */
  times: count,
  firstAt: instant,
  lastAt: instant,
})

/** Rows of a run's log: see core/playback/run-log.ts. */
export const runLogSchema = z.strictObject({
  /** What each counter number means; those never counted are listed as well. */
  counters: z.array(counterSchema),
  /** The ids of the journeys of the run, in the order of their numbers. */
  journeys: z.array(id),
  from: instant,
  until: instant,
  rows: count,
  instances: count,
  /** Float64 each. */
  at: bytes,
  /** Uint32 each. */
  profile: bytes,
  instance: bytes,
  counter: bytes,
  /** Rows that carry a value (Uint32), and the values in millionths (Float64). */
  valueRows: bytes,
  micros: bytes,
})
export type EncodedRunLog = z.infer<typeof runLogSchema>

/** What a run counted, one by one. */
export const logMethods = {
  /** For playback: E_LOG_SIZE if there are more than `most` rows (default 4,000,000), with the number there would be. */
  'runs.log': method(z.strictObject({ ...runQuestion, most: z.int().min(1).optional() }), runLogSchema),
  /** The people behind a figure, by profile id; `like`: only ids that contain it. A step, entry, goal … the journey does not have is E_NOT_FOUND. */
  'runs.people': method(
    z.strictObject({ ...runQuestion, of: peopleOfSchema, like: z.string().optional(), offset: count.optional(), limit: z.int().min(1).max(1000).optional() }),
    z.strictObject({
      /** Different people, and how often it was counted: the figure itself. */
      people: count,
      times: count,
      /** People whose id fits `like`. */
      found: count,
      list: z.array(personSchema),
    }),
  ),
} as const
