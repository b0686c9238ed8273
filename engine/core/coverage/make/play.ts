import { lower } from '../../compile/lower.ts'
import type { JourneyProgram, Predicate, RunProgram } from '../../compile/program.ts'
import { RehearsalError } from '../../errors.ts'
import type { JsonValue } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { ReferenceOptions } from '../../simulate/reference/instance.ts'
import { prepareJourney, type PreparedJourney } from '../../simulate/reference/prepared-journey.ts'
import type { HistoryEvent } from '../../simulate/reference/evaluate.ts'
import type { Cause, EntryAnswer, Happening, Judgement, MessageDecision, Move, RunObserver } from '../../simulate/reference/observer.ts'
import { ProfileRun } from '../../simulate/reference/profile.ts'
import { Recorder } from '../../simulate/reference/recorder.ts'
import { ProfileState } from '../../simulate/reference/state.ts'
import { schedulesOf, type DueSchedule } from '../../simulate/schedules.ts'
import type { Scenario } from '../../simulate/scenario.ts'
import { emptyTally, tallyLayout, type Tally } from '../../simulate/tally.ts'
import { wayKey, type Way } from '../way.ts'
import type { Draft } from './draft.ts'

/** Somebody at a step. Numbers are indices of the journey's program; `hand` is the key of an event of the draft, -1: none at hand. */
export interface Visit {
  journey: number
  instance: number
  step: number
  at: number
  hand: number
  /** How it went on: by a port, or by an end; neither: still there at the end of the run. */
  leftAt: number | null
  port: number
  outcome: number
  cause: Cause | null
  /** The draft's event that moved it on; -1: none did. */
  movedBy: number
  /** Until when a message is held. */
  parkedUntil: number | null
}

/** An instance: which event started it, and what that event, and each later one that moved it, had to be like. */
export interface Pass { journey: number; instance: number; entry: number; at: number; endedAt: number | null; hand: number; visits: Visit[]; held: Held[] }

/** A condition that held (or did not) on the way, which an edit should leave as it is. `visit` numbers the pass's visits, -1: at its start. */
export interface Held { predicate: Predicate; want: boolean; at: number; hand: number; visit: number }

export interface Played {
  passes: Pass[]
  /** Keys of the ways of the first journey that were gone. */
  reached: Set<string>
  /** All that was history at the end: the draft's events that came, and the messages sent. */
  history: readonly HistoryEvent[]
  /** Changes of attributes by steps, in order. */
  changes: { at: number; name: string; value: JsonValue | undefined }[]
  /** Entries of the first journey that were asked: which held, by what. */
  asked: { entry: number; hand: number; at: number; holds: boolean }[]
  refused: { entry: number | undefined; at: number }[]
  /** It could not be run to its end: more steps at one instant than there may be, say. */
  failed: boolean
}

/** The state of a profile that keeps track of what steps change of its attributes. */
class WatchedState extends ProfileState {
  readonly changes: Played['changes'] = []

  override change(name: string, value: JsonValue | undefined): void {
    this.changes.push({ at: this.now, name, value })
    super.change(name, value)
  }
}

/** Runs drafts through the reference engine, one at a time. Documents lint without errors; the ways of the first are looked at, which has ends (`withEnds`). */
export class Player {
  readonly program: RunProgram
  readonly #options: ReferenceOptions
  readonly #prepared: PreparedJourney[]
  readonly #ways: readonly Way[]
  readonly #scenario: Scenario | undefined
  #watch = new Watch([], new Map())
  plays = 0

  constructor(documents: readonly JourneyDocument[], ways: readonly Way[], options: { seed: number; scenario?: Scenario | undefined }) {
    this.program = lower(documents)
    this.#ways = ways
    this.#scenario = options.scenario
    const observer: RunObserver = {
      judged: (judgement) => this.#watch.judged(judgement),
      moved: (move) => this.#watch.moved(move),
      decided: (decision) => this.#watch.decided(decision),
      answered: (answer) => this.#watch.answered(answer),
    }
    this.#options = { seed: options.seed, observer }
    this.#prepared = this.program.journeys.map((journey, index) => prepareJourney(journey, index, this.#recorder(journey, emptyTally(journey, [])), this.#options, false))
  }

  #recorder(journey: JourneyProgram, tally: Tally): Recorder {
    return new Recorder(journey, tally, { options: this.#options, messages: [], several: this.program.journeys.length > 1 })
  }

  play(draft: Draft): Played {
    this.plays++
    const events: HistoryEvent[] = draft.events.map(({ at, name, properties }) => ({ name, at, properties }))
    const watch = new Watch(this.program.journeys, new Map(events.map((event, index) => [event, draft.events[index]!.key])))
    this.#watch = watch
    this.#options.scenario = scenarioOf(draft, this.#scenario)
    const tallies = this.program.journeys.map((journey) => emptyTally(journey, []))
    const journeys = this.#prepared.map((prepared, index) => ({ ...prepared, recorder: this.#recorder(prepared.program, tallies[index]!) }))
    const span = { from: draft.from, until: draft.until }
    const state = new WatchedState(draft.id, new Map(Object.entries(draft.attributes)), span)
    const firstAt = draft.events[0]?.at ?? 0
    const schedules = schedulesIn(this.program, firstAt, span)
    let failed = schedules === undefined
    try {
      if (schedules) new ProfileRun({ journeys, turns: this.program.turns, schedules }, state, true).walk(events)
    } catch (error) {
      if (!(error instanceof RehearsalError)) throw error
      failed = true
    }
    const reached = failed ? new Set<string>() : reachedWays(this.#ways, this.program.journeys[0]!, tallies[0]!)
    return { passes: watch.passes, reached, history: state.history, changes: state.changes, asked: watch.asked, refused: watch.refused, failed }
  }
}

/** A draft whose schedules ask more often takes long to play and longer to read. */
const MOST_ASKINGS = 400

/** Undefined where schedules come round more often in the span than they can be counted: a draft of such a length is none to keep. */
function schedulesIn(program: RunProgram, firstAt: number, span: { from: number; until: number }): DueSchedule[] | undefined {
  try {
    const schedules = schedulesOf(program, { firstAt }, span)
    return schedules.length > MOST_ASKINGS ? undefined : schedules
  } catch {
    return undefined
  }
}

/** The assumptions a draft is run under: those given, with its answers of webhooks in place of theirs, and nobody reacting to messages. */
export function scenarioOf({ webhooks }: Pick<Draft, 'webhooks'>, given: Scenario | undefined): Scenario | undefined {
  const answers = Object.fromEntries(Object.entries(webhooks).map(([step, answer]) => [step, { answer }]))
  if (!given?.webhooks && Object.keys(answers).length === 0) return undefined
  return { format: 'scenario', formatVersion: 1, webhooks: { ...given?.webhooks, ...answers } }
}

/** Counted as the figures of a run are: see coverage.ts. */
function reachedWays(ways: readonly Way[], program: JourneyProgram, tally: Tally): Set<string> {
  const { portBase, variantBase } = tallyLayout(program)
  const group = tally.groups[0]
  const stepOf = (id: string) => program.steps.findIndex((step) => step.id === id)
  const isReached = (way: Way): boolean => {
    switch (way.kind) {
      case 'entry': return tally.admitted[program.entries.findIndex(({ id }) => id === way.entry)]! > 0
      case 'port': {
        const step = stepOf(way.step)
        return group !== undefined && group.ports[portBase[step]! + program.steps[step]!.ports.findIndex(({ id }) => id === way.port)]! > 0
      }
      case 'text': {
        const deal = program.deals.find(({ step }) => program.steps[step]!.id === way.step)?.deal
        return group !== undefined && deal !== undefined && group.variantEntered[variantBase[deal.index]! + deal.variantIds.indexOf(way.variant)]! > 0
      }
      case 'goal': return group !== undefined && group.conversions[program.goals.findIndex(({ id }) => id === way.goal)]! > 0
      case 'exit': return group !== undefined && group.outcomes[program.exits.find(({ id }) => id === way.exit)!.outcome]! > 0
    }
  }
  return new Set(ways.filter(isReached).map(wayKey))
}

/** Writes down what happens to one draft. */
class Watch {
  readonly passes: Pass[] = []
  readonly asked: Played['asked'] = []
  readonly refused: Played['refused'] = []
  readonly #indexOf: ReadonlyMap<string, number>
  readonly #keyOf: ReadonlyMap<HistoryEvent, number>
  readonly #current = new Map<string, Pass>()
  #entryJudged: Held | null = null
  /** What a look-back found, by instance. */
  readonly #found = new Map<string, number>()

  constructor(journeys: readonly JourneyProgram[], keyOf: ReadonlyMap<HistoryEvent, number>) {
    this.#indexOf = new Map(journeys.map(({ journeyId }, index) => [journeyId, index]))
    this.#keyOf = keyOf
  }

  #key(event: HistoryEvent | undefined): number {
    return event === undefined ? -1 : (this.#keyOf.get(event) ?? -1)
  }

  judged({ asked, at, atHand, holds, predicate, journeyId, instance }: Judgement): void {
    const hand = this.#key(atHand)
        if (asked.what === 'entry' || asked.what === 'audience') {
      if (this.#indexOf.get(journeyId) === 0) this.asked.push({ entry: asked.entry, hand, at, holds })
      if (holds) this.#entryJudged = { predicate, want: true, at, hand, visit: -1 }
      return
    }
    const pass = this.#current.get(`${instance} ${journeyId}`)
    if (!pass) return
    const held: Held = { predicate, want: holds, at, hand, visit: pass.visits.length - 1 }
    if (asked.what === 'branch') pass.held.push(held)
    if (asked.what === 'wait' && holds) {
      pass.held.push(held)
      if (asked.onArrival) this.#found.set(`${instance} ${journeyId}`, hand)
    }
  }

  moved(move: Move): void {
    const key = `${move.instance} ${move.journeyId}`
    const journey = this.#indexOf.get(move.journeyId)!
    const by = move.cause.kind === 'event' ? this.#key(move.cause.event) : -1
    if (move.what === 'start') {
      const pass: Pass = { journey, instance: move.instance!, entry: move.entry, at: move.at, endedAt: null, hand: by, visits: [], held: this.#entryJudged && move.cause.kind !== 'journey' ? [this.#entryJudged] : [] }
      this.#current.set(key, pass)
      this.passes.push(pass)
      return
    }
    const pass = this.#current.get(key)!
    if (move.what === 'enter') {
      pass.visits.push({ journey, instance: move.instance!, step: move.step, at: move.at, hand: pass.hand, leftAt: null, port: -1, outcome: -1, cause: null, movedBy: -1, parkedUntil: null })
      return
    }
    const visit = pass.visits.at(-1)
    if (!visit) return
    visit.leftAt = move.at
    visit.cause = move.cause
    visit.movedBy = by
    if (move.what === 'end') {
      visit.outcome = move.outcome
      pass.endedAt = move.at
      return
    }
    visit.port = move.port
    const found = this.#found.get(key)
    if (by >= 0) pass.hand = by
    else if (move.cause.kind === 'segment') pass.hand = -1
    else if (found !== undefined) pass.hand = found
    this.#found.delete(key)
  }

  decided({ decision, instance, journeyId }: Happening & { step: number; decision: MessageDecision }): void {
    const visit = this.#current.get(`${instance} ${journeyId}`)?.visits.at(-1)
    if (visit && decision.kind === 'park') visit.parkedUntil = decision.until
  }

  answered({ entry, refused, at, journeyId }: EntryAnswer): void {
    if (refused !== undefined && this.#indexOf.get(journeyId) === 0) this.refused.push({ entry, at })
  }
}
