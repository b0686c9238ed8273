import type { JourneyDocument } from '../model/journey.ts'
import type { SimulationResult } from '../simulate/result.ts'
import { stageFigures } from './stages.ts'

/** One bar of the funnel. Counts are instances. */
export interface FunnelStage {
  stageId: string
  name: string
  /** Reached this stage or a later one; never more than the stage before, unless people can come back (`exact: false`). */
  reached: number
  /** Passed through this very stage: less than `reached` where people skipped it forward. */
  passedThrough: number
  /** `reached` of all that started. */
  shareOfStarted: number
  /** `reached` of the stage before; null for the first stage and where nobody reached the one before. */
  shareOfPrevious: number | null
  exact: boolean
}

/** The stages of a journey as a funnel, in the document's order; empty if no step has a stage. */
export function funnel(document: JourneyDocument, result: SimulationResult): FunnelStage[] {
  const { started } = result.instances
  const figures = stageFigures(document, result)
  return figures.map(({ stageId, name, people, reached, exact }, index) => {
    const before = figures[index - 1]?.reached ?? 0
    return {
      stageId,
      name,
      reached,
      passedThrough: people,
      shareOfStarted: started === 0 ? 0 : reached / started,
      shareOfPrevious: before === 0 ? null : reached / before,
      exact,
    }
  })
}
