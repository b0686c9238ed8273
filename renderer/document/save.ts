import type { CallError } from '../../engine/api/contract.ts'
import { callErrorSchema } from '../../engine/api/contract.ts'
import { connection } from '../bridge/connection.ts'
import { defineTexts } from '../i18n/define-texts.ts'
import { documentStore } from './document-store.ts'

export type SaveOutcome = { kind: 'saved'; version: number; wasNew: boolean } | { kind: 'conflict' } | { kind: 'failed'; error: CallError }

/** What a save may say of its version; `draftId` is the draft that is needless then. */
export interface SaveWords { label?: string; note?: string; draftId?: string | undefined }

export const text = defineTexts('callError', { unknownHelp: 'Try again; if it stays, report it with this text.' })

const MOST_EDITS = 100

/** Stores the open journey as a new version of the workspace. `force` puts it on top of a newer version that was saved elsewhere. */
export async function saveJourney(force = false, { label, note, draftId }: SaveWords = {}): Promise<SaveOutcome> {
  const { document, summary, markSaved, editsSinceSaved } = documentStore.getState()
  try {
    const saved = await connection.call('journeys.save', {
      id: summary?.id ?? null,
      document,
      baseVersion: force ? null : (summary?.version ?? null),
      edits: editsSinceSaved().slice(-MOST_EDITS),
      ...(label === undefined ? {} : { label }),
      ...(note === undefined ? {} : { note }),
      ...(draftId === undefined ? {} : { draftId }),
    })
    markSaved(saved, document)
    return { kind: 'saved', version: saved.version, wasNew: saved.version !== summary?.version }
  } catch (cause) {
    const error = asCallError(cause)
    return error.code === 'E_CONFLICT' ? { kind: 'conflict' } : { kind: 'failed', error }
  }
}

/** Whatever a call was refused with, as something that can be shown. */
export function asCallError(cause: unknown): CallError {
  const { code, message, help } = (typeof cause === 'object' && cause !== null ? cause : {}) as Partial<CallError> // as: checked below
  const parsed = callErrorSchema.safeParse({ code, message, help })
  return parsed.success ? parsed.data : { code: 'E_UNKNOWN', message: String(cause), help: text('unknownHelp') }
}
