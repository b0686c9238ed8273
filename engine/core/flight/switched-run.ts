import { toResumingMachine } from '../compile/to-resuming-machine.ts'
import type { RunProgram } from '../compile/program.ts'
import { textAt, type EventDataset } from '../model/dataset.ts'
import { runSpan } from '../simulate/figures.ts'
import { answersTo, attributesOf, eventsOf, hasAttributeRow, type Answered } from '../simulate/reference.ts'
import type { ReferenceOptions } from '../simulate/reference/instance.ts'
import type { JourneyRun } from '../simulate/reference/journey.ts'
import { createLogic } from '../simulate/reference/logic.ts'
import { prepareJourney } from '../simulate/reference/prepared-journey.ts'
import { ProfileRun, type PreparedRun } from '../simulate/reference/profile.ts'
import { Recorder, type RunLog } from '../simulate/reference/recorder.ts'
import { ProfileState } from '../simulate/reference/state.ts'
import type { RunOptions, TraceEntry } from '../simulate/run.ts'
import { schedulesOf } from '../simulate/schedules.ts'
import { emptyJointTally, type JointTally } from '../simulate/tally.ts'
import { carryOver, landingIn } from './carry-over.ts'
import { passageOf, type Passage, type Stood } from './in-flight.ts'
import type { JoinedVersions } from './join-versions.ts'
import type { StepFate } from './step-fates.ts'

/** What those under way do when another version takes over: go on in the old one, or in the new one where they stand. */
export const FLIGHT_POLICIES = ['finish', 'follow'] as const
export type FlightPolicy = (typeof FLIGHT_POLICIES)[number]

interface Switched { old: RunProgram; whole: RunProgram; joined: JoinedVersions; fates: readonly StepFate[]; at: number; dataset: EventDataset; options: RunOptions; policy: FlightPolicy }

/** The reference engine over profiles whose first journey changes its version at an instant; both versions are counted as one. */
export class SwitchedRun {
  readonly tally: JointTally
  readonly #dataset: EventDataset
  readonly #span: { from: number; until: number }
  readonly #run: PreparedRun
  readonly #answered: Answered[]
  #profile = -1
  #stood: Stood[] = []
  #trace: TraceEntry[] = []

  constructor({ old, whole, joined, fates, at, dataset, options: given, policy }: Switched) {
    const [before, after] = [old.journeys[0]!, joined.whole]
    this.#dataset = dataset
    this.#span = runSpan(dataset, given)
    this.tally = emptyJointTally(whole, [])
    const several = whole.journeys.length > 1
    const onTrace = (entry: TraceEntry) => void (entry.at >= at && (entry.journey ?? after.journeyId) === after.journeyId && this.#trace.push(entry))
    const answered = { reactions: 0, responses: null }
    const options = (program: RunProgram, counts: Answered): ReferenceOptions => ({ ...given, onTrace, ...answersTo(program, given, this.#span.until, counts) })
    this.#answered = [answered, { ...answered }]
    const [oldOptions, newOptions] = [options(old, this.#answered[0]!), options(whole, this.#answered[1]!)]
    const log: RunLog = { options: newOptions, messages: [], several }
    const recorders = whole.journeys.map((journey, index) => new Recorder(journey, this.tally.journeys[index]!, log))
    const older = { ...prepareJourney(before, 0, recorders[0]!, oldOptions, false), places: joined.places }
    const newer = { ...prepareJourney(after, 0, recorders[0]!, newOptions, false), resuming: createLogic(after, toResumingMachine(after)) }
    const beside = whole.journeys.slice(1).map((journey, index) => prepareJourney(journey, index + 1, recorders[index + 1]!, newOptions, false))
    const carry = carryOver(joined, before, after)
    const settle = (_old: JourneyRun, next: JourneyRun) => next.takeOn(carry, landingIn(joined, before, fates, next))
    this.#run = {
      journeys: [older, ...beside],
      turns: old.turns,
      schedules: [
        ...schedulesOf(old, dataset, this.#span).filter(({ instant }) => instant < at),
        ...schedulesOf(whole, dataset, this.#span).filter(({ instant }) => instant >= at),
      ],
      takeover: { at, journey: 0, prepared: newer, turns: whole.turns, onTakeover: (one) => this.#note(one), ...(policy === 'follow' ? { settle } : {}) },
    }
  }

  /** Runs one profile; what became of each of its instances that was under way at the instant, in start order. */
  run(profile: number): Passage[] {
    this.#profile = profile
    this.#stood = []
    this.#trace = []
    for (const answered of this.#answered) answered.reactions = 0
    const state = new ProfileState(textAt(this.#dataset.profileIds, profile), attributesOf(this.#dataset, profile), this.#span)
    new ProfileRun(this.#run, state, hasAttributeRow(this.#dataset, profile)).walk(eventsOf(this.#dataset, profile))
    return this.#stood.map((stood) => passageOf(stood, this.#trace.filter(({ instance }) => instance === stood.instance)))
  }

  #note(old: JourneyRun): void {
    const { steps } = old.program
    this.#stood = old.underWay.map(({ number, step, startedAt, arrivedAt }) => ({ profile: this.#profile, instance: number, step: steps[step]!.id, startedAt, since: arrivedAt }))
  }
}
