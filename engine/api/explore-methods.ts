import * as z from 'zod'
import { afterAnswerSchema, funnelAnswerSchema, qualitySchema, retentionAnswerSchema, sessionsSchema, timeToNextAnswerSchema } from '../core/explore/answers.ts'
import { afterQuestionSchema, commonQuestion, eventPickSchema, funnelQuestionSchema, retentionQuestionSchema, timeToNextQuestionSchema } from '../core/explore/questions.ts'
import { journeySchema } from '../core/model/journey.ts'
import { id, jobId, method } from './method.ts'

/** A gap between two events of a profile that ends its session: at least a second, at most a year. */
export const sessionGapMs = z.int().min(1000).max(366 * 86_400_000)

const asked = { jobId, datasetId: id }

const waitAnswerSchema = z.strictObject({
  start: z.array(eventPickSchema),
  next: z.array(eventPickSchema),
  starts: z.enum(['first', 'every']),
  /** Null without a timeout; else one of the answer's curve. */
  timeoutMs: z.number().nullable(),
  notes: z.array(z.string()),
  answer: timeToNextAnswerSchema,
})
export type WaitAnswer = z.infer<typeof waitAnswerSchema>

/**
 * Questions to a dataset; each answers when it is done, with progress under `jobId`. An event name the data do not have is E_EVENT, an attribute
 * E_ATTRIBUTE, a condition on anything but the event's own properties E_CONDITION, more than 400 periods E_PERIODS, an empty span E_SPAN.
 */
export const exploreMethods = {
  /** How far profiles get through events in that order: of each profile the attempt that gets furthest, of equal ones the first. */
  'explore.funnel': method(z.strictObject({ ...asked, ...funnelQuestionSchema.shape }), funnelAnswerSchema),
  /** How long after one event another comes, and what each timeout of a wait would catch. */
  'explore.timeToNext': method(z.strictObject({ ...asked, ...timeToNextQuestionSchema.shape }), timeToNextAnswerSchema),
  /**
   * The same for a wait of a journey as it stands on the canvas: its starts are the events that lead to it, `notes` say what of its way and its
   * branches this leaves out. A step that is no wait is E_STEP, a wait that no event leads to or that awaits none of the data E_WAIT.
   */
  'explore.wait': method(z.strictObject({ ...asked, document: journeySchema, stepId: id, ...commonQuestion }), waitAnswerSchema),
  /** Who comes back, n days or weeks after a start. */
  'explore.retention': method(z.strictObject({ ...asked, ...retentionQuestionSchema.shape }), retentionAnswerSchema),
  /** What people did after an event, beside what the same people do at any time. */
  'explore.after': method(z.strictObject({ ...asked, ...afterQuestionSchema.shape }), afterAnswerSchema),
  /** Sessions by a gap other than the catalogue's 30 minutes. */
  'explore.sessions': method(z.strictObject({ ...asked, gapMs: sessionGapMs }), sessionsSchema),
  /** What looks wrong in the data; kept beside the columns once it was asked for. */
  'explore.quality': method(z.strictObject(asked), qualitySchema),
} as const

export type { AfterAnswer, Flag, FunnelAnswer, Quality, RetentionAnswer, SessionFigures, TimeToNextAnswer } from '../core/explore/answers.ts'
export type { BreakDown, EventPick } from '../core/explore/questions.ts'
