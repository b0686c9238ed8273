import type { JourneyDocument } from '../model/journey.ts'

/** A `journey` step and the document id of the journey it goes through. */
export interface JourneyReference { stepId: string; journeyId: string }

/** The journeys a document sends people through, by step, in document order. */
export function referencedJourneys({ steps }: JourneyDocument): JourneyReference[] {
  return Object.entries(steps).flatMap(([stepId, step]) => (step.kind === 'journey' ? [{ stepId, journeyId: step.journey }] : []))
}

/** References of these documents to journeys that are not among them: a run of just these is refused. */
export function missingJourneys(documents: readonly JourneyDocument[]): (JourneyReference & { of: JourneyDocument })[] {
  const given = new Set(documents.map(({ id }) => id))
  return documents.flatMap((of) => referencedJourneys(of).filter(({ journeyId }) => !given.has(journeyId)).map((reference) => ({ of, ...reference })))
}
