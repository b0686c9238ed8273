import { create } from 'zustand'
import type { CallError, DatasetSummary, DraftSummary, JourneySummary, MethodOutput, RunSummary, SegmentSummary } from '../../engine/api/contract.ts'
import { connection } from '../bridge/connection.ts'
import { asCallError } from '../document/save.ts'

export type Template = MethodOutput<'templates.list'>[number]
type Shelf = 'journeys' | 'drafts' | 'datasets' | 'templates' | 'runs' | 'segments'

interface WorkspaceState {
  /** Each list is null until it was read for the first time. */
  journeys: readonly JourneySummary[] | null
  /** What was changed in some window and not saved, the last kept first. */
  drafts: readonly DraftSummary[] | null
  datasets: readonly DatasetSummary[] | null
  templates: readonly Template[] | null
  runs: readonly RunSummary[] | null
  segments: readonly SegmentSummary[] | null
  /** Why a list could not be read. */
  errors: Partial<Record<Shelf, CallError>>
  /** Taken away on the screen while it can still be undone. */
  hiddenDatasets: ReadonlySet<string>
}

/** What is in the workspace, kept in step with it while the window is open. */
export const useWorkspaceStore = create<WorkspaceState>()(() => ({
  journeys: null,
  drafts: null,
  datasets: null,
  templates: null,
  runs: null,
  segments: null,
  errors: {},
  hiddenDatasets: new Set(),
}))

const readers: Record<Shelf, () => Promise<Partial<WorkspaceState>>> = {
  journeys: async () => ({ journeys: [...(await connection.call('journeys.list', {}))].sort((a, b) => b.savedAt - a.savedAt) }),
  drafts: async () => ({ drafts: await connection.call('drafts.list', {}) }),
  datasets: async () => ({ datasets: [...(await connection.call('datasets.list', {}))].sort((a, b) => b.importedAt - a.importedAt) }),
  templates: async () => ({ templates: await connection.call('templates.list', {}) }),
  runs: async () => ({ runs: await connection.call('runs.list', {}) }),
  segments: async () => ({ segments: await connection.call('segments.list', {}) }),
}

/** What changed in the workspace may be none of the lists that are kept here. */
export function isShelf(what: string): what is Shelf {
  return Object.hasOwn(readers, what)
}

/** Reads one list again. */
export async function refreshWorkspace(shelf: Shelf): Promise<void> {
  try {
    const read = await readers[shelf]()
    useWorkspaceStore.setState(({ errors: { [shelf]: _gone, ...errors } }) => ({ ...read, errors }))
  } catch (cause) {
    useWorkspaceStore.setState(({ errors }) => ({ errors: { ...errors, [shelf]: asCallError(cause) } }))
  }
}

/** Reads everything now. */
export function refreshAll(): Promise<unknown> {
  return Promise.all([refreshToOpen(), refreshWorkspace('templates')])
}

/** Reads what an open journey needs to know of. The templates, which the engine has to make first, are not among it. */
export function refreshToOpen(): Promise<unknown> {
  return Promise.all((['journeys', 'drafts', 'datasets', 'runs', 'segments'] as const).map(refreshWorkspace))
}

/** The dataset with that id; undefined while unknown. */
export function datasetById(id: string | null): DatasetSummary | undefined {
  return useWorkspaceStore.getState().datasets?.find((dataset) => dataset.id === id)
}
