import * as z from 'zod'
import { exactDurationSchema, parseDuration } from '../../model/duration.ts'
import { idSchema } from '../../model/ids.ts'
import { CHANNELS } from '../../model/steps/message.ts'
import { isReactionName, SENT_EVENT } from '../own-events.ts'

/** What a message comes to, each a part of the one before. An effect follows one of them. */
export const STAGES = ['sent', 'delivered', 'opened', 'clicked'] as const
export type Stage = (typeof STAGES)[number]

/** Where a figure comes from: somebody's assumption, or data. */
export const basisSchema = z.enum(['assumed', 'learned'])
export type Basis = z.infer<typeof basisSchema>

/** Which end of the ranges a run takes; `middle`: half way between them. */
export const assumeSchema = z.enum(['low', 'middle', 'high'])
export type Assume = z.infer<typeof assumeSchema>

// A union tells its own message or, where one of its options comes near, that option's: so both have it.
const SHARE = 'is a share from 0 to 1 (0.25 is 25 %), or a range of them such as {"low":0.2,"high":0.3}'
const oneShare = z.number(SHARE).min(0, SHARE).max(1, SHARE)
/** A share from 0 to 1, or a range of them. */
export const shareSchema = z.union([oneShare, z.strictObject({ low: oneShare, high: oneShare }, SHARE).refine(({ low, high }) => low <= high, SHARE)], SHARE)
export type Share = z.infer<typeof shareSchema>

const DELAY = 'is an ISO 8601 duration such as PT10M, or its quantiles such as {"median":"PT10M","p90":"PT2H","longest":"P1D"}, each as long as the one before or longer'
const quantilesSchema = z.strictObject({ median: exactDurationSchema, p90: exactDurationSchema.optional(), longest: exactDurationSchema.optional() }, DELAY).refine(isRising, DELAY)
/** A delay that is always the same, or its quantiles. */
export const delaySchema = z.union([exactDurationSchema, quantilesSchema], DELAY)
export type Delay = z.infer<typeof delaySchema>

function isRising({ median, p90, longest }: { median: string; p90?: string | undefined; longest?: string | undefined }): boolean {
  const given = [median, p90, longest].flatMap((one) => {
    const duration = one === undefined ? undefined : parseDuration(one)
    return duration?.kind === 'exact' ? [duration.ms] : [] // another kind is refused for what it is
  })
  return given.every((ms, index) => index === 0 || given[index - 1]! <= ms)
}

const eventSchema = z.string().min(1).refine((name) => name !== SENT_EVENT && !isReactionName(name), 'messages and reactions to them are no effects: name an event that people do, or $set')

export const effectSchema = z.strictObject({
  /** The event that more people do because of the message. */
  event: eventSchema,
  after: z.enum(STAGES),
  /** The additional share, of those who came so far as `after`. */
  share: shareSchema,
  /** From `after` to the event; default: at once. */
  delay: delaySchema.optional(),
  properties: z.record(z.string().min(1), z.json()).optional(),
})

export const responseSchema = z
  .strictObject({
    journey: idSchema.optional(),
    step: idSchema.optional(),
    variant: idSchema.optional(),
    channel: z.enum(CHANNELS).optional(),
    note: z.string().optional(),
    basis: basisSchema,
    delivered: shareSchema.optional(),
    opened: shareSchema.optional(),
    clicked: shareSchema.optional(),
    openDelay: delaySchema.optional(),
    clickDelay: delaySchema.optional(),
    effects: z.array(effectSchema).optional(),
  })
  .refine(({ variant, step }) => variant === undefined || step !== undefined, { path: ['variant'], message: 'is a variant of a step: name the "step", too' })
  .refine(({ clicked, opened }) => clicked === undefined || opened !== undefined, { path: ['clicked'], message: 'is a share of those who opened: give "opened", too (1, where people click without opening)' })
export type Response = z.infer<typeof responseSchema>

/** The entries of a scenario; two for the same messages would leave one unheard. */
export const responsesSchema = z.array(responseSchema).superRefine((entries, context) => {
  const seen = new Map<string, number>()
  for (const [index, entry] of entries.entries()) {
    const key = JSON.stringify([entry.journey ?? null, entry.step ?? null, entry.variant ?? null, entry.channel ?? null])
    const first = seen.get(key)
    if (first !== undefined) context.addIssue({ code: 'custom', path: [index], message: `is for the same messages as entry ${first}: leave one of them out` })
    else seen.set(key, index)
  }
})
