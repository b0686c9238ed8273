import type { JsonValue } from '../../engine/core/json.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import { ATTRIBUTES, EVENT_NAMES, generateComparison, generateCondition, generateWhere, VALUES, type Place } from './generate-condition.ts'
import type { RandomSource } from './random-source.ts'

const WEIGHTS = [0, 1, 1, 0.5, 0.3333, 0.25755, 2]
export const CHANNELS = ['push', 'email'] as const

/** What steps may lead to and speak of. */
export interface Surroundings { place: Place; goalIds: readonly string[]; journeyIds: readonly string[]; focus: Focus }

/** What a run has more of than others, so that what is rare in most runs is frequent in some. */
export type Focus = keyof typeof FOCUS | 'nothing'
export const FOCUS = { messages: 0.1, delays: 0.3, webhooks: 0.58, journeys: 0.65, branches: 0.74 } as const

/** Where the ways out of step `index` may lead: back (or to itself) only if time passes on the way. */
export class Ways {
  readonly #random: RandomSource
  readonly #ids: readonly string[]
  readonly #index: number

  constructor(random: RandomSource, ids: readonly string[], index: number) {
    this.#random = random
    this.#ids = ids
    this.#index = index
  }

  next(passesTime: boolean): { next?: string } {
    const target = this.#target(passesTime)
    return target === undefined ? {} : { next: target }
  }

  named<K extends string>(key: K): { [key in K]?: string } {
    const target = this.#target(false)
    return (target === undefined ? {} : { [key]: target }) as { [key in K]?: string } // as: the one key, or none
  }

  #target(passesTime: boolean): string | undefined {
    const from = passesTime && this.#random.chance(0.4) ? 0 : this.#index + 1
    return from >= this.#ids.length || this.#random.chance(0.07) ? undefined : this.#ids[this.#random.between(from, Math.min(from + 3, this.#ids.length - 1))]
  }
}

export function generateStep(random: RandomSource, { place, goalIds, journeyIds, focus }: Surroundings, ways: Ways, index: number): Step {
  // what takes time or sends comes first more often, so that few profiles are through at once
  const roll = focus !== 'nothing' && random.chance(0.35) ? FOCUS[focus] : index < 2 ? random.next() * 0.7 : random.next()
  if (roll < 0.24) {
    return {
      kind: 'message',
      channel: random.pick(CHANNELS),
      ...(random.chance(0.25) ? { variants: variants(random).map(({ id, weight }) => ({ id, weight })) } : {}),
      ...(random.chance(0.15) ? { exempt: random.some(1, 2, () => random.pick(['caps', 'quietHours'] as const)) } : {}),
      ...ways.next(false),
      ...(random.chance(0.4) ? ways.named('onSuppressed') : {}),
    }
  }
  if (roll < 0.38) return delay(random, place, ways)
  if (roll < 0.56) return wait(random, place, ways)
  if (roll < 0.6) return { kind: 'webhook', url: 'https://example.com/hook', ...ways.next(false), ...(random.chance(0.7) ? ways.named('onError') : {}) }
  if (roll < 0.7) {
    if (journeyIds.length === 0) return wait(random, place, ways)
    return { kind: 'journey', journey: random.pick(journeyIds), ...(random.chance(0.3) ? { wait: random.chance(0.2) } : {}), ...ways.next(false) }
  }
  if (roll < 0.78) {
    return {
      kind: 'branch',
      branches: random.some(random.chance(0.1) ? 0 : 1, 3, (index) => ({
        id: ['yes', 'valueOf', '2'][index]!,
        when: random.chance(0.4) ? generateComparison(random) : generateCondition(random, place, random.between(0, 3)),
        ...ways.next(false),
      })),
      ...ways.named('else'),
    }
  }
  if (roll < 0.85) {
    return {
      kind: 'split',
      variants: variants(random).map((variant) => ({ ...variant, ...ways.next(false) })),
      ...(random.chance(0.5) ? { key: random.pick(['seed', 'foo']) } : {}),
      ...(goalIds.length > 0 && random.chance(0.4) ? { goal: random.pick(goalIds) } : {}),
      ...(goalIds.length > 0 && random.chance(0.4) ? { autoWinner: { after: random.pick(['PT0S', 'PT1H', 'P1D']), metric: random.pick(goalIds), minimum: random.pick([0, 1, 1, 2, 4]) } } : {}),
    }
  }
  if (roll < 0.95) return { kind: 'update', set: generateSet(random, place), ...ways.next(false) }
  return { kind: 'exit', ...(random.chance(0.7) ? { outcome: random.pick(['done', 'toString', 'completed']) } : {}) }
}

/** Attributes of an update or of a webhook's answer. */
export function generateSet(random: RandomSource, place: Place, liquid = true): Record<string, JsonValue> {
  const templates = ['{{ event.n }}', '{{ event.name }}', '{{ profile.n }}', '{{ "007" }}', '{{ profile.n | plus: 1 }}', '{{ event.plan }}']
  const value = (): JsonValue => random.pick([...VALUES, null, ['gold', 5], ...(liquid ? templates : [])])
  const set = Object.fromEntries(random.some(liquid ? 0 : 1, 3, () => [random.pick(ATTRIBUTES), value()]))
  return { ...set, ...(random.chance(0.1) ? { timeZone: generateZone(random, place) } : {}), ...(random.chance(0.1) ? { pushOptIn: random.chance(0.7) } : {}) }
}

/** A profile's zone; sometimes one that nobody knows. */
export function generateZone(random: RandomSource, { rhythm }: Place): JsonValue {
  return random.chance(0.15) ? random.pick(['Mars/Olympus', 5, 'europe/berlin']) : random.pick(rhythm.zones)
}

function delay(random: RandomSource, { rhythm }: Place, ways: Ways): Step {
  const roll = random.next()
  if (roll < 0.45) {
    const span = random.chance(0.1) ? 'PT0S' : random.pick(rhythm.timers)
    return { kind: 'delay', for: span, ...ways.next(span !== 'PT0S') }
  }
  if (roll < 0.65) return { kind: 'delay', until: { time: random.pick(rhythm.clocks), ...(random.chance(0.3) ? { weekday: random.between(1, 7) } : {}) }, ...ways.next(true) }
  // a date may be past and the best time now: no time passes then
  if (roll < 0.72) return { kind: 'delay', until: { date: random.pick(rhythm.dates), ...(random.chance(0.6) ? { time: random.pick(rhythm.clocks) } : {}) }, ...ways.next(false) }
  return { kind: 'delay', bestTime: { within: random.pick(['P1D', 'P1D', 'P2D', 'PT12H', 'PT1H', 'PT30M']) }, ...ways.next(false) }
}

function wait(random: RandomSource, place: Place, ways: Ways): Step {
  const { spans, timers } = place.rhythm
  const look = random.pick([undefined, 'arrival' as const, 'entry' as const, random.pick([...spans, 'PT0S']), 'P1D'])
  const after = random.chance(0.08) ? 'PT0S' : random.pick(timers)
  const hearsOnlyLater = look === undefined || look === 'arrival'
  return {
    kind: 'waitFor',
    branches: random.some(random.chance(0.1) ? 0 : 1, 3, (index) => {
      const id = ['x', 'constructor', '1'][index]!
      if (place.segments.length > 0 && random.chance(0.3)) return { id, segment: random.pick(place.segments), ...ways.next(false) }
      return { id, event: random.pick([...EVENT_NAMES, ...EVENT_NAMES, '$set', '$sent', '$opened', '$clicked']), ...generateWhere(random, place, 0.4), ...ways.next(hearsOnlyLater) }
    }),
    ...(random.chance(0.75) ? { timeout: { after, ...ways.next(after !== 'PT0S') } } : {}),
    ...(look === undefined ? {} : { look }),
  }
}

function variants(random: RandomSource): { id: string; weight: number }[] {
  const dealt = random.some(1, 3, (index) => ({ id: ['control', 'toString', '1'][index]!, weight: random.pick(WEIGHTS) }))
  return dealt.some(({ weight }) => weight > 0) ? dealt : dealt.map((variant) => ({ ...variant, weight: 1 }))
}
