import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { SegmentDrift } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'

const PAUSE_MS = 250

/** Grows when a copy was linked or let go, which changes neither document nor library. */
const useLinkStore = create<{ changes: number }>()(() => ({ changes: 0 }))

export function linksChanged(): void {
  useLinkStore.setState(({ changes }) => ({ changes: changes + 1 }))
}

/** How the segments of the open journey that are copies stand to the library, by id; kept in step with both. */
export function useDrift(): Readonly<Record<string, SegmentDrift>> {
  const segments = useDocumentStore((state) => state.document.segments)
  const generation = useDocumentStore((state) => state.generation)
  const library = useWorkspaceStore((state) => state.segments)
  const changes = useLinkStore((state) => state.changes)
  const [drift, setDrift] = useState<Readonly<Record<string, SegmentDrift>>>({})
  useEffect(() => {
    let isCurrent = true
    const ask = async () => {
      // Without an answer nothing is said of the library; the segments themselves are all there.
      const found = await connection.call('segments.drift', { document: documentStore.getState().document }).catch(() => [])
      if (isCurrent) setDrift(Object.fromEntries(found.map((one) => [one.copyId, one])))
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [segments, generation, library, changes])
  return drift
}
