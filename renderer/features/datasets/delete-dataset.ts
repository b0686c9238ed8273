import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { refreshWorkspace, useWorkspaceStore } from '../../stores/workspace-store.ts'
import { dataText } from './texts.ts'

/** Takes a dataset off the screen; it is deleted when the offer to undo is over, so closing the window in between keeps it. */
export function deleteDataset({ id, name }: DatasetSummary): void {
  hide(id, true)
  notifyUndoable({
    message: dataText('deleted', { name }),
    undo: () => hide(id, false),
    over: () => void reallyDelete(id),
  })
}

async function reallyDelete(id: string): Promise<void> {
  try {
    await connection.call('datasets.delete', { id })
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error')
  }
  await refreshWorkspace('datasets')
  hide(id, false)
}

function hide(id: string, isHidden: boolean): void {
  useWorkspaceStore.setState(({ hiddenDatasets }) => {
    const next = new Set(hiddenDatasets)
    if (isHidden) next.add(id)
    else next.delete(id)
    return { hiddenDatasets: next }
  })
}
