import { type Condition, type Where, isAlways } from '../model/condition.ts'
import type { JourneyDocument } from '../model/journey.ts'

/** Where a condition stands decides what it may ask: an event is at hand in some places, and a segment knows only the profile. */
export interface PlacedCondition {
  condition: Condition
  path: PropertyKey[]
  stepId?: string
  place: 'event' | 'step' | 'segment' | 'audience'
  /** Inside the `where` of a `did` or sequence: the past event is at hand. */
  ofPastEvent: boolean
}

type Root = Omit<PlacedCondition, 'condition' | 'ofPastEvent'> & { condition: Where | undefined }

/** Every condition of a document, nested ones too, each with its path. */
export function* conditionsOf(document: JourneyDocument): Generator<PlacedCondition> {
  for (const { condition, ...root } of roots(document)) {
    if (!isAlways(condition)) yield* nested({ ...root, condition: condition as Condition, ofPastEvent: false }) // as: not empty
  }
}

function* roots(document: JourneyDocument): Generator<Root> {
  for (const [index, entry] of document.entries.entries()) {
    yield { condition: entry.where, path: ['entries', index, 'where'], place: 'event' }
    if (entry.trigger.kind === 'schedule') yield { condition: entry.trigger.audience, path: ['entries', index, 'trigger', 'audience'], place: 'audience' }
  }
  for (const [index, goal] of (document.goals ?? []).entries()) yield { condition: goal.where, path: ['goals', index, 'where'], place: 'event' }
  for (const [index, exit] of (document.exits ?? []).entries()) {
    if ('event' in exit) yield { condition: exit.where, path: ['exits', index, 'where'], place: 'event' }
  }
  for (const [id, segment] of Object.entries(document.segments ?? {})) {
    yield { condition: segment.when, path: ['segments', id, 'when'], place: 'segment' }
  }
  for (const [stepId, step] of Object.entries(document.steps)) {
    if (step.kind === 'waitFor') {
      for (const [index, branch] of step.branches.entries()) {
        if ('event' in branch) yield { condition: branch.where, path: ['steps', stepId, 'branches', index, 'where'], stepId, place: 'event' }
      }
    }
    if (step.kind === 'branch') {
      for (const [index, branch] of step.branches.entries()) {
        yield { condition: branch.when, path: ['steps', stepId, 'branches', index, 'when'], stepId, place: 'step' }
      }
    }
  }
}

function* nested(placed: PlacedCondition): Generator<PlacedCondition> {
  yield placed
  const { condition, path } = placed
  const below = (inner: Where | undefined, ...keys: PropertyKey[]): Generator<PlacedCondition> | [] =>
    isAlways(inner) ? [] : nested({ ...placed, condition: inner as Condition, path: [...path, ...keys] }) // as: not empty
  const ofPast = (inner: Where | undefined, ...keys: PropertyKey[]): Generator<PlacedCondition> | [] =>
    isAlways(inner) ? [] : nested({ ...placed, condition: inner as Condition, path: [...path, ...keys], ofPastEvent: true }) // as above
  if ('all' in condition) for (const [index, one] of condition.all.entries()) yield* below(one, 'all', index)
  else if ('any' in condition) for (const [index, one] of condition.any.entries()) yield* below(one, 'any', index)
  else if ('not' in condition) yield* below(condition.not, 'not')
  else if ('did' in condition) {
    yield* ofPast(condition.where, 'where')
    yield* ofPast(condition.notFollowedBy?.where, 'notFollowedBy', 'where')
  } else if ('sequence' in condition) {
    for (const [index, item] of condition.sequence.entries()) yield* ofPast(item.where, 'sequence', index, 'where')
  }
}
