import type { DidPredicate, Predicate, SequencePredicate } from '../compile/program.ts'
import { canonicalJson, type JsonValue } from '../json.ts'
import { timeOfDayAt, weekdayAt } from '../model/calendar.ts'
import { isAlways, type Condition, type DidCondition, type SequenceCondition, type Where } from '../model/condition.ts'
import { conditionInWords } from '../model/condition-in-words.ts'
import { haversineM } from '../model/distance.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { countPasses } from '../simulate/compare.ts'
import { evaluate, holdsOf, isInWindow, isMeant, occurrences, type HistoryEvent, type ProfileView } from '../simulate/reference/evaluate.ts'
import type { ConditionNode, DidNode, SequenceNode } from './condition-node.ts'
import { clockOfMs } from './moment.ts'

/** What a condition is judged by: the profile, the event at hand if there is one, and the segments it may name. */
export interface Judging { view: ProfileView; atHand: HistoryEvent | undefined; segments: NonNullable<JourneyDocument['segments']> }

/** Occurrences that are listed one by one. */
const MOST_FOUND = 5

/**
 * Judges a condition part by part: `predicate` is the same condition lowered, so both trees have one shape. Null for one that always holds.
 * Whether a part holds is asked of the reference engine's own `evaluate`.
 */
export function explainCondition(condition: Where | undefined, predicate: Predicate, judging: Judging): ConditionNode | null {
  return isAlways(condition) ? null : nodeOf(condition as Condition, predicate, judging) // as: not empty, so a condition
}

/** The same for a segment that is named where a condition may not stand. */
export function explainSegment(id: string, predicate: Predicate, judging: Judging): ConditionNode {
  return nodeOf({ segment: id }, predicate, judging)
}

function nodeOf(condition: Condition, predicate: Predicate, judging: Judging): ConditionNode {
  const { view, atHand, segments } = judging
  const holds = evaluate(predicate, view, atHand)
  switch (predicate.kind) {
    case 'all':
    case 'any': {
      const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
      return { kind: predicate.kind, holds, of: predicate.of.map((one, index) => nodeOf(parts[index]!, one, judging)) }
    }
    case 'not': return { kind: 'not', holds, of: nodeOf((condition as { not: Condition }).not, predicate.of, judging) } // as: one shape
    case 'segment': {
      const segment = segments[predicate.id]!
      const of = nodeOf(segment.when, predicate.of, { ...judging, atHand: undefined }) // a segment knows no event at hand
      return { kind: 'segment', holds, id: predicate.id, name: segment.name ?? predicate.id, of }
    }
    case 'attribute': {
      const { op, value } = predicate.test
      const isScore = 'score' in condition
      const name = isScore ? condition.score : predicate.name
      return { kind: isScore ? 'score' : 'attribute', holds, name, op, wanted: wantedOf(value), actual: view.attributes.get(predicate.name) ?? null }
    }
    case 'property': {
      const { op, value } = predicate.test
      return { kind: 'property', holds, name: predicate.name, op, wanted: wantedOf(value), actual: atHand?.properties[predicate.name] ?? null }
    }
    case 'near': {
      const { latitude, longitude, radiusM } = predicate
      const there = atHand?.properties
      const isKnown = typeof there?.latitude === 'number' && typeof there.longitude === 'number'
      const distanceM = isKnown ? haversineM(there.latitude as number, there.longitude as number, latitude, longitude) : null // as: just checked
      return { kind: 'near', holds, latitude, longitude, radiusM, distanceM }
    }
    case 'localTime':
      return { kind: 'localTime', holds, from: clockOfMs(predicate.fromMs), to: clockOfMs(predicate.toMs), actual: clockOfMs(timeOfDayAt(view.zone, view.now)).slice(0, 5) }
    case 'weekday': return { kind: 'weekday', holds, days: [...predicate.days], actual: weekdayAt(view.zone, view.now) }
    case 'did': return didNode(condition as DidCondition, predicate, view, holds) // as: one shape
    case 'sequence': return sequenceNode(condition as SequenceCondition, predicate, view, holds) // as: one shape
  }
}

function wantedOf(value: string | number | boolean | readonly (string | number | boolean)[] | undefined) {
  return value === undefined ? null : typeof value === 'object' ? [...value] : value
}

function whereInWords(where: Where | undefined): string | null {
  return isAlways(where) ? null : conditionInWords(where)
}

function didNode(condition: DidCondition, predicate: DidPredicate, view: ProfileView, holds: boolean): DidNode {
  const { measure } = predicate
  const found = occurrences(predicate, view)
  const { notFollowedBy } = condition
  return {
    kind: 'did',
    holds,
    event: condition.did,
    where: whereInWords(condition.where),
    within: condition.within ?? null,
    endingAgo: condition.endingAgo ?? null,
    notFollowedBy: notFollowedBy ? { event: notFollowedBy.did, where: whereInWords(notFollowedBy.where), within: notFollowedBy.within } : null,
    measure: measure.kind,
    property: measure.kind === 'count' ? measure.per : measure.property,
    op: measure.op,
    wanted: measure.value,
    ...measured(measure, found),
    found: found.slice(-MOST_FOUND).reverse().map(({ at }) => at),
    lastOutside: lastOutside(predicate, view, found),
  }
}

/** The figure that was compared, for people: the engine compares exact sums. */
function measured(measure: DidPredicate['measure'], found: readonly HistoryEvent[]): { actual: number | null; value: JsonValue } {
  if (measure.kind === 'count') {
    if (measure.per === null) return { actual: found.length, value: null }
    const best = nearestGroup(measure, groups(found, measure.per))
    return { actual: best?.count ?? 0, value: best?.value ?? null }
  }
  if (measure.kind === 'distinct') return { actual: groups(found, measure.property).length, value: null }
  const numbers = found.map(({ properties }) => properties[measure.property]).filter((one) => typeof one === 'number')
  const sum = Math.round(numbers.reduce((total, one) => total + one, 0) * 1e6) / 1e6
  if (measure.kind === 'sum') return { actual: sum, value: null }
  if (numbers.length === 0) return { actual: null, value: null }
  if (measure.kind === 'avg') return { actual: sum / numbers.length, value: null }
  return { actual: measure.kind === 'max' ? Math.max(...numbers) : Math.min(...numbers), value: null }
}

interface Group { value: JsonValue; count: number }

function groups(found: readonly HistoryEvent[], property: string): Group[] {
  const byValue = new Map<string, Group>()
  for (const { properties } of found) {
    const value = properties[property]
    if (value === undefined || value === null) continue
    const key = canonicalJson(value)
    const group = byValue.get(key)
    if (group) group.count++
    else byValue.set(key, { value, count: 1 })
  }
  return [...byValue.values()]
}

/** The value whose count passes, else the one with most: that is the one people ask after. */
function nearestGroup({ op, value }: { op: DidPredicate['measure']['op']; value: number }, all: readonly Group[]): Group | undefined {
  return all.find(({ count }) => countPasses(op, value, count)) ?? [...all].sort((a, b) => b.count - a.count)[0]
}

/** The newest event that would count if the window did not end before it. */
function lastOutside(predicate: DidPredicate, view: ProfileView, found: readonly HistoryEvent[]): number | null {
  if (predicate.window === null && predicate.ago === null) return null
  const counted = new Set(found)
  const { event: asked, where } = predicate
  const newest = view.history.findLast((event) => !counted.has(event) && isMeant(asked, event.name) && !isInWindow(predicate, view, event.at) && holdsOf(where, view, event))
  return newest?.at ?? null
}

function sequenceNode(condition: SequenceCondition, predicate: SequencePredicate, view: ProfileView, holds: boolean): SequenceNode {
  const at: number[] = []
  for (const event of view.history) {
    const item = predicate.items[at.length]
    if (item && isMeant(item.event, event.name) && isInWindow(predicate, view, event.at) && holdsOf(item.where, view, event)) at.push(event.at)
  }
  const items = condition.sequence.map(({ did, where }, index) => ({ event: did, where: whereInWords(where), at: at[index] ?? null }))
  return { kind: 'sequence', holds, items, within: condition.within ?? null, endingAgo: condition.endingAgo ?? null }
}

/** How far a condition is from holding: 0 if it holds, else about one for each part that fails, less the nearer its figure came. */
export function shortfall(node: ConditionNode | null): number {
  if (node === null || node.holds) return 0
  switch (node.kind) {
    case 'all': return node.of.reduce((sum, one) => sum + shortfall(one), 0)
    case 'any': return node.of.length === 0 ? 1 : Math.min(...node.of.map(shortfall))
    case 'segment': return shortfall(node.of)
    case 'did': return node.actual === null ? 1 : gap(node.wanted, node.actual)
    case 'near': return node.distanceM === null ? 1 : gap(node.radiusM, node.distanceM)
    case 'sequence': return node.items.filter(({ at }) => at === null).length / node.items.length
    case 'attribute':
    case 'property':
    case 'score': {
      const limits = (Array.isArray(node.wanted) ? node.wanted : [node.wanted]).filter((one) => typeof one === 'number')
      const { actual, op } = node
      const isOrdered = ['lt', 'lte', 'gt', 'gte', 'between'].includes(op)
      if (!isOrdered || typeof actual !== 'number' || limits.length === 0) return actual === null ? 1 : 0.99 // something else is nearer than nothing
      return Math.min(...limits.map((limit) => gap(limit, actual)))
    }
    case 'not':
    case 'localTime':
    case 'weekday':
      return 1
  }
}

/** Between two figures, from almost 0 to 1. */
function gap(wanted: number, actual: number): number {
  const difference = Math.abs(wanted - actual)
  return 0.01 + (0.98 * difference) / (difference + Math.abs(wanted) + 1)
}
