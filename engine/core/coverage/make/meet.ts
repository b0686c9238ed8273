import type { JsonValue } from '../../json.ts'
import { HOUR_MS } from '../../model/calendar.ts'
import { passes } from '../../simulate/compare.ts'
import { clockFits, leavesOf, type Demand, type Leaf } from './demands.ts'
import { eventOf, shifted, withAttributes, withEvent, withProperties, type Draft } from './draft.ts'
import type { Making } from './making.ts'
import { isPast, makePast } from './past.ts'
import { valueMeeting } from './values.ts'
import { viewAt, type ViewAt } from './view.ts'

type OfKind<K extends Leaf['kind']> = Extract<Leaf, { kind: K }>

/**
 * An edit of the draft by which the demands should be met, as far as can be told without playing it; undefined where one of them cannot be, at least not
 * in the way that was tried.
 */
export function meet(draft: Draft, demands: readonly Demand[], making: Making): Draft | undefined {
  const look = (one: Draft) => (at: number): ViewAt => viewAt(one, making.played, making.zone, at)
  const leaves = leavesOf(demands, look(draft), (key) => eventOf(draft, key), making.chooser)
  const of = <K extends Leaf['kind']>(kind: K) => leaves.filter((leaf): leaf is OfKind<K> => leaf.kind === kind)
  let edited: Draft | undefined = draft
  for (const [hand, own] of byKey(of('property'), ({ hand }) => hand)) edited = edited && meetProperties(edited, hand, own, making)
  for (const [hand, own] of byKey(of('near'), ({ hand }) => hand)) edited = edited && meetPlaces(edited, hand, own)
  for (const own of byKey(of('attribute'), ({ name }) => name).values()) edited = edited && meetAttributes(edited, own, demands, making)
  const past = of('past')
  for (const leaf of past) {
    const before: Draft | undefined = edited
    if (!before) break
    const keep = [...making.keep, ...past.filter((one) => one !== leaf && isPast(before, one, making))]
    edited = makePast(before, leaf, demands.find(({ at }) => at === leaf.at)?.hand ?? -1, { ...making, keep })
  }
  return edited && meetClocks(edited, of('clock'), look(edited), making)
}

function byKey<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function meetProperties(draft: Draft, hand: number, leaves: readonly OfKind<'property'>[], { pools }: Making): Draft | undefined {
  const event = eventOf(draft, hand)
  if (!event) return leaves.every(({ test, want }) => passes(test, undefined) === want) ? draft : undefined
  let edited = draft
  for (const [name, own] of byKey(leaves, (leaf) => leaf.name)) {
    const answer = valueMeeting(own, pools.properties.get(name), valueOf(event.properties, name))
    if (!answer.found) return undefined
    edited = withProperties(edited, hand, { [name]: answer.value })
  }
  return edited
}

function valueOf(values: Readonly<Record<string, JsonValue>>, name: string): JsonValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

const METRE = 1 / 111_195

/** Some place that is near what it has to be near, and far from the rest. */
function meetPlaces(draft: Draft, hand: number, leaves: readonly OfKind<'near'>[]): Draft | undefined {
  if (!eventOf(draft, hand)) return leaves.some(({ want }) => want) ? undefined : draft
  const wanted = leaves.filter(({ want }) => want).map(({ place }) => place)
  if (wanted.length === 0) return withProperties(draft, hand, { latitude: undefined, longitude: undefined })
  const around = wanted.flatMap(({ latitude, longitude, radiusM }) => [
    { latitude, longitude },
    ...[[1, 0], [-1, 0], [0, 1], [0, -1]].map(([north, east]) => ({ latitude: latitude + north! * 0.9 * radiusM * METRE, longitude: longitude + (east! * 0.9 * radiusM * METRE) / Math.max(0.01, Math.cos((latitude * Math.PI) / 180)) })),
  ])
  const fits = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
    leaves.every(({ place, want }) => metresBetween(place, { latitude, longitude }) <= place.radiusM === want)
  const place = around.find(fits)
  return place && withProperties(draft, hand, place)
}

/** Close enough to choose by; the engine decides. */
function metresBetween(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const radians = Math.PI / 180
  const north = Math.sin(((b.latitude - a.latitude) * radians) / 2)
  const east = Math.sin(((b.longitude - a.longitude) * radians) / 2)
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(north * north + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * east * east)))
}

function meetAttributes(draft: Draft, leaves: readonly OfKind<'attribute'>[], demands: readonly Demand[], making: Making): Draft | undefined {
  const { name } = leaves[0]!
  const now = (one: Draft, at: number) => viewAt(one, making.played, making.zone, at).attributes.get(name)
  const failing = leaves.filter(({ test, want, at }) => passes(test, now(draft, at)) !== want)
  if (failing.length === 0) return draft
  const pool = making.pools.attributes.get(name)
  const changes = making.late || draft.events.some((event) => event.name === '$set' && Object.hasOwn(event.properties, name)) || making.played?.changes.some((change) => change.name === name)
  const always = valueMeeting(leaves, pool, now(draft, failing[0]!.at))
  if (always.found && !changes) return withAttributes(draft, { [name]: always.value })
  let edited = draft
  for (const { at } of failing.toSorted((a, b) => a.at - b.at)) {
    const then = leaves.filter((leaf) => leaf.at === at)
    if (then.every(({ test, want }) => passes(test, now(edited, at)) === want)) continue
    const answer = valueMeeting(then, pool, now(edited, at))
    if (!answer.found) return undefined
    const hand = demands.find((demand) => demand.at === at)?.hand ?? -1
    const before = making.chooser.pick(making.late ? [0, 0, 1] : [0, 1, 1000, 60_000])!
    edited = withEvent(edited, { at: at - before, name: '$set', properties: { [name]: answer.value ?? null } }, hand)
  }
  return edited
}

/** A week in half hours: some of them fits any clock. */
const HALF_HOURS = 336

function meetClocks(draft: Draft, leaves: readonly OfKind<'clock'>[], look: (at: number) => ViewAt, { chooser }: Making): Draft | undefined {
  if (leaves.length === 0 || clockFits(leaves, look)) return draft
  for (let step = 1; step <= HALF_HOURS; step++) {
    const byMs = (step * HOUR_MS) / 2
    if (!clockFits(leaves, look, byMs)) continue
    // All of it later, or only what led here: what came before may stand where it has to.
    const since = chooser.chance(0.7) ? -Infinity : Math.max(...draft.events.filter(({ at }) => at <= leaves[0]!.at).map(({ at }) => at), -Infinity)
    return shifted(draft, since, byMs)
  }
  return undefined
}
