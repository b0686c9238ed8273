import type { JourneyDocument, Reentry } from '../../engine/core/model/journey.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import { ATTRIBUTES, EVENT_NAMES, generateComparison, generateCondition, generateWhere, SPANS, TIMERS, VALUES, type Place } from './generate-condition.ts'
import type { RandomSource } from './random-source.ts'

const STEP_IDS = ['s0', 's1', '7', 'constructor', 'a b', 'it\'s "so"', 'a.b', 'ö', 'none', '#12']
const WEIGHTS = [0, 1, 1, 0.5, 0.3333, 0.25755, 2]

/** A valid journey of what runs: loops always pass time, everything else leads forward. */
export function generateJourney(random: RandomSource): JourneyDocument {
  const ids = STEP_IDS.slice(0, random.between(3, STEP_IDS.length))
  const segmentIds = ['s1', 'toString', 'of others'].slice(0, random.between(0, 3))
  const goalIds = ['g1', 'g2', 'constructor'].slice(0, random.between(0, 3))
  const place: Place = { segments: segmentIds, hasEvent: true }
  const steps = Object.fromEntries(ids.map((id, index) => [id, generateStep(random, place, new Ways(random, ids, index), goalIds, index)]))
  const shuffled = random.chance(0.3) ? Object.fromEntries(Object.entries(steps).reverse()) : steps
  return {
    format: 'journey',
    formatVersion: 1,
    id: random.pick(['j', 'passo', 'ö']),
    ...(segmentIds.length === 0
      ? {}
      : {
          segments: Object.fromEntries(
            segmentIds.map((id, index) => [id, { when: generateCondition(random, { segments: segmentIds.slice(0, index), hasEvent: false }, 2) }]),
          ),
        }),
    entries: random.some(1, 3, (index) => ({
      id: `e${index}`,
      trigger: { kind: 'event', event: index === 0 ? 'a' : random.pick(['a', 'b', 'a.*', '$set']) },
      ...generateWhere(random, place, index === 0 ? 0.1 : 0.4),
      next: index === 0 ? ids[0]! : random.pick(ids),
    })),
    ...reentry(random),
    ...(goalIds.length === 0
      ? {}
      : {
          goals: goalIds.map((id) => ({
            id,
            event: random.pick([...EVENT_NAMES, 'b', 'b', '$set']),
            ...generateWhere(random, place, 0.5),
            ...(random.chance(0.6) ? { value: 'n' } : {}),
            ...(random.chance(0.6) ? { window: random.pick(SPANS) } : {}),
            ...(random.chance(0.4) ? { endsJourney: true } : {}),
          })),
        }),
    ...(random.chance(0.3)
      ? { exits: random.some(1, 2, (index) => ({ id: `x${index}`, event: random.pick(EVENT_NAMES), ...generateWhere(random, place, 0.8) })) }
      : {}),
    steps: shuffled,
  }
}

function reentry(random: RandomSource): { reentry?: Reentry } {
  const roll = random.next()
  if (roll < 0.25) return {}
  if (roll < 0.35) return { reentry: { kind: 'once' } }
  return { reentry: { kind: 'afterExit', ...(random.chance(0.5) ? { cooldown: random.pick([...SPANS, 'PT0S']) } : {}) } }
}

/** Where the ways out of step `index` may lead: back (or to itself) only if time passes on the way. */
class Ways {
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

  else(): { else?: string } {
    const target = this.#target(false)
    return target === undefined ? {} : { else: target }
  }

  #target(passesTime: boolean): string | undefined {
    const from = passesTime && this.#random.chance(0.4) ? 0 : this.#index + 1
    return from >= this.#ids.length || this.#random.chance(0.07) ? undefined : this.#ids[this.#random.between(from, Math.min(from + 3, this.#ids.length - 1))]
  }
}

function generateStep(random: RandomSource, place: Place, ways: Ways, goalIds: readonly string[], index: number): Step {
  // what takes time or sends comes first more often, so that few profiles are through at once
  const roll = index < 2 ? random.next() * 0.72 : random.next()
  if (roll < 0.2) {
    return {
      kind: 'message',
      channel: random.pick(['push', 'email']),
      ...(random.chance(0.3) ? { variants: variants(random).map(({ id, weight }) => ({ id, weight })) } : {}),
      ...ways.next(false),
    }
  }
  if (roll < 0.35) {
    const span = random.chance(0.1) ? 'PT0S' : random.pick(TIMERS)
    return { kind: 'delay', for: span, ...ways.next(span !== 'PT0S') }
  }
  if (roll < 0.65) return wait(random, place, ways)
  if (roll < 0.78) {
    return {
      kind: 'branch',
      branches: random.some(random.chance(0.1) ? 0 : 1, 3, (index) => ({ id: ['yes', 'valueOf', '2'][index]!, when: random.chance(0.5) ? generateComparison(random) : generateCondition(random, place, random.between(0, 3)), ...ways.next(false) })),
      ...ways.else(),
    }
  }
  if (roll < 0.86) {
    return {
      kind: 'split',
      variants: variants(random).map((variant) => ({ ...variant, ...ways.next(false) })),
      ...(random.chance(0.5) ? { key: random.pick(['seed', 'foo']) } : {}),
      ...(goalIds.length > 0 && random.chance(0.4) ? { goal: random.pick(goalIds) } : {}),
    }
  }
  if (roll < 0.95) {
    const value = () => random.pick([...VALUES, null, ['gold', 5], '{{ event.n }}', '{{ event.name }}', '{{ profile.n }}', '{{ "007" }}', '{{ profile.n | plus: 1 }}', '{{ event.plan }}'])
    return { kind: 'update', set: Object.fromEntries(random.some(0, 3, () => [random.pick(ATTRIBUTES), value()])), ...ways.next(false) }
  }
  return { kind: 'exit', ...(random.chance(0.7) ? { outcome: random.pick(['done', 'toString', 'completed']) } : {}) }
}

function wait(random: RandomSource, place: Place, ways: Ways): Step {
  const look = random.pick([undefined, 'arrival' as const, 'entry' as const, random.pick([...SPANS, 'PT0S']), 'P1D'])
  const after = random.chance(0.08) ? 'PT0S' : random.pick(TIMERS)
  const hearsOnlyLater = look === undefined || look === 'arrival'
  return {
    kind: 'waitFor',
    branches: random.some(random.chance(0.1) ? 0 : 1, 3, (index) => ({
      id: ['x', 'constructor', '1'][index]!,
      event: random.pick([...EVENT_NAMES, ...EVENT_NAMES, '$set', '$sent']),
      ...generateWhere(random, place, 0.4),
      ...ways.next(hearsOnlyLater),
    })),
    ...(random.chance(0.75) ? { timeout: { after, ...ways.next(after !== 'PT0S') } } : {}),
    ...(look === undefined ? {} : { look }),
  }
}

function variants(random: RandomSource): { id: string; weight: number }[] {
  const dealt = random.some(1, 3, (index) => ({ id: ['control', 'toString', '1'][index]!, weight: random.pick(WEIGHTS) }))
  return dealt.some(({ weight }) => weight > 0) ? dealt : dealt.map((variant) => ({ ...variant, weight: 1 }))
}
