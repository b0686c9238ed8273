import type { Condition, Scalar, Where } from '../../engine/core/model/condition.ts'
import type { RandomSource } from './random-source.ts'

export const EVENT_NAMES = ['a', 'b', 'a.*', 'toString'] as const
export const ATTRIBUTES = ['plan', 'n', 'tags', 'constructor'] as const
export const PROPERTIES = ['n', 'plan', 'tags', 'valueOf'] as const
/** Few values of every type, so that they often meet. */
export const VALUES = [0, 1, 5, 0.1, -1, '5', '', 'gold', 'Gold', '😀', '～', 'true', true, false] as const
/** Spans on the grid of the event stream, so that edges are hit exactly, and a few just beside it. */
export const SPANS = ['PT10M', 'PT20M', 'PT30M', 'PT1H', 'PT10M0.001S', 'PT9M59.999S', 'PT0.001S', 'P1D'] as const

/** Spans of delays and timeouts: long enough that a loop of them does not go round a million times in a run. */
export const TIMERS = SPANS.filter((span) => span !== 'PT0.001S')

/** Where a condition stands: a segment has no event at hand. */
export interface Place { segments: readonly string[]; hasEvent: boolean }

export function generateWhere(random: RandomSource, place: Place, share: number): { where?: Where } {
  if (!random.chance(share)) return random.chance(0.1) ? { where: {} } : {}
  return { where: generateCondition(random, place, random.between(0, 2)) }
}

export function generateCondition(random: RandomSource, place: Place, depth: number): Condition {
  const roll = random.next()
  if (depth > 0 && roll < 0.15) return { all: random.some(0, 3, () => generateCondition(random, place, depth - 1)) }
  if (depth > 0 && roll < 0.35) return { any: random.some(0, 3, () => generateCondition(random, place, depth - 1)) }
  if (depth > 0 && roll < 0.45) return { not: generateCondition(random, place, depth - 1) }
  if (place.segments.length > 0 && roll < 0.55) return { segment: random.pick(place.segments) }
  if (place.hasEvent && roll < 0.72) return { property: random.pick(PROPERTIES), ...comparison(random) }
  if (roll < 0.82) return { attribute: random.pick(ATTRIBUTES), ...comparison(random) }
  return did(random, place, depth)
}

/** A test of the event at hand, as a branch after a wait has it. */
export function generateComparison(random: RandomSource): Condition {
  return { property: random.pick(PROPERTIES), ...comparison(random) }
}

function did(random: RandomSource, place: Place, depth: number): Condition {
  const name = random.pick([...EVENT_NAMES, 'a', 'b', '*', '$sent', '$set'])
  const inner = { segments: place.segments, hasEvent: true }
  const where: { where?: Where } =
    name === '$sent' && random.chance(0.5)
      ? { where: { property: random.pick(['channel', 'stepId', 'journeyId']), op: random.pick(['eq', 'ne', 'startsWith']), value: random.pick(['push', 'email', 's1', 'j']) } }
      : generateWhere(random, inner, depth > 0 ? 0.4 : 0.15)
  const within = random.chance(0.65) ? { within: random.pick(SPANS) } : {}
  if (random.chance(0.45)) return { did: name, ...where, ...within }
  const count = { op: random.pick(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const), value: random.between(0, 3) }
  const per = random.chance(0.4) ? { per: name === '$sent' ? random.pick(['channel', 'stepId']) : random.pick(PROPERTIES) } : {}
  return { did: name, ...where, ...within, count, ...per }
}

type Comparison = { op: 'exists' | 'missing' } | { op: 'eq' | 'ne' | 'contains' | 'startsWith' | 'lt' | 'lte' | 'gt' | 'gte'; value: Scalar } | { op: 'in' | 'notIn' | 'between'; value: Scalar[] }

function comparison(random: RandomSource): Comparison {
  const notBoolean = VALUES.filter((value) => typeof value !== 'boolean')
  const op = random.pick(['eq', 'eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'notIn', 'contains', 'startsWith', 'exists', 'missing', 'between'] as const)
  switch (op) {
    case 'exists':
    case 'missing': return { op }
    case 'in':
    case 'notIn': return { op, value: random.some(1, 4, () => random.pick(VALUES)) }
    case 'between': {
      const low = random.pick(notBoolean)
      return { op, value: [low, random.pick(notBoolean.filter((value) => typeof value === typeof low))] }
    }
    case 'startsWith': return { op, value: random.pick(['', 'g', 'G', '5', '😀']) }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': return { op, value: random.pick(notBoolean) }
    default: return { op, value: random.pick(VALUES) }
  }
}
