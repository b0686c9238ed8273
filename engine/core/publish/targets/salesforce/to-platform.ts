import type { JourneyDocument } from '../../../model/journey.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Outgoing } from '../../target.ts'
import { reduceDocument } from './reduce-document.ts'
import type { SalesforceSettings } from './settings.ts'
import { writeJourney } from './write-journey.ts'

/** A journey as event definitions, messages and a journey specification, and all that these cannot say. */
export function toPlatform(document: JourneyDocument, settings: SalesforceSettings): Outgoing {
  const problems = new ProblemList('SF')
  const sayable = reduceDocument(document, settings, problems)
  return { resources: writeJourney(sayable, settings), problems: problems.all }
}
