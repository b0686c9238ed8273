import * as z from 'zod'

/**
 * What a platform cannot do as the journey says. `error`: it cannot be published like this. `loss`: it can, without this, and other people will get other
 * messages. `note`: it is kept in Rehearsal only and changes nothing that runs.
 */
export const targetProblemSchema = z.strictObject({
  /** `DF…` Dittofeed, `PH…` PostHog, `OS…` OneSignal, `KL…` Klaviyo, `SF…` Salesforce, `HT…` HTTP, `HO…` hand-over, `RH…` whatever the platform. */
  code: z.string(),
  severity: z.enum(['error', 'loss', 'note']),
  /** JSON path in the journey document. */
  path: z.string(),
  stepId: z.string().nullable(),
  message: z.string(),
  help: z.string(),
})

export type TargetProblem = z.infer<typeof targetProblemSchema>
