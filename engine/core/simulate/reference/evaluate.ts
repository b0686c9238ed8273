import type { DidPredicate, Measure, Predicate, SequencePredicate } from '../../compile/program.ts'
import { canonicalJson, type JsonValue } from '../../json.ts'
import { addMonths, isTimeBetween, timeOfDayAt, weekdayAt, type Zone } from '../../model/calendar.ts'
import type { Duration } from '../../model/duration.ts'
import { countPasses, passes } from '../compare.ts'
import { isOwnEvent } from '../own-events.ts'
import { micros } from '../tally.ts'

/**
 * One event of a profile's history. Messages sent by the run itself are history, but they did not arrive. `basis`: it is no event of the data, but one
 * that a response model gives.
 */
export interface HistoryEvent { name: string; at: number; properties: Readonly<Record<string, JsonValue | undefined>>; sentByRun?: true; basis?: 'assumed' | 'learned' }

/** What a condition is judged by: everything that has happened to the profile, its attributes, the instant, and its clock on the wall. */
export interface ProfileView {
  readonly history: readonly HistoryEvent[]
  readonly attributes: ReadonlyMap<string, JsonValue>
  readonly now: number
  /** The profile's zone as it is now. */
  readonly zone: Zone
}

/**
 * Judges a condition word for word as the format page puts it, by looking through the history each time: the reference for the kernel.
 * `atHand` is the event at hand, if any; `clock` the instant `localTime` and `weekday` read, which for a past event is that event's.
 */
export function evaluate(predicate: Predicate, view: ProfileView, atHand: HistoryEvent | undefined, clock: number = view.now): boolean {
  switch (predicate.kind) {
    case 'all': return predicate.of.every((one) => evaluate(one, view, atHand, clock))
    case 'any': return predicate.of.some((one) => evaluate(one, view, atHand, clock))
    case 'not': return !evaluate(predicate.of, view, atHand, clock)
    case 'segment': return evaluate(predicate.of, view, undefined)
    case 'attribute': return passes(predicate.test, view.attributes.get(predicate.name))
    case 'property': return passes(predicate.test, atHand?.properties[predicate.name])
    case 'near': return atHand !== undefined && isNear(predicate, atHand)
    case 'localTime': return isTimeBetween(timeOfDayAt(view.zone, clock), predicate.fromMs, predicate.toMs)
    case 'weekday': return predicate.days.includes(weekdayAt(view.zone, clock))
    case 'did': return measured(predicate.measure, occurrences(predicate, view))
    case 'sequence': return happenedInOrder(predicate, view)
  }
}

/** Judges the `where` of a past event: it is at hand, and the clock shows its time. */
export function holdsOf(where: Predicate, view: ProfileView, past: HistoryEvent): boolean {
  return evaluate(where, view, past, past.at)
}

/** Does a condition that names `asked` mean an event called `name`? */
export function isMeant(asked: string, name: string): boolean {
  return asked === '*' ? !isOwnEvent(name) : name === asked
}

export function occurrences(predicate: DidPredicate, view: ProfileView): HistoryEvent[] {
  const { event: asked, where, notFollowedBy } = predicate
  return view.history.filter((event, place) => {
    if (!isMeant(asked, event.name) || !isInWindow(predicate, view, event.at) || !holdsOf(where, view, event)) return false
    return notFollowedBy === null || isUnfollowed(notFollowedBy, view, event, place)
  })
}

/** Its waiting time has passed without the second event. */
function isUnfollowed(second: NonNullable<DidPredicate['notFollowedBy']>, view: ProfileView, first: HistoryEvent, place: number): boolean {
  const end = later(view.zone, first.at, second.within)
  if (view.now < end) return false
  return !view.history.slice(place + 1).some((event) => event.at < end && isMeant(second.event, event.name) && holdsOf(second.where, view, event))
}

/** The items one after the other in the order of the history, each taking the first event it can. */
function happenedInOrder(predicate: SequencePredicate, view: ProfileView): boolean {
  let next = 0
  for (const event of view.history) {
    const item = predicate.items[next]
    if (!item) break
    if (isMeant(item.event, event.name) && isInWindow(predicate, view, event.at) && holdsOf(item.where, view, event)) next++
  }
  return next === predicate.items.length
}

function measured(measure: Measure, found: readonly HistoryEvent[]): boolean {
  if (measure.kind === 'count') {
    const { op, value, per } = measure
    return per === null ? countPasses(op, value, found.length) : countsByValue(found, per).some((count) => countPasses(op, value, count))
  }
  const { kind, property, op, value } = measure
  if (kind === 'distinct') return countPasses(op, value, countsByValue(found, property).length)
  const numbers = found.map(({ properties }) => properties[property]).filter((one) => typeof one === 'number')
  const sum = numbers.reduce((total, one) => total + micros(one), 0n)
  if (kind === 'sum') return amountPasses(op, micros(value), sum)
  if (numbers.length === 0) return op === 'ne' // of nothing the others are missing
  if (kind === 'avg') return amountPasses(op, micros(value) * BigInt(numbers.length), sum)
  return countPasses(op, value, kind === 'max' ? Math.max(...numbers) : Math.min(...numbers))
}

/** How often each value occurs that is there at all, told apart as `eq` does, lists and objects by their JSON. */
function countsByValue(found: readonly HistoryEvent[], property: string): number[] {
  const counts = new Map<string, number>()
  for (const { properties } of found) {
    const value = properties[property]
    if (value === undefined || value === null) continue
    const key = canonicalJson(value)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts.values()]
}

function amountPasses(op: Parameters<typeof countPasses>[0], limit: bigint, actual: bigint): boolean {
  return countPasses(op, 0, actual < limit ? -1 : actual > limit ? 1 : 0)
}

type Windowed = Pick<DidPredicate, 'window' | 'ago'>

export function isInWindow({ window, ago }: Windowed, { now, zone }: ProfileView, at: number): boolean {
  return now >= later(zone, at, ago) && (window === null || now < leavesAt({ window, ago }, at, zone))
}

/** When an event at `at` is gone from the window. */
function leavesAt({ window, ago }: Windowed, at: number, zone: Zone): number {
  return later(zone, later(zone, at, window), ago)
}

/** So much later: a calendar span at the same local time so many months on. */
export function later(zone: Zone, at: number, span: Duration | null): number {
  if (span === null) return at
  return span.kind === 'exact' ? at + span.ms : addMonths(zone, at, span.months)
}

/** Instants at which mere passing of time may change what the predicate, itself a `did` or a sequence, says of an event at `at`. */
export function edgesOf(predicate: DidPredicate | SequencePredicate, at: number, zone: Zone): number[] {
  const { window, ago } = predicate
  return [
    ...(ago === null ? [] : [later(zone, at, ago)]),
    ...(window === null ? [] : [leavesAt(predicate, at, zone)]),
    ...(predicate.kind === 'did' && predicate.notFollowedBy ? [later(zone, at, predicate.notFollowedBy.within)] : []),
  ]
}

const EARTH_RADIUS_M = 6_371_008.8

/** Haversine on the event's `latitude` and `longitude`; false unless both are numbers. */
function isNear({ latitude, longitude, radiusM }: Extract<Predicate, { kind: 'near' }>, { properties }: HistoryEvent): boolean {
  const { latitude: otherLatitude, longitude: otherLongitude } = properties
  if (typeof otherLatitude !== 'number' || typeof otherLongitude !== 'number') return false
  const radians = Math.PI / 180
  const northward = Math.sin(((otherLatitude - latitude) * radians) / 2)
  const eastward = Math.sin(((otherLongitude - longitude) * radians) / 2)
  const chord = northward * northward + Math.cos(latitude * radians) * Math.cos(otherLatitude * radians) * eastward * eastward
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord))) <= radiusM
}
