import { columnsNeeded, readsSent } from '../compile/columns-needed.ts'
import { lower } from '../compile/lower.ts'
import type { RunProgram } from '../compile/program.ts'
import { MAY_ENTER, MAY_MOVE, MAY_SHIFT } from '../compile/to-kernel.ts'
import { counterLayouts } from '../playback/counters.ts'
import { DAY_MS, HOUR_MS } from '../model/calendar.ts'
import { profileCountOf, textAt, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { endlessRounds, STEPS_PER_INSTANT } from './endless-loop.ts'
import { jointOutput, runSpan } from './figures.ts'
import type { Instance } from './kernel/instance.ts'
import { ConditionCompiler } from './kernel/conditions.ts'
import { KernelHistory, SentLog } from './kernel/history.ts'
import { KernelJourney } from './kernel/journey.ts'
import { JourneyParts } from './kernel/parts.ts'
import type { KernelRun } from './kernel/run.ts'
import { LogWriter } from './kernel/log-writer.ts'
import { SoloWalk, walksAlone } from './kernel/solo.ts'
import type { PastCondition } from './kernel/past.ts'
import { addPressure } from './pressure.ts'
import { ProfileAttributes } from './kernel/profile-attributes.ts'
import { KernelReactions } from './kernel/reactions.ts'
import type { ResultingRows } from './kernel/resulting-rows.ts'
import { ScratchRows } from './kernel/scratch-rows.ts'
import { responsePlan } from './responses/response-plan.ts'
import { ProfileClock } from './kernel/profile-clock.ts'
import type { JointOutput, MessageRecord, RunOptions, RunOutput } from './run.ts'
import { schedulesOf, type DueSchedule } from './schedules.ts'
import { emptyJointTally, type JointTally } from './tally.ts'
import { hasUnknownZone } from './unknown-zone.ts'

/** Runs a document over a whole dataset on the fast engine. Throws a `RehearsalError` on what cannot run. */
export function simulateWithKernel(document: JourneyDocument, dataset: EventDataset, options: RunOptions): RunOutput {
  const { figures, messages, responses } = simulateTogetherWithKernel([document], dataset, options)
  return { figures: figures[0]!, messages, responses }
}

/** Runs several documents together: they share history and attributes, and take turns by priority. */
export function simulateTogetherWithKernel(documents: readonly JourneyDocument[], dataset: EventDataset, options: RunOptions): JointOutput {
  const program = lower(documents, options.dialect)
  const kernel = new Kernel(program, dataset, options)
  kernel.run(0, profileCountOf(dataset))
  return jointOutput(program, kernel.tally, kernel.messages, dataset, options)
}

/**
 * The fast engine: profile by profile, row by row, over typed arrays. An event that cannot matter costs one lookup; timers are fields of
 * the few instances a profile has, so no queue is kept; what a condition needs of the past is caught up with when it is asked. At one
 * instant: the passing of time, timers, schedules, then events, each in dataset order.
 */
export class Kernel implements KernelRun {
  readonly tally: JointTally
  readonly messages: MessageRecord[] = []
  readonly sent = new SentLog()
  readonly dataset: EventDataset
  readonly from: number
  readonly until: number
  readonly attributes: ProfileAttributes
  /** In the order of the documents. */
  readonly journeys: readonly KernelJourney[]
  profile = -1
  firstRow = 0
  arrived = 0
  now = 0
  live = 0
  nextDue = Infinity
  armed = 0
  pass = 0
  touched = false
  nesting = 0
  readonly keepsSent: boolean
  readonly reactions: KernelReactions | null
  readonly log: LogWriter | null

  /** The data as given; and in a what-if run the rows of the profile at hand, between which reactions come in. */
  readonly #source: EventDataset
  readonly #scratch: ScratchRows | null
  readonly #resulting: ResultingRows | null
  /** The fast way, where it goes. */
  readonly #solo: SoloWalk | null
  /** In the order of their turns. */
  readonly #turns: readonly KernelJourney[]
  readonly #clocks: readonly ProfileClock[]
  readonly #reaction: Uint8Array
  readonly #readsHistory: boolean
  readonly #edges: readonly PastCondition[]
  readonly #hasSegments: boolean
  readonly #hasTriggers: boolean
  readonly #schedules: readonly DueSchedule[]
  readonly #countsPressure: boolean
  readonly #countsZones: boolean
  #rowsEnd = 0
  readonly #lastRows: Int32Array
  /** Rows before it are in `#lastRows`. */
  #noted = 0
  /** The next instant at which a membership may change by the passing of time. */
  #nextEdge = Infinity
  #schedule = 0
  #nextSchedule = Infinity

  /** `resulting` takes the rows of each profile as a what-if run leaves them. */
  constructor(program: RunProgram, source: EventDataset, options: RunOptions, resulting: ResultingRows | null = null) {
    const { from, until } = runSpan(source, options)
    const plan = responsePlan(program, options)
    this.#source = source
    this.#resulting = resulting
    this.#scratch = plan?.mode === 'whatIf' ? new ScratchRows(source, plan) : null
    const dataset = this.#scratch?.dataset ?? source
    this.dataset = dataset
    this.reactions = plan && new KernelReactions(plan, this.#scratch, this, { profileIds: source.profileIds, seed: options.seed ?? 0, until })
    this.#lastRows = new Int32Array(dataset.names.length)
    this.from = from
    this.until = until
    this.tally = emptyJointTally(program, options.breakDown ?? [])
    this.tally.responses = this.reactions?.counts ?? null
    const needed = columnsNeeded(program, options.breakDown, options.scenario)
    const attributes = needed.all ? [...new Set([...needed.attributes, ...dataset.attributes.keys(), ...dataset.properties.keys()])] : needed.attributes
    this.attributes = new ProfileAttributes(dataset, attributes, this)
    const history = new KernelHistory(dataset, this, this.sent)
    const journeyIds = program.journeys.map(({ journeyId }) => journeyId)
    const clocks = new Map(program.journeys.map(({ timeZone }) => [timeZone, new ProfileClock(this.attributes, timeZone)]))
    const compilers = new Map(
      [...clocks].map(([timeZone, clock]) => [timeZone, new ConditionCompiler({ dataset, cursor: this, attributes: this.attributes, clock, sent: this.sent, history, journeyIds })]),
    )
    this.#clocks = program.journeys.map(({ timeZone }) => clocks.get(timeZone)!)
    this.#countsPressure = options.pressure ?? program.journeys.length > 1
    this.keepsSent = this.#countsPressure || program.journeys.some(readsSent)
    const counters = options.log === undefined ? null : counterLayouts(program)
    this.log = options.log === undefined ? null : new LogWriter(options.log, counters?.at(-1)?.end ?? 0)
    const parts = program.journeys.map(
      (journey, index) => new JourneyParts(index, journey, this, compilers.get(journey.timeZone)!, this.#clocks[index]!, this.tally.journeys[index]!, options, counters?.[index] ?? null),
    )
    this.journeys = parts.map((one, index) => new KernelJourney(index, one, this, compilers.get(one.program.timeZone)!))
    this.#solo = plan === null && this.log === null && walksAlone(program) ? new SoloWalk(parts[0]!, this) : null
    this.#turns = program.turns.map((index) => this.journeys[index]!)
    this.#reaction = Uint8Array.from(dataset.names, (_, code) => this.journeys.reduce((bits, { tables }) => bits | tables.reaction[code]!, 0))
    this.#edges = [...new Set(this.journeys.flatMap(({ edges }) => edges))]
    this.#hasSegments = this.journeys.some(({ tables }) => tables.segments.length > 0)
    this.#hasTriggers = this.journeys.some(({ tables }) => tables.segmentEntries.length > 0)
    this.#schedules = schedulesOf(program, dataset, { from, until })
    this.#readsHistory = this.#scratch !== null || this.journeys.length > 1 || this.#schedules.length > 0 || this.journeys.some(({ tables }) => tables.readsHistory)
    this.#countsZones = source.attributes.has('timeZone') || source.properties.has('timeZone')
  }

  /** Runs profiles `first` up to but not including `end`, adding to the tally. */
  run(first: number, end: number): void {
    this.#lastRows.fill(-1) // within a stretch rows only rise, so those of other profiles lie before the first row
    for (let profile = first; profile < end; profile++) {
      this.profile = profile
      if (this.#scratch !== null) this.#takeOver(this.#scratch)
      else this.firstRow = this.dataset.offsets[profile]!
      this.arrived = this.firstRow
      this.#noted = this.firstRow
      this.now = -Infinity
      this.sent.length = 0
      if (this.#solo) this.#solo.walk()
      else if (this.#scratch !== null) this.#walkReacting(this.#scratch)
      else this.#walk()
      this.#countBeside()
      if (this.#resulting !== null && this.#scratch !== null) this.#resulting.add(this.#scratch.dataset, this.#scratch.length)
    }
    this.#solo?.settle()
  }

  /** Brought up to date only when somebody asks. */
  get lastRows(): Int32Array {
    const { nameCodes } = this.dataset
    const last = this.#lastRows
    for (let row = this.#noted; row < this.arrived; row++) last[nameCodes[row]!] = row
    this.#noted = this.arrived
    return last
  }

  arriveUpTo(row: number): void {
    this.arrived = row
  }

  arriveBefore(instant: number, end: number): void {
    const { at } = this.dataset
    let row = this.arrived
    while (row < end && at[row]! < instant) row++
    this.arrived = row
  }

  noteSent(journey: number, stepId: string, channel: string): void {
    this.sent.add(this.now, this.arrived, journey, stepId, channel)
    if (!this.#countsPressure) return
    this.sent.days[this.sent.length - 1] = Math.floor(this.#clocks[journey]!.zone().wallAt(this.now) / DAY_MS)
    this.sent.hours[this.sent.length - 1] = Math.floor(this.now / HOUR_MS)
  }

  /** Walks through the rows of the profile at hand. */
  #walk(): void {
    const { profile } = this
    const { offsets, at, nameCodes } = this.dataset
    const reaction = this.#reaction
    const turns = this.#turns
    const until = this.until
    // Then somebody may be under way by the time of a row, though nobody is yet.
    const startsByItself = this.#hasTriggers || this.#schedules.length > 0
    const only = turns.length === 1 ? turns[0] : undefined
    const end = offsets[profile + 1]!
    let row = offsets[profile]!
    this.#rowsEnd = end
    for (let turn = 0; turn < turns.length; turn++) turns[turn]!.begin()
    this.#findFirstSchedule()
    for (; row < end; row++) {
      const code = nameCodes[row]!
      const reacts = reaction[code]!
      if (reacts === 0 || (this.live === 0 && (reacts & (MAY_ENTER | MAY_SHIFT)) === 0 && !startsByItself)) continue
      const instant = at[row]!
      if (instant > until) break
      if (this.nextDue <= instant || this.#nextEdge <= instant || this.#nextSchedule <= instant) this.#wake(instant)
      if (only && this.live === 1 && (reacts & MAY_ENTER) === 0 && !only.concerns(code)) continue
      this.#happen(row, code, instant)
    }
    if (this.nextDue <= until || this.#nextEdge <= until || this.#nextSchedule <= until) this.#wake(until)
    this.#finishProfile()
  }

  /** A row arrives. */
  #happen(row: number, code: number, instant: number): void {
    const turns = this.#turns
    this.arriveUpTo(row + 1)
    this.now = instant
    this.pass++
    this.touched = false
    for (let turn = 0; turn < turns.length; turn++) {
      const journey = turns[turn]!
      const bits = journey.tables.reaction[code]!
      // What was done in an earlier turn, or by this journey's own instances, may have changed a membership.
      if (((bits & MAY_MOVE) !== 0 || (this.touched && this.#hasSegments)) && this.live > 0) journey.arrive(row, code)
      if ((bits & MAY_ENTER) !== 0 || (this.touched && this.#hasSegments)) journey.enter(row, code)
    }
    if (this.#hasSegments) {
      if (this.touched) this.#lookUntilStill()
      this.#findNextEdge()
    }
  }

  /** The rows of the profile at hand, in a copy that reactions can come into. */
  #takeOver(rows: ScratchRows): void {
    rows.load(this.profile)
    this.firstRow = 0
    this.#lastRows.fill(-1) // rows of every profile begin at 0
  }

  /**
   * The same walk in a what-if run. What happens by itself may send, and what comes of that may come in before the row that is next, so the way goes back to
   * the first such row: rows that were passed over could do nothing, and looking at them again does nothing.
   */
  #walkReacting(rows: ScratchRows): void {
    const { at, nameCodes } = this.dataset
    const until = this.until
    const startsByItself = this.#hasTriggers || this.#schedules.length > 0
    const only = this.#turns.length === 1 ? this.#turns[0] : undefined
    for (let turn = 0; turn < this.#turns.length; turn++) this.#turns[turn]!.begin()
    this.#rowsEnd = rows.length
    this.#findFirstSchedule()
    for (let row = 0; ; row++) {
      for (; row < rows.length; row++) {
        const reacts = this.#reaction[nameCodes[row]!]!
        if (reacts !== 0 && (this.live > 0 || (reacts & (MAY_ENTER | MAY_SHIFT)) !== 0 || startsByItself)) break
      }
      this.#rowsEnd = rows.length
      const instant = row < rows.length ? at[row]! : Infinity
      const limit = Math.min(instant, until)
      rows.lowest = Infinity
      if (this.nextDue <= limit || this.#nextEdge <= limit || this.#nextSchedule <= limit) this.#wake(limit)
      if (rows.lowest < Infinity) row = Math.min(row, rows.lowest) - 1
      else if (instant > until) break
      else if (!only || this.live !== 1 || (this.#reaction[nameCodes[row]!]! & MAY_ENTER) !== 0 || only.concerns(nameCodes[row]!)) this.#happen(row, nameCodes[row]!, instant)
    }
    this.#finishProfile()
  }

  #finishProfile(): void {
    for (let turn = 0; turn < this.#turns.length; turn++) this.#turns[turn]!.finishProfile()
    this.live = 0
    this.nextDue = Infinity
    this.#nextEdge = Infinity
  }

  /** What is counted of a profile besides its instances. */
  #countBeside(): void {
    if (this.#countsPressure && this.sent.length > 0) addPressure(this.tally.pressure, this.sent)
    if (this.#countsZones && hasUnknownZone(this.#source, this.profile, this.until)) this.tally.unknownTimeZones++
  }

  /** Lets pass what happens by itself up to `limit`: memberships that change by time, timers, schedules, in this order at each instant. */
  #wake(limit: number): void {
    if (!this.#hasSegments && this.#nextSchedule > limit && this.#scratch === null) return this.#fireTimers(limit)
    for (;;) {
      let next = this.#nextTimer()
      const instant = Math.min(next?.due ?? Infinity, this.#nextEdge, this.#nextSchedule)
      if (instant > limit) return
      this.now = instant
      this.#letArrive(instant)
      if (this.#nextEdge <= instant) {
        this.#lookUntilStill()
        next = this.#nextTimer()
      }
      for (; next && next.due <= instant; next = this.#nextTimer()) {
        this.touched = false
        this.journeys[next.journey]!.fire(next)
        if (this.touched && this.#hasSegments) this.#lookUntilStill()
      }
      while (this.#nextSchedule <= instant) this.#ask(this.#schedules[this.#schedule]!)
      if (this.#hasSegments) this.#findNextEdge()
      if (this.#scratch !== null && this.#scratch.lowest < Infinity) return // what came in may come before what is next
    }
  }

  /** The usual case: nothing but timers can be due. */
  #fireTimers(limit: number): void {
    for (let next = this.#nextTimer(); next && next.due <= limit; next = this.#nextTimer()) {
      this.now = next.due
      this.#letArrive(next.due)
      this.journeys[next.journey]!.fire(next)
    }
  }

  /** Rows before `instant` have happened; a row at this very instant comes after what happens by itself. */
  #letArrive(instant: number): void {
    if (this.#readsHistory) this.arriveBefore(instant, this.#rowsEnd)
  }

  /** The timer that is due next, by due time, then by priority, then by the order in which they were set. Keeps `nextDue` exact. */
  #nextTimer(): Instance | undefined {
    let next: Instance | undefined
    let priority = 0
    for (let turn = 0; turn < this.#turns.length; turn++) {
      const journey = this.#turns[turn]!
      const { active } = journey
      for (let index = 0; index < active.length; index++) {
        const instance = active.at(index)
        if (instance.due === Infinity || (next && instance.due > next.due)) continue
        if (next && instance.due === next.due && (journey.priority < priority || (journey.priority === priority && instance.armed > next.armed))) continue
        next = instance
        priority = journey.priority
      }
    }
    this.nextDue = next?.due ?? Infinity
    return next
  }

  /** Rounds of segments until a whole one moves nobody. */
  #lookUntilStill(): void {
    for (let round = 1; ; round++) {
      if (round > STEPS_PER_INSTANT) throw endlessRounds(textAt(this.dataset.profileIds, this.profile))
      this.pass++
      let moved = false
      for (let turn = 0; turn < this.#turns.length; turn++) if (this.#turns[turn]!.lookRound()) moved = true
      if (!moved) return
    }
  }

  #findNextEdge(): void {
    let edge = Infinity
    if (this.#hasTriggers || this.#someoneLooks()) for (let index = 0; index < this.#edges.length; index++) edge = Math.min(edge, this.#edges[index]!.nextEdge())
    this.#nextEdge = edge
  }

  /** Is somebody under way whom a change of membership could move? */
  #someoneLooks(): boolean {
    if (this.live > 0) for (let turn = 0; turn < this.#turns.length; turn++) if (this.#turns[turn]!.looks()) return true
    return false
  }

  #findFirstSchedule(): void {
    if (this.#schedules.length === 0) return
    const { attributeRows, at } = this.dataset
    // Asked is who has an attribute row, or an event before the instant.
    const since = attributeRows?.[this.profile] === 1 || this.firstRow === this.#rowsEnd ? -Infinity : at[this.firstRow]!
    this.#schedule = 0
    while (this.#schedule < this.#schedules.length && this.#schedules[this.#schedule]!.instant <= since) this.#schedule++
    this.#nextSchedule = this.#schedules[this.#schedule]?.instant ?? Infinity
  }

  #ask({ journey, entry }: DueSchedule): void {
    this.#nextSchedule = this.#schedules[++this.#schedule]?.instant ?? Infinity
    this.touched = false
    this.journeys[journey]!.ask(entry)
    if (this.touched && this.#hasSegments) this.#lookUntilStill()
  }
}
