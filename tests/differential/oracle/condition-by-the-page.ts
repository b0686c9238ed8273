import { canonicalJson, type JsonValue } from '../../../engine/core/json.ts'
import type { Condition, Scalar, Where } from '../../../engine/core/model/condition.ts'

// The format page read a third time, as plainly as possible: no lowering, no windows kept, every condition looks through the whole history.

export interface PastEvent { name: string; at: number; properties: Record<string, JsonValue> }

export interface Situation {
  now: number
  history: readonly PastEvent[]
  attributes: ReadonlyMap<string, JsonValue>
  segments: Record<string, { when: Condition }>
  /** The event at hand; without one every property is missing. */
  hand: PastEvent | undefined
}

const UNITS: Record<string, number> = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 }

/** Milliseconds of an exact ISO 8601 duration, read letter by letter. */
export function spanMs(text: string): number {
  let ms = 0
  for (const [, amount, unit] of text.matchAll(/([\d.]+)([WDHMS])/g)) ms += Math.round(Number(amount) * UNITS[unit!]!)
  return ms
}

/** "within W" at `now`: t - W < a <= t. */
export function isWithin(span: string | undefined, at: number, now: number): boolean {
  return at <= now && (span === undefined || at > now - spanMs(span))
}

export function whereHolds(where: Where | undefined, situation: Situation): boolean {
  return where === undefined || Object.keys(where).length === 0 || holds(where as Condition, situation) // as: not empty
}

export function holds(condition: Condition, situation: Situation): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, situation))
  if ('any' in condition) return condition.any.some((one) => holds(one, situation))
  if ('not' in condition) return !holds(condition.not, situation)
  if ('segment' in condition) return holds(situation.segments[condition.segment]!.when, { ...situation, hand: undefined })
  if ('attribute' in condition) return compares(situation.attributes.get(condition.attribute), condition.op, condition.value)
  if ('property' in condition) return compares(propertyOf(situation.hand, condition.property), condition.op, condition.value)
  if (!('did' in condition)) throw new Error(`not in scope: ${JSON.stringify(condition)}`)

  const { did, where, within, count, per } = condition
  const counted = situation.history.filter(
    (past) => isNamed(past.name, did) && isWithin(within, past.at, situation.now) && whereHolds(where, { ...situation, hand: past }),
  )
  if (!count) return counted.length > 0
  if (per === undefined) return reaches(counted.length, count.op, count.value)
  const perValue = new Map<string, number>()
  for (const past of counted) {
    const value = propertyOf(past, per) ?? null
    if (value === null) continue
    const key = `${typeof value} ${canonicalJson(value)}`
    perValue.set(key, (perValue.get(key) ?? 0) + 1)
  }
  return [...perValue.values()].some((number) => reaches(number, count.op, count.value))
}

/** An event's own property: one called `constructor` is there only if the event has it. */
export function propertyOf(event: PastEvent | undefined, name: string): JsonValue | undefined {
  return event && Object.hasOwn(event.properties, name) ? event.properties[name] : undefined
}

function isNamed(name: string, did: string): boolean {
  return did === '*' ? name !== '$sent' && name !== '$set' && !name.startsWith('$api:') : name === did
}

function reaches(number: number, op: string, value: number): boolean {
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
