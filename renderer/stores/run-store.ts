import { create } from 'zustand'
import type { CallError, DatasetCatalogue, RunSummary } from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { overlay, type EdgeNumbers, type Overlay, type StageNumbers, type StepNumbers } from '../../engine/core/report/overlay.ts'
import { giveSameFigures } from '../../engine/core/report/same-figures.ts'
import type { SimulationResult } from '../../engine/core/simulate/result.ts'
import { useDocumentStore } from '../document/document-store.ts'

export type { EdgeNumbers, StageNumbers, StepNumbers }

/** A run in progress; how far it is, the job store knows. */
export interface RunningRun {
  jobId: string
  cancelling: boolean
}

/** A run that is over, with the document it ran: figures belong to that document, whatever was edited since. */
export interface FinishedRun {
  summary: RunSummary
  document: JourneyDocument
  result: SimulationResult
}

interface RunState {
  /** The run whose figures are shown. */
  latest: FinishedRun | null
  figures: Overlay
  running: RunningRun | null
  /** Why the last run was refused; cleared by the next one. */
  error: CallError | null
  /** The dataset the next run takes. */
  datasetId: string | null
  catalogue: DatasetCatalogue | undefined
  show(run: FinishedRun): void
  clear(): void
}

const NO_FIGURES: Overlay = { steps: {}, edges: {}, stages: {}, dropOffs: {} }

/** What the last run of the open journey found. Neither saved with the document nor undone. */
export const useRunStore = create<RunState>()((set) => ({
  latest: null,
  figures: NO_FIGURES,
  running: null,
  error: null,
  datasetId: null,
  catalogue: undefined,
  show: (run) => set({ latest: run, figures: overlay(run.document, run.result), error: null }),
  clear: () => set({ latest: null, figures: NO_FIGURES, error: null }),
}))

/** A step's own figures, or an entry's under its node id (`entry:<id>`); undefined without a run. */
export function useStepNumbers(stepId: string): StepNumbers | undefined {
  return useRunStore((state) => state.figures.steps[stepId])
}

/** A connection's own figures; its id is `<node id>:<port id>`. */
export function useEdgeNumbers(edgeId: string): EdgeNumbers | undefined {
  return useRunStore((state) => state.figures.edges[edgeId])
}

export function useStageNumbers(stageId: string): StageNumbers | undefined {
  return useRunStore((state) => state.figures.stages[stageId])
}

/** How many left at this step without a goal; undefined if nobody did. */
export function useDropOff(stepId: string): number | undefined {
  return useRunStore((state) => state.figures.dropOffs[stepId])
}

/** True if the open document was edited since the run that is shown, in a way that can change a figure; undoing the edit makes it false again. */
export function useRunStale(): boolean {
  const ran = useRunStore((state) => state.latest?.document)
  return useDocumentStore((state) => ran !== undefined && !giveSameFigures(ran, state.document))
}

/** Events, properties and attributes of the chosen dataset; undefined while there is none or it is being read. */
export function useCatalogue(): DatasetCatalogue | undefined {
  return useRunStore((state) => state.catalogue)
}
