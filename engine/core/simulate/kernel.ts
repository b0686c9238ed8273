import { columnsNeeded } from '../compile/columns-needed.ts'
import { lower } from '../compile/lower.ts'
import { COMPLETED_OUTCOME, NOWHERE, type JourneyProgram } from '../compile/program.ts'
import {
  BRANCH, DELAY, EXIT, MAY_ENTER, MAY_MOVE, MESSAGE, SPLIT, toKernel, UPDATE, WAIT, type KernelStep, type KernelTables,
} from '../compile/to-kernel.ts'
import { RehearsalError } from '../errors.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { profileCountOf, textAt, type EventDataset, type ValueColumn } from '../model/dataset.ts'
import type { ProfileCursor } from './did-window.ts'
import { figuresOf, runFacts, runSpan } from './figures.ts'
import { shownValue } from './group-value.ts'
import { InstanceList, InstancePool, STEPS_PER_INSTANT, type Instance } from './instance.ts'
import { GoalCounter } from './kernel-goals.ts'
import { StepActions } from './kernel-actions.ts'
import { ConditionCompiler, type Check, type SentLog } from './kernel-conditions.ts'
import { ProfileAttributes } from './profile-attributes.ts'
import type { MessageRecord, RunOptions, RunOutput } from './run.ts'
import { addDwell, emptyGroup, emptyTally, groupKey, tallyLayout, type GroupTally, type Tally } from './tally.ts'

/** Runs a document over a whole dataset on the fast engine. Throws a `RehearsalError` on what cannot run. */
export function simulateWithKernel(document: JourneyDocument, dataset: EventDataset, options: RunOptions): RunOutput {
  const program = lower(document)
  const kernel = new Kernel(program, dataset, options)
  kernel.run(0, profileCountOf(dataset))
  return { figures: figuresOf(program, kernel.tally, runFacts(program, dataset, options)), messages: kernel.messages }
}

/**
 * The fast engine: profile by profile, row by row, over typed arrays. An event that cannot matter costs one lookup; timers are fields of
 * the few instances a profile has, fired in (due, arming) order before the row they precede; what a condition needs of the past is
 * caught up with when it is asked. Hot code: no allocation per event, instances come from a pool.
 */
export class Kernel implements ProfileCursor {
  readonly tally: Tally
  profile = -1
  firstRow = 0
  arrived = 0
  now = 0

  readonly #program: JourneyProgram
  readonly #dataset: EventDataset
  readonly #tables: KernelTables
  readonly #attributes: ProfileAttributes
  readonly #sent: SentLog = { length: 0, at: [], stepIds: [], channels: [] }
  readonly #breakDown: readonly { slot: number; column: ValueColumn | undefined }[]
  readonly #groups = new Map<string, GroupTally>()
  #everybody: GroupTally | undefined
  readonly #outcomes: number
  readonly #from: number
  readonly #until: number
  readonly #entryChecks: readonly Check[]
  readonly #goals: GoalCounter
  readonly #actions: StepActions
  readonly #exitChecks: readonly Check[]
  readonly #once: boolean
  readonly #cooldownMs: number

  readonly #pool: InstancePool
  readonly #active = new InstanceList()
  /** Ended instances whose windowed goals still count. */
  readonly #watched = new InstanceList()
  #live = 0
  #nextDue = Infinity
  #armed = 0
  #starts = 0
  #lastEnd = -Infinity
  #rowsEnd = 0
  readonly #seenValues: Set<string>[]

  constructor(program: JourneyProgram, dataset: EventDataset, options: RunOptions) {
    const breakDown = options.breakDown ?? []
    const layout = tallyLayout(program)
    this.#program = program
    this.#dataset = dataset
    this.#tables = toKernel(program, dataset, layout.portBase)
    this.#outcomes = program.outcomes.length
    const span = runSpan(dataset, options)
    this.#from = span.from
    this.#until = span.until
    this.tally = emptyTally(program, breakDown)

    const needed = columnsNeeded(program, breakDown)
    const attributes = needed.all ? [...new Set([...needed.attributes, ...dataset.attributes.keys(), ...dataset.properties.keys()])] : needed.attributes
    this.#attributes = new ProfileAttributes(dataset, attributes, this)
    this.#breakDown = breakDown.map((name) => ({ slot: attributes.indexOf(name), column: dataset.properties.get(name) }))
    this.#seenValues = breakDown.map(() => new Set<string>())

    const compiler = new ConditionCompiler(dataset, this, this.#attributes, this.#sent, program.journeyId)
    this.#entryChecks = program.entries.map(({ where }) => compiler.check(where))
    this.#exitChecks = program.exits.map(({ where }) => compiler.check(where))
    this.#goals = new GoalCounter(program, dataset, compiler, layout.variantBase)
    this.#actions = new StepActions({
      program, dataset, cursor: this, attributes: this.#attributes, sent: this.#sent, compiler, tables: this.#tables,
      variantBase: layout.variantBase, collects: options.collectMessages ?? false,
    })
    this.#once = program.reentry.kind === 'once'
    this.#cooldownMs = program.reentry.kind === 'afterExit' ? program.reentry.cooldownMs : 0
    this.#pool = new InstancePool(program)
  }

  get messages(): MessageRecord[] {
    return this.#actions.messages
  }

  /** Runs profiles `first` up to but not including `end`, adding to the tally. */
  run(first: number, end: number): void {
    for (let profile = first; profile < end; profile++) this.#runProfile(profile)
  }

  #runProfile(profile: number): void {
    const { offsets, at, nameCodes } = this.#dataset
    const { reaction } = this.#tables
    const end = offsets[profile + 1]!
    let row = offsets[profile]!
    this.profile = profile
    this.firstRow = row
    this.#rowsEnd = end
    this.arrived = row
    this.#starts = 0
    this.#lastEnd = -Infinity
    this.#sent.length = 0
    for (; row < end; row++) {
      const code = nameCodes[row]!
      const reacts = reaction[code]!
      if (reacts === 0 || (this.#live === 0 && (reacts & MAY_ENTER) === 0)) continue
      const instant = at[row]!
      if (instant > this.#until) break
      if (this.#nextDue <= instant) this.#fireTimers(instant)
      this.arrived = row + 1
      this.now = instant
      if (this.#live > 0 && (reacts & MAY_MOVE) !== 0) this.#arrive(row, code)
      if ((reacts & MAY_ENTER) !== 0 && instant >= this.#from) this.#enter(row, code)
    }
    if (this.#nextDue <= this.#until) this.#fireTimers(this.#until)
    if (this.#starts > 0) this.#finishProfile()
  }

  #finishProfile(): void {
    this.tally.profiles++
    for (let index = 0; index < this.#active.length; index++) {
      const instance = this.#active.at(index)
      instance.tally.waiting[instance.step]!++
      this.#pool.release(instance)
    }
    this.#active.length = 0
    this.#forgetWatched()
    this.#live = 0
    this.#nextDue = Infinity
    for (let index = 0; index < this.#seenValues.length; index++) {
      const values = this.#seenValues[index]!
      const counts = this.tally.profilesByValue[index]!
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
      values.clear()
    }
  }

  #forgetWatched(): void {
    for (let index = 0; index < this.#watched.length; index++) this.#pool.release(this.#watched.at(index))
    this.#watched.length = 0
  }

  /** Fires what is due up to `instant`, each timer at its own due time, by due time, then in the order in which they were set. */
  #fireTimers(instant: number): void {
    const { at } = this.#dataset
    while (this.#nextDue <= instant) {
      let next: Instance | undefined
      for (let index = 0; index < this.#active.length; index++) {
        const instance = this.#active.at(index)
        if (instance.due === Infinity) continue
        if (!next || instance.due < next.due || (instance.due === next.due && instance.armed < next.armed)) next = instance
      }
      if (!next) throw new Error('a timer is due but no instance holds it')
      this.now = next.due
      // A row at this very instant comes after the timer; rows before it have happened.
      if (this.#tables.readsHistory) while (this.arrived < this.#rowsEnd && at[this.arrived]! < this.now) this.arrived++
      this.#leave(next, next.duePort)
      this.#findNextDue()
    }
  }

  #findNextDue(): void {
    let due = Infinity
    for (let index = 0; index < this.#active.length; index++) {
      const instance = this.#active.at(index)
      if (instance.due < due) due = instance.due
    }
    this.#nextDue = due
  }

  /** Section 4, step 2: every active instance in start order looks at the event; ended ones count their windowed goals. */
  #arrive(row: number, code: number): void {
    const goals = this.#tables.goals[code]!
    if (goals.length > 0) for (let index = this.#watched.length - 1; index >= 0; index--) this.#watch(index, goals, row)
    let index = 0
    while (index < this.#active.length) {
      const instance = this.#active.at(index)
      this.#meet(instance, row, code, goals)
      if (index < this.#active.length && this.#active.at(index) === instance) index++ // else it ended and the next one took its place
    }
    if (this.#active.length > 0) this.#findNextDue()
    else this.#nextDue = Infinity
  }

  #meet(instance: Instance, row: number, code: number, goals: readonly number[]): void {
    let ends = -1
    for (const goal of goals) {
      if (!this.#goals.matches(instance, goal, row, this.now)) continue
      this.#goals.convert(instance, goal, row)
      if (ends < 0 && this.#program.goals[goal]!.endsJourney) ends = this.#program.goals[goal]!.outcome
    }
    if (ends >= 0) return this.#end(instance, ends)
    for (const exit of this.#tables.exits[code]!) {
      if (this.#exitChecks[exit]!(row)) return this.#end(instance, this.#program.exits[exit]!.outcome)
    }
    const branches = this.#actions.waitChecks[instance.step]![code]
    if (branches === undefined) return
    for (const { check, port } of branches) {
      if (!check(row)) continue
      instance.hand = row
      return this.#leave(instance, port)
    }
  }

  #watch(index: number, goals: readonly number[], row: number): void {
    const instance = this.#watched.at(index)
    if (this.now >= instance.startedAt + this.#program.longestWindowMs) {
      this.#watched.remove(instance)
      this.#live--
      this.#pool.release(instance)
      return
    }
    for (const goal of goals) {
      if (this.#program.goals[goal]!.windowMs !== null && this.#goals.matches(instance, goal, row, this.now)) this.#goals.convert(instance, goal, row)
    }
  }

  /** Section 4, step 3: the first entry that matches and that re-entry admits starts an instance. */
  #enter(row: number, code: number): void {
    for (const entry of this.#tables.entries[code]!) {
      if (!this.#entryChecks[entry]!(row)) continue
      this.tally.matched[entry]!++
      const admitted = this.#once ? this.#starts === 0 : this.#active.length === 0 && this.now >= this.#lastEnd + this.#cooldownMs
      if (!admitted) {
        this.tally.refused[entry]!++
        continue
      }
      this.tally.admitted[entry]!++
      this.#start(row, this.#program.entries[entry]!.target)
      return
    }
  }

  #start(row: number, target: number): void {
    this.#live -= this.#watched.length
    this.#forgetWatched()
    const tally = this.#groupAtStart(row)
    const instance = this.#pool.take(this.now, row, tally)
    this.#starts++
    this.#live++
    this.#active.add(instance)
    tally.started++
    if (this.now + this.#program.longestWindowMs <= this.#until) tally.mature++
    this.#advance(instance, target)
    this.#findNextDue()
  }

  #groupAtStart(row: number): GroupTally {
    if (this.#breakDown.length === 0) return (this.#everybody ??= this.#group([]))
    return this.#group(
      this.#breakDown.map(({ slot, column }, index) => {
        const value = shownValue(this.#attributes.value(slot)) ?? shownValue(column?.values[column.codes[row]!]) ?? '(missing)'
        this.#seenValues[index]!.add(value)
        return value
      }),
    )
  }

  #group(values: readonly string[]): GroupTally {
    const key = groupKey(values)
    let group = this.#groups.get(key)
    if (!group) {
      this.#groups.set(key, (group = emptyGroup(this.#program, values)))
      this.tally.groups.push(group)
    }
    return group
  }

  /** Leaves the step the instance has been waiting in. */
  #leave(instance: Instance, port: number): void {
    this.#countStay(instance)
    instance.due = Infinity
    const step = this.#tables.steps[instance.step]!
    const target = this.#through(instance, step, port)
    if (target !== NOWHERE) this.#advance(instance, target)
  }

  /** Counts the way out and says where it leads; nowhere ends the instance as completed. */
  #through(instance: Instance, step: KernelStep, port: number): number {
    const target = step.targets[port]!
    if (target === NOWHERE) this.#finish(instance, COMPLETED_OUTCOME)
    else instance.tally.ports[step.portBase + port]!++
    return target
  }

  /** Runs an instance from the step it arrives at until it waits or ends. */
  #advance(instance: Instance, target: number): void {
    const { tally } = instance
    let index = target
    while (index !== NOWHERE) {
      const step = this.#tables.steps[index]!
      instance.step = index
      instance.arrivedAt = this.now
      tally.entered[index]!++
      this.#countStep(instance, step)
      let port = 0
      switch (step.kind) {
        case MESSAGE:
          this.#actions.send(instance, index, step)
          break
        case DELAY:
          if (step.ms > 0) return this.#arm(instance, step.ms, 0)
          break
        case WAIT: {
          port = this.#actions.alreadyHappened(instance, step)
          if (port >= 0) break
          if (step.ms < 0) return
          if (step.ms > 0) return this.#arm(instance, step.ms, step.timeoutPort)
          port = step.timeoutPort
          break
        }
        case BRANCH:
          port = this.#actions.branch(instance, index, step)
          break
        case SPLIT:
          port = this.#actions.deal(instance, step.deal!, step)
          break
        case UPDATE:
          this.#actions.update(instance, step)
          break
        case EXIT:
          return this.#finish(instance, step.outcome)
      }
      index = this.#through(instance, step, port)
    }
  }

  #countStep(instance: Instance, step: KernelStep): void {
    if (instance.countedAt !== this.now) {
      instance.countedAt = this.now
      instance.stepsNow = 0
    }
    if (++instance.stepsNow > STEPS_PER_INSTANT) throw endlessLoop(step.id, textAt(this.#dataset.profileIds, this.profile))
  }

  #arm(instance: Instance, ms: number, port: number): void {
    instance.due = this.now + ms
    instance.duePort = port
    instance.armed = this.#armed++
  }

  #end(instance: Instance, outcome: number): void {
    this.#countStay(instance)
    this.#finish(instance, outcome)
  }

  #countStay(instance: Instance): void {
    const stay = this.now - instance.arrivedAt
    if (stay > 0) addDwell(instance.tally.dwell[instance.step]!, stay)
  }

  #finish(instance: Instance, outcome: number): void {
    const { tally } = instance
    tally.ended[instance.step * this.#outcomes + outcome]!++
    tally.outcomes[outcome]!++
    tally.finished++
    instance.due = Infinity
    this.#lastEnd = this.now
    this.#active.remove(instance)
    if (this.now < instance.startedAt + this.#program.longestWindowMs) {
      this.#watched.add(instance)
      return
    }
    this.#live--
    this.#pool.release(instance)
  }
}

/** More than 1,000 steps at one instant: a loop that lint could not see, by events looked back at again and again. */
export function endlessLoop(stepId: string, profileId: string): RehearsalError {
  return new RehearsalError(
    'S001',
    `profile "${profileId}" goes round in a loop at step "${stepId}": more than ${STEPS_PER_INSTANT} steps at one instant`,
    'add a delay to the loop, or let its wait look only at what comes after arrival',
  )
}
