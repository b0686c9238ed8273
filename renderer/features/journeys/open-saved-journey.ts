import { openInEditor } from '../../app/open-journey.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { draftsOf, openDraft } from './open-draft.ts'
import { journeyText } from './texts.ts'

/**
 * Opens a journey of the workspace: with the changes that were left unsaved, if there are any, else the newest version, or the one given.
 * The one that is open already is only shown again.
 */
export async function openSavedJourney(id: string, name: string, version?: number): Promise<void> {
  if (version === undefined && documentStore.getState().summary?.id === id) return useUiStore.getState().showPage('editor')
  try {
    const { left, isElsewhere } = version === undefined ? await draftsOf(id) : { left: undefined, isElsewhere: false }
    if (left !== undefined) return void (await openDraft(left.id, name))
    const opened = await connection.call('journeys.get', { id, ...(version === undefined ? {} : { version }) })
    const isOpen = await openInEditor(opened)
    if (isOpen && isElsewhere) notify(journeyText('elsewhere'))
    if (isOpen && version !== undefined && version !== opened.journey.version) notify(journeyText('openedVersion', { version, newest: opened.journey.version }))
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error', journeyText('openFailed', { name }))
  }
}
