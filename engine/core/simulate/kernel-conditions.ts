import { ALWAYS, type DidPredicate, type Predicate } from '../compile/program.ts'
import type { JsonValue } from '../json.ts'
import type { EventDataset, ValueColumn } from '../model/dataset.ts'
import { countPasses, passes, type ValueTest } from './compare.ts'
import { DidWindow, LastOccurrence, type ProfileCursor } from './did-window.ts'
import type { ProfileAttributes } from './profile-attributes.ts'

/** Messages the profile has been sent in this run: they are events of its history, but no rows of the dataset. */
export interface SentLog { length: number; at: number[]; stepIds: string[]; channels: string[] }

/** The event at hand: a row; `NO_EVENT`; or a sent message, number `sentHand(i)`. */
export type Hand = number
export const NO_EVENT: Hand = -1
export function sentHand(index: number): Hand {
  return -2 - index
}

/** A condition ready to be asked with an event at hand. */
export type Check = (hand: Hand) => boolean

/** Events that `did: "*"` does not mean. */
export function isOwnEvent(name: string): boolean {
  return name === '$sent' || name === '$set' || name.startsWith('$api:')
}

/**
 * Compiles predicates for one kernel. A test of an event property becomes a lookup: the test is run once on every distinct value of the
 * column. A `did` whose `where` asks only about its own event becomes a sliding window; any other is counted over the rows when asked.
 */
export class ConditionCompiler {
  readonly #dataset: EventDataset
  readonly #cursor: ProfileCursor
  readonly #attributes: ProfileAttributes
  readonly #sent: SentLog
  readonly #journeyId: string
  readonly #checks = new Map<Predicate, Check>()

  constructor(dataset: EventDataset, cursor: ProfileCursor, attributes: ProfileAttributes, sent: SentLog, journeyId: string) {
    this.#dataset = dataset
    this.#cursor = cursor
    this.#attributes = attributes
    this.#sent = sent
    this.#journeyId = journeyId
  }

  check(predicate: Predicate): Check {
    let check = this.#checks.get(predicate)
    if (!check) this.#checks.set(predicate, (check = this.#compile(predicate)))
    return check
  }

  #compile(predicate: Predicate): Check {
    switch (predicate.kind) {
      case 'all': return this.#all(predicate.of.map((one) => this.check(one)))
      case 'any': {
        const checks = this.#alternatives(predicate.of)
        const [only] = checks
        if (only && checks.length === 1) return only
        return (hand) => {
          for (let index = 0; index < checks.length; index++) if (checks[index]!(hand)) return true
          return false
        }
      }
      case 'not': {
        const check = this.check(predicate.of)
        return (hand) => !check(hand)
      }
      case 'attribute': {
        const slot = this.#attributes.names.indexOf(predicate.name)
        return () => passes(predicate.test, this.#attributes.value(slot))
      }
      case 'property': return this.#property(predicate.name, predicate.test)
      case 'did': return this.#did(predicate)
    }
  }

  /** "Did a, or did b, or did c" of one window is one question: did any of them happen? */
  #alternatives(predicates: readonly Predicate[]): Check[] {
    const plain = new Map<number | null, DidPredicate[]>()
    const others: Predicate[] = []
    for (const one of predicates) {
      if (one.kind === 'did' && isPlain(one)) plain.set(one.windowMs, [...(plain.get(one.windowMs) ?? []), one])
      else others.push(one)
    }
    const joined = [...plain].map(([windowMs, dids]) => {
      const occurrence = new LastOccurrence(this.#cursor, this.#dataset, this.#counted(dids.map(({ event }) => event)), null, windowMs)
      return () => occurrence.holds()
    })
    return [...joined, ...others.map((one) => this.check(one))]
  }

  /** By event code: 1 for the events meant. */
  #counted(events: readonly string[]): Uint8Array {
    return Uint8Array.from(this.#dataset.names, (name) => (events.some((event) => (event === '*' ? !isOwnEvent(name) : name === event)) ? 1 : 0))
  }

  #all(checks: readonly Check[]): Check {
    const [first, second] = checks
    if (!first) return () => true
    if (!second) return first
    if (checks.length === 2) return (hand) => first(hand) && second(hand)
    return (hand) => {
      for (let index = 0; index < checks.length; index++) if (!checks[index]!(hand)) return false
      return true
    }
  }

  #property(name: string, test: ValueTest): Check {
    const column = this.#dataset.properties.get(name)
    const passesMissing = passes(test, undefined)
    const ofSent = (hand: Hand) => (hand === NO_EVENT ? passesMissing : passes(test, this.#sentProperty(name, -2 - hand)))
    if (!column) return (hand) => (hand >= 0 ? passesMissing : ofSent(hand))
    const { codes } = column
    const passing = Uint8Array.from(column.values, (value) => (passes(test, value) ? 1 : 0))
    return (hand) => (hand >= 0 ? passing[codes[hand]!] === 1 : ofSent(hand))
  }

  #sentProperty(name: string, index: number): JsonValue | undefined {
    if (name === 'stepId') return this.#sent.stepIds[index]
    if (name === 'channel') return this.#sent.channels[index]
    return name === 'journeyId' ? this.#journeyId : undefined
  }

  #did(did: DidPredicate): Check {
    const { nameCodes } = this.#dataset
    const counted = this.#counted([did.event])
    const where = this.check(did.where)
    const matches = (row: number) => counted[nameCodes[row]!] === 1 && where(row)
    if (did.event === '$sent' || !judgedByEventAlone(did.where)) return this.#countedAnew(did, matches, where)
    const byRow = did.where === ALWAYS ? null : where
    const { op, value } = did.count
    const once = op === 'gte' && value === 1
    if (did.per === null && (once || (op === 'eq' && value === 0))) {
      const occurrence = new LastOccurrence(this.#cursor, this.#dataset, counted, byRow, did.windowMs)
      return once ? () => occurrence.holds() : () => !occurrence.holds()
    }
    const per = did.per === null ? null : perColumn(this.#dataset.properties.get(did.per), nameCodes.length)
    const window = new DidWindow(this.#cursor, this.#dataset, counted, byRow, did.windowMs, did.count, per)
    return () => window.holds()
  }

  /** Counts from scratch: for a `where` whose answer for one past event changes with time, and for messages sent in this run. */
  #countedAnew(did: DidPredicate, matches: (row: number) => boolean, where: Check): Check {
    const { at, properties } = this.#dataset
    const column = did.per === null ? undefined : properties.get(did.per)
    return () => {
      const gone = this.#cursor.now - (did.windowMs ?? Infinity)
      const byValue = new Map<JsonValue, number>()
      let count = 0
      const add = (value: JsonValue | undefined) => {
        count++
        if (value !== undefined && value !== null) byValue.set(valueKey(value), (byValue.get(valueKey(value)) ?? 0) + 1)
      }
      for (let row = this.#cursor.arrived - 1; row >= this.#cursor.firstRow && at[row]! > gone; row--) {
        if (matches(row)) add(column?.values[column.codes[row]!])
      }
      for (let index = this.#sent.length - 1; did.event === '$sent' && index >= 0 && this.#sent.at[index]! > gone; index--) {
        if (where(sentHand(index))) add(did.per === null ? undefined : this.#sentProperty(did.per, index))
      }
      if (did.per === null) return countPasses(did.count.op, did.count.value, count)
      return [...byValue.values()].some((ofOne) => countPasses(did.count.op, did.count.value, ofOne))
    }
  }
}

/** At least once, whatever its properties, and no message of this run. */
function isPlain({ event, where, count, per }: DidPredicate): boolean {
  return event !== '$sent' && where === ALWAYS && per === null && count.op === 'gte' && count.value === 1
}

/** A key that tells values apart as `eq` does; lists and objects by their JSON. */
function valueKey(value: JsonValue): JsonValue {
  return typeof value === 'object' ? `json:${JSON.stringify(value)}` : typeof value === 'string' ? `text:${value}` : value
}

function perColumn(column: ValueColumn | undefined, rows: number): { codes: ValueColumn['codes']; size: number } {
  return column ? { codes: column.codes, size: column.values.length } : { codes: new Uint8Array(rows), size: 2 }
}

/** True if the answer for one event never changes: it asks about the event's own properties only. */
function judgedByEventAlone(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'all':
    case 'any': return predicate.of.every(judgedByEventAlone)
    case 'not': return judgedByEventAlone(predicate.of)
    case 'property': return true
    case 'attribute':
    case 'did': return false
  }
}
