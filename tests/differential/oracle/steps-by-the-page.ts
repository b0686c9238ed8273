import { RehearsalError } from '../../../engine/core/errors.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { renderValue } from '../../../engine/core/simulate/liquid.ts'
import type { Switches } from '../../../engine/core/dialect/switches.ts'
import type { MessageRecord, RunOptions, TraceEntry } from '../../../engine/core/simulate/run.ts'
import { instantOfLocal, isBetweenLocalTimes, isZone, nextLocalTime, periodBegin, spanMs, wallClock } from './clock-by-the-page.ts'
import { atPast, holds, inSegment, isWithin, propertyOf, valueKey, whereHolds, type PastEvent, type Situation } from './condition-by-the-page.ts'
import { drawByTheBook, variantByThePage, variantOfBucket } from './deal-by-the-page.ts'
import { entryFor, respond, type Response } from './response-by-the-page.ts'
import { breakdownValue, isActive, type Happening, type Instance, type JourneyHere, type Stay } from './instance-by-the-page.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>
type Suppression = Extract<TraceEntry, { status: 'suppressed' }>['reason']

export interface Conditions { breakDown: readonly string[]; options: RunOptions; severalJourneys: boolean; until: number; switches: Switches }

/** What a profile is and has done, and what its instances do from step to step (section 4 of the page). Time is told to it. */
export class StepsByThePage {
  readonly profileId: string
  readonly journeys: readonly JourneyHere[]
  readonly history: PastEvent[] = []
  readonly attributes: Map<string, JsonValue>
  readonly messages: MessageRecord[] = []
  /** Messages of this run in the history, with the journey that sent them and the zone the profile was in. */
  readonly sentHere = new Map<PastEvent, { journey: JourneyHere; zone: string }>()
  /** What comes of messages and has not arrived, in the order in which it was drawn; and what every message came to. */
  readonly coming: PastEvent[] = []
  readonly responses: { journey: string; step: string; variant: string | undefined; response: Response }[] = []
  now = -Infinity
  /** Number of the event, timer or schedule that is happening. */
  happening = 0
  /** An attribute was changed by a step, or a message sent, since this was last taken back. */
  touched = false
  /** Starts, moves and ends so far. */
  moves = 0
  readonly #conditions: Conditions
  readonly #onTrace: (entry: TraceEntry) => void
  #order = 0
  #nested = 0
  #reactions = 0

  constructor(profileId: string, attributes: Record<string, JsonValue>, journeys: readonly JourneyHere[], conditions: Conditions, onTrace: (entry: TraceEntry) => void) {
    this.profileId = profileId
    this.journeys = journeys
    this.attributes = new Map(Object.entries(attributes).filter(([, value]) => value !== null))
    this.#conditions = conditions
    this.#onTrace = onTrace
  }

  /** The profile's zone as it is now: its attribute, else the journey's. */
  zoneFor(journey: JourneyHere): string {
    const own = this.attributes.get('timeZone')
    return isZone(own) ? own : journey.zone
  }

  situation(journey: JourneyHere, hand: PastEvent | undefined): Situation {
    return { now: this.now, clock: this.now, zone: this.zoneFor(journey), hand, history: this.history, attributes: this.attributes, segments: journey.document.segments ?? {} }
  }

  isIn(journey: JourneyHere, segment: string): boolean {
    return inSegment(segment, this.situation(journey, undefined))
  }

  set(name: string, value: JsonValue | undefined): void {
    if (value === null || value === undefined) this.attributes.delete(name)
    else this.attributes.set(name, value)
  }

  /** Would `reentry` let an instance start now? */
  admits({ document, instances }: JourneyHere, hand: PastEvent | undefined): boolean {
    const { reentry } = document
    if (!reentry || reentry.kind === 'once') return instances.length === 0
    if (reentry.limit) {
      const { count, within } = reentry.limit
      if (instances.filter(({ start }) => isWithin(within, start, this.now)).length >= count) return false
    }
    if (reentry.kind === 'always') {
      const key = reentry.key === undefined ? undefined : valueKey(propertyOf(hand, reentry.key))
      return key === undefined || !instances.some((one) => isActive(one) && valueKey(one.key) === key)
    }
    return instances.every((one) => one.endedAt !== undefined && this.now >= one.endedAt + spanMs(reentry.cooldown ?? 'PT0S'))
  }

  /** "an instance with a key matches no event that carries another value of it" */
  concerns({ journey, key }: Instance, event: PastEvent): boolean {
    const { reentry } = journey.document
    if (reentry?.kind !== 'always' || reentry.key === undefined || valueKey(key) === undefined) return true
    const carried = valueKey(propertyOf(event, reentry.key))
    return carried === undefined || carried === valueKey(key)
  }

  start(journey: JourneyHere, entryId: string, target: string, hand: PastEvent | undefined): Instance {
    if (this.#nested >= 1000) throw new RehearsalError('S001', 'more than 1,000 journeys start each other', 'break the circle')
    const { reentry, exits = [] } = journey.document
    const key = reentry?.kind === 'always' && reentry.key !== undefined ? (propertyOf(hand, reentry.key) ?? undefined) : undefined
    for (const other of journey.instances) {
      const sameKey = valueKey(key) === undefined || valueKey(other.key) === undefined || valueKey(other.key) === valueKey(key)
      if (!isActive(other) && sameKey) other.closed = true
    }
    const breakdown = this.#conditions.breakDown.map((name) => breakdownValue(this.attributes.get(name) ?? propertyOf(hand, name)))
    const one: Instance = {
      journey, number: journey.instances.length + 1, start: this.now, during: this.happening, closed: false, hand, key,
      stays: [], takings: [], conversions: [], lastMessage: 'none', breakdown,
    }
    journey.instances.push(one)
    this.moves++
    this.#trace(one, { what: 'start', entry: entryId })
    this.#nested++
    const exit = this.endsLater ? undefined : exits.find((each) => 'segment' in each && this.isIn(journey, each.segment))
    if (exit) {
      this.#enter(one, target)
      this.end(one, `exit:${exit.id}`)
    } else this.#arriveAt(one, target)
    this.#nested--
    return one
  }

  get switches(): Switches {
    return this.#conditions.switches
  }

  get endsLater(): boolean {
    return this.switches.endings !== 'atOnce'
  }

  /** What ends it is met: it ends when it is looked at. "A goal takes the place of an exit, else what came first stays." */
  mark(one: Instance, outcome: string, byGoal: boolean): void {
    if (one.mark && (one.mark.byGoal || !byGoal)) return
    one.mark = { outcome, byGoal, at: this.now }
    const days = Math.floor((this.now - one.start) / 86_400_000) + 1
    if (byGoal && this.switches.goalsDaily) one.look = { due: one.start + days * 86_400_000, armed: this.#order++ }
  }

  /** The daily look at a goal. */
  lookAt(one: Instance): void {
    delete one.look
    this.#endsHere(one)
  }

  /** It is looked at whether the instance ends: by its mark, else by the first segment exit the profile is in. */
  #endsHere(one: Instance): boolean {
    const { mark, journey } = one
    const exit = (journey.document.exits ?? []).find((each) => 'segment' in each && this.isIn(journey, each.segment))
    if (mark && this.now > mark.at) one.endedLate = true
    if (mark) this.end(one, mark.outcome)
    else if (exit) this.end(one, `exit:${exit.id}`)
    return mark !== undefined || exit !== undefined
  }

  #looksBefore({ kind }: Step): boolean {
    return this.switches.endings === 'beforeAction' && ['message', 'update', 'webhook'].includes(kind)
  }

  #looksAfter({ kind }: Step): boolean {
    return this.switches.endings === 'stepEnd' || (this.switches.endings === 'waitEnd' && ['delay', 'waitFor'].includes(kind))
  }

  /** A timer of the instance is due. */
  fire(one: Instance): void {
    delete one.timer
    const { step, stay } = this.whereIs(one)
    if (step.kind === 'waitFor') return this.switches.waits === 'poll' ? this.#poll(one, step, stay) : this.leave(one, 'timeout', step.timeout?.next)
    if (step.kind === 'message') {
      if (this.#looksBefore(step) && this.#endsHere(one)) return
      return this.#decide(one, step, stay)
    }
    if (step.kind === 'delay') return this.leave(one, 'next', step.next)
    throw new Error(`a ${step.kind} sets no timer`)
  }

  whereIs(one: Instance): { step: Step; stay: Stay } {
    const stay = one.stays.at(-1)!
    return { step: one.journey.document.steps[stay.step]!, stay }
  }

  convert(one: Instance, goal: string, value: JsonValue | undefined): void {
    one.conversions.push({ goal, value: typeof value === 'number' ? value : 0, creditedTo: one.lastMessage, at: this.now, order: this.#order++ })
    this.#trace(one, { what: 'goal', goal, creditedTo: one.lastMessage })
  }

  leave(one: Instance, port: string, target: string | undefined): void {
    if (this.#looksAfter(this.whereIs(one).step) && this.#endsHere(one)) return
    if (target === undefined) return this.end(one, 'completed')
    const { stay } = this.whereIs(one)
    delete one.timer
    stay.left = this.now
    stay.port = port
    this.moves++
    this.#trace(one, { what: 'leave', step: stay.step, port })
    this.#arriveAt(one, target)
  }

  end(one: Instance, outcome: string): void {
    const { stay } = this.whereIs(one)
    delete one.timer
    delete one.look
    stay.left = this.now
    stay.outcome = outcome
    one.endedAt = this.now
    one.outcome = outcome
    this.moves++
    this.#trace(one, { what: 'end', step: stay.step, outcome })
    const { child, parent } = one
    if (child) {
      delete child.parent
      delete one.child
      this.end(child, 'parent')
    }
    if (parent) {
      delete parent.child
      this.#leaveByNext(parent)
    }
  }

  #leaveByNext(one: Instance): void {
    const { step } = this.whereIs(one)
    this.leave(one, 'next', 'next' in step ? step.next : undefined)
  }

  #enter(one: Instance, stepId: string): Stay {
    const stay: Stay = { step: stepId, arrived: this.now, during: this.happening, sent: false }
    one.stays.push(stay)
    if (one.stays.filter(({ arrived }) => arrived === this.now).length > 1000) throw new RehearsalError('S001', `more than 1,000 steps at one instant, at "${stepId}"`, 'let time pass')
    this.#trace(one, { what: 'enter', step: stepId })
    return stay
  }

  #arriveAt(one: Instance, stepId: string): void {
    const { journey } = one
    const stay = this.#enter(one, stepId)
    const step = journey.document.steps[stepId]!
    if (this.#looksBefore(step) && this.#endsHere(one)) return
    switch (step.kind) {
      case 'message':
        if (step.variants) this.#take(one, stepId, `${journey.document.id}/${stepId}`, step.variants)
        return journey.heldOut ? this.#suppress(one, step, stay, 'holdout') : this.#decide(one, step, stay)
      case 'delay': {
        const due = this.#delayEnds(journey, step)
        return due > this.now ? this.#setTimer(one, due) : this.leave(one, 'next', step.next)
      }
      case 'waitFor': return this.#wait(one, step)
      case 'branch': {
        const taken = step.branches.find(({ when }) => holds(when, this.situation(journey, one.hand)))
        return this.leave(one, taken?.id ?? 'else', taken ? taken.next : step.else)
      }
      case 'split': {
        const variant = this.switches.splits === 'eachVisit' ? this.#draw(one, stepId, step.variants) : this.#take(one, stepId, step.key ?? `${journey.document.id}/${stepId}`, step.variants)
        return this.leave(one, variant.id, variant.next)
      }
      case 'update':
        for (const [name, value] of this.#rendered(one, step.set)) this.set(name, value)
        this.touched = true
        return this.leave(one, 'next', step.next)
      case 'webhook': return this.#call(one, step, stepId)
      case 'journey': return this.#startChild(one, step)
      case 'exit': return this.end(one, step.outcome ?? 'completed')
    }
  }

  #setTimer(one: Instance, due: number): void {
    one.timer = { due, armed: this.#order++ }
  }

  /** When a delay is over; now or earlier: at once. */
  #delayEnds(journey: JourneyHere, step: StepOf<'delay'>): number {
    const zone = this.zoneFor(journey)
    if (step.for !== undefined) return this.now + spanMs(step.for)
    if (step.until?.date !== undefined) return instantOfLocal(zone, step.until.date, step.until.time ?? '00:00')
    if (step.until) return nextLocalTime(zone, this.now, step.until.time!, step.until.weekday)
    const hours = this.history.filter(({ name }) => name === '$opened' || name === '$clicked').map(({ at }) => wallClock(zone, at).hour)
    const reactionsIn = (hour: number) => hours.filter((one) => one === hour).length
    const best = Array.from({ length: 24 }, (_, hour) => hour).reduce((so, hour) => (reactionsIn(hour) > reactionsIn(so) ? hour : so), 0)
    if (hours.length === 0) return this.now
    const next = nextLocalTime(zone, this.now - 1, `${String(best).padStart(2, '0')}:00`)
    return next - this.now > spanMs(step.bestTime!.within) ? this.now : next
  }

  #wait(one: Instance, step: StepOf<'waitFor'>): void {
    if (this.switches.waits === 'poll') {
      if (!step.timeout) return
      const due = this.now + spanMs(step.timeout.after)
      return due > this.now ? this.#setTimer(one, due) : this.#poll(one, step, this.whereIs(one).stay)
    }
    for (const branch of step.branches) {
      if ('segment' in branch) {
        if (!this.isIn(one.journey, branch.segment)) continue
        one.hand = undefined
        return this.leave(one, branch.id, branch.next)
      }
      const seen = this.#lookBack(one, step.look ?? 'arrival', branch.event, (past) => whereHolds(branch.where, atPast(this.situation(one.journey, past), past)))
      if (!seen) continue
      one.hand = seen
      return this.leave(one, branch.id, branch.next)
    }
    if (!step.timeout) return
    if (spanMs(step.timeout.after) === 0) return this.leave(one, 'timeout', step.timeout.next)
    this.#setTimer(one, this.now + spanMs(step.timeout.after))
  }

  /** The time of a wait that hears nothing is over: what has happened since it began, or since it looks back to? The event at hand stays. */
  #poll(one: Instance, step: StepOf<'waitFor'>, { arrived }: Stay): void {
    const look = step.look ?? 'arrival'
    const since = look === 'entry' ? one.start : look === 'arrival' ? arrived + 1 : arrived - spanMs(look) + 1
    const taken = step.branches.find((branch) => {
      if ('segment' in branch) return this.isIn(one.journey, branch.segment)
      return this.history.some((past) => {
        if (past.name !== branch.event || this.sentHere.has(past) || past.at < since || !this.concerns(one, past)) return false
        return whereHolds(branch.where, atPast(this.situation(one.journey, past), past))
      })
    })
    this.leave(one, taken?.id ?? 'timeout', taken ? taken.next : step.timeout?.next)
  }

  /** A variant for this visit alone. */
  #draw<V extends { id: string; weight: number }>(one: Instance, step: string, variants: readonly V[]): V {
    const visitsBefore = one.stays.filter((stay) => stay.step === step).length - 1
    const draw = drawByTheBook(this.#conditions.options.seed ?? 0, this.profileId, `${one.journey.document.id}/${step}#split`, one.start, visitsBefore)
    const variant = variantOfBucket(Math.floor(draw * 10_000), variants)
    if (one.takings.findLast((taking) => taking.step === step)?.variant !== variant.id) one.takings.push({ step, variant: variant.id, at: this.now, order: this.#order++ })
    return variant
  }

  /** The latest event of the look-back that satisfies the branch. */
  #lookBack(one: Instance, look: string, name: string, satisfies: (past: PastEvent) => boolean): PastEvent | undefined {
    if (look === 'arrival') return undefined
    // "at or after the instance's start, its trigger included": events of that instant before the trigger are at the start, too
    const isSeen = (past: PastEvent) => (look === 'entry' ? past.at >= one.start : isWithin(look, past.at, this.now))
    // messages of this run are in the history, but nothing waits for them
    return this.history.findLast((past) => past.name === name && !this.sentHere.has(past) && isSeen(past) && this.concerns(one, past) && satisfies(past))
  }

  #take<V extends { id: string; weight: number }>(one: Instance, step: string, seed: string, variants: readonly V[]): V {
    const variant = variantByThePage(seed, this.profileId, variants)
    if (!one.takings.some((taking) => taking.step === step)) one.takings.push({ step, variant: variant.id, at: this.now, order: this.#order++ })
    return variant
  }

  /** Consent, caps and quiet hours, at arrival and after every park. */
  #decide(one: Instance, step: StepOf<'message'>, stay: Stay): void {
    const { consent, caps = [], quietHours } = one.journey.document.policies ?? {}
    const zone = this.zoneFor(one.journey)
    const permission = consent?.[step.channel]
    if (permission !== undefined && this.attributes.get(permission) !== true) return this.#suppress(one, step, stay, 'consent')
    for (const cap of step.exempt?.includes('caps') ? [] : caps) {
      const isAbout = (channel: unknown) => (cap.channel === '*' ? !this.switches.uncounted.some((one) => one === channel) : cap.channel === channel)
      if (!isAbout(step.channel)) continue
      const begin = periodBegin(zone, this.now, cap.within, 'this')
      const counted = this.history
        .filter((past) => past.name === '$sent' && isAbout(propertyOf(past, 'channel')))
        .filter(({ at }) => (cap.calendar ? at >= begin : isWithin(cap.within, at, this.now)))
      if (counted.length < cap.count) continue
      const onCap = cap.onCap ?? 'skip'
      if (onCap === 'skip') return this.#suppress(one, step, stay, 'cap')
      if (onCap === 'exit') {
        this.#record(one, step, stay, 'cap')
        return this.end(one, 'capped')
      }
      const deadline = stay.arrived + spanMs(onCap.retryFor)
      if (this.now >= deadline) return this.#suppress(one, step, stay, 'cap')
      const freeing = counted.map(({ at }) => at).sort((a, b) => a - b)[counted.length - cap.count]
      const room = cap.calendar ? periodBegin(zone, this.now, cap.within, 'next') : freeing === undefined ? Infinity : freeing + spanMs(cap.within)
      return this.#setTimer(one, Math.min(deadline, cap.count === 0 ? Infinity : room))
    }
    if (quietHours && !step.exempt?.includes('quietHours') && isBetweenLocalTimes(zone, this.now, quietHours.from, quietHours.to)) {
      if (quietHours.mode === 'drop') return this.#suppress(one, step, stay, 'quietHours')
      return this.#setTimer(one, nextLocalTime(zone, this.now, quietHours.to))
    }
    this.#send(one, step, stay)
  }

  #suppress(one: Instance, step: StepOf<'message'>, stay: Stay, reason: Suppression): void {
    this.#record(one, step, stay, reason)
    if (reason !== 'holdout' && step.onSuppressed !== undefined) return this.leave(one, 'suppressed', step.onSuppressed)
    this.leave(one, 'next', step.next)
  }

  #send(one: Instance, step: StepOf<'message'>, stay: Stay): void {
    const sent = { name: '$sent', at: this.now, properties: { stepId: stay.step, channel: step.channel, journeyId: one.journey.document.id } }
    this.sentHere.set(sent, { journey: one.journey, zone: this.zoneFor(one.journey) })
    this.history.push(sent)
    this.#record(one, step, stay, undefined)
    one.lastMessage = stay.step
    this.touched = true
    this.#respond(one, step, stay.step)
    this.leave(one, 'next', step.next)
  }

  #respond(one: Instance, { channel }: StepOf<'message'>, step: string): void {
    const { options: { scenario, assume = 'middle', seed = 0 }, until } = this.#conditions
    if (!scenario?.responses?.length) return
    const journey = one.journey.document.id
    const variant = one.takings.find((taking) => taking.step === step)?.variant
    const nth = one.stays.filter((stay) => stay.step === step && stay.sent).length - 1
    const response = respond(entryFor(scenario, { journey, step, variant, channel }), assume, seed, { profileId: this.profileId, journey, step, variant, channel, start: one.start, nth, at: this.now }, until)
    this.responses.push({ journey, step, variant, response })
    if (scenario.mode === 'backtest') return
    this.#reactions += response.events.length
    if (this.#reactions > 10_000) throw new RehearsalError('S004', 'reactions without end', 'lower the shares')
    this.coming.push(...response.events)
  }

  #record(one: Instance, step: StepOf<'message'>, stay: Stay, reason: Suppression | undefined): void {
    if (reason === undefined) stay.sent = true
    else stay.suppressed = reason
    this.messages.push({
      profileId: this.profileId,
      journeyId: one.journey.document.id,
      stepId: stay.step,
      channel: step.channel,
      at: this.now,
      status: reason === undefined ? 'sent' : 'suppressed',
      reason: reason ?? '',
      path: one.takings.map((taking) => `${taking.step}=${taking.variant}`).join('/'),
    })
    this.#trace(one, reason === undefined ? { what: 'message', step: stay.step, status: 'sent' } : { what: 'message', step: stay.step, status: 'suppressed', reason })
  }

  /** What an update sets: every template sees the attributes as they were before the step. */
  #rendered({ journey, hand }: Instance, set: Record<string, unknown>): [string, JsonValue | undefined][] {
    const scope = {
      profile: { ...Object.fromEntries(this.attributes), id: this.profileId },
      event: hand ? { ...hand.properties, name: hand.name, at: hand.at } : {},
      journey: { id: journey.document.id },
      nowMs: this.now,
    }
    return Object.entries(set).map(([name, value]) => {
      const isTemplate = typeof value === 'string' && (value.includes('{{') || value.includes('{%'))
      return [name, isTemplate ? renderValue(value, scope) : (value as JsonValue)] // as: the schema says JSON
    })
  }

  #call(one: Instance, step: StepOf<'webhook'>, stepId: string): void {
    const { id } = one.journey.document
    const { scenario, seed = 0 } = this.#conditions.options
    const answers = new Map(Object.entries(scenario?.webhooks ?? {}))
    const { answer, errorShare, set = {} } = answers.get(`${id}/${stepId}`) ?? answers.get(stepId) ?? {}
    const visitsBefore = one.stays.filter((stay) => stay.step === stepId).length - 1
    const fails = errorShare === undefined ? answer === 'error' : drawByTheBook(seed, this.profileId, `${id}/${stepId}`, one.start, visitsBefore) < errorShare
    if (fails) return step.onError === undefined ? this.leave(one, 'next', step.next) : this.leave(one, 'error', step.onError)
    for (const [name, value] of Object.entries(set)) {
      this.set(name, value)
      this.touched = true
    }
    this.leave(one, 'next', step.next)
  }

  #startChild(parent: Instance, step: StepOf<'journey'>): void {
    const other = this.journeys.find(({ document }) => document.id === step.journey)!
    if (!this.admits(other, parent.hand)) return this.leave(parent, 'next', step.next)
    const { id, next } = other.document.entries[0]!
    const child = this.start(other, id, next, parent.hand)
    if (step.wait === false || !isActive(child)) return this.leave(parent, 'next', step.next)
    parent.child = child
    child.parent = parent
  }

  #trace(one: Instance, what: Happening): void {
    const journey = this.#conditions.severalJourneys ? { journey: one.journey.document.id } : {}
    this.#onTrace({ at: this.now, profileId: this.profileId, instance: one.number, ...journey, ...what })
  }
}
