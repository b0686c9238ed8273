import type { Aggregate, Condition, DidItem, Scalar, Where } from '../../engine/core/model/condition.ts'
import type { RandomSource } from './random-source.ts'
import type { Rhythm } from './rhythm.ts'

export const EVENT_NAMES = ['a', 'b', 'a.*', 'toString'] as const
export const ATTRIBUTES = ['plan', 'n', 'tags', 'constructor'] as const
export const PROPERTIES = ['n', 'plan', 'tags', 'valueOf'] as const
/** Few values of every type, so that they often meet. */
export const VALUES = [0, 1, 5, 0.1, -1, '5', '', 'gold', 'Gold', '😀', '～', 'true', true, false] as const
/** Some metres, some kilometres and half the world apart. */
export const PLACES = [{ latitude: 41, longitude: 29 }, { latitude: 41.001, longitude: 29 }, { latitude: 41.2, longitude: 28.9 }, { latitude: -31.5, longitude: 159 }] as const

/** Where a condition stands: a segment has no event and no clock of its own. */
export interface Place { segments: readonly string[]; hasEvent: boolean; rhythm: Rhythm }

export function generateWhere(random: RandomSource, place: Place, share: number): { where?: Where } {
  if (!random.chance(share)) return random.chance(0.1) ? { where: {} } : {}
  return { where: generateCondition(random, place, random.between(0, 2)) }
}

export function generateCondition(random: RandomSource, place: Place, depth: number): Condition {
  const roll = random.next()
  if (depth > 0 && roll < 0.13) return { all: random.some(0, 3, () => generateCondition(random, place, depth - 1)) }
  if (depth > 0 && roll < 0.3) return { any: random.some(0, 3, () => generateCondition(random, place, depth - 1)) }
  if (depth > 0 && roll < 0.4) return { not: generateCondition(random, place, depth - 1) }
  if (place.segments.length > 0 && roll < 0.48) return { segment: random.pick(place.segments) }
  if (place.hasEvent && roll < 0.6) return generateComparison(random)
  if (place.hasEvent && roll < 0.68) return ofTheMoment(random, place)
  if (roll < 0.78) return random.chance(0.2) ? { score: 'churn', ...comparison(random) } : { attribute: random.pick(ATTRIBUTES), ...comparison(random) }
  return random.chance(0.2) ? sequence(random, place, depth) : did(random, place, depth)
}

/** A test of the event at hand, as a branch after a wait has it. */
export function generateComparison(random: RandomSource): Condition {
  return { property: random.pick(PROPERTIES), ...comparison(random) }
}

/** What a segment is made of: mostly what events did, so that membership comes and goes by itself. */
export function generateSegment(random: RandomSource, place: Place): Condition {
  const roll = random.next()
  const within = { within: span(random, place) }
  if (roll < 0.25) return { did: random.pick(['a', 'b', '$sent', '*']), ...within }
  if (roll < 0.35) return { not: { did: random.pick(['a', 'b', '$sent']), ...within } }
  if (roll < 0.4) return { did: random.pick(['a', 'b', 'a.*']), within: span(random, place), endingAgo: span(random, place) }
  if (roll < 0.47) return { did: random.pick(['a', 'b']), notFollowedBy: { did: random.pick(['b', '$sent', 'a', '*']), ...within } }
  // what updates, webhooks and messages change
  if (roll < 0.52) return { did: '$sent', count: { op: random.pick(['gte', 'eq', 'lt']), value: random.between(1, 3) }, ...(random.chance(0.3) ? within : {}) }
  if (roll < 0.66) return { attribute: random.pick(ATTRIBUTES), ...(random.chance(0.5) ? { op: random.pick(['exists', 'missing']) } : comparison(random)) }
  return generateCondition(random, place, 2)
}

function ofTheMoment(random: RandomSource, { rhythm }: Place): Condition {
  const roll = random.next()
  if (roll < 0.4) return { near: { ...random.pick(PLACES), radiusM: random.pick([0, 50, 200, 30_000, 20_100_000]) } }
  if (roll < 0.75) return { localTime: clockTimes(random, rhythm) }
  return { weekday: random.some(1, 4, () => random.between(1, 7)) }
}

/** Two local times that differ. */
export function clockTimes(random: RandomSource, { clocks }: Rhythm): { from: string; to: string } {
  const from = random.pick(clocks)
  return { from, to: random.pick(clocks.filter((clock) => clock !== from)) }
}

function span(random: RandomSource, { rhythm }: Place): string {
  return random.pick(random.chance(rhythm.calendarShare) ? rhythm.calendarSpans : rhythm.spans)
}

function window(random: RandomSource, place: Place, share: number): { within?: string; endingAgo?: string } {
  return { ...(random.chance(share) ? { within: span(random, place) } : {}), ...(random.chance(0.2) ? { endingAgo: span(random, place) } : {}) }
}

function didItem(random: RandomSource, place: Place, depth: number): DidItem {
  const did = random.pick([...EVENT_NAMES, 'a', 'b', '*', '$sent', '$set', '$clicked'])
  if (did === '$sent' && random.chance(0.5)) {
    const property = random.pick(['channel', 'stepId', 'journeyId'])
    return { did, where: { property, op: random.pick(['eq', 'ne', 'startsWith']), value: random.pick(['push', 'email', 's1', 'j']) } }
  }
  if (random.chance(0.15)) return { did, where: ofTheMoment(random, place) }
  return { did, ...generateWhere(random, { ...place, hasEvent: true }, depth > 0 ? 0.4 : 0.15) }
}

function sequence(random: RandomSource, place: Place, depth: number): Condition {
  return { sequence: random.some(1, 3, () => didItem(random, place, depth - 1)), ...window(random, place, 0.7) }
}

function did(random: RandomSource, place: Place, depth: number): Condition {
  const base = { ...didItem(random, place, depth), ...window(random, place, 0.65) }
  const followed = random.chance(0.15) ? { notFollowedBy: { ...didItem(random, place, depth - 1), within: span(random, place) } } : {}
  const asked = { ...base, ...followed }
  const roll = random.next()
  if (roll < 0.4) return asked
  const op = random.pick(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const)
  const ofSent = base.did === '$sent'
  if (roll < 0.6) {
    const aggregate: Aggregate = random.pick(['sum', 'avg', 'max', 'min', 'distinct'] as const)
    const property = ofSent ? 'channel' : random.pick(['n', 'n', 'plan', 'tags'])
    return { ...asked, [aggregate]: { property, op, value: aggregate === 'distinct' ? random.between(0, 3) : random.pick([0, 1, 0.1, 5, 5.1, 2.5, -1]) } }
  }
  const per = random.chance(0.4) ? { per: ofSent ? random.pick(['channel', 'stepId']) : random.pick(PROPERTIES) } : {}
  return { ...asked, count: { op, value: random.between(0, 3) }, ...per }
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
