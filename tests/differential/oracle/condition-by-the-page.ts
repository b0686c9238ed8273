import { canonicalJson, type JsonValue } from '../../../engine/core/json.ts'
import type { AggregateComparison, Condition, DidCondition, DidItem, Scalar, Where } from '../../../engine/core/model/condition.ts'
import { isBetweenLocalTimes, later, spanMs, wallClock } from './clock-by-the-page.ts'

// The format page read a third time, as plainly as possible: no lowering, no windows kept, every condition looks through the whole history.

export interface PastEvent { name: string; at: number; properties: Record<string, JsonValue> }

export interface Situation {
  now: number
  /** What `localTime` and `weekday` read: now, but in the `where` of a past event its time. */
  clock: number
  /** The profile's zone as of now. */
  zone: string
  history: readonly PastEvent[]
  attributes: ReadonlyMap<string, JsonValue>
  segments: Record<string, { when: Condition }>
  /** The event at hand; without one every property is missing. */
  hand: PastEvent | undefined
}

/** "within W" at `now`: t - W < a <= t. */
export function isWithin(span: string, at: number, now: number): boolean {
  return at <= now && at > now - spanMs(span)
}

export function whereHolds(where: Where | undefined, situation: Situation): boolean {
  return where === undefined || Object.keys(where).length === 0 || holds(where as Condition, situation) // as: not empty
}

/** The same situation with a past event at hand. */
export function atPast(situation: Situation, past: PastEvent): Situation {
  return { ...situation, hand: past, clock: past.at }
}

export function inSegment(id: string, situation: Situation): boolean {
  return holds(situation.segments[id]!.when, { ...situation, hand: undefined, clock: situation.now })
}

export function holds(condition: Condition, situation: Situation): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, situation))
  if ('any' in condition) return condition.any.some((one) => holds(one, situation))
  if ('not' in condition) return !holds(condition.not, situation)
  if ('segment' in condition) return inSegment(condition.segment, situation)
  if ('attribute' in condition) return compares(situation.attributes.get(condition.attribute), condition.op, condition.value)
  if ('score' in condition) return compares(situation.attributes.get(`score:${condition.score}`), condition.op, condition.value)
  if ('property' in condition) return compares(propertyOf(situation.hand, condition.property), condition.op, condition.value)
  if ('near' in condition) return isNear(condition.near, situation.hand)
  if ('localTime' in condition) return isBetweenLocalTimes(situation.zone, situation.clock, condition.localTime.from, condition.localTime.to)
  if ('weekday' in condition) return condition.weekday.includes(wallClock(situation.zone, situation.clock).weekday)
  if ('sequence' in condition) return happenedInOrder(condition.sequence, situation.history.filter((past) => isInWindow(condition, past.at, situation)), situation)
  return didHolds(condition, situation)
}

function didHolds(condition: DidCondition, situation: Situation): boolean {
  const { count, per, notFollowedBy } = condition
  const counted = situation.history.filter((past, index) => {
    if (!isInWindow(condition, past.at, situation) || !isSuch(condition, past, situation)) return false
    if (!notFollowedBy) return true
    const patience = later(situation.zone, past.at, notFollowedBy.within)
    return situation.now >= patience && !situation.history.slice(index + 1).some((second) => second.at < patience && isSuch(notFollowedBy, second, situation))
  })
  const aggregate = aggregateHolds(condition, counted)
  if (aggregate !== undefined) return aggregate
  if (!count) return counted.length > 0
  if (per === undefined) return reaches(counted.length, count.op, count.value)
  const perValue = new Map<string, number>()
  for (const key of valueKeys(counted, per)) perValue.set(key, (perValue.get(key) ?? 0) + 1)
  return [...perValue.values()].some((number) => reaches(number, count.op, count.value))
}

function isSuch({ did, where }: DidItem, past: PastEvent, situation: Situation): boolean {
  return isNamed(past.name, did) && whereHolds(where, atPast(situation, past))
}

/** "t - ago - W < a <= t - ago", told by the edges: it counts from `a + ago` on and leaves at `a + W + ago`. */
function isInWindow({ within, endingAgo }: { within?: string | undefined; endingAgo?: string | undefined }, at: number, { now, zone }: Situation): boolean {
  const shifted = (instant: number) => (endingAgo === undefined ? instant : later(zone, instant, endingAgo))
  return now >= shifted(at) && (within === undefined || now < shifted(later(zone, at, within)))
}

function happenedInOrder(items: readonly DidItem[], history: readonly PastEvent[], situation: Situation): boolean {
  let next = 0
  for (const past of history) if (next < items.length && isSuch(items[next]!, past, situation)) next++
  return next === items.length
}

/** Undefined if the condition asks for no sum or its kin. */
function aggregateHolds({ sum, avg, max, min, distinct }: DidCondition, counted: readonly PastEvent[]): boolean | undefined {
  const numbers = ({ property }: AggregateComparison) => counted.flatMap((past) => {
    const value = propertyOf(past, property)
    return typeof value === 'number' ? [value] : []
  })
  const total = (values: readonly number[]) => values.reduce((so, value) => so + millionths(value), 0n)
  if (sum) return reaches(total(numbers(sum)), sum.op, millionths(sum.value))
  if (distinct) return reaches(new Set(valueKeys(counted, distinct.property)).size, distinct.op, distinct.value)
  const asked = avg ?? max ?? min
  if (!asked) return undefined
  const values = numbers(asked)
  if (values.length === 0) return asked.op === 'ne'
  if (avg) return reaches(total(values), avg.op, millionths(avg.value) * BigInt(values.length))
  return reaches(max ? Math.max(...values) : Math.min(...values), asked.op, asked.value)
}

/** Integers of millionths; what overflows them counts as nothing. */
export function millionths(value: number): bigint {
  const rounded = Math.round(value * 1e6)
  return Number.isFinite(rounded) ? BigInt(rounded) : 0n
}

function valueKeys(events: readonly PastEvent[], property: string): string[] {
  return events.flatMap((past) => valueKey(propertyOf(past, property)) ?? [])
}

/** Tells values apart as `eq` does, lists and objects by their JSON; undefined for a missing one. */
export function valueKey(value: JsonValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : `${typeof value} ${canonicalJson(value)}`
}

/** An event's own property: one called `constructor` is there only if the event has it. */
export function propertyOf(event: PastEvent | undefined, name: string): JsonValue | undefined {
  return event && Object.hasOwn(event.properties, name) ? event.properties[name] : undefined
}

const EARTH_RADIUS_M = 6_371_008.8

function isNear({ latitude, longitude, radiusM }: { latitude: number; longitude: number; radiusM: number }, hand: PastEvent | undefined): boolean {
  const there = { latitude: propertyOf(hand, 'latitude'), longitude: propertyOf(hand, 'longitude') }
  if (typeof there.latitude !== 'number' || typeof there.longitude !== 'number') return false
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const haversine = (angle: number) => Math.sin(angle / 2) ** 2
  const share = haversine(radians(there.latitude - latitude)) + Math.cos(radians(latitude)) * Math.cos(radians(there.latitude)) * haversine(radians(there.longitude - longitude))
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(share))) <= radiusM
}

function isNamed(name: string, did: string): boolean {
  return did === '*' ? name !== '$sent' && name !== '$delivered' && name !== '$set' && !name.startsWith('$api:') : name === did
}

function reaches<N extends number | bigint>(number: N, op: string, value: N): boolean {
  return { eq: number === value, ne: number !== value, lt: number < value, lte: number <= value, gt: number > value, gte: number >= value }[op]!
}

function compares(given: JsonValue | undefined, op: string, wanted: Scalar | Scalar[] | undefined): boolean {
  const actual = given ?? undefined
  if (op === 'exists') return actual !== undefined
  if (op === 'missing') return actual === undefined
  if (op === 'ne') return actual !== wanted
  if (op === 'notIn') return !(wanted as Scalar[]).some((one) => one === actual) // as: the schema lets only a list stand beside in, notIn
  if (actual === undefined) return false
  if (op === 'eq') return actual === wanted
  if (op === 'in') return (wanted as Scalar[]).some((one) => one === actual) // as above
  if (op === 'contains' && Array.isArray(actual)) return actual.some((one) => one === wanted)
  if (op === 'between') {
    const [low, high] = wanted as Scalar[] // as: the schema lets only a pair stand beside between
    return compares(actual, 'gte', low) && compares(actual, 'lte', high)
  }
  if (typeof actual !== typeof wanted) return false
  if (typeof actual === 'string') {
    const text = wanted as string // as: same type as `actual`
    const relation = byUnits(actual, text)
    return { contains: actual.split(text).length > 1 || text === '', startsWith: actual.slice(0, text.length) === text, lt: relation < 0, lte: relation <= 0, gt: relation > 0, gte: relation >= 0 }[op]!
  }
  if (typeof actual !== 'number') return false
  const number = wanted as number // as: same type as `actual`
  return { lt: actual < number, lte: actual <= number, gt: actual > number, gte: actual >= number }[op] ?? false
}

/** Compares two texts by their UTF-16 units. */
export function byUnits(a: string, b: string): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    if (a.charCodeAt(index) !== b.charCodeAt(index)) return a.charCodeAt(index) - b.charCodeAt(index)
  }
  return a.length - b.length
}
