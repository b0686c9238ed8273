import { useEffect } from 'react'
import { create } from 'zustand'
import { connection } from '../../bridge/connection.ts'
import { useRunStore } from '../../stores/run-store.ts'
import type { LackOf } from './field-notes.ts'

interface Asked { of: 'profile' | 'event'; name: string }

/** Of how many people names are missing, by dataset, events at hand and name. Kept while the window is open: data do not change. */
const useLackingStore = create<{ known: Readonly<Record<string, { people: number; lacking: number }>> }>()(() => ({ known: {} }))
const asking = new Set<string>()

function keyOf(datasetId: string, events: readonly string[], { of, name }: Asked): string {
  return JSON.stringify([datasetId, events, of, name])
}

/** How often each of the names is missing among those who would get a message, on the chosen data; asks for what is not known yet. */
export function useLackOf(events: readonly string[], asked: readonly Asked[]): LackOf {
  const datasetId = useRunStore((state) => state.datasetId)
  const known = useLackingStore((state) => state.known)
  const list = [...events].sort()
  const wanted = JSON.stringify([datasetId, list, asked])
  useEffect(() => {
    const [id, sorted, names] = JSON.parse(wanted) as [string | null, string[], Asked[]] // as: written above
    if (id !== null) void ask(id, sorted, names)
  }, [wanted])
  return (of, name) => (datasetId === null ? undefined : known[keyOf(datasetId, list, { of, name })])
}

async function ask(datasetId: string, events: string[], asked: readonly Asked[]): Promise<void> {
  const { known } = useLackingStore.getState()
  const missing = asked.filter((one) => known[keyOf(datasetId, events, one)] === undefined && !asking.has(keyOf(datasetId, events, one)))
  if (missing.length === 0) return
  const keys = missing.map((one) => keyOf(datasetId, events, one))
  for (const key of keys) asking.add(key)
  try {
    const { people, lacking } = await connection.call('previews.lacking', { datasetId, events, asked: missing })
    useLackingStore.setState((state) => ({ known: { ...state.known, ...Object.fromEntries(keys.map((key, index) => [key, { people, lacking: lacking[index] ?? 0 }])) } }))
  } catch {
    // A dataset that is gone says nothing about holes; the previews and the run say that it is gone.
  } finally {
    for (const key of keys) asking.delete(key)
  }
}
