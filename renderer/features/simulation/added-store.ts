import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { CANCELLED } from './run.ts'

interface AddedState {
  /** The splits of a what-if run as they are without reactions; `of` is the id of the run. */
  found: { of: string; splits: SimulationResult['splits'] } | null
  running: { of: string; jobId: string } | null
  /** Why there is nothing to compare with; `error` null: it was stopped. */
  problem: { of: string; error: CallError | null } | null
}

export const useAddedStore = create<AddedState>()(() => ({ found: null, running: null, problem: null }))

/** Runs a what-if once more without its reactions, on the same people, to tell what these add. Nothing of it is stored. */
export async function askWhatIsAdded(run: FinishedRun): Promise<void> {
  const of = run.summary.id
  const { running } = useAddedStore.getState()
  if (running?.of === of) return
  if (running !== null) void cancelJob(running.jobId)
  const { assume: _assume, scenario, ...question } = questionOf(run)
  const { responses: _responses, mode: _mode, ...without } = scenario ?? { format: 'scenario', formatVersion: 1 }
  const isWanted = () => useAddedStore.getState().running?.jobId === question.jobId
  useAddedStore.setState({ running: { of, jobId: question.jobId }, problem: null })
  try {
    const { result } = await connection.call('runs.start', { ...question, journeyId: null, engine: run.result.engine, keep: false, scenario: without }).finally(() => forgetJob(question.jobId))
    if (isWanted()) useAddedStore.setState({ found: { of, splits: result.splits } })
  } catch (cause) {
    const error = asCallError(cause)
    if (isWanted()) useAddedStore.setState({ problem: { of, error: error.code === CANCELLED ? null : error } })
  } finally {
    if (isWanted()) useAddedStore.setState({ running: null })
  }
}

export function stopAdding(): void {
  const { running } = useAddedStore.getState()
  if (running !== null) void cancelJob(running.jobId)
}
