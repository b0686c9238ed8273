import { create } from 'zustand'
import type { CohortFigures, MatureFigures } from '../../../engine/core/people/mature-schema.ts'
import { overlay } from '../../../engine/core/report/overlay.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { connection } from '../../bridge/connection.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { afterOpening } from '../../stores/opening-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'

/** Whose time was up at the end of a run and who may still convert; `of` is the run they belong to. */
interface MatureState {
  found: { of: FinishedRun; figures: MatureFigures; mature: SimulationResult; undecided: SimulationResult; undecidedDropOffs: Readonly<Record<string, number>> } | null
}

export const useMatureStore = create<MatureState>()(() => ({ found: null }))

/** The same of one run; null where everybody's time was up, and until it is known. */
export function useMature(run: FinishedRun): NonNullable<MatureState['found']> | null {
  return useMatureStore(({ found }) => (found?.of === run ? found : null))
}

/** Of those who left at a step without a goal, how many may still reach one; only of the whole run. */
export function useUndecidedDropOff(stepId: string): number {
  const isWhole = useRunStore((state) => state.moment === null)
  const run = useRunStore((state) => state.latest)
  const undecided = useMatureStore(({ found }) => (found !== null && found.of === run && Object.hasOwn(found.undecidedDropOffs, stepId) ? found.undecidedDropOffs[stepId]! : 0))
  return isWhole ? undecided : 0
}

/** A result with the counts of some of its instances; what a cohort does not tell is empty. */
function resultOf(cohort: CohortFigures, result: SimulationResult): SimulationResult {
  const ended = Object.values(cohort.outcomes).reduce((sum, count) => sum + count, 0)
  const nobody = { dwellMs: { p50: null, p90: null, mean: null }, sent: 0, suppressed: {} }
  return {
    ...result,
    instances: { ...result.instances, started: cohort.started, active: cohort.started - ended, ended, converted: cohort.converted, mature: 0, outcomes: cohort.outcomes, profiles: 0 },
    entries: {},
    steps: Object.fromEntries(Object.entries(cohort.steps).map(([id, step]) => [id, { ...step, ...nobody }])),
    goals: {},
    splits: {},
  }
}

/** Asks of each run that ends before everybody's time is up, in the background. What is edited at once runs at once: only the last of several runs in a row is asked. */
export function watchMature(): void {
  let callOff = () => {}
  let jobId: string | null = null
  useRunStore.subscribe(({ latest }, before) => {
    if (latest === before.latest) return
    callOff()
    if (jobId !== null) void cancelJob(jobId)
    jobId = null
    useMatureStore.setState({ found: null })
    if (latest === null || latest.result.instances.mature === latest.result.instances.started) return
    callOff = afterOpening(() => {
      const question = questionOf(latest)
      jobId = question.jobId
      connection.call('runs.mature', question).then(
        (figures) => {
          if (useRunStore.getState().latest !== latest) return
          const undecided = resultOf(figures.undecided, latest.result)
          useMatureStore.setState({ found: { of: latest, figures, mature: resultOf(figures.mature, latest.result), undecided, undecidedDropOffs: overlay(latest.document, undecided).dropOffs } })
        },
        // Counts of the result say how many there are; only the parts are missing.
        () => undefined,
      ).finally(() => forgetJob(question.jobId))
    })
  })
}
