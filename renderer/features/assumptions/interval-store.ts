import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import type { Assume } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { CANCELLED } from '../simulation/run.ts'
import { areRangesInForce } from './message-rows.ts'

/** `history`: nobody reacts; the others: ranges at that end. */
export type Level = 'history' | Assume

interface IntervalState {
  /** The goals of the same run at each level; `of` is the id of the run they belong to. */
  found: { of: string; levels: Partial<Record<Level, SimulationResult['goals']>> } | null
  running: { of: string; jobId: string; level: Level; number: number; total: number } | null
  error: CallError | null
}

export const useIntervalStore = create<IntervalState>()(() => ({ found: null, running: null, error: null }))

/** The levels worth telling apart: without a range the ends are the middle. */
export function levelsOf({ document, scenario, responses }: FinishedRun): Level[] {
  if (scenario === null || responses === null) return []
  return areRangesInForce(document, scenario) ? ['history', 'low', 'middle', 'high'] : ['history', responses.assume]
}

let isStopped = false

/** Runs a what-if again at the other ends of its ranges, and without reactions, on the same people. Nothing of it is stored. */
export async function runInterval(run: FinishedRun): Promise<void> {
  const { summary, document, result, together, scenario, responses } = run
  if (scenario === null || responses === null || useIntervalStore.getState().running !== null) return
  const levels: Partial<Record<Level, SimulationResult['goals']>> = { [responses.assume]: result.goals }
  const missing = levelsOf(run).filter((level) => level !== responses.assume)
  const beside = together.map(({ journeyId }) => journeyId)
  const jobId = newJobId()
  isStopped = false
  useIntervalStore.setState({ error: null })
  try {
    for (const [index, level] of missing.entries()) {
      if (isStopped) return
      const id = `${jobId}-${level}`
      useIntervalStore.setState({ running: { of: summary.id, jobId: id, level, number: index + 1, total: missing.length } })
      const found = await connection.call('runs.start', {
        jobId: id, journeyId: null, document, datasetId: summary.datasetId, engine: result.engine, from: result.from, until: result.until, seed: result.seed, keep: false,
        ...(beside.length === 0 ? {} : { together: beside }),
        ...(level === 'history' ? { scenario: withoutReactions(scenario) } : { scenario, assume: level }),
      }).finally(() => forgetJob(id))
      levels[level] = found.result.goals
    }
    useIntervalStore.setState({ found: { of: summary.id, levels } })
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) useIntervalStore.setState({ error })
  } finally {
    useIntervalStore.setState({ running: null })
  }
}

export function stopInterval(): void {
  const { running } = useIntervalStore.getState()
  if (running === null) return
  isStopped = true
  void cancelJob(running.jobId)
}

function withoutReactions({ responses: _responses, mode: _mode, ...scenario }: Scenario): Scenario {
  return scenario
}
