import type { JsonValue } from '../../../engine/core/json.ts'
import type { PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { Goal, JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { renderValue } from '../../../engine/core/simulate/liquid.ts'
import type { MessageRecord, TraceEntry } from '../../../engine/core/simulate/run.ts'
import { holds, isWithin, propertyOf, spanMs, whereHolds, type PastEvent, type Situation } from './condition-by-the-page.ts'
import { variantByThePage } from './deal-by-the-page.ts'

export interface Stay { step: string; arrived: number; left?: number; port?: string; outcome?: string; sent: boolean }
export interface Taking { step: string; variant: string; order: number }
export interface Conversion { goal: string; value: number; creditedTo: string; order: number }

export interface Instance {
  number: number
  start: number
  endedAt?: number
  outcome?: string
  due?: number
  hand: PastEvent
  stays: Stay[]
  takings: Taking[]
  conversions: Conversion[]
  lastMessage: string
  breakdown: string[]
}

type OnTrace = (entry: TraceEntry) => void
export interface Walk { document: JourneyDocument; from: number; until: number; breakDown: readonly string[] }
export interface EntryCounts { matched: number; admitted: number; refused: number }

/** One profile walked through one journey, sentence by sentence of the page (sections 2 and 4). */
export class ProfileByThePage {
  readonly instances: Instance[] = []
  readonly messages: MessageRecord[] = []
  readonly entries: Record<string, EntryCounts>
  readonly #walk: Walk
  readonly #profileId: string
  readonly #attributes: Map<string, JsonValue>
  readonly #history: PastEvent[] = []
  readonly #sentHere = new Set<PastEvent>()
  readonly #onTrace: OnTrace
  #order = 0

  constructor(walk: Walk, profileId: string, attributes: Record<string, JsonValue>, onTrace: OnTrace) {
    this.#walk = walk
    this.#profileId = profileId
    this.#attributes = new Map(Object.entries(attributes).filter(([, value]) => value !== null))
    this.#onTrace = onTrace
    this.entries = Object.fromEntries(walk.document.entries.map(({ id }) => [id, { matched: 0, admitted: 0, refused: 0 }]))
  }

  walk(events: readonly PlainEvent[]): void {
    for (const { at, name, properties = {} } of events) {
      if (at > this.#walk.until) break
      this.#fireUpTo(at)
      this.#arrives({ name, at, properties })
    }
    this.#fireUpTo(this.#walk.until)
  }

  /** Timers due at or before `instant` fire, each at its own instant. */
  #fireUpTo(instant: number): void {
    for (let one = this.#active(); one?.due !== undefined && one.due <= instant; one = this.#active()) {
      const due = one.due
      delete one.due
      const step = this.#stepOf(one)
      this.#leave(one, step.kind === 'waitFor' ? 'timeout' : 'next', step.kind === 'waitFor' ? step.timeout?.next : nextOf(step), due)
    }
  }

  #arrives(event: PastEvent): void {
    this.#history.push(event)
    if (event.name === '$set') {
      for (const [name, value] of Object.entries(event.properties)) this.#set(name, value)
    }
    if (event.at < this.#walk.from) return
    const latest = this.instances.at(-1)
    if (latest) this.#seenBy(latest, event)
    this.#enter(event)
  }

  #seenBy(one: Instance, event: PastEvent): void {
    const matched = (this.#walk.document.goals ?? []).filter((goal) => this.#converts(one, goal, event))
    for (const goal of matched) this.#convert(one, goal, event)
    if (one.endedAt !== undefined) return
    const ending = matched.find((goal) => goal.endsJourney)
    if (ending) return this.#end(one, `goal:${ending.id}`, event.at)
    for (const exit of this.#walk.document.exits ?? []) {
      if ('event' in exit && exit.event === event.name && whereHolds(exit.where, this.#situation(event.at, event))) return this.#end(one, `exit:${exit.id}`, event.at)
    }
    const step = this.#stepOf(one)
    if (step.kind !== 'waitFor') return
    const branch = step.branches.find((each) => 'event' in each && each.event === event.name && whereHolds(each.where, this.#situation(event.at, event)))
    if (!branch) return
    delete one.due
    one.hand = event
    this.#leave(one, branch.id, branch.next, event.at)
  }

  #converts(one: Instance, goal: Goal, event: PastEvent): boolean {
    if (goal.event !== event.name || one.conversions.some((conversion) => conversion.goal === goal.id)) return false
    const isOpen = goal.window === undefined ? one.endedAt === undefined : one.start <= event.at && event.at < one.start + spanMs(goal.window)
    return isOpen && whereHolds(goal.where, this.#situation(event.at, event))
  }

  #convert(one: Instance, goal: Goal, event: PastEvent): void {
    const value = goal.value === undefined ? 0 : propertyOf(event, goal.value)
    one.conversions.push({ goal: goal.id, value: typeof value === 'number' ? value : 0, creditedTo: one.lastMessage, order: this.#order++ })
    this.#trace(one, event.at, { what: 'goal', goal: goal.id, creditedTo: one.lastMessage })
  }

  #enter(event: PastEvent): void {
    for (const entry of this.#walk.document.entries) {
      if (entry.trigger.kind !== 'event' || entry.trigger.event !== event.name || !whereHolds(entry.where, this.#situation(event.at, event))) continue
      const counts = this.entries[entry.id]!
      counts.matched++
      if (!this.#admits(event.at)) {
        counts.refused++
        continue
      }
      counts.admitted++
      const breakdown = this.#walk.breakDown.map((name) => breakdownValue(this.#attributes.get(name) ?? propertyOf(event, name)))
      const number = this.instances.length + 1
      const one: Instance = { number, start: event.at, hand: event, stays: [], takings: [], conversions: [], lastMessage: 'none', breakdown }
      this.instances.push(one)
      this.#trace(one, event.at, { what: 'start', entry: entry.id })
      return this.#arriveAt(one, entry.next, event.at)
    }
  }

  #admits(at: number): boolean {
    const latest = this.instances.at(-1)
    if (!latest) return true
    const { reentry } = this.#walk.document
    return reentry?.kind === 'afterExit' && latest.endedAt !== undefined && at >= latest.endedAt + spanMs(reentry.cooldown ?? 'PT0S')
  }

  #arriveAt(one: Instance, stepId: string, at: number): void {
    const stay: Stay = { step: stepId, arrived: at, sent: false }
    one.stays.push(stay)
    this.#trace(one, at, { what: 'enter', step: stepId })
    const step = this.#walk.document.steps[stepId]!
    switch (step.kind) {
      case 'message': {
        if (step.variants) this.#take(one, stepId, `${this.#walk.document.id}/${stepId}`, step.variants)
        stay.sent = true
        this.#send(one, stepId, step.channel, at)
        return this.#leave(one, 'next', step.next, at)
      }
      case 'delay':
        one.due = at + spanMs(step.for!)
        return spanMs(step.for!) === 0 ? this.#fireUpTo(at) : undefined
      case 'waitFor': {
        for (const branch of step.branches) {
          if (!('event' in branch)) continue
          const seen = this.#lookBack(one, step.look ?? 'arrival', branch.event, (past) => whereHolds(branch.where, this.#situation(at, past)), at)
          if (!seen) continue
          one.hand = seen
          return this.#leave(one, branch.id, branch.next, at)
        }
        if (!step.timeout) return
        one.due = at + spanMs(step.timeout.after)
        return spanMs(step.timeout.after) === 0 ? this.#fireUpTo(at) : undefined
      }
      case 'branch': {
        const taken = step.branches.find(({ when }) => holds(when, this.#situation(at, one.hand)))
        return this.#leave(one, taken?.id ?? 'else', taken ? taken.next : step.else, at)
      }
      case 'split': {
        const variant = this.#take(one, stepId, step.key ?? `${this.#walk.document.id}/${stepId}`, step.variants)
        return this.#leave(one, variant.id, variant.next, at)
      }
      case 'update':
        for (const [name, value] of this.#rendered(step.set, one.hand, at)) this.#set(name, value)
        return this.#leave(one, 'next', step.next, at)
      case 'exit':
        return this.#end(one, step.outcome ?? 'completed', at)
      default:
        throw new Error(`not in scope: ${step.kind}`)
    }
  }

  /** The latest event of the look-back that satisfies the branch. */
  #lookBack(one: Instance, look: string, name: string, satisfies: (past: PastEvent) => boolean, now: number): PastEvent | undefined {
    if (look === 'arrival') return undefined
    // "at or after the instance's start, its trigger included": events of that instant before the trigger are at the start, too
    const isSeen = (past: PastEvent) => (look === 'entry' ? past.at >= one.start : isWithin(look, past.at, now))
    // messages of this run are in the history, but nothing waits for them
    return this.#history.findLast((past) => past.name === name && !this.#sentHere.has(past) && isSeen(past) && satisfies(past))
  }

  #take<V extends { id: string; weight: number }>(one: Instance, step: string, seed: string, variants: readonly V[]): V {
    const variant = variantByThePage(seed, this.#profileId, variants)
    if (!one.takings.some((taking) => taking.step === step)) one.takings.push({ step, variant: variant.id, order: this.#order++ })
    return variant
  }

  #send(one: Instance, stepId: string, channel: MessageRecord['channel'], at: number): void {
    const sent = { name: '$sent', at, properties: { stepId, channel, journeyId: this.#walk.document.id } }
    this.#sentHere.add(sent)
    this.#history.push(sent)
    const path = one.takings.map(({ step, variant }) => `${step}=${variant}`).join('/')
    this.messages.push({ profileId: this.#profileId, stepId, channel, at, status: 'sent', reason: '', path })
    this.#trace(one, at, { what: 'message', step: stepId, status: 'sent' })
    one.lastMessage = stepId
  }

  /** What an update sets: every template sees the attributes as they were before the step. */
  #rendered(set: Record<string, unknown>, hand: PastEvent, at: number): [string, JsonValue | undefined][] {
    const scope = {
      profile: { ...Object.fromEntries(this.#attributes), id: this.#profileId },
      event: { ...hand.properties, name: hand.name, at: hand.at },
      journey: { id: this.#walk.document.id },
      nowMs: at,
    }
    return Object.entries(set).map(([name, value]) => {
      const isTemplate = typeof value === 'string' && (value.includes('{{') || value.includes('{%'))
      return [name, isTemplate ? renderValue(value, scope) : (value as JsonValue)] // as: the schema says JSON
    })
  }

  #leave(one: Instance, port: string, target: string | undefined, at: number): void {
    if (target === undefined) return this.#end(one, 'completed', at)
    const stay = one.stays.at(-1)!
    stay.left = at
    stay.port = port
    this.#trace(one, at, { what: 'leave', step: stay.step, port })
    this.#arriveAt(one, target, at)
  }

  #end(one: Instance, outcome: string, at: number): void {
    const stay = one.stays.at(-1)!
    stay.left = at
    stay.outcome = outcome
    delete one.due
    one.endedAt = at
    one.outcome = outcome
    this.#trace(one, at, { what: 'end', step: stay.step, outcome })
  }

  #set(name: string, value: JsonValue | undefined): void {
    if (value === null || value === undefined) this.#attributes.delete(name)
    else this.#attributes.set(name, value)
  }

  #active(): Instance | undefined {
    const latest = this.instances.at(-1)
    return latest?.endedAt === undefined ? latest : undefined
  }

  #stepOf(one: Instance): Step {
    return this.#walk.document.steps[one.stays.at(-1)!.step]!
  }

  #situation(now: number, hand: PastEvent): Situation {
    return { now, hand, history: this.#history, attributes: this.#attributes, segments: this.#walk.document.segments ?? {} }
  }

  #trace(one: Instance, at: number, what: TraceOf): void {
    this.#onTrace({ at, profileId: this.#profileId, instance: one.number, ...what })
  }
}

type TraceOf = TraceEntry extends infer One ? (One extends TraceEntry ? Omit<One, 'at' | 'profileId' | 'instance'> : never) : never

function nextOf(step: Step): string | undefined {
  return 'next' in step ? step.next : undefined
}

function breakdownValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '(missing)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
