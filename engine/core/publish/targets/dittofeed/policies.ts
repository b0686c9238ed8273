import type { JourneyDocument } from '../../../model/journey.ts'
import { tellOfLostPolicies } from '../../lost-policies.ts'
import type { ProblemList } from '../../problem-list.ts'

/** Everything of a journey, beside its steps, that Dittofeed does not do. */
export function tellWhatIsLost(document: JourneyDocument, problems: ProblemList): void {
  const { goals = [], exits = [] } = document
  for (const [index, goal] of goals.entries()) {
    if (goal.endsJourney) problems.loss(60, ['goals', index, 'endsJourney'], `who reaches the goal "${goal.id}" goes on all the same`, 'Wait for that event before each message, and leave when it comes.')
  }
  if (goals.length > 0) problems.note(61, ['goals'], 'goals are counted here only', 'Compare with what you measure after it ran, by an import of events.')
  if (exits.length > 0) problems.loss(62, ['exits'], 'nobody leaves before the end', 'Ask before each message, with a branch on a segment.')
  tellOfLostPolicies(document, problems, {
    night: 'Put a delay until a time of day before messages that may fall into the night.',
    consent: 'Keep consent as subscription groups there, and name the group in the connection.',
    stop: 'paused',
  })
}
