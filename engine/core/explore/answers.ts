import * as z from 'zod'

// What a question is answered with. Shares are 0 to 1; a figure that cannot be computed is null, never 0.

const count = z.int().min(0)
const share = z.number().min(0).max(1).nullable()
const ms = z.number()

/** Nearest rank; null without a value. */
export const quantilesSchema = z.strictObject({ p10: ms.nullable(), p25: ms.nullable(), p50: ms.nullable(), p75: ms.nullable(), p90: ms.nullable(), p95: ms.nullable() })
export type Quantiles = z.infer<typeof quantilesSchema>

/**
 * What every answer says about itself. `asOfExport`: attribute values came from a row without an instant, so they may know the future.
 * `groups`: the 50 values with most starts, the rest as `(others)`, `(missing)` where there is none; periods in order, named by their first day.
 */
const answerOf = <Shape extends z.ZodRawShape>(figures: Shape) =>
  z.strictObject({
    from: z.number(),
    until: z.number(),
    asOfExport: z.boolean(),
    ...figures,
    groups: z.array(z.strictObject({ value: z.string(), ...figures })),
  })

const funnelFigures = {
  entered: count,
  completed: count,
  /** Profiles that stopped short and whose latest window had not closed when the data ended: they may yet go on. Null without a window. */
  stillOpen: count.nullable(),
  steps: z.array(
    z.strictObject({
      event: z.string(),
      reached: count,
      /** Of those who entered; of those who reached the step before (null for the first). */
      ofEntered: share,
      ofPrevious: share,
      /** Those who reached this step and not the next. */
      lost: count,
      sincePreviousMs: quantilesSchema,
      sinceStartMs: quantilesSchema,
    }),
  ),
}
export const funnelAnswerSchema = answerOf(funnelFigures)
export type FunnelAnswer = z.infer<typeof funnelAnswerSchema>

const timeToNextFigures = {
  starts: count,
  /** Starts that one of the next events followed before the data ended. */
  answered: count,
  unanswered: count,
  /** By event asked for, in the order asked: how often it was the one that came. */
  by: z.array(z.strictObject({ event: z.string(), count })),
  /** From start to next, of the answered alone. */
  gapMs: quantilesSchema,
  /** Of all starts, by Kaplan and Meier: after so long this share had been followed; null where the data do not reach that share. */
  ofAllMs: quantilesSchema,
  /** How long the unanswered were watched: the rest of the data after them. */
  watchedMs: quantilesSchema,
  /** `fromMs <= gap < toMs`; from the first bin with a gap to the last; the last may be open. */
  histogram: z.array(z.strictObject({ fromMs: ms, toMs: ms.nullable(), count })),
  /** What a wait with that timeout would catch, `gap < timeoutMs`. */
  curve: z.array(
    z.strictObject({
      timeoutMs: ms,
      /** Starts with at least that much of the data after them; of these, so many were followed in time. */
      watched: count,
      caught: count,
      share,
      /** By Kaplan and Meier over all starts, also those watched for less; null beyond the longest watched. */
      estimated: share,
    }),
  ),
}
export const timeToNextAnswerSchema = answerOf(timeToNextFigures)
export type TimeToNextAnswer = z.infer<typeof timeToNextAnswerSchema>

const retentionFigures = {
  starts: count,
  /** Stretch `n`: `start + n × unit <= t < start + (n + 1) × unit`, after the start event itself. Only starts whose whole stretch lies in the data count. */
  periods: z.array(z.strictObject({ n: count, watched: count, returned: count, share })),
}
export const retentionAnswerSchema = answerOf(retentionFigures)
export type RetentionAnswer = z.infer<typeof retentionAnswerSchema>

export const afterAnswerSchema = z.strictObject({
  from: z.number(),
  until: z.number(),
  /** `starts`: those with at least that much of the data after them; the others are left out. */
  horizons: z.array(z.strictObject({ horizonMs: ms, starts: count, leftOut: count })),
  /** Most usual first, by the longest horizon. */
  events: z.array(
    z.strictObject({
      event: z.string(),
      /** One a horizon: starts that it followed; the share; the share to expect of the same people at any time since their first event; share ÷ usual. */
      within: z.array(z.strictObject({ count, share, usual: share, lift: z.number().nullable() })),
    }),
  ),
  /** Events left off by the limit. */
  leftOff: count,
})
export type AfterAnswer = z.infer<typeof afterAnswerSchema>

export const sessionsSchema = z.strictObject({
  gapMs: ms,
  /** The data bring `$session_start` themselves: figures are still those of the gap. */
  inData: z.boolean(),
  sessions: count,
  /** Profiles with at least one. */
  profiles: count,
  perProfile: quantilesSchema,
  /** First to last event of a session; 0 for one event. */
  lengthMs: quantilesSchema,
  eventsPerSession: quantilesSchema,
  /** Sessions of a single event. */
  singleShare: share,
})
export type SessionFigures = z.infer<typeof sessionsSchema>

export const FLAG_KINDS = ['burstDay', 'burstHour', 'clockAhead', 'clockBehind', 'epoch', 'oneTime', 'daysOnly', 'duplicates', 'heavyProfile', 'missingDays'] as const

/** Something that looks wrong in the data. `message` and `help` are sentences; the rest is what they speak of, null where it says nothing. */
export const flagSchema = z.strictObject({
  kind: z.enum(FLAG_KINDS),
  severity: z.enum(['warning', 'note']),
  message: z.string(),
  help: z.string(),
  /** Rows concerned (days, for `missingDays`), and their share of all rows. */
  count,
  share,
  /** What would have been usual there. */
  usual: z.number().nullable(),
  /** Half open, except for rows far away: their first and last instant. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  profileId: z.string().nullable(),
})
export type Flag = z.infer<typeof flagSchema>

/** Warnings first; of one kind at most 20, the worst; `leftOff` counts the others. */
export const qualitySchema = z.strictObject({ flags: z.array(flagSchema), leftOff: count })
export type Quality = z.infer<typeof qualitySchema>
