import fc from 'fast-check'
import { canonicalJson, jsonPath, type JsonValue } from '../../engine/core/json.ts'
import type { ComparisonOp, Condition, ConditionForm, Scalar, Where } from '../../engine/core/model/condition.ts'
import type { Entry, ExitCriterion, Goal, JourneyDocument, Policies, Reentry, Segment, Trigger } from '../../engine/core/model/journey.ts'
import type { Channel } from '../../engine/core/model/steps/message.ts'
import type { Step, StepKindName } from '../../engine/core/model/steps/registry.ts'
import type { WaitForBranch } from '../../engine/core/model/steps/wait-for.ts'
import type { TargetProblem } from '../../engine/core/publish/problem.ts'
import { RandomSource } from '../differential/random-source.ts'

/** What journeys are made of. A target asks for what it can express, once, and for everything, to see that the rest is named. */
export interface Palette {
  readonly triggers: readonly Trigger['kind'][]
  /** The most entries of one journey. */
  readonly entries: number
  readonly steps: readonly StepKindName[]
  readonly channels: readonly Channel[]
  readonly delays: readonly ('for' | 'until' | 'bestTime')[]
  readonly spans: readonly string[]
  readonly waits: readonly ('event' | 'segment')[]
  /** The most branches of one wait, and whether one may go on for ever. */
  readonly waitBranches: number
  readonly endlessWaits: boolean
  readonly forms: readonly ConditionForm[]
  readonly ops: readonly ComparisonOp[]
  /** Whether entries, wait branches, goals and exits may ask for more than the name of an event. */
  readonly wheres: boolean
  /** `tree`: nobody meets again. `merging`: ways may meet. `loops`: they may lead back, too. */
  readonly shape: 'tree' | 'merging' | 'loops'
  readonly reentry: readonly Reentry['kind'][]
  /** The most goals and exits. */
  readonly goals: number
  readonly exits: number
  readonly policies: boolean
  readonly variants: boolean
  /** Whether templates speak of profile, event and journey in Liquid. */
  readonly liquid: boolean
  /** Names, notes, stages, descriptions, positions: what no number depends on. */
  readonly words: boolean
  /** Ids as no person would choose them. */
  readonly oddIds: boolean
}

export const EVERYTHING: Palette = {
  triggers: ['event', 'segment', 'schedule', 'api'],
  entries: 2,
  steps: ['message', 'delay', 'waitFor', 'branch', 'split', 'update', 'webhook', 'journey', 'exit'],
  channels: ['push', 'email', 'sms', 'inApp', 'webPush', 'whatsapp', 'widget'],
  delays: ['for', 'until', 'bestTime'],
  spans: ['PT30S', 'PT45M', 'PT1H', 'PT36H', 'P1D', 'P1W', 'P45D', 'PT0S', 'PT1.5S'],
  waits: ['event', 'segment'],
  waitBranches: 3,
  endlessWaits: true,
  forms: ['all', 'any', 'not', 'segment', 'attribute', 'property', 'did', 'sequence', 'score', 'near', 'localTime', 'weekday'],
  ops: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'notIn', 'contains', 'startsWith', 'exists', 'missing', 'between'],
  wheres: true,
  shape: 'loops',
  reentry: ['once', 'afterExit', 'always'],
  goals: 2,
  exits: 2,
  policies: true,
  variants: true,
  liquid: true,
  words: true,
  oddIds: true,
}

/** Valid journeys of what the palette has; any seed makes one. */
export function publishableJourneys(palette: Partial<Palette> = {}): fc.Arbitrary<JourneyDocument> {
  const whole = { ...EVERYTHING, ...palette }
  return fc.integer({ min: 0, max: 0xffff_ffff }).map((seed) => new JourneyMaker(new RandomSource(seed), whole).journey())
}

/**
 * A document as it can be compared with what came back, with the same eyes as the mappings but not with their code: without layout, ways to steps that are named, without what only says the default (`where: {}`, `look: "arrival"`), spans in
 * milliseconds, shares of variants in ten-thousandths of all, and without everything the problems name. Equal texts: nothing changed that nobody was told of.
 */
export function butFor(document: JourneyDocument, problems: readonly TargetProblem[]): string {
  const { layout: _layout, ...rest } = structuredClone(document)
  const told = problems.filter(({ severity }) => severity !== 'error')
  const paths = new Set(told.map(({ path }) => path))
  // Who is told that a step is not there knows that the ways to it lead elsewhere.
  const gone = new Set(told.flatMap(({ stepId, path }) => (stepId !== null && path === jsonPath(['steps', stepId]) ? [stepId] : [])))
  return canonicalJson(short(rest as unknown as JsonValue, [], paths, gone)) // as: a document is plain JSON
}

const DEFAULTS: Readonly<Record<string, JsonValue>> = { look: 'arrival', endsJourney: false, mode: 'hold', calendar: false, onCap: 'skip', priority: 0, cooldown: 'PT0S', wait: true, method: 'POST', timeZone: 'UTC' }
const WAYS = new Set(['next', 'else', 'onSuppressed', 'onError'])
const SPANS = new Set(['for', 'within', 'after', 'window', 'cooldown', 'endingAgo', 'retryFor'])
/** What is the same empty as left out. */
const EMPTY_IS_NONE = new Set(['where', 'segments', 'goals', 'exits', 'stages', 'policies', 'exempt', 'caps', 'consent', 'template'])

function short(value: JsonValue, path: PropertyKey[], named: ReadonlySet<string>, gone: ReadonlySet<string>): JsonValue | undefined {
  if (named.has(jsonPath(path))) return undefined
  const last = path.at(-1)
  if (typeof value === 'string' && WAYS.has(String(last)) && gone.has(value)) return undefined
  if (typeof value === 'string' && typeof last === 'string' && SPANS.has(last)) return inMs(value)
  if (Array.isArray(value)) return sharesOf(value).map((member, index) => short(member, [...path, index], named, gone) ?? null)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([key, member]): [string, JsonValue][] => {
    if (DEFAULTS[key] !== undefined && DEFAULTS[key] === member) return []
    const inShort = short(member, [...path, key], named, gone)
    if (inShort === undefined || (EMPTY_IS_NONE.has(key) && isEmpty(inShort))) return []
    if (path.length === 0 && key === 'reentry' && canonicalJson(inShort) === '{"kind":"once"}') return []
    return [[key, inShort]]
  })
  return Object.fromEntries(members)
}

/** Weights count in their sum only, and a bucket is a ten-thousandth. */
function sharesOf(members: JsonValue[]): JsonValue[] {
  const weights = members.map((member) => (typeof member === 'object' && member !== null && !Array.isArray(member) ? member['weight'] : undefined))
  if (members.length === 0 || weights.some((weight) => typeof weight !== 'number')) return members
  const sum = (weights as number[]).reduce((total, weight) => total + weight, 0) // as: just looked at
  return members.map((member, index) => ({ ...(member as Record<string, JsonValue>), weight: Math.round(((weights[index] as number) / sum) * 10_000) })) // as: just looked at
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function inMs(span: string): JsonValue {
  const [, weeks, days, hours, minutes, seconds] = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(span) ?? []
  if ([weeks, days, hours, minutes, seconds].every((part) => part === undefined)) return span
  return Math.round(1000 * (Number(weeks ?? 0) * 604_800 + Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)))
}

const EVENTS = ['cart_abandoned', 'purchase', 'product_view', 'checkout start', 'unsubscribe']
const ATTRIBUTES = ['plan', 'city', 'loyaltyPoints', 'is vip']
const PROPERTIES = ['price', 'category', 'cartId', 'coupon code']
const SEGMENTS = ['vip', 'new user', 'churned']
const TEXTS = ['TR', 'gold', '', 'İstanbul "merkez"', '10']
const NUMBERS = [0, 1, 50, 499.9, -3]
const SAID = ['Hello', 'Your cart is waiting', '50 % off {today}', '']
const IN_LIQUID = ['Hi {{ profile.city }}', 'Only {{ event.price }} {{ event["coupon code"] | upcase }}', '{% if profile.plan == "gold" %}Gold{% endif %}', '{{ journey.id }}', 'For {{ profile.id }}']
const ODD_IDS = ['constructor', 'a b', 'it\'s "so"', 'a.b', 'ö', '#12', 'ExitNode']

class JourneyMaker {
  readonly #random: RandomSource
  readonly #palette: Palette
  readonly #segments: string[]
  readonly #stages: string[]
  readonly #goals: string[]
  #free: string[] = []

  constructor(random: RandomSource, palette: Palette) {
    this.#random = random
    this.#palette = palette
    const needsSegments = palette.triggers.includes('segment') || palette.waits.includes('segment') || palette.forms.includes('segment')
    this.#segments = needsSegments ? SEGMENTS.slice(0, random.between(1, 3)) : []
    this.#stages = palette.words && random.chance(0.4) ? ['awareness', 'purchase'] : []
    this.#goals = ['ordered', 'came-back'].slice(0, random.between(0, palette.goals))
  }

  journey(): JourneyDocument {
    const { words, oddIds } = this.#palette
    const random = this.#random
    const ids = Array.from({ length: random.between(2, 9) }, (_, index) => (oddIds && random.chance(0.15) ? ODD_IDS[index % ODD_IDS.length]! : `step-${index + 1}`)).filter((id, index, all) => all.indexOf(id) === index)
    this.#free = ids.slice(1)
    const steps = Object.fromEntries(ids.map((id, index) => [id, this.#step(ids, index)]))
    const reentry = this.#reentry()
    const goals = this.#goals.map((id) => this.#goal(id))
    const exits = random.some(0, this.#palette.exits, (index) => this.#exit(index))
    const policies = this.#palette.policies && random.chance(0.5) ? this.#policies() : undefined
    return {
      format: 'journey',
      formatVersion: 1,
      id: random.pick(['cart-abandonment', 'passo dükkan', 'win.back']),
      ...(words && random.chance(0.6) ? { name: random.pick(['Cart abandonment', 'Passo Dükkan: first purchase', '']) } : {}),
      ...(words && random.chance(0.3) ? { description: 'Brings people back to what they left.' } : {}),
      ...(random.chance(0.4) ? { timeZone: random.pick(['UTC', 'Europe/Istanbul']) } : {}),
      ...(words && random.chance(0.2) ? { currency: 'TRY' } : {}),
      ...(this.#palette.policies && random.chance(0.1) ? { activeFrom: '2026-12-01', activeUntil: '2027-01-31' } : {}),
      ...(this.#stages.length > 0 ? { stages: this.#stages.map((id) => ({ id, ...this.#maybeName() })) } : {}),
      ...(this.#segments.length > 0 ? { segments: Object.fromEntries(this.#segments.map((id, index) => [id, this.#segment(this.#segments.slice(0, index))])) } : {}),
      entries: random.some(1, this.#palette.entries, (index): Entry => ({ id: index === 0 ? random.pick(['entry', 'came-in']) : `entry-${index + 1}`, trigger: this.#trigger(), ...this.#where(0.4), next: ids[0]! })),
      ...(reentry ? { reentry } : {}),
      ...(goals.length > 0 ? { goals } : {}),
      ...(exits.length > 0 ? { exits } : {}),
      ...(policies ? { policies } : {}),
      steps,
      ...(words && random.chance(0.5) ? { layout: Object.fromEntries(ids.map((id, index) => [id, { x: index * 200, y: 0 }])) } : {}),
    }
  }

  #maybeName(): { name?: string } {
    return this.#palette.words && this.#random.chance(0.5) ? { name: this.#random.pick(['Day 3', 'Still thinking?', 'Ödeme adımı', 'VIP or not']) } : {}
  }

  #trigger(): Trigger {
    const random = this.#random
    const kind = random.pick(this.#palette.triggers)
    switch (kind) {
      case 'event': return { kind, event: random.pick(EVENTS) }
      case 'segment': return { kind, segment: random.pick(this.#segments), change: random.pick(['enter', 'enter', 'leave']) }
      case 'schedule': return { kind, ...random.pick([{ at: '2026-12-01T09:00' }, { every: 'FREQ=WEEKLY;BYDAY=MO' }, { at: '2026-12-01T09:00:00Z', every: 'FREQ=DAILY;COUNT=3' }]), ...(random.chance(0.6) ? { audience: this.#condition(1, false) } : {}) }
      case 'api': return { kind, name: 'order-ready' }
    }
  }

  #reentry(): Reentry | undefined {
    const random = this.#random
    const kind = random.pick(this.#palette.reentry)
    const limit = random.chance(0.2) ? { limit: { count: random.between(1, 3), within: 'P30D' } } : {}
    if (kind === 'once') return random.chance(0.5) ? undefined : { kind }
    if (kind === 'afterExit') return { kind, ...(random.chance(0.5) ? { cooldown: random.pick(['P1D', 'PT0S', 'PT30S']) } : {}), ...limit }
    return { kind, ...(random.chance(0.5) ? { key: 'cartId' } : {}), ...limit }
  }

  #goal(id: string): Goal {
    const random = this.#random
    return { id, event: random.pick(EVENTS), ...this.#where(0.4), ...(random.chance(0.5) ? { value: 'price' } : {}), ...(random.chance(0.6) ? { window: random.pick(['P7D', 'PT12H', 'P400D']) } : {}), ...(random.chance(0.6) ? { endsJourney: random.chance(0.8) } : {}) }
  }

  #exit(index: number): ExitCriterion {
    const id = `left-${index + 1}`
    if (this.#segments.length > 0 && this.#random.chance(0.4)) return { id, segment: this.#random.pick(this.#segments) }
    return { id, event: this.#random.pick(EVENTS), ...this.#where(0.4) }
  }

  #policies(): Policies {
    const random = this.#random
    return {
      ...(random.chance(0.5) ? { quietHours: { from: '22:00', to: '08:00', ...(random.chance(0.5) ? { mode: random.pick(['hold', 'drop'] as const) } : {}) } } : {}),
      ...(random.chance(0.5) ? { caps: [{ channel: random.pick([...this.#palette.channels, '*'] as const), count: random.between(0, 3), within: 'P1D', ...(random.chance(0.3) ? { calendar: true } : {}), ...(random.chance(0.5) ? { onCap: random.pick(['skip', 'exit', { retryFor: 'P1D' }] as const) } : {}) }] } : {}),
      ...(random.chance(0.4) ? { consent: { [random.pick(this.#palette.channels)]: 'optIn' } } : {}),
      ...(random.chance(0.3) ? { holdout: { share: random.pick([0, 0.05, 1]), ...(random.chance(0.5) ? { key: 'global-2026' } : {}) } } : {}),
      ...(random.chance(0.3) ? { priority: random.pick([0, 2]) } : {}),
    }
  }

  #segment(earlier: readonly string[]): Segment {
    return { ...this.#maybeName(), when: this.#condition(2, false, earlier) }
  }

  /** Where a way out leads. What passes no time leads forward only. */
  #next(ids: readonly string[], index: number, passesTime = false): { next?: string } {
    const random = this.#random
    if (this.#palette.shape === 'tree') {
      // every step has one way in: the next free one is taken
      const free = this.#free.filter((id) => ids.indexOf(id) > index)
      if (free.length === 0 || random.chance(0.1)) return {}
      this.#free.splice(this.#free.indexOf(free[0]!), 1)
      return { next: free[0]! }
    }
    if (passesTime && this.#palette.shape === 'loops' && random.chance(0.15)) return { next: random.pick(ids) }
    const later = ids.slice(index + 1, index + 4)
    return later.length === 0 || random.chance(0.1) ? {} : { next: random.pick(later) }
  }

  #step(ids: readonly string[], index: number): Step {
    const random = this.#random
    const kind = random.pick(this.#palette.steps)
    const { words } = this.#palette
    const common = { ...this.#maybeName(), ...(words && random.chance(0.15) ? { note: 'Ask Ayşe about the wording.' } : {}), ...(this.#stages.length > 0 && random.chance(0.6) ? { stage: random.pick(this.#stages) } : {}) }
    const next = (passesTime = false) => this.#next(ids, index, passesTime)
    const named = <K extends string>(key: K): { [key in K]?: string } => {
      const target = next().next
      return (target === undefined ? {} : { [key]: target }) as { [key in K]?: string } // as: the one key, or none
    }
    switch (kind) {
      case 'message': {
        const channel = random.pick(this.#palette.channels)
        const variants = this.#palette.variants && random.chance(0.25)
        return {
          kind, ...common, channel,
          ...(variants ? { variants: random.some(1, 3, (number) => ({ id: `text-${number + 1}`, weight: random.pick([1, 2, 0.5]), template: this.#template(channel) })) } : random.chance(0.9) ? { template: this.#template(channel) } : {}),
          ...(this.#palette.policies && random.chance(0.1) ? { exempt: ['caps' as const] } : {}),
          ...next(), ...(this.#palette.policies && random.chance(0.2) ? named('onSuppressed') : {}),
        }
      }
      case 'delay': return this.#delay(common, next)
      case 'waitFor': return this.#wait(common, next)
      case 'branch': return { kind, ...common, branches: random.some(1, 3, (number) => ({ id: ['yes', 'maybe', 'VIP only'][number]!, when: this.#condition(2, true), ...next() })), ...named('else') }
      case 'split': {
        const variants = random.some(1, 3, (number) => ({ id: ['a', 'b', 'control'][number]!, weight: random.pick([1, 1, 2, 0.5, 30, 0.3333]), ...this.#maybeName(), ...next() }))
        return { kind, ...common, variants, ...(random.chance(0.2) ? { key: 'shared' } : {}), ...(this.#goals.length > 0 && random.chance(0.3) ? { goal: random.pick(this.#goals) } : {}), ...(this.#goals.length > 0 && random.chance(0.2) ? { autoWinner: { after: 'P7D', metric: this.#goals[0]!, minimum: 100 } } : {}) }
      }
      case 'update': return { kind, ...common, set: Object.fromEntries(random.some(0, 2, () => [random.pick(ATTRIBUTES), random.pick<JsonValue>([...TEXTS, ...NUMBERS, true, null, ...(this.#palette.liquid ? ['{{ event.price }}'] : [])])])), ...next() }
      case 'webhook': return { kind, ...common, url: 'https://example.com/hook', ...(random.chance(0.5) ? { method: random.pick(['POST', 'PUT', 'GET']) } : {}), ...(random.chance(0.5) ? { body: { who: '{{ profile.id }}', n: 1 } } : {}), ...next(), ...(random.chance(0.2) ? named('onError') : {}) }
      case 'journey': return { kind, ...common, journey: 'another', ...(random.chance(0.5) ? { wait: random.chance(0.5) } : {}), ...next() }
      case 'exit': return { kind, ...common, ...(random.chance(0.6) ? { outcome: random.pick(['completed', 'gave up', 'Done']) } : {}) }
    }
  }

  #template(channel: Channel): Record<string, JsonValue> {
    const text = () => this.#random.pick(this.#palette.liquid ? [...SAID, ...IN_LIQUID] : SAID)
    return { ...(channel === 'sms' ? {} : { title: text() }), body: text(), ...(this.#random.chance(0.2) ? { link: 'https://example.com/cart' } : {}), ...(channel === 'push' && this.#random.chance(0.2) ? { image: 'https://example.com/cart.png' } : {}) }
  }

  #delay(common: object, next: (passesTime?: boolean) => { next?: string }): Step {
    const random = this.#random
    switch (random.pick(this.#palette.delays)) {
      case 'for': {
        const span = random.pick(this.#palette.spans)
        return { kind: 'delay', ...common, for: span, ...next(span !== 'PT0S') }
      }
      case 'until': return { kind: 'delay', ...common, until: random.pick([{ time: '09:00' }, { time: '18:30', weekday: 1 }, { time: '10:00', weekday: 7 }, { time: '09:00:30' }, { date: '2026-12-24' }, { date: '2026-12-24', time: '09:00' }]), ...next() }
      case 'bestTime': return { kind: 'delay', ...common, bestTime: { within: 'P1D' }, ...next() }
    }
  }

  #wait(common: object, next: (passesTime?: boolean) => { next?: string }): Step {
    const random = this.#random
    const branches = random.some(1, this.#palette.waitBranches, (index): WaitForBranch => {
      const id = ['bought', 'looked', 'left'][index]!
      return random.pick(this.#palette.waits) === 'segment' ? { id, segment: random.pick(this.#segments), ...next() } : { id, event: random.pick(EVENTS), ...this.#where(0.4), ...next() }
    })
    const timeout = this.#palette.endlessWaits && random.chance(0.2) ? {} : { timeout: { after: random.pick(this.#palette.spans), ...next() } }
    return { kind: 'waitFor', ...common, branches, ...timeout, ...(random.chance(0.3) ? { look: random.pick(['arrival', 'entry', 'P1D']) } : {}) }
  }

  #where(share: number): { where?: Where } {
    if (!this.#palette.wheres || !this.#random.chance(share)) return {}
    return { where: this.#random.chance(0.1) ? {} : this.#condition(1, true) }
  }

  #condition(depth: number, hasEvent: boolean, segments: readonly string[] = this.#segments): Condition {
    const random = this.#random
    const atLeaf = depth <= 0 ? (['all', 'any', 'not'] as const) : []
    const beyond: readonly ConditionForm[] = [...atLeaf, ...(hasEvent ? [] : (['property', 'near', 'localTime', 'weekday'] as const)), ...(segments.length > 0 ? [] : (['segment'] as const))]
    const forms = this.#palette.forms.filter((form) => !beyond.includes(form))
    const form = random.pick(forms.length > 0 ? forms : (['attribute'] as const))
    switch (form) {
      case 'all': return { all: random.some(1, 3, () => this.#condition(depth - 1, hasEvent, segments)) }
      case 'any': return { any: random.some(1, 3, () => this.#condition(depth - 1, hasEvent, segments)) }
      case 'not': return { not: this.#condition(depth - 1, hasEvent, segments) }
      case 'segment': return { segment: random.pick(segments) }
      case 'attribute': return { attribute: random.pick(ATTRIBUTES), ...this.#comparison() }
      case 'property': return { property: random.pick(PROPERTIES), ...this.#comparison() }
      case 'score': return { score: 'churn', op: random.pick(['gte', 'lt']), value: 0.7 }
      case 'did': return this.#did(depth)
      case 'sequence': return { sequence: [{ did: 'product_view' }, { did: 'checkout start' }], ...(random.chance(0.5) ? { within: 'P1D' } : {}) }
      case 'near': return { near: { latitude: 41, longitude: 29, radiusM: 500 } }
      case 'localTime': return { localTime: { from: '09:00', to: '21:00' } }
      case 'weekday': return { weekday: [1, 2, 3] }
    }
  }

  #did(depth: number): Condition {
    const random = this.#random
    const where = depth > 0 && this.#palette.forms.includes('property') && random.chance(0.3) ? { where: { property: random.pick(PROPERTIES), ...this.#comparison() } } : {}
    const count = random.chance(0.4) ? { count: { op: random.pick(['gte', 'eq', 'lt', 'lte', 'gt', 'ne'] as const), value: random.between(0, 3) } } : {}
    const rare = random.chance(0.15) ? random.pick([{ endingAgo: 'P30D' }, { notFollowedBy: { did: 'purchase', within: 'PT1H' } }, 'count' in count ? { per: 'cartId' } : { sum: { property: 'price', op: 'gte' as const, value: 500 } }]) : {}
    return { did: random.chance(0.05) ? '*' : random.pick(EVENTS), ...where, ...(random.chance(0.6) ? { within: random.pick(['P5D', 'PT1H', 'P1M']) } : {}), ...count, ...rare }
  }

  #comparison(): { op: ComparisonOp; value?: Scalar | Scalar[] } {
    const random = this.#random
    const op = random.pick(this.#palette.ops)
    switch (op) {
      case 'exists':
      case 'missing': return { op }
      case 'in':
      case 'notIn': return { op, value: random.some(1, 3, () => random.pick<Scalar>([...TEXTS, ...NUMBERS])) }
      case 'between': return { op, value: random.pick([[0, 50], ['A', 'M']]) }
      case 'startsWith': return { op, value: random.pick(['g', 'TR']) }
      case 'contains': return { op, value: random.pick(TEXTS) }
      case 'lt':
      case 'lte':
      case 'gt':
      case 'gte': return { op, value: random.pick<Scalar>([...NUMBERS, ...NUMBERS, 'gold']) }
      default: return { op, value: random.pick<Scalar>([...TEXTS, ...NUMBERS, true, false]) }
    }
  }
}
