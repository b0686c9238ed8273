import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { portsOf } from '../../model/steps/registry.ts'
import type { Diagnostic } from '../diagnostics.ts'

/** Steps no entry leads to, and a journey nobody can enter. */
export function reachability(document: JourneyDocument): Diagnostic[] {
  if (document.entries.length === 0) {
    return [{ code: 'J022', severity: 'warning', message: 'the journey has no entry, so nobody can start it', help: 'add an entry and connect it to the first step', path: '$.entries' }]
  }
  const reached = new Set<string>()
  const queue = document.entries.map(({ next }) => next)
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const step = Object.hasOwn(document.steps, id) ? document.steps[id] : undefined // a dangling id may be "constructor"
    if (!step || reached.has(id)) continue
    reached.add(id)
    for (const { target } of portsOf(step)) if (target !== undefined) queue.push(target)
  }
  return Object.entries(document.steps)
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
