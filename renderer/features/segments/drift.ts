import { useEffect, useMemo, useState } from 'react'
import { create } from 'zustand'
import type { SegmentDrift } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'

const PAUSE_MS = 250

interface LinkState {
  /** Grows when a copy was linked or let go, which changes neither document nor library. */
  changes: number
  /** Copies that were let go here, also those of which the engine hears only when the offer to undo that is over. */
  letGo: ReadonlySet<string>
}

const useLinkStore = create<LinkState>()(() => ({ changes: 0, letGo: new Set() }))

export function linksChanged(): void {
  useLinkStore.setState(({ changes }) => ({ changes: changes + 1 }))
}

/** Takes a copy for one that is none, before the engine is told; or for one again. */
export function setLetGo(journeyId: string, copyId: string, isLetGo: boolean): void {
  useLinkStore.setState(({ letGo }) => {
    const next = new Set(letGo)
    if (isLetGo) next.add(copyKey(journeyId, copyId))
    else next.delete(copyKey(journeyId, copyId))
    return { letGo: next }
  })
}

export function isLetGo(journeyId: string, copyId: string): boolean {
  return useLinkStore.getState().letGo.has(copyKey(journeyId, copyId))
}

function copyKey(journeyId: string, copyId: string): string {
  return JSON.stringify([journeyId, copyId])
}

type Drifts = Readonly<Record<string, SegmentDrift>>

function withoutLetGo(drift: Drifts, journeyId: string, letGo: ReadonlySet<string>): Drifts {
  return Object.fromEntries(Object.entries(drift).filter(([copyId]) => !letGo.has(copyKey(journeyId, copyId))))
}

/** How the segments of the open journey that are copies stand to the library, by id; kept in step with both. */
export function useDrift(): Drifts {
  const segments = useDocumentStore((state) => state.document.segments)
  const generation = useDocumentStore((state) => state.generation)
  const library = useWorkspaceStore((state) => state.segments)
  const journeyId = useDocumentStore((state) => state.document.id)
  const changes = useLinkStore((state) => state.changes)
  const letGo = useLinkStore((state) => state.letGo)
  const [drift, setDrift] = useState<Drifts>({})
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
  return useMemo(() => withoutLetGo(drift, journeyId, letGo), [drift, journeyId, letGo])
}
