import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { reachableFrom, stepsOf } from '../flow.ts'

/** Steps no entry leads to, and a journey nobody can enter. */
export function reachability(document: JourneyDocument): Diagnostic[] {
  if (document.entries.length === 0) {
    return [{ code: 'J022', severity: 'warning', message: 'the journey has no entry, so nobody can start it', help: 'add an entry and connect it to the first step', path: '$.entries' }]
  }
  const reached = reachableFrom(document, document.entries.map(({ next }) => next))
  return stepsOf(document)
    .filter(([id]) => !reached.has(id))
    .map(([id, step]) => ({
      code: 'J020',
      severity: 'warning',
      message: `nobody can reach "${step.name ?? id}"`,
      help: 'connect an entry or another step to it, or delete it',
      path: jsonPath(['steps', id]),
      stepId: id,
    }))
}
