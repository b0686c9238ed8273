import type { JsonValue } from '../../json.ts'
import { DAY_MS, HOUR_MS, type Zone } from '../../model/calendar.ts'
import { endlessNesting, STEPS_PER_INSTANT } from '../endless-loop.ts'
import type { HistoryEvent } from './evaluate.ts'
import type { PressureSamples } from '../pressure.ts'
import { StepClock } from './step-clock.ts'

/** What the journeys of one profile share: its history, attributes and clock, and the work that waits until the actor at work has come to rest. */
export class ProfileState {
  readonly profileId: string
  readonly from: number
  readonly until: number
  readonly attributes: Map<string, JsonValue>
  readonly history: HistoryEvent[] = []
  readonly clock = new StepClock()
  /** Events that are to arrive, in order, and the number of the next one. */
  readonly coming: HistoryEvent[] = []
  nextComing = 0
  /** Messages sent by the run, each by its journey, local day and hour (UTC): for message pressure. */
  readonly #sent: { journey: number; day: number; hour: number }[] = []
  /** Counts moves of instances, so that a round knows whether it moved anything. */
  moves = 0
  /** Counts passes over the journeys: one an event, and one a round of a segment pass. */
  pass = 0
  /** A step changed an attribute or sent a message since this was last asked. */
  #touched = false
  #failure: { cause: unknown } | undefined
  #nested = 0
  /** The last one is done first: what a piece of work leads to comes before what waited behind it. */
  readonly #agenda: (() => void)[] = []

  constructor(profileId: string, attributes: Map<string, JsonValue>, span: { from: number; until: number }) {
    this.profileId = profileId
    this.attributes = attributes
    this.from = span.from
    this.until = span.until
  }

  get now(): number {
    return this.clock.now()
  }

  setAttribute(name: string, value: JsonValue | undefined): void {
    if (value === undefined || value === null) this.attributes.delete(name)
    else this.attributes.set(name, value)
  }

  /** A step sets an attribute: segments have to be looked at afterwards. */
  change(name: string, value: JsonValue | undefined): void {
    this.#touched = true
    this.setAttribute(name, value)
  }

  /** A message of journey number `journey` joins the history. */
  send(message: HistoryEvent, journey: number, zone: Zone | undefined): void {
    this.#touched = true
    this.history.push(message)
    if (!zone) return
    this.#sent.push({ journey, day: Math.floor(zone.wallAt(this.now) / DAY_MS), hour: Math.floor(this.now / HOUR_MS) })
  }

  /** An event that comes of a message: it arrives after all that is to arrive at its instant by now. */
  expect(event: HistoryEvent): void {
    let place = this.coming.length
    while (place > this.nextComing && this.coming[place - 1]!.at > event.at) place--
    this.coming.splice(place, 0, event)
  }

  get pressure(): PressureSamples {
    const sent = this.#sent
    return { length: sent.length, journeys: sent.map(({ journey }) => journey), days: sent.map(({ day }) => day), hours: sent.map(({ hour }) => hour) }
  }

  takeTouched(): boolean {
    const touched = this.#touched
    this.#touched = false
    return touched
  }

  /** Puts off work until the actor that is at work has come to rest: actors never run inside each other, however deep journeys nest. */
  later(work: () => void): void {
    this.#agenda.push(work)
  }

  /** Does what was put off until nothing is left. Throws what went wrong in an actor. */
  settle(): void {
    for (;;) {
      if (this.#failure) throw this.#failure.cause
      const work = this.#agenda.pop()
      if (!work) return
      work()
    }
  }

  /** XState keeps what an action throws inside its actor; a run that went wrong has no figures, so `settle` throws it on. */
  fail(cause: unknown): void {
    this.#failure ??= { cause }
  }

  /** A journey starts inside another, from the step named; `leaveNested` once it has come to rest. */
  enterNested(stepId: string): void {
    if (++this.#nested > STEPS_PER_INSTANT) throw endlessNesting(stepId, this.profileId)
  }

  leaveNested(): void {
    this.#nested--
  }
}
