import * as z from 'zod'
import { journeySchema } from '../core/model/journey.ts'
import { empty, id, instant, method } from './method.ts'
import { journeySummarySchema } from './opened-journey.ts'

/** Work of a window that was not saved as a version. `journeyId` is the journey's key in the workspace; null: it was never saved. */
const draftSchema = z.strictObject({
  id,
  journeyId: id.nullable(),
  name: z.string(),
  steps: z.int().min(0),
  /** The version it was made from, and the one there is now; null without a journey. */
  baseVersion: z.int().nullable(),
  latestVersion: z.int().nullable(),
  keptAt: instant,
  /** The window that writes it. */
  holder: id,
})

/**
 * Autosave: what a person has done and not saved is kept in the workspace, apart from the versions, and outlives the window, the engine and
 * the machine's power. A save of the journey that names its draft takes the draft away.
 */
export const draftMethods = {
  /** Last kept first. */
  'drafts.list': method(empty, z.array(draftSchema)),
  /** Writes the whole document, as JSON text. Refused with E_DRAFT_TAKEN if another window goes on with this draft: keep it under another id. */
  'drafts.keep': method(z.strictObject({ id, holder: id, journeyId: id.nullable(), baseVersion: z.int().nullable(), text: z.string().min(1) }), z.strictObject({ keptAt: instant })),
  /** Goes on with a draft in the window `holder`; `saved` is the version it was made from, null without one. */
  'drafts.take': method(
    z.strictObject({ id, holder: id }),
    z.strictObject({ draft: draftSchema, document: journeySchema, journey: journeySummarySchema.nullable(), saved: journeySchema.nullable() }),
  ),
  /** Discarding is undone, not confirmed: a discarded draft can be brought back for a week. */
  'drafts.discard': method(z.strictObject({ id }), empty),
  'drafts.restore': method(z.strictObject({ id }), empty),
} as const

export type DraftSummary = z.infer<typeof draftSchema>
