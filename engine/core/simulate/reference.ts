import { lower } from '../compile/lower.ts'
import type { RunProgram } from '../compile/program.ts'
import type { JsonValue } from '../json.ts'
import { profileCountOf, textAt, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { HistoryEvent } from './reference/evaluate.ts'
import { jointOutput, runSpan } from './figures.ts'
import { addPressure } from './pressure.ts'
import { Recorder, type RunLog } from './reference/recorder.ts'
import type { ReferenceOptions } from './reference/instance.ts'
import { prepareJourney } from './reference/journey.ts'
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
  const { figures, messages } = simulateTogetherWithXState([document], dataset, options)
  return { figures: figures[0]!, messages }
}

/** The same for journeys that run together. */
export function simulateTogetherWithXState(documents: readonly JourneyDocument[], dataset: EventDataset, options: ReferenceOptions): JointOutput {
  const program = lower(documents)
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

  constructor(program: RunProgram, dataset: EventDataset, options: ReferenceOptions) {
    const several = program.journeys.length > 1
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
      const state = new ProfileState(textAt(this.#dataset.profileIds, profile), attributesOf(this.#dataset, profile), this.#span)
      new ProfileRun(this.#run, state, hasAttributeRow(this.#dataset, profile)).walk(eventsOf(this.#dataset, profile))
      addPressure(this.tally.pressure, state.pressure)
      if (hasUnknownZone(this.#dataset, profile, this.#span.until)) this.tally.unknownTimeZones++
    }
  }
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
