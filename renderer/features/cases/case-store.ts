import { create } from 'zustand'
import type { CallError, CaseRun, StoredCase } from '../../../engine/api/contract.ts'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connection } from '../../bridge/connection.ts'
import { focusSoon } from '../../components/focus-soon.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { useUiStore } from '../../stores/ui-store.ts'

/** Editing goes on: cases are run when it pauses. */
const PAUSE_MS = 700

interface CaseState {
  /** The own id of the journey whose cases these are. */
  journeyId: string | null
  list: readonly StoredCase[]
  /** By case: what came of it, on the document as it was then. */
  runs: Readonly<Record<string, CaseRun>>
  /** The document the cases were last run on. */
  ranOn: JourneyDocument | null
  isRunning: boolean
  error: CallError | null
}

const NO_CASES: CaseState = { journeyId: null, list: [], runs: {}, ranOn: null, isRunning: false, error: null }

/** The test cases of the open journey and what came of them. Kept in the workspace, neither saved with the document nor undone with it. */
export const useCaseStore = create<CaseState>()(() => NO_CASES)

export type CaseStatus = 'passed' | 'failed' | 'broken' | 'never'

export function statusOf(run: CaseRun | undefined): CaseStatus {
  if (run === undefined) return 'never'
  return run.result === null ? 'broken' : run.result.passed ? 'passed' : 'failed'
}

/** How many of each. */
export function countsOf({ list, runs }: Pick<CaseState, 'list' | 'runs'>): Record<CaseStatus, number> {
  const counts = { passed: 0, failed: 0, broken: 0, never: 0 }
  for (const { id } of list) counts[statusOf(runs[id])]++
  return counts
}

let timer: ReturnType<typeof setTimeout> | undefined
// Grows with every run, so that an answer for a document of before can be told.
let turn = 0

/** Keeps the cases in step with the open journey, for as long as the window lives: read when it is opened, run again after every edit that can change a way. */
export function watchCases(): void {
  connection.on('workspace.changed', ({ what }) => {
    if (what === 'cases') void readCases()
  })
  documentStore.subscribe(({ document }, before) => {
    if (document.id !== useCaseStore.getState().journeyId) void readCases()
    else if (document !== before.document) soon()
  })
}

/** Reads the cases of the open journey, and runs those that were not run as they are. */
export async function readCases(): Promise<void> {
  const { id: journeyId } = documentStore.getState().document
  const isOther = useCaseStore.getState().journeyId !== journeyId
  if (isOther) useCaseStore.setState({ ...NO_CASES, journeyId })
  try {
    const list = await connection.call('cases.list', { journeyId })
    if (useCaseStore.getState().journeyId !== journeyId) return
    const { list: before, runs } = useCaseStore.getState()
    // What was written anew since has to be run again.
    const kept = Object.fromEntries(list.flatMap(({ id, text }) => (runs[id] && before.find((one) => one.id === id)?.text === text ? [[id, runs[id]]] : [])))
    useCaseStore.setState({ list, runs: kept, error: null })
    if (list.some(({ id }) => !(id in kept))) await runCases()
  } catch (cause) {
    if (useCaseStore.getState().journeyId === journeyId) useCaseStore.setState({ error: asCallError(cause) })
  }
}

/** Runs all cases on the document as it is. */
export async function runCases(): Promise<void> {
  clearTimeout(timer)
  const { document } = documentStore.getState()
  if (useCaseStore.getState().list.length === 0) return
  const own = ++turn
  useCaseStore.setState({ isRunning: true })
  try {
    const runs = await connection.call('cases.run', { document })
    if (own === turn) useCaseStore.setState({ runs: Object.fromEntries(runs.map((run) => [run.id, run])), ranOn: document, isRunning: false, error: null })
  } catch (cause) {
    if (own === turn) useCaseStore.setState({ isRunning: false, error: asCallError(cause) })
  }
}

function soon(): void {
  const { list, ranOn } = useCaseStore.getState()
  if (list.length === 0) return
  clearTimeout(timer)
  // Moving cards about changes no way.
  if (ranOn === null || !giveSameFigures(ranOn, documentStore.getState().document)) timer = setTimeout(() => void runCases(), PAUSE_MS)
}

/** Opens the place of the cases. */
export function openCases(): void {
  useUiStore.setState({ resultsOpen: true, resultsTab: 'cases' })
  focusSoon('[data-testid="cases"] button')
}

/** What the tab of the cases says beside its name: how many fail, else how many there are. */
export function useCaseCount(): { count: number; tone?: 'error' } {
  const list = useCaseStore((state) => state.list)
  const runs = useCaseStore((state) => state.runs)
  const { failed, broken } = countsOf({ list, runs })
  return failed + broken > 0 ? { count: failed + broken, tone: 'error' } : { count: list.length }
}
