import type { JourneyDocument } from '../../engine/core/model/journey.ts'

/**
 * One edit of a journey: a pure function with the name people read in Undo ("Move 3 steps"). It returns the same object when there is
 * nothing to change. Commands in a row with the same `coalesce` are one undo step until the field is left or a pause is made.
 */
export interface Command {
  name: string
  coalesce?: string
  /** The result is taken as it is: a document that was whole before, and not one edit that others have to follow. */
  exact?: true
  run(document: JourneyDocument): JourneyDocument
}
