import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import type { DatasetFacts, LintContext } from '../lint-context.ts'
import { attributeNames, firstInEach, ownerOf, renamed } from '../names-of.ts'
import { nearest } from '../nearest.ts'

/** Attributes that no profile has, that no event sets and no step updates: every comparison with them fails. */
export function unknownAttributes(document: JourneyDocument, { dataset, others = [] }: LintContext): Diagnostic[] {
  if (!dataset) return []
  const known = knownAttributes(dataset, [document, ...others])
  const unknown = attributeNames(document).filter(({ name }) => !known.includes(name))
  return firstInEach(unknown).map(({ name, path, stepId, prefix }): Diagnostic => {
    const near = nearest(name, known.filter((one) => one.startsWith(prefix)))
    return {
      code: 'J062',
      severity: 'warning',
      message: `${ownerOf(document, path)} asks for the attribute "${name}", which no profile of the data has`,
      help: near === undefined ? 'check its name, add a profiles file that has it, or set it in an update step' : `did you mean "${near}"? Otherwise add a profiles file that has it`,
      path: jsonPath(path),
      ...(stepId === undefined ? {} : { stepId }),
      ...(near === undefined ? {} : renamed(document, unknown.filter((one) => one.name === name && one.prefix === prefix), near.slice(prefix.length))),
    }
  })
}

/** Attributes that profiles have, that `$set` events bring, or that update steps of these journeys set. */
export function knownAttributes({ attributes, events }: DatasetFacts, documents: readonly JourneyDocument[]): string[] {
  const updates = documents.flatMap(({ steps }) => Object.values(steps).flatMap((step) => (step.kind === 'update' ? Object.keys(step.set) : [])))
  const set = events.filter(({ name }) => name === '$set').flatMap(({ properties }) => properties)
  return [...new Set([...[...attributes, ...set].map(({ name }) => name), ...updates])]
}
