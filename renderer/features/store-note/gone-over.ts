import type { CallError } from '../../../engine/api/contract.ts'
import { desktop } from '../../app/desktop.ts'
import { connection } from '../../bridge/connection.ts'
import { saveFile } from '../../bridge/save-file.ts'
import { keepNow, useAutosaveStore } from '../../document/autosave.ts'
import { documentStore } from '../../document/document-store.ts'

/** Where the workspace is meant to be; null where nobody says so. */
export async function folderOfWorkspace(): Promise<string | null> {
  return connection.call('app.info', {}).then(({ workspace }) => workspace, () => null)
}

/** Asks for a folder; null when the person cancels. Desktop only. */
export async function chooseFolder(): Promise<string | null> {
  return (await desktop()?.chooseFolder()) ?? null
}

/** Goes over to the workspace in that folder (`make`: an empty one is made where the folder is empty or not there) with what is unsaved in this window. Rejects with a `CallError`. */
export async function goOver(to: string, make: boolean): Promise<void> {
  await connection.call('workspace.use', { to, make })
  const { dirty, document } = documentStore.getState()
  if (dirty) {
    // Over there nobody knows the journey it was: it goes on as a draft of a new one.
    documentStore.getState().load({ journey: null, document })
    // Loading the page anew would lose what could not be kept.
    if (!(await keepNow())) throw useAutosaveStore.getState().error
  }
  globalThis.location.reload()
}

/** The open journey as a file, without the workspace; true if it was written. */
export async function saveOpenJourney(): Promise<boolean> {
  const { document } = documentStore.getState()
  const content = new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' })
  return (await saveFile(`${document.id}.journey.json`, content)) !== null
}

/** What the disk said, which comes without a code of ours. */
export function asNotWritten(cause: unknown): CallError {
  return { code: 'E_READ_ONLY', message: cause instanceof Error ? cause.message : String(cause), help: '' }
}
