import { mayLeave } from '../../app/open-journey.ts'
import type { DraftSummary, JourneySummary } from '../../../engine/api/contract.ts'
import { canonicalJson } from '../../../engine/core/json.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { adoptDraft, currentDraftId, dropDraft } from '../../document/autosave.ts'
import { documentStore, type OpenedJourney } from '../../document/document-store.ts'
import { draftsInUse, WINDOW_ID } from '../../document/draft-lock.ts'
import { emptyJourney } from '../../document/empty-journey.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { journeyText } from './texts.ts'

/** The unsaved work on a journey that nobody goes on with, and whether another window has it open with changes. */
export async function draftsOf(journeyId: string): Promise<{ left: DraftSummary | undefined; isElsewhere: boolean }> {
  const [drafts, inUse] = await Promise.all([connection.call('drafts.list', {}), draftsInUse()])
  const open = currentDraftId()
  const others = drafts.filter((draft) => draft.journeyId === journeyId && draft.id !== open)
  return { left: others.find(({ id }) => !inUse.has(id)), isElsewhere: others.some(({ id, holder }) => inUse.has(id) && holder !== WINDOW_ID) }
}

/**
 * Opens what was left unsaved: the version it was made from, with the changes on top as one step that Undo takes back. A journey that was
 * never saved is simply there again. False if the person rather stays where they are, or it cannot be had.
 */
export async function openDraft(id: string, name: string): Promise<boolean> {
  if (!(await mayLeave())) return false
  try {
    const { draft, document, journey, saved } = await connection.call('drafts.take', { id, holder: WINDOW_ID })
    const store = documentStore.getState()
    // What was discarded or changed nothing after all needs no word.
    const isChanged = saved === null || canonicalJson(saved) !== canonicalJson(document)
    if (journey === null || saved === null) {
      // Loading makes a draft of its own; from there on it is the one that was taken.
      store.load({ journey: null, document })
    } else store.load({ journey: { ...journey, version: draft.baseVersion ?? journey.version }, document: saved })
    if (isChanged) adoptDraft(id, draft.keptAt, Math.max(0, (draft.latestVersion ?? 0) - (draft.baseVersion ?? draft.latestVersion ?? 0)))
    if (isChanged && saved !== null) documentStore.getState().apply({ name: journeyText('recoveredChanges'), exact: true, run: () => document })
    if (!isChanged) await connection.call('drafts.discard', { id })
    useUiStore.getState().showPage('editor')
    return true
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error', journeyText('openFailed', { name }))
    return false
  }
}

/** Throws unsaved work away, at once and with the offer to bring it back. */
export async function discardDraft(id: string, name: string): Promise<void> {
  try {
    await connection.call('drafts.discard', { id })
  } catch (cause) {
    return notify(errorInWords(asCallError(cause)), 'error', journeyText('discardFailed', { name }))
  }
  await refreshWorkspace('drafts')
  offerBack(id, name, () => refreshWorkspace('drafts'))
}

/** Goes back to the saved version of the open journey, or leaves one that was never saved; the draft can be brought back. */
export async function discardRecovered(): Promise<void> {
  const { document, summary, generation } = documentStore.getState()
  const name = document.name ?? document.id
  const instead = await insteadOf(summary, name)
  // Another journey may have been opened while this one was fetched.
  if (instead === undefined || documentStore.getState().generation !== generation) return
  const id = await dropDraft()
  documentStore.getState().load(instead)
  if (summary === null) useUiStore.getState().showPage('start')
  if (id !== undefined) offerBack(id, name, () => openDraft(id, name))
}

/** What is open once the unsaved changes are gone; undefined, and said, if it cannot be had. */
async function insteadOf(summary: JourneySummary | null, name: string): Promise<OpenedJourney | undefined> {
  if (summary === null) return { journey: null, document: emptyJourney() }
  try {
    return await connection.call('journeys.get', { id: summary.id })
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error', journeyText('discardFailed', { name }))
    return undefined
  }
}

function offerBack(id: string, name: string, then: () => Promise<unknown>): void {
  notifyUndoable({
    message: journeyText('discarded', { name }),
    undo: async () => {
      try {
        await connection.call('drafts.restore', { id })
      } catch (cause) {
        return notify(errorInWords(asCallError(cause)), 'error', journeyText('notBack', { name }))
      }
      await then()
    },
  })
}
