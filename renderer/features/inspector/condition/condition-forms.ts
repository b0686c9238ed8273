import { AGGREGATES, whereSchema, type Aggregate, type AggregateComparison, type Condition, type CountComparison, type DidCondition } from '../../../../engine/core/model/condition.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'

/** What a new condition can be; groups hold others. */
export type ConditionKind =
  | 'attribute' | 'segment' | 'score' | 'did' | 'didNot' | 'measure' | 'sequence' | 'abandoned' | 'property' | 'near' | 'localTime' | 'weekday' | 'all' | 'any'

/**
 * What is known where a condition stands: an event at hand (its name, if one), none (audiences, segment triggers), or only a person's
 * history (segments).
 */
export type ConditionPlace = { kind: 'event'; event: string | undefined } | { kind: 'moment' } | { kind: 'segment' }

/** True if a condition of that kind can be judged there. */
export function fitsPlace(kind: ConditionKind, place: ConditionPlace): boolean {
  if (kind === 'property' || kind === 'near') return place.kind === 'event'
  if (kind === 'localTime' || kind === 'weekday') return place.kind !== 'segment'
  return true
}

interface Offers {
  event?: string | undefined
  attribute?: string | undefined
  property?: string | undefined
  segment?: string | undefined
}

/** A first condition of a kind, valid as it stands. */
export function blankCondition(kind: ConditionKind, offers: Offers): Condition {
  const did = offers.event ?? 'event'
  switch (kind) {
    case 'all':
      return { all: [] }
    case 'any':
      return { any: [] }
    case 'segment':
      return { segment: offers.segment ?? 'segment' }
    case 'attribute':
      return { attribute: offers.attribute ?? 'country', op: 'eq', value: '' }
    case 'property':
      return { property: offers.property ?? 'price', op: 'eq', value: '' }
    case 'score':
      return { score: 'churn', op: 'gte', value: 0.5 }
    case 'did':
      return { did, within: 'P7D' }
    case 'didNot':
      return { did, within: 'P7D', count: NEVER }
    case 'measure':
      return { did, within: 'P30D', sum: { property: offers.property ?? 'price', op: 'gte', value: 100 } }
    case 'sequence':
      return { sequence: [{ did }, { did }], within: 'P1D' }
    case 'abandoned':
      return { did, within: 'P1D', notFollowedBy: { did: 'purchase', within: 'PT1H' } }
    case 'near':
      return { near: { latitude: 41.0082, longitude: 28.9784, radiusM: 500 } }
    case 'localTime':
      return { localTime: { from: '09:00', to: '18:00' } }
    case 'weekday':
      return { weekday: [1, 2, 3, 4, 5] }
  }
}

export const NEVER: CountComparison = { op: 'eq', value: 0 }

/** True if the condition says that something was not done. */
export function isNever({ count }: DidCondition): boolean {
  return count?.op === 'eq' && count.value === 0
}

/** Which sum, average … a condition compares, if it does. */
export function measureOf(did: DidCondition): { aggregate: Aggregate; comparison: AggregateComparison } | undefined {
  for (const aggregate of AGGREGATES) {
    const comparison = did[aggregate]
    if (comparison) return { aggregate, comparison }
  }
  return undefined
}

/** The condition with that measure instead of a count or another measure; undefined takes it away. */
export function withMeasure(did: DidCondition, measure: { aggregate: Aggregate; comparison: AggregateComparison } | undefined): DidCondition {
  const { sum: _sum, avg: _avg, max: _max, min: _min, distinct: _distinct, ...rest } = did
  if (measure === undefined) return rest
  return withDid(rest, { count: undefined, [measure.aggregate]: measure.comparison })
}

/** The condition saying that it was done, or with `never` that it was not. */
export function withNever(did: DidCondition, never: boolean): DidCondition {
  return never ? withDid(withMeasure(did, undefined), { count: NEVER, per: undefined }) : withDid(did, { count: undefined })
}

/** A copy with fields set or, with undefined, left out. `per` goes where its count goes. */
export function withDid(did: DidCondition, change: Partial<DidCondition>): DidCondition {
  const merged = { ...did, ...change }
  if (merged.count === undefined) delete merged.per
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as DidCondition // as: only undefined members were dropped
}

/** A condition without the "not" around it; `negated` says whether there was one. */
export function withoutNot(condition: Condition): { negated: boolean; inner: Condition } {
  return 'not' in condition ? { negated: true, inner: condition.not } : { negated: false, inner: condition }
}

/** The opposite; of an opposite, what it was. */
export function opposite(condition: Condition): Condition {
  return 'not' in condition ? condition.not : { not: condition }
}

/** How a group joins its conditions: all or any of them, or the opposite of that. */
export type Joining = 'all' | 'any' | 'none' | 'notAll'

export function groupOf(joining: Joining, items: readonly Condition[]): Condition {
  const inner = joining === 'all' || joining === 'notAll' ? { all: [...items] } : { any: [...items] }
  return joining === 'none' || joining === 'notAll' ? { not: inner } : inner
}

/** The group a condition is, "not" included; undefined for any other. */
export function asGroup(condition: Condition): { joining: Joining; items: readonly Condition[] } | undefined {
  const { negated, inner } = withoutNot(condition)
  if ('all' in inner) return { joining: negated ? 'notAll' : 'all', items: inner.all }
  if ('any' in inner) return { joining: negated ? 'none' : 'any', items: inner.any }
  return undefined
}

/** Coordinates as maps copy them, "41.0082, 28.9784"; undefined if they are none. */
export function coordinatesOf(typed: string): { latitude: number; longitude: number } | undefined {
  const [, latitudeText, longitudeText] = /^\s*\(?\s*(-?\d+(?:\.\d+)?)°?\s*[,;\s]\s*(-?\d+(?:\.\d+)?)°?\s*\)?\s*$/.exec(typed) ?? []
  if (latitudeText === undefined) return undefined
  const [latitude, longitude] = [Number(latitudeText), Number(longitudeText)]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined
}

/** Why a condition is none; undefined if it is one. */
export function conditionProblem(value: unknown): string | undefined {
  const parsed = whereSchema.safeParse(value)
  return parsed.success ? undefined : parsed.error.issues.map(({ message }) => fromEngine(message)).join('; ')
}
