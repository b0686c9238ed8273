import { notify } from '../components/notify.ts'
import { notifyUndoable } from '../components/notify-undoable.tsx'
import { connection } from '../bridge/connection.ts'
import { dropDraft, keepNow } from '../document/autosave.ts'
import { documentStore, type OpenedJourney } from '../document/document-store.ts'
import { emptyJourney } from '../document/empty-journey.ts'
import { asCallError } from '../document/save.ts'
import { errorInWords } from '../i18n/in-words.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { desktop } from './desktop.ts'
import { askInWindow } from './leave-store.ts'
import { saveWithNotice } from './save-journey.ts'
import { appText } from './texts.ts'

/**
 * Opens a journey in the editor. If the open one has unsaved changes, asks first; false when the person rather stays.
 * Ask `mayLeave()` before work whose result would replace the open journey.
 */
export async function openInEditor(opened: OpenedJourney): Promise<boolean> {
  if (!(await mayLeave())) return false
  documentStore.getState().load(opened)
  useUiStore.getState().showPage('editor')
  return true
}

/** Starts an empty journey in the editor. */
export function newJourney(): Promise<boolean> {
  return openInEditor({ journey: null, document: emptyJourney(`journey-${crypto.randomUUID().slice(0, 8)}`) })
}

/**
 * True if the open journey may be replaced. Unsaved changes of a journey of the workspace are kept as its draft, and are there again when it
 * is opened; only a journey that was never saved, which has no place to be found again, is asked about: saved now, or given up.
 */
export async function mayLeave(): Promise<boolean> {
  const { dirty, document, summary } = documentStore.getState()
  const isUntouched = summary === null && document.entries.length === 0 && Object.keys(document.steps).length === 0
  if (!dirty || isUntouched) return true
  const name = document.name ?? appText('unnamed')
  if (summary !== null && (await keepNow())) {
    notify(appText('draftLeft', { name }))
    return true
  }
  const answer = await (desktop()?.askAboutUnsavedChanges(name) ?? askInWindow(name))
  if (answer === 'save') return saveWithNotice()
  if (answer === 'discard') await giveUp(name)
  return answer === 'discard'
}

/** The draft goes with the changes, and can be brought back. */
async function giveUp(name: string): Promise<void> {
  const draftId = await dropDraft()
  if (draftId === undefined) return
  const failed = (cause: unknown) => notify(errorInWords(asCallError(cause)), 'error', appText('draftNotBack', { name }))
  notifyUndoable({ message: appText('draftDiscarded', { name }), undo: () => connection.call('drafts.restore', { id: draftId }).catch(failed) })
}
