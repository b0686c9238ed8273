import { createActor, setup, type Actor, type AnyActorLogic } from 'xstate'
import { lower } from '../compile/lower.ts'
import type { Deal, JourneyProgram, Operation } from '../compile/program.ts'
import { ENTER, machineEventType, toMachine, type MachineAction, type MachineGuard } from '../compile/to-machine.ts'
import type { JsonValue } from '../json.ts'
import { profileCountOf, textAt, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { evaluate, type HistoryEvent, type ProfileView } from './evaluate.ts'
import { figuresOf, runFacts, runSpan } from './figures.ts'
import { hashBucket, variantOfBucket } from './hash.ts'
import { STEPS_PER_INSTANT } from './instance.ts'
import { endlessLoop } from './kernel.ts'
import { renderValue } from './liquid.ts'
import { Recorder } from './recorder.ts'
import type { ReferenceInstance, ReferenceOptions } from './reference-instance.ts'
import type { MessageRecord, RunOutput } from './run.ts'
import { StepClock } from './step-clock.ts'
import type { Tally } from './tally.ts'

/**
 * Runs a document over a dataset with one XState actor an instance and a clock that is stepped from due time to due time: slow, and the
 * meaning that the kernel is held to. Same figures and messages as `simulateWithKernel`. Throws a `RehearsalError` on what cannot run.
 */
export function simulateWithXState(document: JourneyDocument, dataset: EventDataset, options: ReferenceOptions): RunOutput {
  const program = lower(document)
  const reference = new Reference(program, dataset, options)
  reference.run(0, profileCountOf(dataset))
  return { figures: figuresOf(program, reference.tally, runFacts(program, dataset, options)), messages: reference.messages }
}

/** The reference engine over ranges of profiles, with the kernel's interface. */
export class Reference {
  readonly #program: JourneyProgram
  readonly #dataset: EventDataset
  readonly #recorder: Recorder
  readonly #logic: AnyActorLogic
  readonly #span: { from: number; until: number }

  constructor(program: JourneyProgram, dataset: EventDataset, options: ReferenceOptions) {
    this.#program = program
    this.#dataset = dataset
    this.#recorder = new Recorder(program, options)
    this.#logic = createLogic(program)
    this.#span = runSpan(dataset, options)
  }

  get tally(): Tally {
    return this.#recorder.tally
  }

  get messages(): MessageRecord[] {
    return this.#recorder.messages
  }

  run(first: number, end: number): void {
    const { from, until } = this.#span
    for (let profile = first; profile < end; profile++) {
      const id = textAt(this.#dataset.profileIds, profile)
      const run = new ProfileRun(this.#program, this.#logic, this.#recorder, id, attributesOf(this.#dataset, profile), until)
      run.run(eventsOf(this.#dataset, profile), from)
    }
  }
}

function attributesOf(dataset: EventDataset, profile: number): Map<string, JsonValue> {
  const attributes = new Map<string, JsonValue>()
  for (const [name, { codes, values }] of dataset.attributes) {
    const value = values[codes[profile]!]
    if (value !== undefined && value !== null) attributes.set(name, value)
  }
  return attributes
}

function* eventsOf(dataset: EventDataset, profile: number): Generator<HistoryEvent> {
  for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) {
    const properties: Record<string, JsonValue | undefined> = Object.create(null) // null prototype: a property may be called anything
    for (const [name, { codes, values }] of dataset.properties) {
      const value = values[codes[row]!]
      if (value !== undefined) properties[name] = value
    }
    yield { name: dataset.names[dataset.nameCodes[row]!]!, at: dataset.at[row]!, properties }
  }
}

/** What the actor of one instance and its guards and actions share. */
interface InstanceContext { run: ProfileRun; instance: ReferenceInstance }

type JourneyEvent = { type: string; event?: HistoryEvent }

function createLogic(program: JourneyProgram): AnyActorLogic {
  type Args = { context: InstanceContext; event: JourneyEvent }
  const guard = <T extends MachineGuard['type']>(ask: (args: Args, params: Extract<MachineGuard, { type: T }>['params']) => boolean) => ask
  const action = <T extends MachineAction['type']>(act: (args: Args, params: Extract<MachineAction, { type: T; params: unknown }>['params']) => void) => act
  const journeySetup = setup({
    types: { context: {} as InstanceContext, events: {} as JourneyEvent, input: {} as InstanceContext }, // as: types only, XState's own way to give them
    guards: {
      entersBy: guard<'entersBy'>(({ context }, { entry }) => context.instance.entry === entry),
      endsByGoal: guard<'endsByGoal'>(({ context: { run, instance }, event }, { goal }) => run.goalMatches(instance, goal, event.event!)),
      endsByExit: guard<'endsByExit'>(({ context: { run }, event }, { exit }) => run.exitMatches(exit, event.event!)),
      meets: guard<'meets'>(({ context: { run }, event }, { step, branch }) => run.meets(step, branch, event.event!)),
      alreadyMet: guard<'alreadyMet'>(({ context: { run, instance } }, { step, branch }) => run.lookBack(instance, step, branch) !== undefined),
      holds: guard<'holds'>(({ context: { run, instance } }, { step, branch }) => run.holds(instance, step, branch)),
      isDealt: guard<'isDealt'>(({ context: { run } }, { step, variant }) => run.variantOf(dealOf(program, step)) === variant),
    },
    actions: {
      arriveAt: action<'arriveAt'>(({ context: { run, instance } }, { step }) => run.arriveAt(instance, step)),
      leaveBy: action<'leaveBy'>(({ context: { run, instance } }, { step, port }) => run.recorder.leave(run, instance, step, port)),
      endAs: action<'endAs'>(({ context: { run, instance } }, { step, outcome }) => run.end(instance, step, outcome)),
      countGoals: ({ context: { run, instance }, event }) => run.countGoals(instance, event.event!),
      takeEvent: ({ context: { instance }, event }) => void (instance.hand = event.event),
      takeLookBack: action<'takeLookBack'>(({ context: { run, instance } }, { step, branch }) => void (instance.hand = run.lookBack(instance, step, branch))),
      deal: action<'deal'>(({ context: { run, instance } }, { step }) => run.deal(instance, step)),
      send: action<'send'>(({ context: { run, instance } }, { step }) => run.send(instance, step)),
      update: action<'update'>(({ context: { run, instance } }, { step }) => run.update(instance, step)),
    },
  })
  const config = { ...toMachine(program), context: ({ input }: { input: InstanceContext }) => input }
  // as: the configuration is made at run time from the program, so XState cannot know its literal type
  return journeySetup.createMachine(config as unknown as Parameters<typeof journeySetup.createMachine>[0])
}

function dealOf(program: JourneyProgram, step: number): Deal {
  const { operation } = program.steps[step]!
  const deal = operation.kind === 'split' || operation.kind === 'message' ? operation.deal : null
  if (!deal) throw new Error(`step ${step} deals nothing`)
  return deal
}

function operationOf<K extends Operation['kind']>(program: JourneyProgram, step: number, kind: K): Extract<Operation, { kind: K }> {
  const { operation } = program.steps[step]!
  if (operation.kind !== kind) throw new Error(`step ${step} is no ${kind}`)
  return operation as Extract<Operation, { kind: K }> // as: just checked
}

/** One profile's way through time: its history, attributes and clock, and the instances it starts. */
export class ProfileRun implements ProfileView {
  readonly history: HistoryEvent[] = []
  readonly attributes: Map<string, JsonValue>
  readonly clock = new StepClock()
  readonly program: JourneyProgram
  readonly recorder: Recorder
  readonly profileId: string
  readonly until: number
  readonly #logic: AnyActorLogic
  readonly #reacting: Set<string>
  #active: { instance: ReferenceInstance; actor: Actor<AnyActorLogic> }[] = []
  #watched: ReferenceInstance[] = []
  #starts = 0
  #lastEnd = -Infinity
  #failure: unknown

  constructor(program: JourneyProgram, logic: AnyActorLogic, recorder: Recorder, profileId: string, attributes: Map<string, JsonValue>, until: number) {
    this.program = program
    this.#logic = logic
    this.recorder = recorder
    this.profileId = profileId
    this.attributes = attributes
    this.until = until
    this.#reacting = new Set([...program.goals, ...program.exits, ...program.steps.flatMap(({ operation }) => (operation.kind === 'waitFor' ? operation.branches : []))].map(({ event }) => event))
  }

  get now(): number {
    return this.clock.now()
  }

  run(events: Iterable<HistoryEvent>, from: number): void {
    for (const event of events) {
      if (event.at > this.until) break
      this.#advanceTo(event.at)
      this.#join(event)
      if (this.#reacting.has(event.name)) this.#tellInstances(event)
      if (event.at >= from) this.#enter(event)
    }
    this.#advanceTo(this.until)
    this.#active = this.#active.filter(({ instance }) => !instance.ended)
    this.recorder.finishProfile(this.#active.map(({ instance }) => instance))
    for (const { actor } of this.#active) actor.stop()
  }

  #advanceTo(instant: number): void {
    this.clock.advanceTo(instant, () => {})
    this.#throwFailure()
  }

  /** XState keeps what an action throws inside its actor; a run that went wrong has no figures, so it is thrown on here. */
  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure
  }

  #join(event: HistoryEvent): void {
    this.history.push(event)
    if (event.name !== '$set') return
    for (const [name, value] of Object.entries(event.properties)) this.#setAttribute(name, value)
  }

  #setAttribute(name: string, value: JsonValue | undefined): void {
    if (value === undefined || value === null) this.attributes.delete(name)
    else this.attributes.set(name, value)
  }

  #tellInstances(event: HistoryEvent): void {
    for (const instance of this.#watched) this.countGoals(instance, event)
    for (const { actor, instance } of [...this.#active]) if (!instance.ended) actor.send({ type: machineEventType(event.name), event })
    this.#throwFailure()
    this.#active = this.#active.filter(({ instance }) => !instance.ended)
  }

  #enter(event: HistoryEvent): void {
    for (const [index, entry] of this.program.entries.entries()) {
      if (entry.event !== event.name || !evaluate(entry.where, this, event)) continue
      const admitted = this.#admits()
      this.recorder.entryMatched(index, admitted)
      if (admitted) return this.#start(index, event)
    }
  }

  #admits(): boolean {
    const { reentry } = this.program
    if (reentry.kind === 'once') return this.#starts === 0
    return this.#active.every(({ instance }) => instance.ended) && this.now >= this.#lastEnd + reentry.cooldownMs
  }

  #start(entry: number, event: HistoryEvent): void {
    this.#watched = []
    this.#active = this.#active.filter(({ instance }) => !instance.ended)
    const instance: ReferenceInstance = {
      number: ++this.#starts, entry, startedAt: this.now, arrivedAt: this.now, step: -1, hand: event, lastMessage: -1,
      reached: new Set(), taken: new Map(), dealConverted: new Set(), path: [], group: this.recorder.groupOf(this, event), ended: false, stepsNow: 0, countedAt: NaN,
    }
    const actor = createActor(this.#logic, { input: { run: this, instance }, clock: this.clock })
    this.#active.push({ instance, actor })
    this.recorder.start(this, instance)
    actor.subscribe({ error: (error) => void (this.#failure ??= error) })
    actor.start()
    actor.send({ type: ENTER })
    this.#throwFailure()
    this.#active = this.#active.filter((one) => !one.instance.ended)
  }

  goalMatches(instance: ReferenceInstance, goal: number, event: HistoryEvent): boolean {
    const { event: name, where, windowMs } = this.program.goals[goal]!
    if (name !== event.name || instance.reached.has(goal)) return false
    if (windowMs === null ? instance.ended : event.at >= instance.startedAt + windowMs) return false
    return evaluate(where, this, event)
  }

  countGoals(instance: ReferenceInstance, event: HistoryEvent): void {
    this.program.goals.forEach((_, goal) => {
      if (this.goalMatches(instance, goal, event)) this.recorder.goal(this, instance, goal, event)
    })
  }

  exitMatches(exit: number, event: HistoryEvent): boolean {
    return evaluate(this.program.exits[exit]!.where, this, event)
  }

  meets(step: number, branch: number, event: HistoryEvent): boolean {
    return evaluate(operationOf(this.program, step, 'waitFor').branches[branch]!.where, this, event)
  }

  holds(instance: ReferenceInstance, step: number, branch: number): boolean {
    return evaluate(operationOf(this.program, step, 'branch').branches[branch]!.when, this, instance.hand)
  }

  /** The latest event in the wait's look-back that satisfies its branch; messages of this run are no events to wait for. */
  lookBack(instance: ReferenceInstance, step: number, branch: number): HistoryEvent | undefined {
    const { branches, look } = operationOf(this.program, step, 'waitFor')
    const { event: name, where } = branches[branch]!
    const inView = (event: HistoryEvent) => (look === 'entry' ? event.at >= instance.startedAt : event.at > this.now - Number(look))
    return this.history.findLast((event) => !sentByRun.has(event) && event.name === name && inView(event) && evaluate(where, this, event))
  }

  arriveAt(instance: ReferenceInstance, step: number): void {
    instance.step = step
    instance.arrivedAt = this.now
    if (instance.countedAt !== this.now) {
      instance.countedAt = this.now
      instance.stepsNow = 0
    }
    if (++instance.stepsNow > STEPS_PER_INSTANT) throw endlessLoop(this.program.steps[step]!.id, this.profileId)
    this.recorder.enter(this, instance, step)
  }

  end(instance: ReferenceInstance, step: number, outcome: number): void {
    instance.ended = true
    this.#lastEnd = this.now
    this.#watched.push(instance)
    this.recorder.end(this, instance, step, outcome)
  }

  variantOf(deal: Deal): number {
    return variantOfBucket(deal.weights)[hashBucket(deal.seed, this.profileId)]!
  }

  deal(instance: ReferenceInstance, step: number): void {
    const deal = dealOf(this.program, step)
    if (instance.taken.has(deal.index)) return
    const variant = this.variantOf(deal)
    instance.taken.set(deal.index, variant)
    instance.path.push(`${this.program.steps[step]!.id}=${deal.variantIds[variant]!}`)
    this.recorder.dealt(instance, deal, variant)
  }

  send(instance: ReferenceInstance, step: number): void {
    const { channel } = operationOf(this.program, step, 'message')
    const sent = { name: '$sent', at: this.now, properties: { stepId: this.program.steps[step]!.id, channel, journeyId: this.program.journeyId } }
    sentByRun.add(sent)
    this.history.push(sent)
    instance.lastMessage = step
    this.recorder.sent(this, instance, step, channel)
  }

  update(instance: ReferenceInstance, step: number): void {
    const { set } = operationOf(this.program, step, 'update')
    const scope = { profile: { ...Object.fromEntries(this.attributes), id: this.profileId }, event: eventScope(instance.hand), journey: { id: this.program.journeyId }, nowMs: this.now }
    for (const { attribute, value, liquid } of set) this.#setAttribute(attribute, liquid ? renderValue(String(value), scope) : value)
  }
}

/** Messages sent by the run itself: they are history, but they did not arrive. */
const sentByRun = new WeakSet<HistoryEvent>()

function eventScope(event: HistoryEvent | undefined): Record<string, JsonValue> {
  if (!event) return {}
  const known = Object.entries(event.properties).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null)
  return { name: event.name, at: event.at, ...Object.fromEntries(known) }
}
