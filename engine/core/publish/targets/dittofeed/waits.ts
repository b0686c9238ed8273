import type { JourneyDocument } from '../../../model/journey.ts'

/** Whether somewhere people wait for an event. */
export function hasEventWaits(document: JourneyDocument): boolean {
  return Object.values(document.steps).some((step) => step.kind === 'waitFor' && step.branches.some((branch) => 'event' in branch))
}
