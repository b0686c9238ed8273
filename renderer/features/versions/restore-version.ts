import { mayLeave } from '../../app/open-journey.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { versionText } from './texts.ts'

/** Makes an earlier version the newest; those after it stay in the list. If the journey is open, it is shown as it now is. */
export async function restoreVersion({ id }: { id: string }, version: number): Promise<void> {
  const isOpenOne = documentStore.getState().summary?.id === id
  // Unsaved changes of the open journey are kept as its draft, as when it is left.
  if (isOpenOne && !(await mayLeave())) return
  try {
    const opened = await connection.call('journeys.restoreVersion', { id, version })
    if (isOpenOne) documentStore.getState().load(opened)
    await refreshWorkspace('journeys')
    notify(versionText('restored', { version, newest: opened.journey.version }))
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error', versionText('restoreFailed', { version }))
  }
}
