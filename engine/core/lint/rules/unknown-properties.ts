import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { named } from '../flow.ts'
import { isReaction, type DatasetFacts, type LintContext } from '../lint-context.ts'
import { firstInEach, ownerOf, propertyNames, renamed, sameOwner } from '../names-of.ts'
import { nearest } from '../nearest.ts'

/** What messages and reactions to them carry. */
const OF_MESSAGES = ['stepId', 'channel', 'journeyId']

/** Properties that none of the events in question has in the data: a comparison with them fails, a sum over them is 0. */
export function unknownProperties(document: JourneyDocument, { dataset }: LintContext): Diagnostic[] {
  if (!dataset) return []
  const known = (events: readonly (string | undefined)[]) => events.flatMap((event) => propertiesOf(dataset, event) ?? [])
  // Of an event that the data do not have, nothing can be said but that, which is J060.
  const unknown = propertyNames(document).filter(
    ({ name, events }) => events.length > 0 && !known(events).includes(name) && events.every((event) => propertiesOf(dataset, event) !== undefined),
  )
  return firstInEach(unknown).flatMap(({ name, events, path, stepId, renamable }): Diagnostic[] => {
    const whose = [...new Set(events.filter((event) => event !== undefined))]
    if (whose.length === 0) return [] // no event at hand at all: J016
    const near = renamable ? nearest(name, known(events)) : undefined
    return [
      {
        code: 'J061',
        severity: 'warning',
        message: `${ownerOf(document, path)} asks for the property "${name}", which no ${whose.includes('*') ? 'event' : named(whose)} of the data has`,
        help: near === undefined ? 'check its name in the event catalogue, or rehearse on data that have it' : `did you mean "${near}"? Otherwise rehearse on data that have it`,
        path: jsonPath(path),
        ...(stepId === undefined ? {} : { stepId }),
        ...(near === undefined ? {} : renamed(document, unknown.filter((one) => one.name === name && one.renamable && sameOwner(one.path, path) && known(one.events).includes(near)), near)),
      },
    ]
  })
}

/** Names of what an event says in the data (`*`: any event, undefined: none); undefined for an event the data do not have. */
export function propertiesOf({ events }: DatasetFacts, name: string | undefined): string[] | undefined {
  if (name === undefined) return []
  const own = name === '*' ? events : events.filter((event) => event.name === name)
  const ofMessage = name === '$sent' || isReaction(name)
  if (own.length === 0 && !ofMessage) return undefined
  return [...own.flatMap(({ properties }) => properties.map((property) => property.name)), ...(ofMessage ? OF_MESSAGES : [])]
}
