import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { connectionText } from './connection-texts.ts'
import { readConnections, type Connection } from './connections-store.ts'
import { openPublish, usePublishStore } from './publish-store.ts'
import { askForSecret, asksForSecrets } from './secrets.ts'
import { testConnection } from './test-connection.ts'

type Settings = Connection['settings']

/** The form of a connection, while it is open; `of` null: of a new one. */
export const useEditStore = create<{ edited: { target: string; of: Connection | null } | null; error: CallError | null; isSaving: boolean }>()(() => ({ edited: null, error: null, isSaving: false }))

/** Opens the form for a new connection to that platform. */
export function startConnection(target: string): void {
  openPublish('connections')
  useEditStore.setState({ edited: { target, of: null }, error: null })
}

export function editConnection(of: Connection): void {
  useEditStore.setState({ edited: { target: of.target, of }, error: null })
}

export function closeEdit(): void {
  useEditStore.setState({ edited: null, error: null })
}

/** Saves what the form says; a new one is chosen, and its secret asked for where this window may have it asked for. */
export async function saveConnection(name: string, settings: Settings): Promise<void> {
  const { edited } = useEditStore.getState()
  if (edited === null) return
  useEditStore.setState({ isSaving: true, error: null })
  try {
    const target = edited.target as Connection['target'] // as: one of the platforms of the list
    const saved = await engine.call('connections.save', { ...(edited.of === null ? {} : { id: edited.of.id }), target, name, settings })
    closeEdit()
    usePublishStore.setState({ connectionId: saved.id })
    await readConnections()
    if (edited.of === null && saved.secret.where === 'missing' && asksForSecrets()) await askForSecret(saved)
    else if (saved.secret.where !== 'missing') await testConnection(saved.id)
  } catch (cause) {
    useEditStore.setState({ error: asCallError(cause) })
  } finally {
    useEditStore.setState({ isSaving: false })
  }
}

/** Deletes a connection at once and offers to bring it back. */
export async function deleteConnection({ id, name }: Connection): Promise<void> {
  const failed = (key: 'deleteFailed' | 'restoreFailed') => (cause: unknown) => {
    notify(errorInWords(asCallError(cause)), 'error', connectionText(key, { name }))
  }
  try {
    await engine.call('connections.delete', { id })
  } catch (cause) {
    return failed('deleteFailed')(cause)
  }
  await readConnections()
  notifyUndoable({
    message: connectionText('deleted', { name }),
    undo: async () => {
      await engine.call('connections.restore', { id }).catch(failed('restoreFailed'))
      await readConnections()
    },
  })
}
