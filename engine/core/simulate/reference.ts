import { lower } from '../compile/lower.ts'
import type { RunProgram } from '../compile/program.ts'
import type { JsonValue } from '../json.ts'
import { profileCountOf, textAt, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { HistoryEvent } from './reference/evaluate.ts'
import { jointOutput, runSpan } from './figures.ts'
import { addPressure } from './pressure.ts'
import { drawReactions } from './responses/draw-reactions.ts'
import { responsePlan } from './responses/response-plan.ts'
import { MOST_REACTIONS, tooManyReactions } from './responses/too-many-reactions.ts'
import { Recorder, type RunLog } from './reference/recorder.ts'
import type { MessageSent, ReferenceOptions } from './reference/instance.ts'
import { prepareJourney } from './reference/prepared-journey.ts'
import { ProfileRun, type PreparedRun } from './reference/profile.ts'
import { ProfileState } from './reference/state.ts'
import type { JointOutput, MessageRecord, RunOutput } from './run.ts'
import { schedulesOf } from './schedules.ts'
import { emptyJointTally, type JointTally } from './tally.ts'
import { hasUnknownZone } from './unknown-zone.ts'

/**
 * Runs a document over a dataset with one XState actor an instance and a clock that is stepped from due time to due time: slow, and the
 * meaning that the kernel is held to. Same figures and messages as `simulateWithKernel`. Throws a `RehearsalError` on what cannot run.
 */
export function simulateWithXState(document: JourneyDocument, dataset: EventDataset, options: ReferenceOptions): RunOutput {
  const { figures, messages, responses } = simulateTogetherWithXState([document], dataset, options)
  return { figures: figures[0]!, messages, responses }
}

/** The same for journeys that run together. */
export function simulateTogetherWithXState(documents: readonly JourneyDocument[], dataset: EventDataset, options: ReferenceOptions): JointOutput {
  const program = lower(documents, options.dialect)
  const reference = new Reference(program, dataset, options)
  reference.run(0, profileCountOf(dataset))
  return jointOutput(program, reference.tally, reference.messages, dataset, options)
}

/** The reference engine over ranges of profiles, with the kernel's interface. */
export class Reference {
  readonly tally: JointTally
  readonly messages: MessageRecord[]
  readonly #dataset: EventDataset
  readonly #span: { from: number; until: number }
  readonly #run: PreparedRun
  readonly #answered: Answered = { reactions: 0, responses: null }

  constructor(program: RunProgram, dataset: EventDataset, given: ReferenceOptions) {
    const several = program.journeys.length > 1
    const options: ReferenceOptions = { ...given, ...answersTo(program, given, runSpan(dataset, given).until, this.#answered) }
    const log: RunLog = { options, messages: [], several }
    this.#dataset = dataset
    this.#span = runSpan(dataset, options)
    this.tally = emptyJointTally(program, options.breakDown ?? [])
    this.messages = log.messages
    const countsPressure = several || options.pressure === true
    this.#run = {
      journeys: program.journeys.map((journey, index) => prepareJourney(journey, index, new Recorder(journey, this.tally.journeys[index]!, log), options, countsPressure)),
      turns: program.turns,
      schedules: schedulesOf(program, dataset, this.#span),
    }
  }

  run(first: number, end: number): void {
    for (let profile = first; profile < end; profile++) {
      this.#answered.reactions = 0
      const state = new ProfileState(textAt(this.#dataset.profileIds, profile), attributesOf(this.#dataset, profile), this.#span)
      new ProfileRun(this.#run, state, hasAttributeRow(this.#dataset, profile)).walk(eventsOf(this.#dataset, profile))
      addPressure(this.tally.pressure, state.pressure)
      if (hasUnknownZone(this.#dataset, profile, this.#span.until)) this.tally.unknownTimeZones++
    }
    this.tally.responses = this.#answered.responses
  }
}

/** Reactions of the profile at hand so far, and counts of all by the response model; null before the first message. */
export interface Answered { reactions: number; responses: Float64Array | null }

/** Answers messages by the response model of the run, if it has one; a backtest counts the answers and lets none happen. */
export function answersTo(program: RunProgram, options: ReferenceOptions, until: number, answered: Answered): Pick<ReferenceOptions, 'reactionsTo'> {
  const plan = responsePlan(program, options)
  if (plan === null) return {}
  const counts = new Float64Array(plan.counts)
  const reactionsTo = ({ journey, step, variant, ...sent }: MessageSent) => {
    const place = plan.places[plan.firstPlaces[journey]![step]! + Math.max(0, variant)]!
    const reactions = drawReactions(place, options.seed ?? 0, until, sent, (answered.responses ??= counts))
    if (plan.mode === 'backtest') return []
    if ((answered.reactions += reactions.length) > MOST_REACTIONS) throw tooManyReactions(sent.profileId)
    return reactions
  }
  return { reactionsTo }
}

export function hasAttributeRow({ attributeRows, offsets }: EventDataset, profile: number): boolean {
  return attributeRows ? attributeRows[profile] === 1 : offsets[profile] === offsets[profile + 1]
}

export function attributesOf(dataset: EventDataset, profile: number): Map<string, JsonValue> {
  const attributes = new Map<string, JsonValue>()
  for (const [name, { codes, values }] of dataset.attributes) {
    const value = values[codes[profile]!]
    if (value !== undefined && value !== null) attributes.set(name, value)
  }
  return attributes
}

export function eventsOf(dataset: EventDataset, profile: number): HistoryEvent[] {
  const events: HistoryEvent[] = []
  for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) {
    const properties: Record<string, JsonValue | undefined> = Object.create(null) // null prototype: a property may be called anything
    for (const [name, { codes, values }] of dataset.properties) {
      const value = values[codes[row]!]
      if (value !== undefined) properties[name] = value
    }
    events.push({ name: dataset.names[dataset.nameCodes[row]!]!, at: dataset.at[row]!, properties })
  }
  return events
}
