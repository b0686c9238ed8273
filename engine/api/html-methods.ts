import * as z from 'zod'
import { id, method } from './method.ts'
import { runQuestion } from './run-question.ts'

const count = z.int().min(0)

/** A finished run as one web page that needs nothing else. */
export const htmlMethods = {
  /**
   * Makes the page, with nothing in it that tells of one person: instants to the minute (unless `exactTimes`), passes under numbers of their own, values
   * summed over ten and more, groups of fewer than ten together. Left out unless asked for: notes, comments; `texts` false leaves out what messages say.
   * With `path` it is written there, whole or not at all, and `text` is null. A run of more counts than fit into memory is E_LOG_SIZE.
   */
  'html.make': method(
    z.strictObject({
      ...runQuestion,
      path: id.optional(),
      texts: z.boolean().optional(),
      notes: z.boolean().optional(),
      comments: z.boolean().optional(),
      exactTimes: z.boolean().optional(),
      /** What the page speaks; English unless it is said. */
      language: z.enum(['en', 'tr']).optional(),
      /** Opens with its scenes. */
      present: z.boolean().optional(),
    }),
    z.strictObject({
      fileName: z.string(),
      text: z.string().nullable(),
      bytes: count,
      /** Instants of the replay are told to this. */
      unitMs: count,
      /** Passes whose way is told, of all there were. */
      walkers: count,
      of: count,
    }),
  ),
} as const
