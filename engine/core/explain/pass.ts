import type { JsonValue } from '../json.ts'
import type { HistoryEvent } from '../simulate/reference/evaluate.ts'
import type { Judgement } from '../simulate/reference/observer.ts'
import type { ConditionNode } from './condition-node.ts'
import { shortfall } from './explain-condition.ts'
import type { ExplainedEvent } from './explanation.ts'

/** An event as explanations tell it: without what is not there. */
export function explainedEvent({ name, at, properties, basis }: HistoryEvent): ExplainedEvent {
  const known = Object.entries(properties).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null)
  return { name, at, properties: Object.fromEntries(known), ...(basis === undefined ? {} : { basis }) }
}

/** The nearest of the events that failed one condition: fewest parts failed, figures closest; of equals the first. */
export interface Nearest { event: HistoryEvent | undefined; at: number; node: ConditionNode; shortfall: number; count: number }

/** More events than anybody reads about: beyond them only their number is kept, so that a busy profile is told in time. */
const MOST_WEIGHED = 500

/** Remembers a failed judgement if it is nearer than what was known; `build` makes its tree. */
export function keepNearest<K>(nearest: Map<K, Nearest>, key: K, event: HistoryEvent | undefined, at: number, build: () => ConditionNode | null): void {
  const known = nearest.get(key)
  if (known && ++known.count > MOST_WEIGHED) return
  const node = build()
  if (!node) return
  const short = shortfall(node)
  if (!known) nearest.set(key, { event, at, node, shortfall: short, count: 1 })
  else if (short < known.shortfall) Object.assign(known, { event, at, node, shortfall: short })
}

/** Way number `branch` of a step that was asked, and what came of it. */
export interface Asking { branch: number; holds: boolean; at: number; atHand: HistoryEvent | undefined; onArrival: boolean; node: ConditionNode | null }

/** One instance as its story is told. */
export class Pass {
  readonly journey: number
  readonly number: number
  readonly startedAt: number
  readonly heldOut: boolean
  /** Its value of the re-entry key. */
  readonly key: JsonValue | undefined
  /** History when it started: what it began with is the last of it. */
  readonly startLength: number
  endedAt: number | undefined
  endLength = Infinity
  outcome: string | undefined
  step = -1
  arrivedAt: number
  /** History when it came to its step. */
  arrivedLength: number
  /** The event that last moved it. */
  hand: HistoryEvent | undefined
  /** What was asked since it came to its step, of the instant at hand only. */
  askings: Asking[] = []
  /** By branch of the wait it stands in. */
  failed = new Map<number, Nearest>()
  readonly failedGoals = new Map<number, Nearest>()
  readonly reached = new Map<number, number>()
  lastGoal: Judgement | undefined
  /** Attributes the step may change, as they were on arrival. */
  attributesBefore: Map<string, JsonValue | undefined> | undefined
  /** When the message it is parked at is decided again. */
  parkedUntil: number | undefined
  readonly visits = new Map<number, number>()

  constructor(start: Pick<Pass, 'journey' | 'number' | 'startedAt' | 'heldOut' | 'key' | 'startLength' | 'hand'>) {
    this.journey = start.journey
    this.number = start.number
    this.startedAt = start.startedAt
    this.heldOut = start.heldOut
    this.key = start.key
    this.startLength = start.startLength
    this.hand = start.hand
    this.arrivedAt = start.startedAt
    this.arrivedLength = start.startLength
  }

  arrive(step: number, at: number, length: number): void {
    this.step = step
    this.arrivedAt = at
    this.arrivedLength = length
    this.askings = []
    this.failed = new Map()
    this.attributesBefore = undefined
    this.parkedUntil = undefined
  }

  /** The latest asking of one way that came out so. */
  asked(holds: boolean): Asking | undefined {
    return this.askings.findLast((one) => one.holds === holds)
  }
}
