import { useMemo } from 'react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'

/** The datasets a person sees: those of the workspace but what was just deleted. */
export function useVisibleDatasets(): readonly DatasetSummary[] {
  const datasets = useWorkspaceStore((state) => state.datasets)
  const hidden = useWorkspaceStore((state) => state.hiddenDatasets)
  return useMemo(() => (datasets ?? []).filter(({ id }) => !hidden.has(id)), [datasets, hidden])
}
