import type { JsonValue } from '../../json.ts'
import { BUCKETS, hashBucket, variantOfBucket } from '../../simulate/hash.ts'
import { freeName } from './names.ts'

/** An event of a draft; `key` names it for as long as the draft and what is made of it last. */
export interface DraftEvent { key: number; at: number; name: string; properties: Readonly<Record<string, JsonValue>> }

/** What the person's id has to hash to: one of these buckets under the seed. */
export interface IdDemand { seed: string; fits: (bucket: number) => boolean }

/** A person in the making. Never changed: an edit gives a new one. Events stand in order of time, those of one instant in the order in which they arrive. */
export interface Draft {
  id: string
  attributes: Readonly<Record<string, JsonValue>>
  events: readonly DraftEvent[]
  /** The run's span, epoch ms. */
  from: number
  until: number
  /** By `<journeyId>/<stepId>`: what the webhook answers. */
  webhooks: Readonly<Record<string, 'success' | 'error'>>
}

export function blankDraft(at: number): Draft {
  return { id: freeName(0), attributes: {}, events: [], from: at, until: at, webhooks: {} }
}

/** Puts an event among the others: last of its instant, or before the event `before` where that is at the same instant. Its key is `nextKey(draft)`. */
export function withEvent(draft: Draft, event: Omit<DraftEvent, 'key'>, before = -1): Draft {
  const own = draft.events.findIndex(({ key }) => key === before)
  let place = draft.events.findIndex(({ at }, index) => at > event.at || (at === event.at && own >= 0 && index >= own))
  if (place < 0) place = draft.events.length
  const events = draft.events.toSpliced(place, 0, { key: nextKey(draft), ...event, properties: merged({}, event.properties) })
  return { ...draft, events, from: Math.min(draft.from, event.at), until: Math.max(draft.until, event.at) }
}

export function nextKey({ events }: Pick<Draft, 'events'>): number {
  return events.reduce((most, { key }) => Math.max(most, key), -1) + 1
}

export function eventOf({ events }: Pick<Draft, 'events'>, key: number): DraftEvent | undefined {
  return key < 0 ? undefined : events.find((event) => event.key === key)
}

export function withoutEvent(draft: Draft, key: number): Draft {
  return { ...draft, events: draft.events.filter((event) => event.key !== key) }
}

export function withProperties(draft: Draft, key: number, properties: Readonly<Record<string, JsonValue | undefined>>): Draft {
  return { ...draft, events: draft.events.map((event) => (event.key === key ? { ...event, properties: merged(event.properties, properties) } : event)) }
}

export function withAttributes(draft: Draft, attributes: Readonly<Record<string, JsonValue | undefined>>): Draft {
  return { ...draft, attributes: merged(draft.attributes, attributes) }
}

function merged(into: Readonly<Record<string, JsonValue>>, changes: Readonly<Record<string, JsonValue | undefined>>): Record<string, JsonValue> {
  const all = Object.create(null) as Record<string, JsonValue> // as: it has what is put into it; null prototype: a property may be called anything
  for (const [name, value] of Object.entries({ ...into, ...changes })) if (value !== undefined) all[name] = value
  return all
}

/** Moves the events at or after an instant, and the end of the run, by so much; where that is all of them, the beginning, too. */
export function shifted(draft: Draft, since: number, byMs: number): Draft {
  const isAll = draft.events.every(({ at }) => at >= since)
  const events = draft.events.map((event) => (event.at < since ? event : { ...event, at: event.at + byMs }))
  return { ...draft, events, from: isAll ? draft.from + byMs : draft.from, until: draft.until + Math.max(0, byMs) }
}

export function runningUntil(draft: Draft, at: number): Draft {
  return at <= draft.until ? draft : { ...draft, until: at }
}

/** Names tried before an id that hashes as wanted is given up. */
const MOST_NAMES = 60_000

/** A name all demands fit, the first of the list that does; undefined if none was found. */
export function idFor(demands: readonly IdDemand[]): string | undefined {
  for (let number = 0; number < MOST_NAMES; number++) {
    const id = freeName(number)
    if (demands.every(({ seed, fits }) => fits(hashBucket(seed, id)))) return id
  }
  return undefined
}

/** The buckets of a variant; undefined where it has none, as its weight is 0 or next to it. */
export function bucketsOf(weights: readonly number[], variant: number): ((bucket: number) => boolean) | undefined {
  const variants = variantOfBucket(weights)
  for (let bucket = 0; bucket < BUCKETS; bucket++) if (variants[bucket] === variant) return (one) => variants[one] === variant
  return undefined
}
