import { endlessRounds, STEPS_PER_INSTANT } from '../endless-loop.ts'
import type { HistoryEvent } from './evaluate.ts'
import { JourneyRun } from './journey.ts'
import type { PreparedJourney } from './prepared-journey.ts'
import type { ProfileState } from './state.ts'
import type { DueSchedule } from '../schedules.ts'

/** What all profiles share: the journeys by index, their turns, and when their schedules come round. */
export interface PreparedRun { journeys: readonly PreparedJourney[]; turns: readonly number[]; schedules: readonly DueSchedule[]; takeover?: Takeover }

/**
 * Another version of one journey takes over at an instant, before all that happens at it: nobody starts in the old one from then on. `schedules` of the run
 * are those of the old version before it, of the new one from it on. `settle` does what becomes of those under way; without it they go on as they were.
 */
export interface Takeover { at: number; journey: number; prepared: PreparedJourney; turns: readonly number[]; settle?: (old: JourneyRun, next: JourneyRun) => void; onTakeover?: (old: JourneyRun) => void }

/** One profile's way through time, one happening after the other; figures go to the journeys' recorders. */
export class ProfileRun {
  readonly #run: PreparedRun
  readonly #state: ProfileState
  readonly #journeys: JourneyRun[] = []
  #turns: readonly JourneyRun[]
  /** Is it known to the dataset by now: by a row of attributes, or an event? Schedules ask nobody else. */
  #isKnown: boolean

  constructor(run: PreparedRun, state: ProfileState, hasAttributeRow: boolean) {
    this.#run = run
    this.#state = state
    for (const journey of run.journeys) this.#journeys.push(new JourneyRun(journey, state, this.#journeys))
    this.#turns = run.turns.map((index) => this.#journeys[index]!)
    this.#isKnown = hasAttributeRow
  }

  /** At one instant: time passes, timers fire, schedules ask, events arrive. Nothing happens after `until`. */
  walk(events: readonly HistoryEvent[]): void {
    const { schedules } = this.#run
    const { clock, until, coming } = this.#state
    for (const event of events) coming.push(event)
    let nextSchedule = 0
    let takeover = this.#run.takeover
    for (;;) {
      const edge = Math.min(...this.#journeys.map((journey) => journey.nextEdge()))
      const due = clock.nextDue
      const schedule = schedules[nextSchedule]
      const event = coming[this.#state.nextComing]
      const at = Math.min(edge, due, schedule?.instant ?? Infinity, event?.at ?? Infinity)
      if (takeover && takeover.at <= Math.min(at, until)) {
        this.#takeOver(takeover)
        takeover = undefined
        continue
      }
      if (at > until || at === Infinity) break
      if (edge === at) {
        clock.moveTo(at)
        this.#segmentPass()
      } else if (due === at) {
        clock.fireNext()
        this.#afterHappening()
      } else if (schedule?.instant === at) {
        clock.moveTo(at)
        nextSchedule++
        if (this.#isKnown) this.#journeys[schedule.journey]!.ask(schedule.entry)
        this.#afterHappening()
      } else {
        clock.moveTo(at)
        this.#state.nextComing++
        this.#arrive(event!)
        this.#afterHappening()
      }
    }
    for (const journey of this.#journeys) journey.finish()
  }

  #takeOver({ at, journey, prepared, turns, settle, onTakeover }: Takeover): void {
    const { clock } = this.#state
    const old = this.#journeys[journey]!
    clock.moveTo(at - 1) // memberships are first looked at as they were before it, so that one that changes at this very instant does
    const next = new JourneyRun(prepared, this.#state, this.#journeys, old)
    clock.moveTo(at)
    onTakeover?.(old)
    this.#journeys[journey] = next
    this.#turns = turns.map((index) => this.#journeys[index]!)
    settle?.(old, next)
    this.#state.settle()
    this.#segmentPass()
  }

  #arrive(event: HistoryEvent): void {
    this.#state.pass++
    this.#isKnown = true
    this.#state.history.push(event)
    if (event.name === '$set') for (const [name, value] of Object.entries(event.properties)) this.#state.setAttribute(name, value)
    for (const journey of this.#turns) {
      journey.hear(event)
      journey.enter(event)
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
      for (const journey of this.#turns) {
        journey.look()
        journey.enter(undefined)
      }
      if (state.moves === moves) break
    }
    state.takeTouched()
  }
}
