import { COMPLETED_OUTCOME, NOWHERE, type RunProgram } from '../../compile/program.ts'
import { BRANCH, DELAY, DELAY_UNTIL, EXIT, MESSAGE, SPLIT, UPDATE, WAIT, WEBHOOK, type KernelStep, type KernelTables } from '../../compile/to-kernel.ts'
import { ASK_AGAIN, InstanceList, InstancePool, type Instance } from './instance.ts'
import { NO_EVENT } from './history.ts'
import { countStay, portAfter, type JourneyParts, type KernelState } from './parts.ts'
import { KernelReentry } from './reentry.ts'
import { emptyGroup, type GroupTally } from '../tally.ts'

/** Can a profile of this run have no more than one instance at a time, moved by events and timers alone? */
export function walksAlone({ journeys }: RunProgram): boolean {
  const [journey] = journeys
  if (!journey || journeys.length > 1 || journey.reentry.kind === 'always') return false
  return (
    journey.entries.every(({ trigger }) => trigger.kind === 'event') &&
    journey.exits.every(({ kind }) => kind === 'event') &&
    journey.steps.every(({ operation }) => operation.kind !== 'journey' && (operation.kind !== 'waitFor' || operation.branches.every(({ kind }) => kind === 'event')))
  )
}

/**
 * The usual run: one journey, in which a profile has at most one instance at a time, moved by events and timers alone. The same rules as in
 * kernel/journey.ts, without lists, passes and a search for the next timer. An event that can do nothing in the step at hand costs one
 * lookup. On the Passo funnel this takes about two thirds of the time of the general way, which is why the rules are here a second time; the
 * differential test holds both to the reference.
 */
export class SoloWalk {
  readonly #state: KernelState
  readonly #parts: JourneyParts
  readonly #tables: KernelTables
  readonly #steps: readonly KernelStep[]
  /** By place × codes + code: can the event do something there? Places are the steps, then the three below. */
  readonly #interest: Uint8Array
  readonly #codes: number
  readonly #outcomes: number
  readonly #longestWindowMs: number
  readonly #readsHistory: boolean
  readonly #hasLoops: boolean
  readonly #reentry: KernelReentry
  /** One while an instance is under way, for re-entry to look at. */
  readonly #active = new InstanceList()
  /** Places that are no step: an ended instance that still counts goals; nobody. */
  readonly #watching: number
  readonly #nobody: number
  readonly #instance: Instance
  #place: number
  #due = Infinity
  #rowsEnd = 0

  constructor(parts: JourneyParts, state: KernelState) {
    const { program, tables } = parts
    const { names } = state.dataset
    this.#state = state
    this.#parts = parts
    this.#tables = tables
    this.#steps = tables.steps
    this.#codes = names.length
    this.#outcomes = program.outcomes.length
    this.#longestWindowMs = program.longestWindowMs
    this.#readsHistory = tables.readsHistory
    this.#hasLoops = tables.hasLoops
    this.#reentry = new KernelReentry(program.reentry, undefined)
    this.#watching = program.steps.length
    this.#nobody = program.steps.length + 1
    this.#place = this.#nobody
    this.#interest = new Uint8Array((program.steps.length + 2) * names.length)
    this.#interest.set(tables.concerns)
    for (let place = 0; place <= this.#nobody; place++) {
      names.forEach((_, code) => {
        if (tables.entries[code]!.length > 0) this.#interest[place * names.length + code] = 1
      })
    }
    this.#instance = new InstancePool(program, 0).take(0, NO_EVENT, emptyGroup(program, []))
  }

  /** Walks through the rows of the profile that the state has been set to. */
  walk(): void {
    const state = this.#state
    const { offsets, at, nameCodes } = state.dataset
    const { profile, until } = state
    const interest = this.#interest
    const codes = this.#codes
    const end = offsets[profile + 1]!
    this.#rowsEnd = end
    this.#reentry.begin()
    // Where the instance stands, as locals: most rows only look.
    let due = Infinity
    let place = this.#nobody * codes
    for (let row = offsets[profile]!; row < end; row++) {
      const code = nameCodes[row]!
      if (due === Infinity && interest[place + code] === 0) continue
      const instant = at[row]!
      if (instant > until) break
      if (due <= instant) {
        this.#fireTimers(instant)
        due = this.#due
        place = this.#place * codes
      }
      if (interest[place + code] === 0) continue
      if (this.#readsHistory) state.arriveUpTo(row + 1)
      else state.arrived = row + 1
      state.now = instant
      if (this.#place < this.#watching) this.#meet(row, code)
      else if (this.#place === this.#watching) this.#watch(row, code)
      const entries = this.#tables.entries[code]!
      for (let index = 0; index < entries.length; index++) {
        const entry = entries[index]!
        if (!this.#parts.isOpen() || !this.#parts.entryChecks[entry]!(row)) continue
        this.#parts.tally.matched[entry]!++
        if (this.#reentry.admits(row, this.#active, instant)) {
          this.#parts.tally.admitted[entry]!++
          this.#start(row, this.#parts.program.entries[entry]!.target)
          break
        }
        this.#parts.tally.refused[entry]!++
      }
      due = this.#due
      place = this.#place * codes
    }
    if (this.#due <= until) this.#fireTimers(until)
    if (this.#reentry.starts > 0) this.#finish()
  }

  #finish(): void {
    this.#parts.countProfile()
    if (this.#place < this.#watching) this.#instance.tally.waiting[this.#place]!++
    this.#active.length = 0
    this.#place = this.#nobody
    this.#due = Infinity
  }

  #start(row: number, target: number): void {
    const instance = this.#instance
    const { now } = this.#state
    InstancePool.renew(instance, now, row, this.#parts.groupAtStart(row))
    this.#reentry.countStart(now)
    this.#active.add(instance)
    this.#parts.countStart(instance)
    this.#advance(instance, target)
  }

  #meet(row: number, code: number): void {
    const instance = this.#instance
    const goals = this.#tables.goals[code]!
    if (goals.length > 0) {
      const ends = this.#parts.countGoals(instance, goals, row)
      if (ends >= 0) return this.#end(instance, ends)
    }
    const exits = this.#tables.exits[code]!
    for (let index = 0; index < exits.length; index++) {
      if (this.#parts.exitChecks[exits[index]!]!(row)) return this.#end(instance, this.#parts.program.exits[exits[index]!]!.outcome)
    }
    const branches = this.#parts.actions.waitChecks[this.#place]![code]
    if (branches === undefined) return
    for (let index = 0; index < branches.length; index++) {
      if (!branches[index]!.always && !branches[index]!.check(row)) continue
      instance.hand = row
      return this.#leave(instance, branches[index]!.port)
    }
  }

  #watch(row: number, code: number): void {
    const goals = this.#tables.goals[code]!
    if (this.#state.now >= this.#instance.startedAt + this.#longestWindowMs) this.#place = this.#nobody
    else if (goals.length > 0) this.#parts.countGoalsAfterEnd(this.#instance, goals, row)
  }

  /** Fires what is due up to `limit`, each timer at its own due time; rows before that have happened, rows at that instant have not. */
  #fireTimers(limit: number): void {
    const state = this.#state
    const instance = this.#instance
    while (this.#due <= limit) {
      const now = this.#due
      state.now = now
      if (this.#readsHistory) state.arriveBefore(now, this.#rowsEnd)
      let port = instance.duePort
      if (port === ASK_AGAIN) {
        this.#due = Infinity
        port = this.#message(instance, this.#place, this.#steps[this.#place]!)
        if (port < 0) continue
      }
      this.#leave(instance, port)
    }
  }

  /** Leaves the step the instance has been waiting in. */
  #leave(instance: Instance, port: number): void {
    const index = this.#place
    const step = this.#steps[index]!
    const { tally } = instance
    countStay(instance, this.#state.now)
    this.#due = Infinity
    const target = step.targets[port]!
    if (target === NOWHERE) return this.#leaveJourney(instance, index, COMPLETED_OUTCOME)
    tally.ports[step.portBase + port]!++
    this.#advance(instance, target)
  }

  /** Runs the instance from the step it arrives at until it waits or ends. */
  #advance(instance: Instance, target: number): void {
    const tally: GroupTally = instance.tally
    const parts = this.#parts
    const now = this.#state.now
    instance.arrivedAt = now
    let index = target
    for (;;) {
      const step = this.#steps[index]!
      tally.entered[index]!++
      instance.step = index
      if (this.#hasLoops) parts.countStep(instance, step)
      let port = 0
      switch (step.kind) {
        case MESSAGE:
          this.#place = index
          if (step.deal) parts.deal(instance, step.deal, step)
          if (parts.sendsFreely && !instance.heldOut) {
            tally.sent[index]!++
            instance.lastMessage = index
            break
          }
          port = this.#message(instance, index, step)
          if (port < 0) return
          break
        case DELAY:
          if (step.ms > 0) return this.#wait(instance, index, now + step.ms, 0)
          break
        case DELAY_UNTIL: {
          const due = parts.actions.delayEnds(step)
          if (due > now) return this.#wait(instance, index, due, 0)
          break
        }
        case WAIT:
          port = step.looks ? parts.actions.alreadyHolds(instance, step) : -1
          if (port >= 0) break
          if (step.ms !== 0) return this.#wait(instance, index, step.ms < 0 ? Infinity : now + step.ms, step.timeoutPort)
          port = step.timeoutPort
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
        case EXIT: return this.#leaveJourney(instance, index, step.outcome)
        default: throw new Error(`a step of kind ${step.kind} is not walked alone`)
      }
      const next = step.targets[port]!
      if (next === NOWHERE) return this.#leaveJourney(instance, index, COMPLETED_OUTCOME)
      tally.ports[step.portBase + port]!++
      index = next
    }
  }

  #wait(instance: Instance, index: number, due: number, port: number): void {
    this.#place = index
    this.#due = due
    instance.duePort = port
  }

  #message(instance: Instance, index: number, step: KernelStep): number {
    const verdict = this.#parts.decide(instance, index, step)
    if (verdict.kind === 'end') this.#end(instance, verdict.outcome)
    else if (verdict.kind === 'park') this.#wait(instance, index, verdict.until, ASK_AGAIN)
    else return portAfter(verdict, step)
    return -1
  }

  /** Ends the instance in the step it is in. */
  #end(instance: Instance, outcome: number): void {
    countStay(instance, this.#state.now)
    this.#leaveJourney(instance, this.#place, outcome)
  }

  #leaveJourney(instance: Instance, index: number, outcome: number): void {
    const { tally } = instance
    const { now } = this.#state
    tally.ended[index * this.#outcomes + outcome]!++
    tally.outcomes[outcome]!++
    tally.finished++
    this.#due = Infinity
    this.#reentry.countEnd(now)
    this.#active.length = 0
    this.#place = now < instance.startedAt + this.#longestWindowMs ? this.#watching : this.#nobody
  }
}
