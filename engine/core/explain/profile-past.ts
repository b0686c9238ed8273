import type { JsonValue } from '../json.ts'
import { knownZone, zoneNamed, type Zone } from '../model/calendar.ts'
import type { HistoryEvent, ProfileView } from '../simulate/evaluate.ts'

/** The zone that the attribute `timeZone` names, else the journey's. */
export function zoneOf(attributes: ReadonlyMap<string, JsonValue>, journeyZone: string): Zone {
  const name = attributes.get('timeZone')
  return (typeof name === 'string' ? zoneNamed(name) : undefined) ?? knownZone(journeyZone)
}

/** Attributes that a step changed, once `length` events and messages were history. */
export interface StepChange { length: number; attribute: string; value: JsonValue | undefined }

/** The profile as it was at each event of a run that is over: what its events, the messages sent and the steps had made of it by then. */
export class ProfilePast {
  readonly history: readonly HistoryEvent[]
  readonly #before: ReadonlyMap<string, JsonValue>
  readonly #changes: readonly StepChange[]

  /** `before`: the attributes before everything. */
  constructor(history: readonly HistoryEvent[], before: ReadonlyMap<string, JsonValue>, changes: readonly StepChange[]) {
    this.history = history
    this.#before = before
    this.#changes = changes
  }

  /** As a condition saw it on arrival of event number `index`; -1: before everything, at `now`. */
  viewAt(index: number, journeyZone: string, now = this.history[index]?.at ?? 0): ProfileView {
    const attributes = this.#attributesAt(index)
    return { history: this.history.slice(0, index + 1), attributes, now, zone: zoneOf(attributes, journeyZone) }
  }

  #attributesAt(index: number): Map<string, JsonValue> {
    const attributes = new Map(this.#before)
    const put = (name: string, value: JsonValue | undefined) => (value === undefined || value === null ? attributes.delete(name) : attributes.set(name, value))
    let change = 0
    for (let at = 0; at <= index; at++) {
      for (; this.#changes[change] && this.#changes[change]!.length <= at; change++) put(this.#changes[change]!.attribute, this.#changes[change]!.value)
      const { name, properties } = this.history[at]!
      if (name === '$set') for (const [attribute, value] of Object.entries(properties)) put(attribute, value)
    }
    return attributes
  }
}
