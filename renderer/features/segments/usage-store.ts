import { useEffect } from 'react'
import { create } from 'zustand'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'

export type Usage = MethodOutput<'segments.whereUsed'>

/** Where each segment of the library is used, by id. */
export const useUsageStore = create<{ used: Readonly<Record<string, Usage>> }>()(() => ({ used: {} }))

/** Looks again whenever a segment or a journey was saved. */
export function useUsage(): void {
  const segments = useWorkspaceStore((state) => state.segments)
  const journeys = useWorkspaceStore((state) => state.journeys)
  useEffect(() => {
    let isCurrent = true
    const ask = async () => {
      // One that was deleted meanwhile is used nowhere.
      const found = await Promise.all((segments ?? []).map(async ({ id }) => [id, await connection.call('segments.whereUsed', { id }).catch(() => undefined)] as const))
      if (isCurrent) useUsageStore.setState({ used: Object.fromEntries(found.filter((one): one is [string, Usage] => one[1] !== undefined)) })
    }
    void ask()
    return () => {
      isCurrent = false
    }
  }, [segments, journeys])
}
