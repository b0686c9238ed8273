import { COMPLETED_OUTCOME, NOWHERE, type JourneyProgram, type RunProgram } from '../../compile/program.ts'
import { BRANCH, DELAY, DELAY_UNTIL, EXIT, MESSAGE, SPLIT, unknownKind, UPDATE, WAIT, WEBHOOK, type KernelStep, type KernelTables } from '../../compile/to-kernel.ts'
import { Chains, DECIDES, RESTS } from './chains.ts'
import { ASK_AGAIN, InstanceList, InstancePool, type Instance } from './instance.ts'
import { NO_EVENT } from './history.ts'
import { portAfter, type JourneyParts, type KernelState } from './parts.ts'
import { KernelReentry } from './reentry.ts'
import { addDwell, emptyGroup, type GroupTally } from '../tally.ts'

/** Can a profile of this run have no more than one instance at a time, moved by events and timers alone? */
export function walksAlone({ journeys }: RunProgram): boolean {
  const [journey] = journeys
  if (!journey || journeys.length > 1 || journey.reentry.kind === 'always' || runsOtherwise(journey)) return false
  return (
    journey.entries.every(({ trigger }) => trigger.kind === 'event') &&
    journey.exits.every(({ kind }) => kind === 'event') &&
    journey.steps.every(({ operation }) => operation.kind !== 'journey' && (operation.kind !== 'waitFor' || operation.branches.every(({ kind }) => kind === 'event')))
  )
}

/** Does a dialect change how it runs? Its rules are in the general way only. */
function runsOtherwise({ endings, steps, deals }: JourneyProgram): boolean {
  return endings !== undefined || deals.some(({ deal }) => deal.redrawn !== undefined) || steps.some(({ operation }) => operation.kind === 'poll')
}

/** What an event can do in a place: nothing; something that depends; else take the instance on by the port before this number. */
const NOTHING = 0
const DEPENDS = 255

/** How often each chain was walked by instances of a group. */
interface Walked { tally: GroupTally; times: Float64Array }

/**
 * The usual run: one journey, in which a profile has at most one instance at a time, moved by events and timers alone. The same rules as in
 * kernel/journey.ts, laid out as tables: an event in a place is one look, what follows from a move without a choice is one count. On the
 * Passo funnel this takes about two thirds of the time of the general way, which is why the rules are here a second time; the differential
 * test holds both to the reference.
 */
export class SoloWalk {
  readonly #state: KernelState
  readonly #parts: JourneyParts
  readonly #tables: KernelTables
  readonly #steps: readonly KernelStep[]
  readonly #chains: Chains
  /** By place × codes + code: what the event can do there. Places are the steps, then the two below. */
  readonly #moves: Uint8Array
  readonly #codes: number
  /** By port, all steps' after each other: where it leads, or NOWHERE. */
  readonly #targets: Int32Array
  readonly #portBase: Int32Array
  readonly #outcomes: number
  readonly #longestWindowMs: number
  readonly #reentry: KernelReentry
  /** An event that starts, moves, converts or ends somebody is judged by the past, or starts are told apart by attributes. */
  readonly #asksAtRows: boolean
  /** One while an instance is under way, for re-entry to look at. */
  readonly #active = new InstanceList()
  /** Places that are no step: an ended instance that still counts goals; nobody. */
  readonly #watching: number
  readonly #nobody: number
  readonly #instance: Instance
  readonly #walkedByGroup: Walked[] = []
  #walked: Walked
  #place: number
  #due = Infinity
  #rowsEnd = 0
  /** What has happened, for whoever asks for the past: rows before this one; while a timer fires (-1) all rows before now. */
  #happened = 0

  constructor(parts: JourneyParts, state: KernelState) {
    const { program, tables } = parts
    this.#state = state
    this.#parts = parts
    this.#tables = tables
    this.#steps = tables.steps
    this.#chains = new Chains(parts)
    this.#codes = state.dataset.names.length
    this.#targets = Int32Array.from(tables.steps.flatMap(({ targets }) => [...targets]))
    this.#portBase = Int32Array.from(tables.steps, ({ portBase }) => portBase)
    this.#outcomes = program.outcomes.length
    this.#longestWindowMs = program.longestWindowMs
    this.#reentry = new KernelReentry(program.reentry, undefined)
    this.#asksAtRows = tables.asksAtRows || parts.breaksDown
    this.#watching = program.steps.length
    this.#nobody = program.steps.length + 1
    this.#place = this.#nobody
    this.#moves = movesOf(parts, state.dataset.names.length)
    const group = emptyGroup(program, [])
    this.#walked = { tally: group, times: new Float64Array(program.steps.length) }
    this.#instance = new InstancePool(program, 0).take(0, NO_EVENT, group)
  }

  /** Walks through the rows of the profile that the state has been set to. */
  walk(): void {
    const state = this.#state
    const { offsets, at, nameCodes } = state.dataset
    const { profile, until } = state
    const { reaction } = this.#tables
    const moves = this.#moves
    const codes = this.#codes
    const end = offsets[profile + 1]!
    this.#rowsEnd = end
    this.#reentry.begin()
    // Where the instance stands, as locals: most rows only look.
    let due = Infinity
    let place = this.#nobody * codes
    for (let row = offsets[profile]!; row < end; row++) {
      const code = nameCodes[row]!
      // Timers wait for the next row that could matter: each fires at its own due time all the same.
      if (reaction[code] === 0 || (due === Infinity && moves[place + code] === NOTHING)) continue
      const instant = at[row]!
      if (instant > until) break
      if (due <= instant) {
        this.#fireTimers(instant)
        due = this.#due
        place = this.#place * codes
      }
      const move = moves[place + code]!
      if (move === NOTHING) continue
      state.now = instant
      this.#happened = row + 1
      if (move === DEPENDS) this.#look(row, code)
      else {
        this.#instance.hand = row
        this.#leave(move - 1)
      }
      due = this.#due
      place = this.#place * codes
    }
    if (this.#due <= until) this.#fireTimers(until)
    if (this.#reentry.starts > 0) this.#finish()
  }

  /** Makes up the counts of all that was walked since the last time. */
  settle(): void {
    for (const { tally, times } of this.#walkedByGroup) this.#chains.settle(times, tally)
  }

  #finish(): void {
    this.#parts.countProfile()
    if (this.#place < this.#watching) this.#instance.tally.waiting[this.#place]!++
    this.#active.length = 0
    this.#place = this.#nobody
    this.#due = Infinity
  }

  /** An event that may move the instance, and may start one. */
  #look(row: number, code: number): void {
    const parts = this.#parts
    if (this.#asksAtRows) this.#letArrive()
    if (this.#place < this.#watching) this.#meet(row, code)
    else if (this.#place === this.#watching) this.#watch(row, code)
    const entries = this.#tables.entries[code]!
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index]!
      if (!parts.isOpen() || !parts.entryChecks[entry]!(row)) continue
      parts.tally.matched[entry]!++
      if (this.#reentry.admits(row, this.#active, this.#state.now)) {
        parts.tally.admitted[entry]!++
        return this.#start(row, parts.program.entries[entry]!.target)
      }
      parts.tally.refused[entry]!++
    }
  }

  #start(row: number, target: number): void {
    const instance = this.#instance
    const { now } = this.#state
    const tally = this.#parts.groupAtStart(row)
    if (this.#walked.tally !== tally) this.#walked = this.#walkedOf(tally)
    InstancePool.renew(instance, now, row, tally)
    this.#reentry.countStart(now)
    this.#active.add(instance)
    this.#parts.countStart(instance)
    this.#advance(target)
  }

  #walkedOf(tally: GroupTally): Walked {
    let walked = this.#walkedByGroup.find((one) => one.tally === tally)
    if (!walked) this.#walkedByGroup.push((walked = { tally, times: new Float64Array(this.#steps.length) }))
    return walked
  }

  #meet(row: number, code: number): void {
    const instance = this.#instance
    const goals = this.#tables.goals[code]!
    if (goals.length > 0) {
      const ends = this.#parts.countGoals(instance, goals, row)
      if (ends >= 0) return this.#end(ends)
    }
    const exits = this.#tables.exits[code]!
    for (let index = 0; index < exits.length; index++) {
      if (this.#parts.exitChecks[exits[index]!]!(row)) return this.#end(this.#parts.program.exits[exits[index]!]!.outcome)
    }
    const branches = this.#parts.actions.waitChecks[this.#place]![code]
    if (branches === undefined) return
    for (let index = 0; index < branches.length; index++) {
      if (!branches[index]!.always && !branches[index]!.check(row)) continue
      instance.hand = row
      return this.#leave(branches[index]!.port)
    }
  }

  #watch(row: number, code: number): void {
    const goals = this.#tables.goals[code]!
    if (this.#state.now >= this.#instance.startedAt + this.#longestWindowMs) this.#place = this.#nobody
    else if (goals.length > 0) this.#parts.countGoalsAfterEnd(this.#instance, goals, row)
  }

  /** Lets the rows that have happened arrive. Put off until something asks: most rows of a profile come after the last question. */
  #letArrive(): void {
    const state = this.#state
    if (this.#happened < 0) state.arriveBefore(state.now, this.#rowsEnd)
    else state.arriveUpTo(this.#happened)
  }

  /** Fires what is due up to `limit`, each timer at its own due time; rows before that have happened, rows at that instant have not. */
  #fireTimers(limit: number): void {
    const instance = this.#instance
    while (this.#due <= limit) {
      this.#state.now = this.#due
      this.#happened = -1
      let port = instance.duePort
      if (port === ASK_AGAIN) {
        this.#due = Infinity
        port = this.#message(this.#place)
        if (port < 0) continue
      }
      this.#leave(port)
    }
  }

  /** Leaves the step the instance has been waiting in. */
  #leave(port: number): void {
    this.#countStay()
    const index = this.#portBase[this.#place]! + port
    const target = this.#targets[index]!
    if (target !== NOWHERE) {
      this.#walked.tally.ports[index]!++
      this.#advance(target)
    } else this.#leaveJourney(this.#place, COMPLETED_OUTCOME)
  }

  #countStay(): void {
    const stay = this.#state.now - this.#instance.arrivedAt
    if (stay > 0) addDwell(this.#walked.tally.dwell[this.#place]!, stay)
  }

  /** Takes the instance from the step it arrives at to where it waits or ends. */
  #advance(target: number): void {
    const chains = this.#chains
    const instance = this.#instance
    const { now } = this.#state
    instance.arrivedAt = now
    for (let first = target; first !== NOWHERE; ) {
      this.#walked.times[first]!++
      if (chains.lastMessage[first]! >= 0) instance.lastMessage = chains.lastMessage[first]!
      const kind = chains.kind[first]!
      if (kind === DECIDES) first = this.#decide(chains.end[first]!)
      else {
        if (kind === RESTS) this.#wait(chains.end[first]!, now + chains.restMs[first]!, chains.restPort[first]!)
        else this.#close()
        return
      }
    }
  }

  /** Passes one step that is no matter of course: the step it leads to; NOWHERE if the instance waits in it or has ended. */
  #decide(index: number): number {
    const parts = this.#parts
    const instance = this.#instance
    const step = this.#steps[index]!
    const { now } = this.#state
    instance.tally.entered[index]!++
    instance.step = index
    this.#place = index
    if (this.#tables.hasLoops) parts.countStep(instance, step)
    if (step.kind !== SPLIT) this.#letArrive()
    let port = 0
    switch (step.kind) {
      case MESSAGE:
        if (step.deal) parts.deal(instance, step.deal, step)
        port = this.#message(index)
        if (port < 0) return NOWHERE
        break
      case DELAY:
      case DELAY_UNTIL: {
        const due = parts.actions.delayEnds(step)
        if (due > now) return this.#wait(index, due, 0)
        break
      }
      case WAIT:
        port = step.looks ? parts.actions.alreadyHolds(instance, step) : -1
        if (port >= 0) break
        if (step.ms !== 0) return this.#wait(index, step.ms < 0 ? Infinity : now + step.ms, step.timeoutPort)
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
      case EXIT: return this.#leaveJourney(index, step.outcome)
      default: throw unknownKind(step)
    }
    const target = step.targets[port]!
    if (target === NOWHERE) return this.#leaveJourney(index, COMPLETED_OUTCOME)
    instance.tally.ports[step.portBase + port]!++
    return target
  }

  #wait(index: number, due: number, port: number): typeof NOWHERE {
    this.#place = index
    this.#due = due
    this.#instance.duePort = port
    return NOWHERE
  }

  /** Sends the message the instance is at, or not: the port to leave by; -1 if it stays or has ended. */
  #message(index: number): number {
    const step = this.#steps[index]!
    this.#letArrive()
    const verdict = this.#parts.decide(this.#instance, index, step)
    if (verdict.kind === 'end') this.#end(verdict.outcome)
    else if (verdict.kind === 'park') this.#wait(index, verdict.until, ASK_AGAIN)
    else return portAfter(verdict, step)
    return -1
  }

  /** Ends the instance in the step it is in. */
  #end(outcome: number): void {
    this.#countStay()
    this.#leaveJourney(this.#place, outcome)
  }

  #leaveJourney(index: number, outcome: number): typeof NOWHERE {
    const { tally } = this.#instance
    tally.ended[index * this.#outcomes + outcome]!++
    tally.outcomes[outcome]!++
    tally.finished++
    this.#close()
    return NOWHERE
  }

  /** The instance has ended, and that has been counted. */
  #close(): void {
    const { now } = this.#state
    this.#due = Infinity
    this.#reentry.countEnd(now)
    this.#active.length = 0
    this.#place = now < this.#instance.startedAt + this.#longestWindowMs ? this.#watching : this.#nobody
  }
}

function movesOf({ program, tables, actions }: JourneyParts, codes: number): Uint8Array {
  const watching = program.steps.length
  const moves = new Uint8Array((watching + 2) * codes)
  for (let place = 0; place <= watching + 1; place++) {
    for (let code = 0; code < codes; code++) {
      const isPlain = tables.entries[code]!.length === 0 && tables.goals[code]!.length === 0 && tables.exits[code]!.length === 0
      const first = place < watching ? actions.waitChecks[place]![code]?.[0] : undefined
      if (isPlain && first?.always && first.port + 1 < DEPENDS) moves[place * codes + code] = first.port + 1
      else if (tables.entries[code]!.length > 0 || (place <= watching && tables.concerns[place * codes + code] === 1)) moves[place * codes + code] = DEPENDS
    }
  }
  return moves
}
