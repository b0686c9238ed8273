import { useMemo } from 'react'
import { create } from 'zustand'
import type { CallError, DatasetCatalogue, MethodOutput, RunSummary } from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { overlay, type EdgeNumbers, type Overlay, type StageNumbers, type StepNumbers } from '../../engine/core/report/overlay.ts'
import { giveSameFigures } from '../../engine/core/report/same-figures.ts'
import { sharedOverlay } from '../../engine/core/report/shared-overlay.ts'
import type { SimulationResult } from '../../engine/core/simulate/result.ts'
import { documentStore, useDocumentStore } from '../document/document-store.ts'
import { sameAssumptions, useAssumptionsStore, useRunAssumptions, type RunAssumptions } from './assumptions-store.ts'
import { useUiStore } from './ui-store.ts'
import { useWorkspaceStore } from './workspace-store.ts'

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
  /** The journeys that ran beside it, asked for or gone through by a step. */
  together: MethodOutput<'runs.start'>['together']
  pressure: MethodOutput<'runs.start'>['pressure']
  /** What came of the messages, by assumption; null where nothing was assumed of them. */
  responses: MethodOutput<'runs.start'>['responses']
  /** The assumptions it ran with; null without any. */
  scenario: MethodOutput<'runs.start'>['scenario']
  notices: MethodOutput<'runs.start'>['notices']
}

interface RunState {
  /** The run whose figures are shown. */
  latest: FinishedRun | null
  /** While the run is played: the instant that is shown (epoch ms) and what was counted up to it; null: the whole run. */
  moment: { at: number; result: SimulationResult } | null
  figures: Overlay
  running: RunningRun | null
  /** Why the last run was refused; cleared by the next one. */
  error: CallError | null
  /** The dataset the next run takes. */
  datasetId: string | null
  catalogue: DatasetCatalogue | undefined
  show(run: FinishedRun): void
  /** Shows the run as it stood at an instant; null: the whole of it. */
  showMoment(moment: { at: number; result: SimulationResult } | null): void
  clear(): void
}

const NO_FIGURES: Overlay = { steps: {}, edges: {}, stages: {}, dropOffs: {} }

/** What the last run of the open journey found. Neither saved with the document nor undone. */
export const useRunStore = create<RunState>()((set, get) => ({
  latest: null,
  moment: null,
  figures: NO_FIGURES,
  running: null,
  error: null,
  datasetId: null,
  catalogue: undefined,
  show: (run) => set({ latest: run, moment: null, figures: overlay(run.document, run.result), error: null }),
  showMoment: (moment) => {
    const { latest, figures } = get()
    if (latest !== null) set({ moment, figures: sharedOverlay(figures, overlay(latest.document, (moment ?? latest).result)) })
  },
  clear: () => set({ latest: null, moment: null, figures: NO_FIGURES, error: null }),
}))

/** What a run found under that name; a step that is called "constructor" has figures only if it was run. */
function own<T>(figures: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(figures, name) ? figures[name] : undefined
}

/** A step's own figures, or an entry's under its node id (`entry:<id>`); undefined without a run. */
export function useStepNumbers(stepId: string): StepNumbers | undefined {
  return useRunStore((state) => own(state.figures.steps, stepId))
}

/** A connection's own figures; its id is `<node id>:<port id>`. */
export function useEdgeNumbers(edgeId: string): EdgeNumbers | undefined {
  return useRunStore((state) => own(state.figures.edges, edgeId))
}

/** How many messages of a step were not sent, by reason; undefined without a run or where all were sent. */
export function useSuppressed(stepId: string): Readonly<Record<string, number>> | undefined {
  return useRunStore((state) => {
    const suppressed = own(state.figures.steps, stepId)?.suppressed
    return suppressed !== undefined && Object.values(suppressed).some((count) => count > 0) ? suppressed : undefined
  })
}

export function useStageNumbers(stageId: string): StageNumbers | undefined {
  return useRunStore((state) => own(state.figures.stages, stageId))
}

/** How many left at this step without a goal; undefined if nobody did. */
export function useDropOff(stepId: string): number | undefined {
  return useRunStore((state) => own(state.figures.dropOffs, stepId))
}

/** The run with the figures that are shown: those of the instant at which it is played, else its own. Null without a run. */
export function useShownRun(): FinishedRun | null {
  const latest = useRunStore((state) => state.latest)
  const moment = useRunStore((state) => state.moment)
  return useMemo(() => (latest === null || moment === null ? latest : { ...latest, result: moment.result }), [latest, moment])
}

/** True if the figures that are shown rest on reactions that were assumed. */
export function useIsWhatIf(): boolean {
  return useRunStore((state) => state.latest?.responses?.mode === 'whatIf' && state.latest.responses.messages.some(({ basis }) => basis !== null))
}

/** What a finished run was asked to assume, and as which platform it ran. */
export function assumptionsOfRun({ scenario, responses, result }: FinishedRun): RunAssumptions {
  const as = result.dialect === undefined ? {} : { dialect: result.dialect.id }
  return scenario === null ? as : { scenario, ...(responses === null ? {} : { assume: responses.assume }), ...as }
}

/**
 * True if the open document, or what is assumed of it, was edited since the run that is shown in a way that can change a figure; undoing the edit
 * makes it false again.
 */
export function useRunStale(): boolean {
  const latest = useRunStore((state) => state.latest)
  const chosen = useChosenBeside()
  const assumptions = useRunAssumptions()
  const areRead = useAssumptionsStore((state) => state.state !== 'loading' && state.state !== 'unread')
  const isEdited = useDocumentStore((state) => latest !== null && !isSameToRun(latest.document, state.document))
  if (latest === null || isEdited) return isEdited
  if (areRead && !sameAssumptions(assumptionsOfRun(latest), assumptions)) return true
  // A journey that ran because a step goes through it need not be chosen.
  const gone = new Set(Object.values(latest.document.steps).flatMap((step) => (step.kind === 'journey' ? [step.journey] : [])))
  const ran = latest.together.map(({ journeyId }) => journeyId)
  return chosen.some((id) => !ran.includes(id)) || (gone.size === 0 && ran.some((id) => !chosen.includes(id)))
}

// Every card asks, and asks again with every figure that runs; a comparison takes a look at all steps.
let compared: { ran: JourneyDocument; now: JourneyDocument; isSame: boolean } | undefined

function isSameToRun(ran: JourneyDocument, now: JourneyDocument): boolean {
  if (compared?.ran !== ran || compared.now !== now) compared = { ran, now, isSame: giveSameFigures(ran, now) }
  return compared.isSame
}

const NONE: readonly string[] = []

/** The journeys of the workspace, by their keys in it, that the open one is to be rehearsed together with; those that are gone are left out. */
export function useChosenBeside(): readonly string[] {
  const documentId = useDocumentStore((state) => state.document.id)
  const ownKey = useDocumentStore((state) => state.summary?.id)
  const chosen = useUiStore((state) => state.runTogether[documentId]) ?? NONE
  const journeys = useWorkspaceStore((state) => state.journeys)
  return useMemo(() => stillThere(chosen, journeys, ownKey), [chosen, journeys, ownKey])
}

/** The same, for what is no component. */
export function chosenBeside(): readonly string[] {
  const { document, summary } = documentStore.getState()
  return stillThere(useUiStore.getState().runTogether[document.id] ?? NONE, useWorkspaceStore.getState().journeys, summary?.id)
}

function stillThere(chosen: readonly string[], journeys: readonly { id: string }[] | null, ownKey: string | undefined): readonly string[] {
  return chosen.filter((key) => key !== ownKey && (journeys === null || journeys.some(({ id }) => id === key)))
}

/** Events, properties and attributes of the chosen dataset; undefined while there is none or it is being read. */
export function useCatalogue(): DatasetCatalogue | undefined {
  return useRunStore((state) => state.catalogue)
}
