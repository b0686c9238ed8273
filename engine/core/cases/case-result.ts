import * as z from 'zod'

const failureSchema = z.strictObject({
  what: z.enum(['path', 'messages', 'outcome', 'goals', 'started']),
  /** What was expected and what happened, line by line: `  ` both, `- ` expected only, `+ ` happened only. */
  diff: z.array(z.string()),
  /** What happened where they part, with the reasons, as an explanation tells it. */
  why: z.array(z.string()),
})

/** What came of a test case. `difference`: where the two engines part, which would be a fault of Rehearsal; null: nowhere. */
export const caseResultSchema = z.strictObject({
  name: z.string().nullable(),
  passed: z.boolean(),
  profiles: z.array(z.strictObject({ id: z.string(), passed: z.boolean(), failures: z.array(failureSchema) })),
  difference: z.string().nullable(),
})

export type CaseResult = z.infer<typeof caseResultSchema>
export type CaseFailure = z.infer<typeof failureSchema>
