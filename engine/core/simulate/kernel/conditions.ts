import { ALWAYS, type DidPredicate, type Predicate } from '../../compile/program.ts'
import { nested } from '../../compile/columns-needed.ts'
import type { JsonValue } from '../../json.ts'
import { isTimeBetween, timeOfDayAt, weekdayAt } from '../../model/calendar.ts'
import type { EventDataset, ValueColumn } from '../../model/dataset.ts'
import { isWithinMetres } from '../../model/distance.ts'
import { passes, type ValueTest } from '../compare.ts'
import { DidTerms, MOST_TERMS, type DidTerm } from './did-terms.ts'
import { DidWindow, LastOccurrence, LastOf } from './did-window.ts'
import { NO_EVENT, sentIndex, type EventsMeant, type Hand, type KernelHistory, type ProfileCursor, type SentLog } from './history.ts'
import { PastSearch, PastSequence, type PastCondition } from './past.ts'
import { isOwnEvent } from '../own-events.ts'
import type { ProfileAttributes } from './profile-attributes.ts'
import type { ProfileClock } from './profile-clock.ts'

/** A condition ready to be asked with an event at hand. */
export type Check = (hand: Hand) => boolean

interface Surroundings {
  dataset: EventDataset
  cursor: ProfileCursor
  attributes: ProfileAttributes
  clock: ProfileClock
  sent: SentLog
  history: KernelHistory
  /** Ids of the journeys of the run, for the messages they sent. */
  journeyIds: readonly string[]
}

/**
 * Compiles predicates for one kernel and one default time zone. A test of an event property becomes a lookup: the test is run once on every
 * distinct value of the column. A `did` over an exact window whose `where` asks only about its own event becomes a sliding window; any
 * other is looked for in the history when asked.
 */
export class ConditionCompiler {
  readonly #around: Surroundings
  readonly #checks = new Map<Predicate, Check>()
  /** Checks of the `where` of past events, which read local times of the event instead of now. */
  readonly #pastChecks = new Map<Predicate, Check>()
  readonly #past = new Map<Predicate, PastCondition>()

  constructor(around: Surroundings) {
    this.#around = around
  }

  check(predicate: Predicate): Check {
    return this.#check(predicate, false)
  }

  /** For an event that may lie in the past: as the `where` of a look-back reads it. */
  pastCheck(predicate: Predicate): Check {
    return this.#check(predicate, true)
  }

  /** What in this predicate changes by the passing of time. */
  edgesOf(predicate: Predicate): PastCondition[] {
    return [...nested(predicate)].flatMap((one) => (one.kind === 'did' || one.kind === 'sequence' ? [this.#pastCondition(one)] : []))
  }

  #check(predicate: Predicate, past: boolean): Check {
    const checks = past ? this.#pastChecks : this.#checks
    let check = checks.get(predicate)
    if (!check) checks.set(predicate, (check = this.#compile(predicate, past)))
    return check
  }

  #compile(predicate: Predicate, past: boolean): Check {
    switch (predicate.kind) {
      case 'all': return this.#allOf(predicate.of, past)
      case 'any': return this.#term(predicate) ? this.#allOf([predicate], past) : anyOf(this.#alternatives(predicate.of, past))
      case 'not': {
        if (this.#term(predicate)) return this.#allOf([predicate], past)
        const check = this.#check(predicate.of, past)
        return (hand) => !check(hand)
      }
      case 'segment': {
        const check = this.#check(predicate.of, false)
        return asksForTheEvent(predicate.of) ? () => check(NO_EVENT) : check
      }
      case 'attribute': {
        const { attributes } = this.#around
        const slot = attributes.names.indexOf(predicate.name)
        return () => passes(predicate.test, attributes.value(slot))
      }
      case 'property': return this.#property(predicate.name, predicate.test)
      case 'near': {
        const latitude = this.#value('latitude')
        const longitude = this.#value('longitude')
        return (hand) => isWithinMetres(latitude(hand), longitude(hand), predicate)
      }
      case 'localTime': {
        const { clock } = this.#around
        const instant = this.#instantRead(past)
        return (hand) => isTimeBetween(timeOfDayAt(clock.zone(), instant(hand)), predicate.fromMs, predicate.toMs)
      }
      case 'weekday': {
        const { clock } = this.#around
        const instant = this.#instantRead(past)
        return (hand) => predicate.days.includes(weekdayAt(clock.zone(), instant(hand)))
      }
      case 'did':
      case 'sequence': {
        if (this.#term(predicate)) return this.#allOf([predicate], past)
        const condition = this.#pastCondition(predicate)
        return () => condition.holds()
      }
    }
  }

  /** The predicate as one question, if it asks only whether things were done at least once: saves a caller who asks often two calls. */
  asTerms(predicate: Predicate): DidTerms | undefined {
    if (predicate.kind === 'segment') return this.asTerms(predicate.of)
    const terms = (predicate.kind === 'all' ? predicate.of : [predicate]).map((one) => this.#term(one))
    const { cursor, dataset } = this.#around
    return terms.length > 0 && terms.length <= MOST_TERMS && terms.every((one) => one !== undefined) ? new DidTerms(cursor, dataset, terms) : undefined
  }

  /** All of them; those that ask whether something was done at least once become one question. */
  #allOf(predicates: readonly Predicate[], past: boolean): Check {
    const terms: DidTerm[] = []
    const others: Check[] = []
    for (const one of predicates) {
      const term = terms.length < MOST_TERMS ? this.#term(one) : undefined
      if (term) terms.push(term)
      else others.push(this.#check(one, past))
    }
    if (terms.length === 0) return allOf(others)
    const { cursor, dataset } = this.#around
    const did = new DidTerms(cursor, dataset, terms)
    return allOf([() => did.holds(), ...others])
  }

  /** The predicate as "did, or did not, at least once", if it says no more than that. */
  #term(predicate: Predicate): DidTerm | undefined {
    if (predicate.kind === 'not') {
      const term = this.#term(predicate.of)
      return term && { ...term, wanted: !term.wanted }
    }
    if (predicate.kind === 'did') return isPlain(predicate) ? { counted: this.#codesOf([predicate.event]), windowMs: windowMs(predicate), wanted: true } : undefined
    if (predicate.kind !== 'any') return undefined
    const dids = predicate.of.filter((one) => one.kind === 'did')
    const [first] = dids
    if (!first || dids.length < predicate.of.length || !dids.every((one) => isPlain(one) && windowMs(one) === windowMs(first))) return undefined
    return { counted: this.#codesOf(dids.map(({ event }) => event)), windowMs: windowMs(first), wanted: true }
  }

  /** "Did a, or did b, or did c" of one window is one question: did any of them happen? */
  #alternatives(predicates: readonly Predicate[], past: boolean): Check[] {
    const plain = new Map<number | null, DidPredicate[]>()
    const others: Predicate[] = []
    for (const one of predicates) {
      if (one.kind === 'did' && isPlain(one)) plain.set(windowMs(one), [...(plain.get(windowMs(one)) ?? []), one])
      else others.push(one)
    }
    const joined = [...plain].map(([ms, dids]) => {
      const occurrence = new LastOf(this.#around.cursor, this.#around.dataset.at, this.#codesOf(dids.map(({ event }) => event)), ms)
      return () => occurrence.holds()
    })
    return [...joined, ...others.map((one) => this.#check(one, past))]
  }

  /** By event code: 1 for the events meant. */
  #codesOf(events: readonly string[]): Uint8Array {
    return Uint8Array.from(this.#around.dataset.names, (name) => (events.some((event) => isMeant(event, name)) ? 1 : 0))
  }

  #meant(event: string): EventsMeant {
    return { codes: this.#codesOf([event]), sent: event === '$sent' }
  }

  #property(name: string, test: ValueTest): Check {
    const column = this.#around.dataset.properties.get(name)
    const passesMissing = passes(test, undefined)
    const ofSent = (hand: Hand) => (hand === NO_EVENT ? passesMissing : passes(test, this.#sentProperty(name, hand)))
    if (!column) return (hand) => (hand >= 0 ? passesMissing : ofSent(hand))
    const { codes } = column
    const passing = Uint8Array.from(column.values, (value) => (passes(test, value) ? 1 : 0))
    return (hand) => (hand >= 0 ? passing[codes[hand]!] === 1 : ofSent(hand))
  }

  /** A property of the event at hand. */
  #value(name: string): (hand: Hand) => JsonValue | undefined {
    const column = this.#around.dataset.properties.get(name)
    return (hand) => (hand >= 0 ? column?.values[column.codes[hand]!] : hand === NO_EVENT ? undefined : this.#sentProperty(name, hand))
  }

  #sentProperty(name: string, hand: Hand): JsonValue | undefined {
    const { sent, journeyIds } = this.#around
    const index = sentIndex(hand)
    if (name === 'stepId') return sent.stepIds[index]
    if (name === 'channel') return sent.channels[index]
    return name === 'journeyId' ? journeyIds[sent.journeys[index]!] : undefined
  }

  /** The instant whose local time is read: of the past event at hand, else now. */
  #instantRead(past: boolean): (hand: Hand) => number {
    const { cursor, dataset, sent } = this.#around
    if (!past) return () => cursor.now
    return (hand) => (hand >= 0 ? dataset.at[hand]! : hand === NO_EVENT ? cursor.now : sent.at[sentIndex(hand)]!)
  }

  #pastCondition(predicate: Extract<Predicate, { kind: 'did' | 'sequence' }>): PastCondition {
    let condition = this.#past.get(predicate)
    if (!condition) this.#past.set(predicate, (condition = predicate.kind === 'did' ? this.#did(predicate) : this.#sequence(predicate)))
    return condition
  }

  #sequence(sequence: Extract<Predicate, { kind: 'sequence' }>): PastCondition {
    const items = sequence.items.map(({ event, where }) => ({ meant: this.#meant(event), where: this.pastCheck(where) }))
    return new PastSequence(sequence, items, this.#around)
  }

  #did(did: DidPredicate): PastCondition {
    const { cursor, dataset } = this.#around
    const { measure } = did
    const where = this.pastCheck(did.where)
    const slides = did.window?.kind !== 'calendar' && did.ago === null && did.notFollowedBy === null && did.event !== '$sent' && judgedByEventAlone(did.where)
    if (!slides || measure.kind !== 'count') {
      const { notFollowedBy } = did
      const after = notFollowedBy && { meant: this.#meant(notFollowedBy.event), where: this.pastCheck(notFollowedBy.where), within: notFollowedBy.within }
      const measured = measure.kind === 'count' ? measure.per : measure.property
      return new PastSearch(did, this.#meant(did.event), where, after, measured === null ? () => undefined : this.#value(measured), this.#around)
    }
    const codes = this.#codesOf([did.event])
    const byRow = did.where === ALWAYS ? null : where
    const once = measure.op === 'gte' && measure.value === 1
    if (measure.per === null && (once || (measure.op === 'eq' && measure.value === 0))) {
      const occurrence = byRow === null ? new LastOf(cursor, dataset.at, codes, windowMs(did)) : new LastOccurrence(cursor, dataset, codes, byRow, windowMs(did))
      return once ? occurrence : { holds: () => !occurrence.holds(), nextEdge: () => occurrence.nextEdge() }
    }
    const per = measure.per === null ? null : perColumn(dataset.properties.get(measure.per), dataset.nameCodes.length)
    return new DidWindow(cursor, dataset, codes, byRow, windowMs(did), measure, per)
  }
}

function allOf(checks: readonly Check[]): Check {
  const [first, second] = checks
  if (!first) return () => true
  if (!second) return first
  if (checks.length === 2) return (hand) => first(hand) && second(hand)
  return (hand) => {
    for (let index = 0; index < checks.length; index++) if (!checks[index]!(hand)) return false
    return true
  }
}

function anyOf(checks: readonly Check[]): Check {
  const [only] = checks
  if (only && checks.length === 1) return only
  return (hand) => {
    for (let index = 0; index < checks.length; index++) if (checks[index]!(hand)) return true
    return false
  }
}

/** Does a `did` of this event mean events of that name? */
export function isMeant(event: string, name: string): boolean {
  return event === '*' ? !isOwnEvent(name) : name === event
}

/** At least once, whatever its properties, and no message of this run. */
function isPlain({ event, where, window, ago, notFollowedBy, measure }: DidPredicate): boolean {
  if (event === '$sent' || where !== ALWAYS || window?.kind === 'calendar' || ago !== null || notFollowedBy !== null) return false
  return measure.kind === 'count' && measure.per === null && measure.op === 'gte' && measure.value === 1
}

function windowMs({ window }: DidPredicate): number | null {
  return window?.kind === 'exact' ? window.ms : null
}

function perColumn(column: ValueColumn | undefined, rows: number): { codes: ValueColumn['codes']; size: number } {
  return column ? { codes: column.codes, size: column.values.length } : { codes: new Uint8Array(rows), size: 2 }
}

/** Does the answer depend on the event at hand? */
function asksForTheEvent(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'all':
    case 'any': return predicate.of.some(asksForTheEvent)
    case 'not': return asksForTheEvent(predicate.of)
    case 'property':
    case 'near': return true
    default: return false
  }
}

/** True if the answer for one event never changes: it asks about the event's own properties only. */
function judgedByEventAlone(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'all':
    case 'any': return predicate.of.every(judgedByEventAlone)
    case 'not': return judgedByEventAlone(predicate.of)
    case 'property':
    case 'near': return true
    case 'segment':
    case 'attribute':
    case 'localTime':
    case 'weekday':
    case 'did':
    case 'sequence': return false
  }
}
