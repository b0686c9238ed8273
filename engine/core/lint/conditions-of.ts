import { type Condition, type Where, isAlways } from '../model/condition.ts'
import type { Entry, JourneyDocument } from '../model/journey.ts'
import type { WaitForStep } from '../model/steps/wait-for.ts'
import { eventOf, stepsOf } from './flow.ts'
import { once } from './once.ts'

/** Where a condition stands decides what it may ask: an event is at hand in some places, and a segment knows only the profile. */
export interface ConditionRoot {
  condition: Condition
  path: (string | number)[]
  stepId?: string
  place: 'event' | 'step' | 'segment' | 'audience'
  /** The event that is at hand there; undefined if there is none, or if it depends on the way (place `step`). */
  event: string | undefined
  /** What is true anyway when the condition is judged: the event at hand has joined the history. */
  known: Condition[]
}

export interface PlacedCondition extends Omit<ConditionRoot, 'known'> {
  /** Inside the `where` of a `did` or sequence: the past event is at hand, and `event` names it. */
  ofPastEvent: boolean
}

/** Every condition of a document, nested ones too, each with its path. */
export const conditionsOf = once((document): readonly PlacedCondition[] => conditionRoots(document).flatMap(({ known: _known, ...root }) => [...nested({ ...root, ofPastEvent: false })]))

/** The places where a document has a condition, outermost only. Nothing is made for the many places without one. */
export const conditionRoots = once((document): readonly ConditionRoot[] => [...rootsOf(document)])

function* rootsOf(document: JourneyDocument): Generator<ConditionRoot> {
  for (const [index, entry] of document.entries.entries()) {
    if (!isAlways(entry.where)) {
      yield { condition: entry.where as Condition, path: ['entries', index, 'where'], place: 'event', event: eventOf(entry), known: knownAtEntry(entry) } // as: not empty, here and below
    }
    if (entry.trigger.kind === 'schedule' && !isAlways(entry.trigger.audience)) {
      yield { condition: entry.trigger.audience as Condition, path: ['entries', index, 'trigger', 'audience'], place: 'audience', event: undefined, known: [] }
    }
  }
  for (const [index, { event, where }] of (document.goals ?? []).entries()) {
    if (!isAlways(where)) yield { condition: where as Condition, path: ['goals', index, 'where'], place: 'event', ...atHand(event) }
  }
  for (const [index, exit] of (document.exits ?? []).entries()) {
    if ('event' in exit && !isAlways(exit.where)) yield { condition: exit.where as Condition, path: ['exits', index, 'where'], place: 'event', ...atHand(exit.event) }
  }
  for (const [id, { when }] of Object.entries(document.segments ?? {})) {
    yield { condition: when, path: ['segments', id, 'when'], place: 'segment', event: undefined, known: [] }
  }
  for (const [stepId, step] of stepsOf(document)) {
    if (step.kind === 'waitFor') {
      for (const [index, branch] of step.branches.entries()) {
        if (!('event' in branch) || isAlways(branch.where)) continue
        yield { condition: branch.where as Condition, path: ['steps', stepId, 'branches', index, 'where'], stepId, place: 'event', ...awaited(step, branch.event) }
      }
    }
    if (step.kind === 'branch') {
      for (const [index, { when }] of step.branches.entries()) {
        yield { condition: when, path: ['steps', stepId, 'branches', index, 'when'], stepId, place: 'step', event: undefined, known: [] }
      }
    }
  }
}

/** What is true of a profile whose event is being looked at: it has just done it, so it did it within any window. */
export function atHand(event: string): { event: string; known: Condition[] } {
  return { event, known: [{ did: event, within: 'PT0.001S' }] }
}

/** The same of an event a wait is for. One found by looking back may be of any age. */
export function awaited({ look = 'arrival' }: WaitForStep, event: string): { event: string; known: Condition[] } {
  return look === 'arrival' ? atHand(event) : { event, known: [{ did: event }] }
}

/** What is true of a profile at an entry, before its filter is looked at. */
export function knownAtEntry({ trigger }: Entry): Condition[] {
  switch (trigger.kind) {
    case 'event': return atHand(trigger.event).known
    case 'api': return atHand(`$api:${trigger.name}`).known
    case 'segment': return [trigger.change === 'enter' ? { segment: trigger.segment } : { not: { segment: trigger.segment } }]
    case 'schedule': return isAlways(trigger.audience) ? [] : [trigger.audience as Condition] // as: not empty
  }
}

function* nested(placed: PlacedCondition): Generator<PlacedCondition> {
  yield placed
  const { condition, path } = placed
  const below = (inner: Where | undefined, ...keys: (string | number)[]): Generator<PlacedCondition> | [] =>
    isAlways(inner) ? [] : nested({ ...placed, condition: inner as Condition, path: [...path, ...keys] }) // as: not empty
  const ofPast = (event: string, inner: Where | undefined, ...keys: (string | number)[]): Generator<PlacedCondition> | [] =>
    isAlways(inner) ? [] : nested({ ...placed, condition: inner as Condition, path: [...path, ...keys], ofPastEvent: true, event }) // as above
  if ('all' in condition) for (const [index, one] of condition.all.entries()) yield* below(one, 'all', index)
  else if ('any' in condition) for (const [index, one] of condition.any.entries()) yield* below(one, 'any', index)
  else if ('not' in condition) yield* below(condition.not, 'not')
  else if ('did' in condition) {
    yield* ofPast(condition.did, condition.where, 'where')
    if (condition.notFollowedBy) yield* ofPast(condition.notFollowedBy.did, condition.notFollowedBy.where, 'notFollowedBy', 'where')
  } else if ('sequence' in condition) {
    for (const [index, item] of condition.sequence.entries()) yield* ofPast(item.did, item.where, 'sequence', index, 'where')
  }
}
