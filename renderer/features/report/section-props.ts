import type { Basis } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { FinishedRun } from '../../stores/run-store.ts'

/** What every section of a report is given. */
export interface SectionProps {
  run: FinishedRun
  /** What the figures of the whole run rest on beside the data; null if on nothing. */
  basis: Basis | null
}
