import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { named, stepsOf } from '../flow.ts'
import type { LintContext } from '../lint-context.ts'
import { nearest } from '../nearest.ts'

/** Journey steps: to their own journey, round in a circle, or to a journey that is not given. */
export function linkedJourneys(document: JourneyDocument, { others }: LintContext): Diagnostic[] {
  const given = new Map((others ?? []).filter(({ id }) => id !== document.id).map((other) => [other.id, other]))
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    if (step.kind !== 'journey') return []
    const name = step.name ?? stepId
    const at = { path: jsonPath(['steps', stepId, 'journey']), stepId }
    if (step.journey === document.id) {
      return [{ code: 'J019', severity: 'error', message: `"${name}" starts the very journey it belongs to`, help: 'lead back to an earlier step instead, or name another journey', ...at }]
    }
    const circle = circleBack(document.id, step.journey, given)
    if (circle) {
      const way = [document.id, ...circle, document.id].map((id) => `"${id}"`).join(' → ')
      return [{ code: 'J019', severity: 'warning', message: `"${name}" starts a circle of journeys: ${way}`, help: 'make sure that time passes on it, or let one of them end instead', ...at }]
    }
    if (given.has(step.journey)) return []
    const near = nearest(step.journey, [...given.keys()])
    return [
      {
        code: 'J070',
        severity: 'warning',
        message: others
          ? `"${name}" leads to the journey ${named([step.journey])}, which is not among those given`
          : `"${name}" leads to another journey, ${named([step.journey])}, which a run needs as well`,
        help: near !== undefined ? `did you mean "${near}"? Otherwise give that journey to the same run` : 'give both journeys to the same run',
        ...at,
        ...(near === undefined ? {} : fixWith(document, `Lead to "${near}"`, { path: ['steps', stepId, 'journey'], value: near })),
      },
    ]
  })
}

/** Journeys on the way from `next` back to `home`, `next` first; undefined if none leads back. */
function circleBack(home: string, next: string, given: ReadonlyMap<string, JourneyDocument>, seen = new Set<string>()): string[] | undefined {
  if (seen.has(next)) return undefined
  seen.add(next)
  for (const step of Object.values(given.get(next)?.steps ?? {})) {
    if (step.kind !== 'journey') continue
    if (step.journey === home) return [next]
    const rest = circleBack(home, step.journey, given, seen)
    if (rest) return [next, ...rest]
  }
  return undefined
}
