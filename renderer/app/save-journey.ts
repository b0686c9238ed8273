import { notify } from '../components/notify.ts'
import { documentStore } from '../document/document-store.ts'
import { currentDraftId } from '../document/autosave.ts'
import { asCallError, saveJourney, type SaveWords } from '../document/save.ts'
import { connection } from '../bridge/connection.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { fromEngine } from '../i18n/phrasebook.ts'
import { desktop } from './desktop.ts'
import { appText } from './texts.ts'

/** Saves and says so; true when the journey is saved. Two saves at once are one. `words` name and describe the version. */
export function saveWithNotice(words: Omit<SaveWords, 'draftId'> = {}): Promise<boolean> {
  saving ??= save(false, words).finally(() => (saving = undefined))
  return saving
}

/** Saves on top of what was saved elsewhere, once a conflict has been shown, and writes the file that was to be written then. */
export function saveMine(): Promise<boolean> {
  saving ??= save(true, {}, fileInConflict).finally(() => (saving = undefined))
  return saving
}

let saving: Promise<boolean> | undefined
/** The file that the save of the last conflict was for, if it was for one. */
let fileInConflict: string | undefined

/** `file` is where the journey is written as well; left out, the file it came from, if it is one. */
async function save(force: boolean, words: Omit<SaveWords, 'draftId'>, file?: string): Promise<boolean> {
  documentStore.getState().seal()
  const outcome = await saveJourney(force, { ...words, draftId: currentDraftId() })
  if (outcome.kind === 'conflict') {
    fileInConflict = file
    useUiStore.getState().openDialog('saveConflict')
    return false
  }
  if (outcome.kind === 'failed') {
    notify(`${fromEngine(outcome.error.message)} ${fromEngine(outcome.error.help)}`, 'error', appText('saveFailed'))
    return false
  }
  // A journey that is also a file is written there too.
  const path = file ?? documentStore.getState().summary?.path
  if (path !== null && path !== undefined && !(await writeFile(path))) return false
  notify(appText(outcome.wasNew ? 'savedNote' : 'savedUnchanged', { version: outcome.version }))
  return true
}

/** "Save as file": the desktop app asks where, a browser downloads. */
export async function saveAsFile(): Promise<void> {
  const { document } = documentStore.getState()
  const name = `${document.id}.journey.json`
  const shell = desktop()
  if (!shell) return download(name)
  const path = await shell.chooseJourneyToSave(name)
  if (path !== null) await save(false, {}, path)
}

async function writeFile(path: string): Promise<boolean> {
  const { summary, document, markSaved } = documentStore.getState()
  if (!summary) return false
  try {
    markSaved(await connection.call('journeys.saveFile', { id: summary.id, path }), document)
    return true
  } catch (cause) {
    const { message, help } = asCallError(cause)
    notify(`${fromEngine(message)} ${fromEngine(help)}`, 'error', appText('saveFailed'))
    return false
  }
}

async function download(name: string): Promise<void> {
  const { document } = documentStore.getState()
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' }))
  const link = globalThis.document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
