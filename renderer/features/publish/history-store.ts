import { useEffect } from 'react'
import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { useHasJourney } from './publish-store.ts'
import { useWatchedStore } from './watched-store.ts'

export type HistoryEntry = MethodOutput<'publish.history'>[number]
export type Scope = 'this' | 'all'

interface HistoryState {
  scope: Scope
  /** Null until it was read. Newest first. */
  entries: readonly HistoryEntry[] | null
  error: CallError | null
}

/** What was published, and what became of it. */
export const useHistoryStore = create<HistoryState>()(() => ({ scope: 'this', entries: null, error: null }))

let asked = 0

export async function readHistory(scope: Scope): Promise<void> {
  const turn = ++asked
  try {
    const entries = await engine.call('publish.history', scope === 'this' ? { journeyId: documentStore.getState().document.id } : {})
    if (turn === asked) useHistoryStore.setState({ entries, error: null })
  } catch (cause) {
    if (turn === asked) useHistoryStore.setState({ error: asCallError(cause) })
  }
}

/** Keeps the list in step while a place shows it: of the open journey, or of all if none is open or all were asked for. */
export function useHistory(): { entries: readonly HistoryEntry[] | null; error: CallError | null; scope: Scope; canChoose: boolean } {
  const hasJourney = useHasJourney()
  const journeyId = useDocumentStore((state) => state.document.id)
  const chosen = useHistoryStore((state) => state.scope)
  const scope = hasJourney ? chosen : 'all'
  // What was just done somewhere changes this list too.
  const interrupted = useWatchedStore((state) => state.interrupted)
  useEffect(() => {
    void readHistory(scope)
  }, [scope, journeyId, interrupted])
  const entries = useHistoryStore((state) => state.entries)
  const error = useHistoryStore((state) => state.error)
  return { entries, error, scope, canChoose: hasJourney }
}

/** Of every journey and connection the publication that counts: the newest. */
export function newestOf(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const seen = new Set<string>()
  return entries.filter(({ publication: { journeyId, connectionId } }) => {
    const key = JSON.stringify([journeyId, connectionId])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
