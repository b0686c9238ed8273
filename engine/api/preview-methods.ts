import * as z from 'zod'
import { id, instant, method } from './method.ts'

const asked = z.strictObject({ of: z.enum(['profile', 'event']), name: z.string().min(1) })
const events = z.array(z.string().min(1)).max(1000)
const values = z.record(z.string(), z.json())

/** Who is taken: by place among those who did one of the events; by id, whoever it is; or the next from a place on who lacks something. */
const pickSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('place'), place: z.int().min(0) }),
  z.strictObject({ by: z.literal('id'), id }),
  z.strictObject({ by: z.literal('lacking'), lacking: asked, from: z.int().min(0) }),
])

/** People of a dataset as a message would find them; `events` are those that may be at hand where it is sent. */
export const previewMethods = {
  /**
   * One of them, with the attributes as of the last of those events, and that event; null where there is none. Without events, or if nobody
   * did one of them, everybody counts. A place beyond the last is the last; `lacking` is null if everybody has it. Unknown ids are E_PROFILE.
   */
  'previews.person': method(
    z.strictObject({ datasetId: id, events, pick: pickSchema }),
    z
      .strictObject({
        /** Null for somebody who did none of the events. */
        place: z.int().nullable(),
        total: z.int(),
        profileId: z.string(),
        attributes: values,
        event: z.strictObject({ name: z.string(), at: instant, properties: values }).nullable(),
      })
      .nullable(),
  ),
  /** Ids that begin with the text, in their order. */
  'previews.ids': method(z.strictObject({ datasetId: id, text: z.string(), limit: z.int().min(1).max(100) }), z.array(z.string())),
  /** Of how many people each name would be missing. Everybody counts where nobody did one of the events; then none has an event at hand. */
  'previews.lacking': method(z.strictObject({ datasetId: id, events, asked: z.array(asked).max(200) }), z.strictObject({ people: z.int(), lacking: z.array(z.int()) })),
} as const
