import type { Endings as ProgramEndings, JourneyProgram } from '../../compile/program.ts'
import { DELAY, DELAY_UNTIL, MESSAGE, POLL, UPDATE, WAIT, WEBHOOK } from '../../compile/to-kernel.ts'
import { DAY_MS } from '../../model/calendar.ts'
import { NO_EVENT } from './history.ts'
import { END_NOW, type Instance } from './instance.ts'
import type { JourneyParts } from './parts.ts'
import type { KernelRun, OtherJourney } from './run.ts'

/**
 * Ends that take effect later than they are met, as platforms do it. An event exit or a goal that ends the journey marks the instance, a goal in place of
 * an exit; where instances are looked at, the mark ends it, else the first segment exit whose segment the profile is in.
 */
export class Endings {
  readonly #program: JourneyProgram
  readonly #parts: JourneyParts
  readonly #run: KernelRun
  readonly #journey: OtherJourney
  readonly #goalsDaily: boolean
  /** By kind of step: 1 where it is looked at as an instance comes to it, as it leaves it. */
  readonly #before = new Uint8Array(POLL + 1)
  readonly #after = new Uint8Array(POLL + 1)
  readonly #segmentExits: readonly number[]

  constructor(program: JourneyProgram, { at, goalsDaily }: ProgramEndings, parts: JourneyParts, run: KernelRun, journey: OtherJourney) {
    this.#program = program
    this.#parts = parts
    this.#run = run
    this.#journey = journey
    this.#goalsDaily = goalsDaily
    if (at === 'stepEnd') this.#after.fill(1)
    if (at === 'waitEnd') for (const kind of [DELAY, DELAY_UNTIL, WAIT, POLL]) this.#after[kind] = 1
    if (at === 'beforeAction') for (const kind of [MESSAGE, UPDATE, WEBHOOK]) this.#before[kind] = 1
    this.#segmentExits = program.exits.flatMap((exit, index) => (exit.kind === 'segment' ? [index] : []))
  }

  /** Ends the instance if it is to end and looked at as it comes to a step of the kind; true if it has ended. */
  endsBefore(kind: number, instance: Instance): boolean {
    return this.#before[kind] === 1 && this.ends(instance)
  }

  /** The same as it leaves one. */
  endsAfter(kind: number, instance: Instance): boolean {
    return this.#after[kind] === 1 && this.ends(instance)
  }

  /** Ends the instance if it is to end, now that it is looked at; true if it has ended. */
  ends(instance: Instance): boolean {
    const outcome = this.#outcomeNow(instance)
    if (outcome >= 0) this.#journey.end(instance, outcome)
    return outcome >= 0
  }

  /** The first of these exits that the event meets marks the instance, unless it is marked. `concerned`: the event is one of its key, or it has none. */
  markByExit(instance: Instance, exits: readonly number[], row: number, concerned: boolean): void {
    for (let index = 0; concerned && index < exits.length && instance.mark < 0; index++) {
      if (this.#parts.exitChecks[exits[index]!]!(row)) this.mark(instance, this.#program.exits[exits[index]!]!.outcome, false)
    }
  }

  mark(instance: Instance, outcome: number, byGoal: boolean): void {
    if (instance.mark >= 0 && (instance.markedByGoal || !byGoal)) return
    const { now } = this.#run
    instance.mark = outcome
    instance.markedByGoal = byGoal
    instance.markedAt = now
    if (!byGoal || !this.#goalsDaily) return
    instance.lookedAtNext = instance.startedAt + (Math.floor((now - instance.startedAt) / DAY_MS) + 1) * DAY_MS
    instance.lookArmed = this.#run.armed++
    if (instance.lookedAtNext < instance.due) this.#takeOver(instance)
  }

  /** Of the timer an instance has set and the daily look, the one that is due first stands; the look if both are, for it was set before. */
  armLook(instance: Instance): void {
    if (instance.lookedAtNext < Infinity && instance.lookedAtNext <= instance.due) this.#takeOver(instance)
  }

  #takeOver(instance: Instance): void {
    instance.due = instance.lookedAtNext
    instance.duePort = END_NOW
    instance.armed = instance.lookArmed
    if (instance.due < this.#run.nextDue) this.#run.nextDue = instance.due
  }

  /** How the instance ends, now that it is looked at; -1: it does not. */
  #outcomeNow(instance: Instance): number {
    if (instance.mark >= 0) {
      if (this.#run.now > instance.markedAt) this.#parts.tally.endedLate++
      return instance.mark
    }
    for (let index = 0; index < this.#segmentExits.length; index++) {
      const exit = this.#segmentExits[index]!
      if (this.#parts.exitChecks[exit]!(NO_EVENT)) return this.#program.exits[exit]!.outcome
    }
    return -1
  }
}
