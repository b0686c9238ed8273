import type { DidPredicate, Predicate } from '../compile/program.ts'
import { canonicalJson, type JsonValue } from '../json.ts'
import { countPasses, passes } from './compare.ts'
import { isOwnEvent } from './kernel-conditions.ts'

/** One event of a profile's history. */
export interface HistoryEvent { name: string; at: number; properties: Readonly<Record<string, JsonValue | undefined>> }

/** What a condition is judged by: everything that has happened to the profile, its attributes, the instant, and the event at hand if any. */
export interface ProfileView {
  history: readonly HistoryEvent[]
  attributes: ReadonlyMap<string, JsonValue>
  now: number
}

/** Judges a condition word for word as the format page puts it, by looking through the history each time. The reference for the kernel. */
export function evaluate(predicate: Predicate, view: ProfileView, atHand: HistoryEvent | undefined): boolean {
  switch (predicate.kind) {
    case 'all': return predicate.of.every((one) => evaluate(one, view, atHand))
    case 'any': return predicate.of.some((one) => evaluate(one, view, atHand))
    case 'not': return !evaluate(predicate.of, view, atHand)
    case 'attribute': return passes(predicate.test, view.attributes.get(predicate.name))
    case 'property': return passes(predicate.test, atHand?.properties[predicate.name])
    case 'did': return did(predicate, view)
  }
}

function did(predicate: DidPredicate, view: ProfileView): boolean {
  const occurrences = view.history.filter(
    (event) =>
      (predicate.event === '*' ? !isOwnEvent(event.name) : event.name === predicate.event) &&
      (predicate.windowMs === null || view.now - predicate.windowMs < event.at) &&
      evaluate(predicate.where, view, event),
  )
  const { op, value } = predicate.count
  if (predicate.per === null) return countPasses(op, value, occurrences.length)
  const byValue = new Map<string, number>()
  for (const { properties } of occurrences) {
    const one = properties[predicate.per]
    if (one === undefined || one === null) continue
    const key = canonicalJson(one)
    byValue.set(key, (byValue.get(key) ?? 0) + 1)
  }
  return [...byValue.values()].some((count) => countPasses(op, value, count))
}
