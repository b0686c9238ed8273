import type { StoredCase } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { caseText } from './texts.ts'

// Changes of kept cases. Each can be undone where it is told.

export async function deleteCase({ id, name }: StoredCase): Promise<void> {
  await told(async () => {
    await connection.call('cases.delete', { id })
    notifyUndoable({ message: caseText('deleted', { name }), undo: () => told(() => connection.call('cases.restore', { id })) })
  })
}

export async function renameCase({ id, journeyId, text }: StoredCase, name: string): Promise<void> {
  await told(() => connection.call('cases.save', { id, journeyId, name, text }))
}

/** Writes what is expected anew; the text of before can be had back. */
export async function expectAnew(before: StoredCase, text: string): Promise<void> {
  const { id, journeyId, name } = before
  await told(async () => {
    await connection.call('cases.save', { id, journeyId, name, text })
    notifyUndoable({ message: caseText('updated', { name }), undo: () => told(() => connection.call('cases.save', { id, journeyId, name, text: before.text })) })
  })
}

/** Says what went wrong. */
async function told(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error', caseText('failedToDo'))
  }
}
