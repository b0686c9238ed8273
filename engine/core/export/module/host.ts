import { RehearsalError } from '../../errors.ts'
import type { JsonValue } from '../../json.ts'
import { endlessRounds, STEPS_PER_INSTANT } from '../../simulate/endless-loop.ts'
import type { HistoryEvent } from '../../simulate/reference/evaluate.ts'
import { JourneyRun } from '../../simulate/reference/journey.ts'
import { ProfileState } from '../../simulate/reference/state.ts'
import type { TraceEntry } from '../../simulate/run.ts'
import type { ExportedStep, PreparedJourneys } from './machines.ts'
import { workingWith, type LiquidScope, type Outside, type WebhookAnswer } from './outside.ts'
import { Recorder, type JourneyMessage } from './recorder.ts'
import { Schedules } from './schedules.ts'

/** An event of the profile. `at`: epoch ms, by default the clock's now; an event that comes late counts as of now. */
export interface ProfileEvent { name: string; at?: number | undefined; properties?: Readonly<Record<string, JsonValue | undefined>> | undefined }

/** The clock a host lives by: XState's own kind, with `now` in epoch ms. XState's `SimulatedClock` is one. */
export interface HostClock {
  now(): number
  setTimeout: (wake: () => void, ms: number) => unknown
  clearTimeout(id: unknown): void
}

/** A webhook that is called now, with its step as drawn (`url`, `method`, `body`). */
export interface WebhookCall { profileId: string; journeyId: string; stepId: string; at: number; step: ExportedStep }

/** What a host needs from where it runs; all but the profile's id has a default. */
export interface HostOptions {
  profileId: string
  /** Attributes the profile had before its history; `$set` events of the history change them. */
  attributes?: Readonly<Record<string, JsonValue | undefined>> | undefined
  /** Events so far, in order. Those before `from` start nothing, but conditions see them; those from then on happen again, callbacks and all. */
  history?: readonly ProfileEvent[] | undefined
  clock?: HostClock | undefined
  /** Only what happens at or after this instant enters; default: the clock's now. */
  from?: number | undefined
  /** A schedule without a start begins on this instant's local day; default: that of the first event of the history, else of `from`. */
  firstAt?: number | undefined
  /** Seed of the draws of webhooks with an `errorShare`. */
  seed?: number | undefined
  /** The world outside. A webhook answers at once; without an answer it succeeded. */
  ports?: { webhook?: ((call: WebhookCall) => WebhookAnswer | undefined) | undefined } | undefined
  /** Renders a value of an update that is a Liquid template, as text; without it such an update throws E_RENDER. */
  render?: ((template: string, scope: LiquidScope) => string) | undefined
  /** A message is to be sent, or was suppressed. */
  onMessage?: ((message: JourneyMessage) => void) | undefined
  /** Everything that happens, as it happens. */
  onTrace?: ((entry: TraceEntry) => void) | undefined
  /** Time has come to wake the host; default: it wakes itself. */
  onDue?: (() => void) | undefined
}

/** One pass of the profile through a journey that is under way. `instance` counts its starts in that journey from 1. */
export interface InstanceView { journeyId: string; instance: number; step: string; startedAt: number; arrivedAt: number }

/** The longest a timer of JavaScript waits, ms. */
const LONGEST_TIMER = 2_147_483_647

/**
 * One profile in the journeys of this module: events come in, time passes, entries and re-entry start instances, each an actor of the
 * journey's machine. All of them live by a clock that is stepped from due instant to due instant, however far the outer clock jumps.
 */
export class JourneyHost {
  readonly #options: HostOptions
  readonly #clock: HostClock
  readonly #state: ProfileState
  readonly #recorders: readonly Recorder[]
  readonly #runs: JourneyRun[] = []
  readonly #turns: readonly JourneyRun[]
  readonly #schedules: Schedules
  readonly #outside: Outside
  readonly #inbox: ProfileEvent[] = []
  /** Are there attributes or an event by now? Schedules ask nobody else. */
  #isKnown: boolean
  #isAtWork = false
  #isStopped = false
  #wakeUp: unknown

  constructor({ program, machines, journeys }: PreparedJourneys, clock: HostClock, options: HostOptions) {
    const { profileId, attributes, history = [], onTrace = () => {}, onMessage = () => {} } = options
    const from = options.from ?? clock.now()
    const known = Object.entries(attributes ?? {}).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null)
    const listener = { several: journeys.length > 1, onTrace, onMessage }
    this.#options = options
    this.#clock = clock
    this.#state = new ProfileState(profileId, new Map(known), { from, until: Infinity })
    this.#recorders = journeys.map((journey, index) => new Recorder(journey.program, machines[index]!.meta.journey, listener))
    journeys.forEach((journey, index) => {
      const recorder = this.#recorders[index] as never // as: in the exported module this is the recorder that journeys know
      this.#runs.push(new JourneyRun({ ...journey, recorder, options: { seed: options.seed } }, this.#state, this.#runs))
    })
    this.#turns = program.turns.map((index) => this.#runs[index]!)
    this.#schedules = new Schedules(program, options.firstAt ?? history[0]?.at ?? from, from)
    this.#outside = {
      render: options.render ?? refuseTemplate,
      webhook: (journeyId, stepId) => {
        const step = machines.find(({ meta }) => meta.journey.id === journeyId)!.meta.journey.steps[stepId]!
        return options.ports?.webhook?.({ profileId, journeyId, stepId, at: this.now, step })
      },
    }
    this.#isKnown = attributes !== undefined
    this.#inbox.push(...history)
    this.wake()
  }

  /** The instant the host has come to: epoch ms. */
  get now(): number {
    return this.#state.now
  }

  /** Who is under way, by journey, in start order. */
  get instances(): InstanceView[] {
    return this.#recorders.flatMap(({ underWay }, index) => {
      const { program } = this.#runs[index]!
      return [...underWay].map(({ number, step, startedAt, arrivedAt }) => ({ journeyId: program.journeyId, instance: number, step: program.steps[step]!.id, startedAt, arrivedAt }))
    })
  }

  /** The profile's attributes as they are now. */
  get attributes(): Record<string, JsonValue> {
    return Object.fromEntries(this.#state.attributes)
  }

  /** An event of the profile arrives. What is due before it happens before it. Throws what went wrong in a journey. */
  send(event: ProfileEvent): void {
    this.#inbox.push(event)
    this.wake()
  }

  /** Does all that is due by now. The host does it by itself when its timer goes off. */
  wake(): void {
    this.advanceTo(this.#clock.now())
  }

  /** Does all that is due up to an instant, which may be ahead of the clock. */
  advanceTo(instant: number): void {
    if (this.#isAtWork || this.#isStopped) return // what comes in from a callback waits for its turn
    this.#isAtWork = true
    try {
      workingWith(this.#outside, () => {
        for (let event = this.#inbox.shift(); event; event = this.#inbox.shift()) this.#receive(event)
        this.#walkTo(Math.max(instant, this.now))
        for (let event = this.#inbox.shift(); event; event = this.#inbox.shift()) this.#receive(event) // sent by callbacks
      })
    } finally {
      this.#isAtWork = false
    }
    this.#setTimer()
  }

  /** Ends the host: nothing is due any more, and its actors are stopped where they are. */
  stop(): void {
    this.#isStopped = true
    this.#clock.clearTimeout(this.#wakeUp)
    for (const run of this.#runs) run.finish()
  }

  /** The next instant at which something is due: an edge of a segment's window, a timer, a schedule. Infinity: nothing is. */
  nextDue(): number {
    return Math.min(this.nextEdge(), this.#state.clock.nextDue, this.#schedules.next?.at ?? Infinity)
  }

  /** The next instant at which mere passing of time may change what a segment says. */
  nextEdge(): number {
    return Math.min(...this.#runs.map((run) => run.nextEdge()))
  }

  #receive({ name, at, properties }: ProfileEvent): void {
    const instant = Math.max(this.now, Math.floor(at ?? this.#clock.now()))
    this.#walkTo(instant)
    this.#arrive({ name, at: instant, properties: { __proto__: null, ...properties } as HistoryEvent['properties'] }) // without a prototype: a property may be called anything
    this.#afterHappening()
  }

  /** At one instant: time passes, timers fire, schedules ask. */
  #walkTo(instant: number): void {
    const { clock } = this.#state
    for (let at = this.nextDue(); at <= instant; at = this.nextDue()) {
      if (at === this.nextEdge()) {
        clock.moveTo(at)
        this.#segmentPass()
      } else if (at === clock.nextDue) {
        clock.fireNext()
        this.#afterHappening()
      } else {
        const { journey, entry } = this.#schedules.next!
        clock.moveTo(at)
        this.#schedules.take()
        if (this.#isKnown) this.#runs[journey]!.ask(entry)
        this.#afterHappening()
      }
    }
    clock.moveTo(Math.max(instant, this.now))
  }

  #arrive(event: HistoryEvent): void {
    this.#state.pass++
    this.#isKnown = true
    this.#state.history.push(event)
    if (event.name === '$set') for (const [name, value] of Object.entries(event.properties)) this.#state.setAttribute(name, value)
    for (const run of this.#turns) {
      run.hear(event)
      run.enter(event)
    }
  }

  #afterHappening(): void {
    this.#state.settle()
    if (this.#state.takeTouched()) this.#segmentPass()
  }

  /** Goes through exits, branches and entries of segments until nothing moves. */
  #segmentPass(): void {
    const state = this.#state
    for (let round = 1; ; round++) {
      if (round > STEPS_PER_INSTANT) throw endlessRounds(state.profileId)
      const { moves } = state
      state.pass++
      for (const run of this.#turns) {
        run.look()
        run.enter(undefined)
      }
      if (state.moves === moves) break
    }
    state.takeTouched()
  }

  /** One timer on the outer clock, for whatever is due next. */
  #setTimer(): void {
    if (this.#wakeUp !== undefined) this.#clock.clearTimeout(this.#wakeUp)
    const next = this.nextDue()
    const { onDue = () => this.wake() } = this.#options
    this.#wakeUp = next === Infinity ? undefined : this.#clock.setTimeout(onDue, Math.min(LONGEST_TIMER, Math.max(0, next - this.#clock.now())))
  }
}

function refuseTemplate(template: string): never {
  throw new RehearsalError('E_RENDER', `the value ${JSON.stringify(template)} is a Liquid template, and this module has no template engine`, 'give the host a `render` option, for instance with liquidjs')
}
