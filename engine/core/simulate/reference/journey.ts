import { createActor, type AnyActorLogic } from 'xstate'
import { nested } from '../../compile/columns-needed.ts'
import type { DidPredicate, JourneyProgram, Predicate, ProgramEntry, SequencePredicate } from '../../compile/program.ts'
import { CHILD_ENDED, ENTER, LOOK, machineEventType, PARENT_ENDED } from '../../compile/to-machine.ts'
import type { JsonValue } from '../../json.ts'
import { knownZone, zoneNamed, type Zone } from '../../model/calendar.ts'
import { endlessLoop, STEPS_PER_INSTANT } from '../endless-loop.ts'
import { edgesOf, evaluate, isMeant, type HistoryEvent } from './evaluate.ts'
import { hashBucket } from '../hash.ts'
import type { Cause, EntryAnswer, Refusal, RunObserver } from './observer.ts'
import type { Recorder } from './recorder.ts'
import { happening, judge, operationOf, type RunningJourney } from './context.ts'
import { countGoals, mayStillCount } from './goals.ts'
import type { ReferenceInstance, ReferenceOptions } from './instance.ts'
import { createLogic } from './logic.ts'
import { keyOf, refusalOf } from './reentry.ts'
import type { ProfileState } from './state.ts'
import type { Scenario } from '../scenario.ts'

/** What all profiles share of one journey: its machine, its counts, and what it can react to at all. */
export interface PreparedJourney {
  index: number
  program: JourneyProgram
  logic: AnyActorLogic
  recorder: Recorder
  options: ReferenceOptions
  countsPressure: boolean
  /** Names of events that can move an instance or convert it. */
  reacting: ReadonlySet<string>
  /** Does a segment move instances, or start them? */
  looks: boolean
  /** What its segments ask of the past, whose answers change as time passes. */
  timed: readonly (DidPredicate | SequencePredicate)[]
}

export function prepareJourney(program: JourneyProgram, index: number, recorder: Recorder, options: ReferenceOptions, countsPressure: boolean): PreparedJourney {
  const branches = program.steps.flatMap(({ operation }) => (operation.kind === 'waitFor' ? operation.branches : []))
  const movers = [...program.goals, ...program.exits, ...branches]
  const segments: Predicate[] = [...movers, ...program.entries.map(({ trigger }) => trigger)].flatMap((one) => ('segment' in one ? [one.segment] : []))
  const timed = new Set(segments.flatMap((segment) => [...nested(segment)]).filter((one) => one.kind === 'did' || one.kind === 'sequence'))
  const reacting = new Set(movers.flatMap((one) => ('event' in one ? [one.event] : [])))
  return { index, program, logic: createLogic(program), recorder, options, countsPressure, reacting, looks: segments.length > 0, timed: [...timed] }
}

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
  /** In start order: those under way, and those ended that may still count a goal. */
  #instances: { instance: ReferenceInstance; stop: () => void }[] = []
  readonly #starts: number[] = []
  #lastEnd = -Infinity
  /** By entry: was the profile in the trigger's segment when it was last looked at? */
  readonly #wasIn: boolean[]

  /** `all`: the runs of all journeys, by index; may be filled later. */
  constructor(prepared: PreparedJourney, state: ProfileState, all: readonly JourneyRun[]) {
    this.program = prepared.program
    this.recorder = prepared.recorder
    this.history = state.history
    this.attributes = state.attributes
    this.profileId = state.profileId
    this.until = state.until
    this.#prepared = prepared
    this.#state = state
    this.#all = all
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
    const { looks, reacting } = this.#prepared
    if (!looks && !reacting.has(event.name)) return
    const cause: Cause = { kind: 'event', event }
    for (const { instance } of [...this.#instances]) {
      const isNew = instance.startedIn === this.pass // started by this very event, which it does not see
      if (isNew) instance.tell(LOOK, cause)
      else if (!instance.ended) instance.tell(machineEventType(event.name), cause, event)
      // A start during this very event may have closed its counting.
      else if (this.#instances.some((one) => one.instance === instance)) countGoals(this, instance, event)
      this.#state.settle()
    }
    this.#forgetEnded()
  }

  /** Steps 2(b) and 2(c) for segments alone; what this very round started has been looked at. */
  look(): void {
    if (!this.#prepared.looks) return
    for (const { instance } of [...this.#instances]) {
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
    let next = Infinity
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
    for (const { stop } of this.#instances) stop()
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
    this.#lastEnd = this.now
    this.recorder.end(this, instance, step, outcome)
    const { parent, child } = instance
    if (parent && !parent.ended) this.#state.later(() => parent.tell(CHILD_ENDED, { kind: 'childEnd' }))
    if (child && !child.ended) this.#state.later(() => child.tell(PARENT_ENDED, { kind: 'parentEnd' })) // first: see `later`
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
    this.recorder.entryMatched(entry, refused === undefined)
    this.#answer(entry, refused)
    if (refused !== undefined) return false
    this.#start(entry, hand, cause)
    this.#state.settle()
    return true
  }

  #answer(entry: number | undefined, refused: EntryAnswer['refused']): void {
    this.observer?.answered({ ...happening(this, undefined), entry, refused })
  }

  #refusal(hand: HistoryEvent | undefined): Refusal | undefined {
    const { reentry } = this.program
    return refusalOf(reentry, { starts: this.#starts, lastEnd: this.#lastEnd, activeKeys: this.#underWay().map(({ key }) => key) }, keyOf(reentry, hand), this.now)
  }

  #underWay(): ReferenceInstance[] {
    return this.#instances.map(({ instance }) => instance).filter(({ ended }) => !ended)
  }

  #forgetEnded(): void {
    this.#instances = this.#instances.filter(({ instance }) => !instance.ended || mayStillCount(this, instance))
  }

  /** A start closes the goal counting of instances that have ended: of all, or of those of its key and those without one. */
  #closeCounting(key: string | undefined): void {
    this.#instances = this.#instances.filter(({ instance }) => !instance.ended || (key !== undefined && instance.key !== undefined && instance.key !== key))
  }

  #start(entry: number, hand: HistoryEvent | undefined, cause: Cause): ReferenceInstance {
    const { program, recorder } = this
    const { holdout } = program.policies
    const key = keyOf(program.reentry, hand)
    this.#closeCounting(key)
    this.#state.moves++
    const instance: ReferenceInstance = {
      number: this.#starts.push(this.now), entry, startedAt: this.now, arrivedAt: this.now, step: -1, hand, key, cause,
      heldOut: holdout !== null && hashBucket(holdout.seed, this.profileId) < holdout.below,
      lastMessage: -1, reached: new Set(), taken: new Map(), dealConverted: new Set(), path: [], group: recorder.groupOf(this, hand),
      ended: false, startedIn: this.pass, arrivedIn: this.pass, dueAt: this.now, decision: { kind: 'send' }, webhookFailed: false, visits: new Map(),
      parent: undefined, child: undefined, stepsNow: 0, countedAt: NaN,
      tell: (type, why, event) => {
        if (instance.ended) return
        instance.cause = why
        actor.send(event ? { type, event } : { type })
      },
    }
    const isParked = () => program.steps[instance.step]?.operation.kind === 'message'
    const clock = this.#state.clock.forActor(program.priority, () => (instance.cause = { kind: isParked() ? 'release' : 'timer' }))
    const actor = createActor(this.#prepared.logic, { input: { run: this, instance }, clock })
    this.#instances.push({ instance, stop: () => actor.stop() })
    recorder.start(this, instance)
    actor.subscribe({ error: (error) => this.#state.fail(error) })
    actor.start()
    instance.tell(ENTER, cause)
    return instance
  }
}
