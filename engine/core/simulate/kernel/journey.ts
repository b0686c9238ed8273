import { COMPLETED_OUTCOME, NOWHERE, PARENT_OUTCOME, type JourneyProgram } from '../../compile/program.ts'
import { BRANCH, DELAY, DELAY_UNTIL, EXIT, JOURNEY, MESSAGE, POLL, SPLIT, unknownKind, UPDATE, WAIT, WEBHOOK, type KernelStep, type KernelTables } from '../../compile/to-kernel.ts'
import { endlessNesting, STEPS_PER_INSTANT } from '../endless-loop.ts'
import { ASK_AGAIN, END_NOW, InstanceList, InstancePool, LOOK_NOW, type Instance } from './instance.ts'
import type { ConditionCompiler } from './conditions.ts'
import { Endings } from './endings.ts'
import { NO_EVENT, type Hand } from './history.ts'
import { countStay, portAfter, type JourneyParts } from './parts.ts'
import type { PastCondition } from './past.ts'
import { KernelReentry } from './reentry.ts'
import type { KernelRun, OtherJourney } from './run.ts'
import { SegmentTriggers } from './triggers.ts'
import { nextUnseen, WatchedInstances } from './watched.ts'

/**
 * One journey of a kernel and the instances that the profile at hand has in it, any number at once. Instances come from a pool; what is
 * rare (children, keys, segments) costs a comparison where it is not used. A run of one journey with at most one instance at a time has a
 * faster way: see kernel/solo.ts.
 */
export class KernelJourney implements OtherJourney {
  readonly tables: KernelTables
  readonly priority: number
  readonly active = new InstanceList()
  /** Ended instances whose windowed goals still count. */
  readonly watched: WatchedInstances
  /** What may change a membership that counts, by the passing of time. */
  readonly edges: readonly PastCondition[]

  readonly #program: JourneyProgram
  readonly #parts: JourneyParts
  readonly #run: KernelRun
  readonly #codes: number
  readonly #pool: InstancePool
  readonly #triggers: SegmentTriggers
  readonly #reentry: KernelReentry
  readonly #endings: Endings | null // null: exits and goals end somebody at once

  constructor(index: number, parts: JourneyParts, run: KernelRun, compiler: ConditionCompiler) {
    const { program, tables } = parts
    this.#program = program
    this.#parts = parts
    this.#run = run
    this.#codes = run.dataset.names.length
    this.priority = program.priority
    this.tables = tables
    this.#pool = new InstancePool(program, index, run.reactions !== null)
    this.watched = new WatchedInstances(this.#pool, run)
    this.#triggers = new SegmentTriggers(program.entries, tables, compiler)
    this.#reentry = new KernelReentry(program.reentry, parts.keyColumn)
    this.#endings = program.endings === undefined ? null : new Endings(program, program.endings, parts, run, this)
    this.edges = tables.segments.flatMap((segment) => compiler.edgesOf(segment))
  }

  /** Before the first row of a profile: nobody is in the journey, and the first look at the trigger segments fires nothing. */
  begin(): void {
    this.#reentry.begin()
    if (this.tables.segmentEntries.length > 0) this.#triggers.look()
  }

  finishProfile(): void {
    if (this.#reentry.starts === 0) return
    this.#parts.countProfile()
    for (let index = 0; index < this.active.length; index++) {
      const instance = this.active.at(index)
      instance.tally.waiting[instance.step]!++
      this.#pool.release(instance)
    }
    this.active.length = 0
    this.watched.clear()
  }

  /** With one instance alive: can the event do something to it? */
  concerns(code: number): boolean {
    const place = this.active.length === 1 ? this.active.at(0).step : this.tables.steps.length
    return this.tables.concerns[place * this.#codes + code] === 1
  }

  /** Is an instance under way that a change of membership could move? */
  looks(): boolean {
    if (this.tables.segmentExits.length > 0) return this.active.length > 0
    for (let index = 0; index < this.active.length; index++) if (this.#parts.actions.segmentChecks[this.active.at(index).step]!.length > 0) return true
    return false
  }

  /** Section 4, step 2: every instance in start order looks at the event, ended ones for the windowed goals they may still count. */
  arrive(row: number, code: number): void {
    const goals = this.tables.goals[code]!
    const { pass } = this.#run
    const next = () => nextUnseen(this.active, goals.length === 0 ? null : this.watched, pass)
    for (let instance = next(); instance; instance = next()) {
      instance.seen = pass
      // One that this very event has started does not see it, but its segments are looked at in its turn.
      if (instance.bornIn !== pass) {
        if (instance.ended) this.#watch(instance, goals, row)
        else this.#meet(instance, row, code, goals)
      } else if (!instance.ended) this.#lookAt(instance)
    }
  }

  #meet(instance: Instance, row: number, code: number, goals: readonly number[]): void {
    const { actions, exitChecks } = this.#parts
    const concerned = actions.concerns(instance, row)
    if (concerned && goals.length > 0) {
      const ends = this.#parts.countGoals(instance, goals, row)
      if (ends >= 0 && this.#endings === null) return this.end(instance, ends)
      if (ends >= 0) this.#endings!.mark(instance, ends, true)
    }
    const exits = this.tables.exits[code]!
    if (this.#endings !== null) this.#endings.markByExit(instance, exits, row, concerned)
    else for (let index = 0; index < exits.length; index++) {
      const exit = this.#program.exits[exits[index]!]!
      if ((concerned || exit.kind === 'segment') && exitChecks[exits[index]!]!(exit.kind === 'event' ? row : NO_EVENT)) return this.end(instance, exit.outcome)
    }
    const branches = actions.waitChecks[instance.step]![code]
    const takesEvents = concerned && instance.arrivedIn !== this.#run.pass
    for (let index = 0; branches && index < branches.length; index++) {
      const { check, port, isSegment } = branches[index]!
      if (isSegment ? !check(NO_EVENT) : !(takesEvents && check(row))) continue
      instance.hand = isSegment ? NO_EVENT : row
      return this.leave(instance, port)
    }
  }

  #watch(instance: Instance, goals: readonly number[], row: number): void {
    if (this.#run.now >= instance.startedAt + this.#program.longestWindowMs) return this.watched.remove(instance)
    if (this.#parts.actions.concerns(instance, row)) this.#parts.countGoalsAfterEnd(instance, goals, row)
  }

  /** Section 4, step 3: the first entry that matches and that re-entry admits starts an instance. */
  enter(row: number, code: number): void {
    const entries = this.tables.entries[code]!
    if (entries.length === 0) return
    if (this.tables.segmentEntries.length > 0) this.#triggers.look()
    if (!this.#parts.isOpen()) return
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index]!
      const isSegment = this.#program.entries[entry]!.trigger.kind === 'segment'
      if (isSegment && !this.#triggers.fires(entry)) continue
      const hand = isSegment ? NO_EVENT : row
      if (this.#parts.entryChecks[entry]!(hand) && this.#tryEntry(entry, hand)) return
    }
  }

  #tryEntry(entry: number, hand: Hand): boolean {
    const admits = this.#reentry.admits(hand, this.active, this.#run.now)
    this.#parts.countEntry(entry, admits)
    if (admits) this.#start(hand, this.#program.entries[entry]!.target, null)
    return admits
  }

  /** One round of segments: exits, wait branches, entries. Answers whether anything moved. */
  lookRound(): boolean {
    const { active } = this
    const { pass } = this.#run
    let moved = false
    for (let index = 0; index < active.length; ) {
      const instance = active.at(index)
      if (instance.seen === pass || instance.bornIn === pass) {
        index++
        continue
      }
      instance.seen = pass
      if (this.#lookAt(instance)) moved = true
      if (index < active.length && active.at(index) === instance) index++
      else index = 0
    }
    return this.#enterBySegment() || moved
  }

  #lookAt(instance: Instance): boolean {
    const exit = this.#segmentExit()
    if (exit >= 0) {
      this.end(instance, exit)
      return true
    }
    for (const { check, port } of this.#parts.actions.segmentChecks[instance.step]!) {
      if (!check(NO_EVENT)) continue
      instance.hand = NO_EVENT
      this.leave(instance, port)
      return true
    }
    return false
  }

  /** The outcome of the first segment exit that the profile is in; -1: none. */
  #segmentExit(): number {
    const { segmentExits } = this.tables
    for (let index = 0; index < segmentExits.length; index++) {
      if (this.#parts.exitChecks[segmentExits[index]!]!(NO_EVENT)) return this.#program.exits[segmentExits[index]!]!.outcome
    }
    return -1
  }

  #enterBySegment(): boolean {
    const { segmentEntries } = this.tables
    if (segmentEntries.length === 0) return false
    this.#triggers.look()
    if (!this.#parts.isOpen()) return false
    for (let index = 0; index < segmentEntries.length; index++) {
      const entry = segmentEntries[index]!
      if (this.#triggers.fires(entry) && this.#parts.entryChecks[entry]!(NO_EVENT) && this.#tryEntry(entry, NO_EVENT)) return true
    }
    return false
  }

  /** A schedule comes round: asks its audience. */
  ask(entry: number): void {
    const { audienceChecks, entryChecks } = this.#parts
    if (this.#parts.isOpen() && audienceChecks[entry]!(NO_EVENT) && entryChecks[entry]!(NO_EVENT)) this.#tryEntry(entry, NO_EVENT)
  }

  /** A journey step of another journey starts this one; null if re-entry refuses, or if the child has ended already. */
  startChild(hand: Hand, parent: Instance | null, stepId: string): Instance | null {
    if (!this.#reentry.admits(hand, this.active, this.#run.now)) return null
    if (++this.#run.nesting > STEPS_PER_INSTANT) throw endlessNesting(stepId, this.#parts.profileId())
    const child = this.#start(hand, this.#program.entries[0]!.target, parent)
    this.#run.nesting--
    return child
  }

  /** Starts an instance and runs it until it waits; null if it ended on the way. `parent` waits for it, if there is one. */
  #start(hand: Hand, target: number, parent: Instance | null): Instance | null {
    const run = this.#run
    const key = this.#reentry.keyOf(hand)
    this.watched.closeFor(key)
    const instance = this.#pool.take(run.now, hand, this.#parts.groupAtStart(hand))
    instance.key = key
    instance.seen = -1
    instance.bornIn = run.pass
    this.#reentry.countStart(run.now)
    run.live++
    this.active.add(instance)
    this.#parts.countStart(instance)
    const exit = this.tables.segmentExits.length === 0 ? -1 : this.#segmentExit()
    if (exit >= 0) {
      instance.step = target
      instance.tally.entered[target]!++
      this.#parts.log?.at('entered', target, instance)
      this.#finish(instance, exit)
      return null
    }
    const { serial } = instance
    this.#advance(instance, target)
    if (instance.serial !== serial || instance.ended) return null
    if (parent !== null) {
      instance.parent = parent
      parent.child = instance
    }
    return instance
  }

  /** The timer of an instance is due. */
  fire(instance: Instance): void {
    if (instance.duePort === LOOK_NOW) return this.leave(instance, this.#parts.actions.pollPort(instance, this.tables.steps[instance.step]!))
    if (instance.duePort === END_NOW) return void this.#endings!.ends(instance)
    if (instance.duePort !== ASK_AGAIN) return this.leave(instance, instance.duePort)
    instance.due = Infinity
    if (this.#endings !== null && this.#endings.endsBefore(MESSAGE, instance)) return
    const port = this.#message(instance, instance.step, this.tables.steps[instance.step]!)
    if (port >= 0) this.leave(instance, port)
  }

  /** Leaves the step it has been waiting in. */
  leave(instance: Instance, port: number): void {
    if (this.#endings !== null && this.#endings.endsAfter(this.tables.steps[instance.step]!.kind, instance)) return
    countStay(instance, this.#run.now)
    instance.due = Infinity
    const target = this.#through(instance, this.tables.steps[instance.step]!, port)
    if (target !== NOWHERE) this.#advance(instance, target)
  }

  /** Ends an instance in the step it is in. */
  end(instance: Instance, outcome: number): void {
    countStay(instance, this.#run.now)
    this.#finish(instance, outcome)
  }

  /** Counts the way out and says where it leads; nowhere ends the instance as completed. */
  #through(instance: Instance, step: KernelStep, port: number): number {
    const target = step.targets[port]!
    if (target === NOWHERE) this.#finish(instance, COMPLETED_OUTCOME)
    else {
      instance.tally.ports[step.portBase + port]!++
      this.#parts.log?.at('left', step.portBase + port, instance)
    }
    return target
  }

  /** Runs an instance from the step it arrives at until it waits or ends. */
  #advance(instance: Instance, target: number): void {
    const { tally } = instance
    const run = this.#run
    const parts = this.#parts
    instance.arrivedAt = run.now
    instance.arrivedIn = run.pass
    let index = target
    while (index !== NOWHERE) {
      const step = this.tables.steps[index]!
      instance.step = index
      tally.entered[index]!++
      this.#parts.log?.at('entered', index, instance)
      if (this.tables.hasLoops) parts.countStep(instance, step)
      if (this.#endings !== null && this.#endings.endsBefore(step.kind, instance)) return
      let port = 0
      switch (step.kind) {
        case MESSAGE:
          if (step.deal) parts.deal(instance, step.deal, step)
          port = this.#message(instance, index, step)
          if (port < 0) return
          break
        case DELAY:
          if (step.ms > 0) return this.#arm(instance, run.now + step.ms, 0)
          break
        case DELAY_UNTIL: {
          const due = parts.actions.delayEnds(step)
          if (due > run.now) return this.#arm(instance, due, 0)
          break
        }
        case WAIT:
        case POLL:
          port = step.looks ? parts.actions.alreadyHolds(instance, step) : -1
          if (port >= 0) break
          if (step.ms < 0) return this.#endings?.armLook(instance)
          if (step.ms > 0) return this.#arm(instance, run.now + step.ms, step.kind === POLL ? LOOK_NOW : step.timeoutPort)
          port = step.kind === POLL ? parts.actions.pollPort(instance, step) : step.timeoutPort
          break
        case BRANCH:
          port = parts.actions.branch(instance, index, step)
          break
        case SPLIT:
          port = parts.deal(instance, step.deal!, step)
          break
        case UPDATE:
          parts.update(instance, step)
          break
        case WEBHOOK:
          port = parts.webhook(instance, index, step)
          break
        case JOURNEY:
          if (this.#startsChild(instance, step)) return this.#endings?.armLook(instance)
          break
        case EXIT: return this.#finish(instance, step.outcome)
        default: throw unknownKind(step)
      }
      if (this.#endings !== null && this.#endings.endsAfter(step.kind, instance)) return
      index = this.#through(instance, step, port)
    }
  }

  /** Starts the other journey; true if this instance now waits for it. */
  #startsChild(instance: Instance, { id, program: { operation } }: KernelStep): boolean {
    return operation.kind === 'journey' && this.#run.journeys[operation.journey]!.startChild(instance.hand, operation.wait ? instance : null, id) !== null && operation.wait
  }

  /** Sends a message, holds it back or parks it: the port to leave by; -1 if the instance stays or has ended. */
  #message(instance: Instance, index: number, step: KernelStep): number {
    const verdict = this.#parts.decide(instance, index, step)
    if (verdict.kind === 'end') this.end(instance, verdict.outcome)
    else if (verdict.kind === 'park') this.#arm(instance, verdict.until, ASK_AGAIN)
    else return portAfter(verdict, step)
    return -1
  }

  #arm(instance: Instance, due: number, port: number): void {
    const run = this.#run
    instance.due = due
    instance.duePort = port
    instance.armed = run.armed++
    if (due < run.nextDue) run.nextDue = due
    if (this.#endings !== null) this.#endings.armLook(instance)
  }

  /** The end of an instance. Then the child it waited for ends, and the parent that waited for it goes on. */
  #finish(instance: Instance, outcome: number): void {
    const { tally, parent, child } = instance
    const run = this.#run
    const counter = instance.step * this.#program.outcomes.length + outcome
    tally.ended[counter]!++
    this.#parts.log?.at('ended', counter, instance)
    tally.outcomes[outcome]!++
    tally.finished++
    instance.due = Infinity
    instance.ended = true
    this.#reentry.countEnd(run.now)
    this.active.remove(instance)
    if (run.now < instance.startedAt + this.#program.longestWindowMs) this.watched.add(instance)
    else {
      run.live--
      this.#pool.release(instance)
    }
    if (child !== null) {
      instance.child = child.parent = null
      run.journeys[child.journey]!.end(child, PARENT_OUTCOME)
    }
    if (parent !== null) {
      instance.parent = parent.child = null
      run.journeys[parent.journey]!.leave(parent, 0)
    }
  }
}
