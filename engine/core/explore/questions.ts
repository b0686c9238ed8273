import * as z from 'zod'
import { whereSchema } from '../model/condition.ts'
import { isTimeZone } from '../model/time-zone.ts'

// What may be asked of a dataset. Instants are epoch ms UTC, spans whole ms. Events after `until` (default: the dataset's last instant) do not
// exist to a question, as in a run; `from` (default: the first) holds back starts before it, not what led up to them.

const instant = z.number()
const spanMs = z.int().min(1).max(100 * 366 * 86_400_000)

/** Events of one name that pass a test on their own properties; `*` is any event a person does (not `$sent`, `$set`, `$api:…`, `$session_start`). */
export const eventPickSchema = z.strictObject({ event: z.string().min(1), where: whereSchema.optional() })
export type EventPick = z.infer<typeof eventPickSchema>

/**
 * One group a value of an attribute, or a period in which the start lies (local, of `timeZone`, default UTC; weeks begin on Monday).
 * `asOf`: the attribute as it was at the start, else that property of the start event (default: `then`), or as it was last known (`export`).
 */
export const breakDownSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('attribute'), name: z.string().min(1), asOf: z.enum(['then', 'export']).optional() }),
  z.strictObject({ by: z.enum(['day', 'week', 'month']), timeZone: z.string().refine(isTimeZone, 'expected the name of a time zone, such as Europe/Istanbul').optional() }),
])
export type BreakDown = z.infer<typeof breakDownSchema>

/** What every question but `after` may be limited to and broken down by. */
export const commonQuestion = { from: instant.optional(), until: instant.optional(), breakDown: breakDownSchema.optional() }

/** Whom a question is about: the first start of each profile (default), or every one. */
const startsSchema = z.enum(['first', 'every'])

export const funnelQuestionSchema = z.strictObject({
  steps: z.array(eventPickSchema).min(2).max(20),
  /** From the first step: `start <= t < start + windowMs`. Without it, to the end of the data. */
  windowMs: spanMs.optional(),
  /** What else the profile may do between two steps (default: anything). */
  between: z.enum(['anything', 'nothing']).optional(),
  ...commonQuestion,
})
export type FunnelQuestion = z.infer<typeof funnelQuestionSchema>

export const timeToNextQuestionSchema = z.strictObject({
  start: eventPickSchema,
  /** Events that are starts as well. */
  orStart: z.array(eventPickSchema).max(9).optional(),
  /** Whichever of them comes first, after the start. */
  next: z.array(eventPickSchema).min(1).max(20),
  starts: startsSchema.optional(),
  /** Timeouts to judge besides the usual ones. */
  timeoutsMs: z.array(spanMs).max(50).optional(),
  ...commonQuestion,
})
export type TimeToNextQuestion = z.infer<typeof timeToNextQuestionSchema>

export const retentionQuestionSchema = z.strictObject({
  /** Default: the first event of each profile, whatever it is. */
  start: eventPickSchema.optional(),
  /** What counts as coming back; default: any event. */
  returns: eventPickSchema.optional(),
  /** Stretches of exactly 24 h or 7 × 24 h from the start (default: day). */
  unit: z.enum(['day', 'week']).optional(),
  /** How many stretches after the first (default: 30 days or 12 weeks). */
  periods: z.int().min(1).max(366).optional(),
  ...commonQuestion,
})
export type RetentionQuestion = z.infer<typeof retentionQuestionSchema>

export const afterQuestionSchema = z.strictObject({
  event: eventPickSchema,
  starts: startsSchema.optional(),
  /** Default: 1 h, 1 day, 7 days. */
  horizonsMs: z.array(spanMs).min(1).max(10).optional(),
  /** How many events to tell of (default: 30). */
  limit: z.int().min(1).max(1000).optional(),
  from: commonQuestion.from,
  until: commonQuestion.until,
})
export type AfterQuestion = z.infer<typeof afterQuestionSchema>
