import * as z from 'zod'
import { idSchema } from '../model/ids.ts'
import { responsesSchema } from './responses/response-schema.ts'

const answerSchema = z
  .strictObject({
    /** What every call answers … */
    answer: z.enum(['success', 'error']).optional(),
    /** … or the share of calls that fail, drawn by seed, profile, start, step and visit. */
    errorShare: z.number().min(0).max(1).optional(),
    /** Attributes that a successful answer sets on the profile. */
    set: z.record(z.string().min(1), z.json()).optional(),
  })
  .refine(({ answer, errorShare }) => answer === undefined || errorShare === undefined, 'takes "answer" or "errorShare", not both')

/**
 * The assumptions of a run (`*.scenario.json`), version 1: what webhooks answer, and how people respond to messages. Keys of `webhooks` are
 * step ids, or `<journeyId>/<stepId>`, which comes first; a webhook that is not listed succeeds. Of `responses` the most specific one counts.
 */
export const scenarioSchema = z.strictObject({
  format: z.literal('scenario', 'this is no scenario: "format" must be "scenario"'),
  formatVersion: z.literal(1, '"formatVersion" must be 1'),
  name: z.string().optional(),
  webhooks: z.record(idSchema, answerSchema).optional(),
  /** `backtest` leaves history as it was and counts the reactions drawn; `whatIf` (default) lets them happen. */
  mode: z.enum(['backtest', 'whatIf']).optional(),
  responses: responsesSchema.optional(),
})

export type Scenario = z.infer<typeof scenarioSchema>
export type WebhookAnswer = z.infer<typeof answerSchema>

/** The scripted answer of one webhook step; undefined: it succeeds and changes nothing. */
export function webhookAnswer(scenario: Scenario | undefined, journeyId: string, stepId: string): WebhookAnswer | undefined {
  const own = (key: string) => (scenario?.webhooks && Object.hasOwn(scenario.webhooks, key) ? scenario.webhooks[key] : undefined)
  return own(`${journeyId}/${stepId}`) ?? own(stepId)
}
