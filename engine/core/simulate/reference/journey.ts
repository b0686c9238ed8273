import { createActor, type AnyActorLogic } from 'xstate'
import type { JourneyProgram, ProgramEntry } from '../../compile/program.ts'
import { CHILD_ENDED, ENTER, LOOK, LOOKED_AT, machineEventType, PARENT_ENDED } from '../../compile/to-machine.ts'
import type { JsonValue } from '../../json.ts'
import { DAY_MS, knownZone, zoneNamed, type Zone } from '../../model/calendar.ts'
import { endlessLoop, STEPS_PER_INSTANT } from '../endless-loop.ts'
import { edgesOf, evaluate, isMeant, type HistoryEvent } from './evaluate.ts'
import { hashBucket } from '../hash.ts'
import type { Cause, EntryAnswer, Refusal, RunObserver, Standing } from './observer.ts'
import type { Recorder } from './recorder.ts'
import { happening, judge, operationOf, type RunningJourney } from './context.ts'
import { countGoals, mayStillCount } from './goals.ts'
import type { InstanceVersion, ReferenceInstance } from './instance.ts'
import { keyOf, refusalOf } from './reentry.ts'
import { arriveType, resumeType, type Landing } from './landing.ts'
import type { PreparedJourney } from './prepared-journey.ts'
import type { ProfileState } from './state.ts'
import type { Scenario } from '../scenario.ts'

/** What the versions of a journey share of one profile: all its instances, all starts, the last end. */
interface JourneyBook { instances: BookedInstance[]; starts: number[]; lastEnd: number }

/** An instance, and the version it goes by. `timer`: the number of the timer it waits for. */
interface BookedInstance { instance: ReferenceInstance; run: JourneyRun; stop: () => void; standing: () => Pick<Standing, 'state' | 'timers'>; timer: () => number | undefined }

/** One profile in one journey: its instances, each an XState actor, and the passes over them. */
export class JourneyRun implements RunningJourney {
  readonly program: JourneyProgram
  readonly recorder: Recorder
  readonly history: readonly HistoryEvent[]
  readonly attributes: ReadonlyMap<string, JsonValue>
  readonly profileId: string
  readonly until: number
  readonly #prepared: PreparedJourney
  readonly #state: ProfileState
  readonly #all: readonly JourneyRun[]
  readonly #zone: Zone
  /** Instances in start order: those under way, and those ended that may still count a goal. */
  readonly #book: JourneyBook
  /** The version before this one, whose instances go on by it. */
  #older: JourneyRun | undefined
  /** By entry: was the profile in the trigger's segment when it was last looked at? */
  readonly #wasIn: boolean[]

  /** `all`: the runs of all journeys, by index; may be filled later. `before`: the version that this one follows from now on; nobody new starts in it. */
  constructor(prepared: PreparedJourney, state: ProfileState, all: readonly JourneyRun[], before?: JourneyRun) {
    this.program = prepared.program
    this.recorder = prepared.recorder
    this.history = state.history
    this.attributes = state.attributes
    this.profileId = state.profileId
    this.until = state.until
    this.#prepared = prepared
    this.#state = state
    this.#all = all
    this.#book = before ? before.#book : { instances: [], starts: [], lastEnd: -Infinity }
    this.#older = before
    this.#zone = knownZone(prepared.program.timeZone)
    this.#wasIn = this.program.entries.map(({ trigger }) => trigger.kind === 'segment' && evaluate(trigger.segment, this, undefined))
  }

  get now(): number {
    return this.#state.now
  }

  get pass(): number {
    return this.#state.pass
  }

  get seed(): number {
    return this.#prepared.options.seed ?? 0
  }

  get scenario(): Scenario | undefined {
    return this.#prepared.options.scenario
  }

  get observer(): RunObserver | undefined {
    return this.#prepared.options.observer
  }

  /** The zone that the attribute `timeZone` names now; if it names none, the journey's. */
  get zone(): Zone {
    const name = this.attributes.get('timeZone')
    return (typeof name === 'string' ? zoneNamed(name) : undefined) ?? this.#zone
  }

  /** Step 2 of an event's pass: every instance hears it in start order, ended ones for the goals they may still count. */
  hear(event: HistoryEvent): void {
    if (!this.#reactsTo(event.name)) return
    const cause: Cause = { kind: 'event', event }
    for (const { instance, run } of [...this.#book.instances]) {
      const isNew = instance.startedIn === this.pass // started by this very event, which it does not see
      if (isNew) instance.tell(LOOK, cause)
      else if (!instance.ended) instance.tell(machineEventType(event.name), cause, event)
      // A start during this very event may have closed its counting.
      else if (this.#book.instances.some((one) => one.instance === instance)) countGoals(run, instance, event)
      this.#state.settle()
    }
    this.#forgetEnded()
  }

  /** Steps 2(b) and 2(c) for segments alone; what this very round started has been looked at. */
  look(): void {
    if (!this.#looks) return
    for (const { instance } of [...this.#book.instances]) {
      if (instance.startedIn === this.pass) continue
      instance.tell(LOOK, { kind: 'segment' })
      this.#state.settle()
    }
    this.#forgetEnded()
  }

  /** Step 3: the first entry, in order, that matches and is admitted starts an instance. `event` undefined: only segments can have changed. */
  enter(event: HistoryEvent | undefined): void {
    const changes = this.program.entries.map((entry, index) => this.#changeOf(entry, index))
    const isOpen = this.#isOpen()
    for (const [index, { trigger, where }] of this.program.entries.entries()) {
      const atHand = trigger.kind === 'event' ? event : undefined
      const isTriggered = trigger.kind === 'event' ? event?.name === trigger.event : trigger.kind === 'segment' && changes[index] === trigger.change
      if (!isTriggered) continue
      if (!isOpen) this.#answer(index, 'closed')
      else if (judge(this, undefined, { what: 'entry', entry: index }, where, atHand) && this.#admit(index, atHand, atHand ? { kind: 'event', event: atHand } : { kind: 'segment' })) return
    }
  }

  /** A schedule's entry asks the profile. */
  ask(entry: number): void {
    const { trigger, where } = this.program.entries[entry]!
    if (trigger.kind !== 'schedule') return
    if (!this.#isOpen()) return this.#answer(entry, 'closed')
    if (!judge(this, undefined, { what: 'audience', entry }, trigger.audience, undefined)) return
    if (!judge(this, undefined, { what: 'entry', entry }, where, undefined)) return
    this.#admit(entry, undefined, { kind: 'schedule', entry })
  }

  /** The next instant after now at which passing of time may change what one of its segments says. */
  nextEdge(): number {
    let next = this.#older?.nextEdge() ?? Infinity
    for (const predicate of this.#prepared.timed) {
      const names = predicate.kind === 'did' ? [predicate.event] : predicate.items.map(({ event }) => event)
      for (const { name, at } of this.history) {
        if (!names.some((asked) => isMeant(asked, name))) continue
        for (const edge of edgesOf(predicate, at, this.zone)) if (edge > this.now && edge < next) next = edge
      }
    }
    return next
  }

  /** The end of the run: who is still under way waits where it is. */
  finish(): void {
    this.recorder.finishProfile(this.#underWay())
    if (this.observer?.stands) for (const { instance, standing } of this.#book.instances) if (!instance.ended) this.observer.stands({ ...happening(this, instance), step: instance.step, ...standing() })
    for (const { stop } of this.#book.instances) stop()
  }

  /** Under way now, in start order. */
  get underWay(): readonly ReferenceInstance[] {
    return this.#underWay()
  }

  /**
   * From now on this version moves the instances of the one before, too: those under way stand in the step, or come to one, that `landing` names, or end by
   * the outcome it gives. What the instance carries is put into the numbers of this version by `carry` beforehand.
   */
  takeOn(carry: (instance: ReferenceInstance) => void, landing: (instance: ReferenceInstance) => Landing): void {
    const leaving: (() => void)[] = []
    this.#older = undefined
    this.#book.instances = this.#book.instances.map((old) => {
      const { instance } = old
      if (instance.ended) {
        carry(instance)
        return { ...old, run: this }
      }
      const timer = old.timer()
      old.stop()
      const lands = landing(instance)
      carry(instance)
      const { booked, begin } = this.#enact(instance, this.#prepared.resuming ?? this.#prepared.logic, timer)
      begin()
      if (lands.kind === 'stays') {
        instance.step = lands.step
        instance.dueAt = Math.max(this.now, lands.dueAt)
        instance.tell(resumeType(lands.step), instance.cause)
      } else leaving.push(() => this.#land(instance, lands))
      return booked
    })
    this.#state.settle()
    for (const leave of leaving) {
      leave()
      this.#state.settle()
    }
    this.#forgetEnded()
  }

  #land(instance: ReferenceInstance, lands: Exclude<Landing, { kind: 'stays' }>): void {
    if (instance.ended) return // with its parent, which was lost
    if (lands.kind === 'lost') return this.end(instance, lands.from, lands.outcome)
    if (instance.child) instance.child.parent = undefined // it goes on by itself
    instance.child = undefined
    this.leave(instance, lands.from, lands.port)
    instance.tell(arriveType(lands.step), instance.cause)
  }

  change(attribute: string, value: JsonValue | undefined): void {
    this.#state.change(attribute, value)
  }

  send(message: HistoryEvent): void {
    this.#state.send(message, this.#prepared.index, this.#prepared.countsPressure ? this.zone : undefined)
  }

  awaitReactions(instance: ReferenceInstance, step: number): void {
    const { reactionsTo } = this.#prepared.options
    const { operation } = this.program.steps[step]!
    if (!reactionsTo || operation.kind !== 'message') return
    const nth = instance.visits.get(step) ?? 0
    instance.visits.set(step, nth + 1)
    const variant = operation.deal ? instance.taken.get(operation.deal.index)! : -1
    for (const reaction of reactionsTo({ profileId: this.profileId, journey: this.#prepared.index, step, variant, startedAt: instance.startedAt, nth, at: this.now })) this.#state.expect(reaction)
  }

  arrive(instance: ReferenceInstance, step: number): void {
    this.#state.moves++
    instance.step = step
    instance.arrivedAt = this.now
    instance.arrivedIn = this.pass
    if (instance.countedAt !== this.now) {
      instance.countedAt = this.now
      instance.stepsNow = 0
    }
    if (++instance.stepsNow > STEPS_PER_INSTANT) throw endlessLoop(this.program.steps[step]!.id, this.profileId)
    this.recorder.enter(this, instance, step)
  }

  leave(instance: ReferenceInstance, step: number, port: number): void {
    this.#state.moves++
    this.recorder.leave(this, instance, step, port)
    instance.cause = { kind: 'arrival' } // of whatever it does next in this run
  }

  end(instance: ReferenceInstance, step: number, outcome: number): void {
    this.#state.moves++
    instance.ended = true
    this.#book.lastEnd = this.now
    this.recorder.end(this, instance, step, outcome)
    const { parent, child } = instance
    if (parent && !parent.ended) this.#state.later(() => parent.tell(CHILD_ENDED, { kind: 'childEnd' }))
    if (child && !child.ended) this.#state.later(() => child.tell(PARENT_ENDED, { kind: 'parentEnd' })) // first: see `later`
  }

  mark(instance: ReferenceInstance, outcome: number, byGoal: boolean): void {
    if (instance.mark && (instance.mark.byGoal || !byGoal)) return
    instance.mark = { outcome, byGoal, at: this.now }
    if (!byGoal || !this.program.endings?.goalsDaily) return
    const sinceStart = this.now - instance.startedAt
    const clock = this.#state.clock.forActor(this.program.priority, () => undefined)
    clock.setTimeout(() => instance.tell(LOOKED_AT, { kind: 'timer' }), (Math.floor(sinceStart / DAY_MS) + 1) * DAY_MS - sinceStart)
  }

  endAsMarked(instance: ReferenceInstance, step: number): void {
    const { outcome, at } = instance.mark!
    if (this.now > at) this.recorder.endedLate()
    this.end(instance, step, outcome)
  }

  startChild(parent: ReferenceInstance, step: number): void {
    const { journey, wait } = operationOf(this.program, step, 'journey')
    let child: ReferenceInstance | undefined
    this.#state.later(() => {
      this.#state.leaveNested()
      if (!wait || !child || child.ended) return parent.tell(CHILD_ENDED, { kind: 'arrival' })
      parent.child = child
      child.parent = parent
    })
    this.#state.later(() => {
      this.#state.enterNested(this.program.steps[step]!.id)
      child = this.#all[journey]!.#startAsChild(parent.hand)
    })
  }

  /** At the first entry's step, with the parent's event at hand, if re-entry admits; undefined: it does not. */
  #startAsChild(hand: HistoryEvent | undefined): ReferenceInstance | undefined {
    const refused = this.#refusal(hand)
    this.#answer(undefined, refused)
    return refused === undefined ? this.#start(0, hand, { kind: 'journey' }) : undefined
  }

  /** Is membership of the trigger's segment not what it was when last looked at? From now on it is what it is now. */
  #changeOf({ trigger }: ProgramEntry, index: number): 'enter' | 'leave' | undefined {
    if (trigger.kind !== 'segment') return undefined
    const was = this.#wasIn[index]!
    const is = evaluate(trigger.segment, this, undefined)
    this.#wasIn[index] = is
    return is === was ? undefined : is ? 'enter' : 'leave'
  }

  #isOpen(): boolean {
    const { from, until } = this.program.open
    return this.now >= this.#state.from && (from === null || this.now >= from) && (until === null || this.now < until)
  }

  /** Counts the match; true if it started an instance. */
  #admit(entry: number, hand: HistoryEvent | undefined, cause: Cause): boolean {
    const refused = this.#refusal(hand)
    this.recorder.entryMatched(this.#prepared.places?.entries[entry] ?? entry, refused === undefined)
    this.#answer(entry, refused)
    if (refused !== undefined) return false
    this.#start(entry, hand, cause)
    this.#state.settle()
    return true
  }

  get #version(): InstanceVersion | undefined {
    const { places, program } = this.#prepared
    return places && { program, places }
  }

  get #looks(): boolean {
    return this.#prepared.looks || (this.#older !== undefined && this.#older.#looks)
  }

  #reactsTo(event: string): boolean {
    return this.#looks || this.#prepared.reacting.has(event) || (this.#older !== undefined && this.#older.#reactsTo(event))
  }

  #answer(entry: number | undefined, refused: EntryAnswer['refused']): void {
    this.observer?.answered({ ...happening(this, undefined), entry, refused })
  }

  #refusal(hand: HistoryEvent | undefined): Refusal | undefined {
    const { reentry } = this.program
    return refusalOf(reentry, { starts: this.#book.starts, lastEnd: this.#book.lastEnd, activeKeys: this.#underWay().map(({ key }) => key) }, keyOf(reentry, hand), this.now)
  }

  #underWay(): ReferenceInstance[] {
    return this.#book.instances.map(({ instance }) => instance).filter(({ ended }) => !ended)
  }

  #forgetEnded(): void {
    this.#book.instances = this.#book.instances.filter(({ instance, run }) => !instance.ended || mayStillCount(run, instance))
  }

  /** A start closes the goal counting of instances that have ended: of all, or of those of its key and those without one. */
  #closeCounting(key: string | undefined): void {
    this.#book.instances = this.#book.instances.filter(({ instance }) => !instance.ended || (key !== undefined && instance.key !== undefined && instance.key !== key))
  }

  #start(entry: number, hand: HistoryEvent | undefined, cause: Cause): ReferenceInstance {
    const { program, recorder } = this
    const { holdout } = program.policies
    const key = keyOf(program.reentry, hand)
    this.#closeCounting(key)
    this.#state.moves++
    const instance: ReferenceInstance = {
      number: this.#book.starts.push(this.now), entry, startedAt: this.now, arrivedAt: this.now, step: -1, hand, key, cause,
      heldOut: holdout !== null && hashBucket(holdout.seed, this.profileId) < holdout.below,
      lastMessage: -1, reached: new Set(), taken: new Map(), dealConverted: new Set(), path: [], group: recorder.groupOf(this, hand),
      ended: false, startedIn: this.pass, arrivedIn: this.pass, dueAt: this.now, decision: { kind: 'send' }, webhookFailed: false, visits: new Map(), mark: undefined,
      parent: undefined, child: undefined, stepsNow: 0, countedAt: NaN, version: this.#version, tell: noActor,
    }
    const { booked, begin } = this.#enact(instance, this.#prepared.logic)
    this.#book.instances.push(booked)
    recorder.start(this, instance)
    begin()
    instance.tell(ENTER, cause)
    return instance
  }

  /** An actor for the instance, not begun yet. `timer`: the number that its first timer keeps. */
  #enact(instance: ReferenceInstance, logic: AnyActorLogic, timer?: number): { booked: BookedInstance; begin: () => void } {
    const { program } = this
    const isParked = () => program.steps[instance.step]?.operation.kind === 'message'
    const clock = this.#state.clock.forActor(program.priority, () => (instance.cause = { kind: isParked() ? 'release' : 'timer' }), timer)
    const actor = createActor(logic, { input: { run: this, instance }, clock })
    instance.tell = (type, why, event) => {
      if (instance.ended) return
      instance.cause = why
      actor.send(event ? { type, event } : { type })
    }
    const standing = () => ({ state: statesOf((actor.getSnapshot() as { value: StandingIn }).value), timers: clock.dues() }) // as: the snapshot of a machine
    actor.subscribe({ error: (error) => this.#state.fail(error) })
    return { booked: { instance, run: this, stop: () => actor.stop(), standing, timer: () => clock.timer() }, begin: () => void actor.start() }
  }
}

/** Every instance has an actor before it is told anything. */
function noActor(): never {
  throw new Error('an instance was told something before it had an actor')
}

/** A state in a state, as XState writes it. */
type StandingIn = string | { [state: string]: StandingIn | undefined }

/** The names of them, the outer first. */
function statesOf(value: StandingIn): string[] {
  if (typeof value === 'string') return [value]
  return Object.entries(value).flatMap(([name, inner]) => [name, ...(inner === undefined ? [] : statesOf(inner))])
}
