import type { JourneySummary } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { journeyText } from './texts.ts'

/** Deletes a journey at once and offers to bring it back. */
export async function deleteJourney({ id, name }: JourneySummary): Promise<void> {
  const failed = (cause: unknown) => {
    notify(errorInWords(asCallError(cause)), 'error', journeyText('deleteFailed', { name }))
  }
  try {
    await connection.call('journeys.delete', { id })
  } catch (cause) {
    return failed(cause)
  }
  await refreshWorkspace('journeys')
  notifyUndoable({
    message: journeyText('deleted', { name }),
    undo: async () => {
      await connection.call('journeys.restore', { id }).catch(failed)
      await refreshWorkspace('journeys')
    },
  })
}
