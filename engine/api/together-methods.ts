import * as z from 'zod'
import { togetherViewSchema } from '../core/together/together-view.ts'
import { method } from './method.ts'
import { runQuestion } from './run-question.ts'

/** What several journeys do to the same people. */
export const togetherMethods = {
  /**
   * Messages from day to day, collisions with examples, and whose messages kept whose from being sent under a cap. `priorities`: by journey id, instead of those
   * in the documents, to see what they would change. Progress under `jobId`.
   */
  'together.look': method(z.strictObject({ ...runQuestion, priorities: z.record(z.string(), z.int()).optional() }), togetherViewSchema),
} as const
