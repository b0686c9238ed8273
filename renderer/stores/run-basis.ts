import { basisOfRun } from '../../engine/core/report/basis-of-run.ts'
import type { Basis } from '../../engine/core/simulate/responses/response-schema.ts'
import { useRunStore, type FinishedRun } from './run-store.ts'

/** What the figures of a run rest on besides history; null for history alone. */
export function basisOf({ document, scenario, responses }: FinishedRun): Basis | null {
  return basisOfRun({ responses, scenario, documents: [document] })
}

/** The same of the run that is shown. */
export function useRunBasis(): Basis | null {
  return useRunStore(({ latest }) => (latest === null ? null : basisOf(latest)))
}
