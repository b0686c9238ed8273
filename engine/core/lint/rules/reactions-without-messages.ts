import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { named, nameOf, reachableFrom, stepsOf } from '../flow.ts'
import { isReaction } from '../lint-context.ts'

/** Goals of opens or clicks in a journey, or on a variant of a split, that sends no message: there is nothing to open. */
export function reactionsWithoutMessages(document: JourneyDocument): Diagnostic[] {
  const reactions = (document.goals ?? []).filter(({ event }) => isReaction(event))
  if (reactions.length === 0) return []
  const sends = (starts: readonly string[]) => [...reachableFrom(document, starts)].some((id) => document.steps[id]!.kind === 'message')
  if (!sends(document.entries.map(({ next }) => next))) {
    return (document.goals ?? []).flatMap(({ id, event }, index): Diagnostic[] =>
      isReaction(event)
        ? [
            {
              code: 'J042',
              severity: 'warning',
              message: `the goal ${named([id])} counts ${named([event])}, but the journey sends no message`,
              help: 'add the message it is about, or count what people do in the app or shop instead',
              path: jsonPath(['goals', index, 'event']),
            },
          ]
        : [],
    )
  }
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    const goal = step.kind === 'split' ? reactions.find(({ id }) => id === step.goal) : undefined
    if (!goal || step.kind !== 'split') return []
    const silent = step.variants.filter(({ next, weight }) => Math.round(weight * 10_000) > 0 && (next === undefined || !sends([next])))
    if (silent.length === 0) return []
    return [
      {
        code: 'J042',
        severity: 'warning',
        message: `"${nameOf(document, stepId)}" compares by the goal ${named([goal.id])}, which counts ${named([goal.event])}, but ${named(silent.map(({ id, name }) => name ?? id))} sends no message`,
        help: 'compare by a goal that people can reach without a message, such as an order',
        path: jsonPath(['steps', stepId, 'goal']),
        stepId,
      },
    ]
  })
}
