import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { isOwnEvent, type LintContext } from '../lint-context.ts'
import { eventNames, firstInEach, ownerOf, renamed } from '../names-of.ts'
import { nearest } from '../nearest.ts'

/** As many events as a catalogue lists at most; with so many, one that is not listed may still be there. */
const LISTED = 1000

/** Events that never happen in the data: mostly a name spelt differently there. Messages and reactions to them come from the simulation. */
export function unknownEvents(document: JourneyDocument, { dataset }: LintContext): Diagnostic[] {
  if (!dataset || dataset.events.length >= LISTED) return []
  const known = dataset.events.map(({ name }) => name)
  const has = new Set(known)
  const unknown = eventNames(document).filter(({ name }) => !isOwnEvent(name) && !has.has(name))
  const written = known.filter((name) => !name.startsWith('$'))
  const nearestTo = new Map([...new Set(unknown.map(({ name }) => name))].map((name) => [name, nearest(name, written)]))
  return firstInEach(unknown).map(({ name, path, stepId, renamable }): Diagnostic => {
    const near = renamable ? nearestTo.get(name) : undefined
    return {
      code: 'J060',
      severity: 'warning',
      message: `${ownerOf(document, path)} speaks of the event "${name}", which never happens in the data`,
      help: near === undefined ? 'check its name in the event catalogue, or rehearse on data that have it' : `did you mean "${near}"? Otherwise rehearse on data that have it`,
      path: jsonPath(path),
      ...(stepId === undefined ? {} : { stepId }),
      ...(near === undefined ? {} : renamed(document, unknown.filter((one) => one.name === name && one.renamable), near)),
    }
  })
}
