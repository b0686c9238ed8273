import type { JsonValue } from '../json.ts'
import { knownZone, zoneNamed, type Zone } from '../model/calendar.ts'
import type { HistoryEvent, ProfileView } from '../simulate/reference/evaluate.ts'

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
  /** The attributes from that event on, up to the next of these; the first from before everything. */
  readonly #attributes: { from: number; attributes: ReadonlyMap<string, JsonValue> }[]

  /** `before`: the attributes before everything. */
  constructor(history: readonly HistoryEvent[], before: ReadonlyMap<string, JsonValue>, changes: readonly StepChange[]) {
    this.history = history
    this.#attributes = [{ from: -1, attributes: before }]
    let change = 0
    for (const [index, { name, properties }] of history.entries()) {
      const made: [string, JsonValue | undefined][] = []
      for (; changes[change] && changes[change]!.length <= index; change++) made.push([changes[change]!.attribute, changes[change]!.value])
      if (name === '$set') made.push(...Object.entries(properties))
      if (made.length > 0) this.#change(index, made)
    }
  }

  /** As a condition saw it on arrival of event number `index`; -1: before everything, at `now`. */
  viewAt(index: number, journeyZone: string, now = this.history[index]?.at ?? 0): ProfileView {
    const { history } = this
    const { attributes } = this.#attributes.findLast(({ from }) => from <= index)!
    let past: HistoryEvent[] | undefined
    // Cut off only for conditions that look back: most do not, and a busy profile has many events.
    return { get history() { return (past ??= history.slice(0, index + 1)) }, attributes, now, zone: zoneOf(attributes, journeyZone) }
  }

  #change(from: number, made: readonly [string, JsonValue | undefined][]): void {
    const attributes = new Map(this.#attributes.at(-1)!.attributes)
    for (const [name, value] of made) {
      if (value === undefined || value === null) attributes.delete(name)
      else attributes.set(name, value)
    }
    this.#attributes.push({ from, attributes })
  }
}
