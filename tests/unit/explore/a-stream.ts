import fc from 'fast-check'
import type { JsonValue } from '../../../engine/core/json.ts'
import { buildDataset, type EventDataset, type PlainEvent, type PlainProfile } from '../../../engine/core/model/dataset.ts'

const MINUTE = 60_000

/** Rows of one profile as they stand in the dataset: in the order of time, equal instants as given. */
export interface Person { id: string; attributes: Record<string, JsonValue>; rows: PlainEvent[] }

export interface Stream { events: PlainEvent[]; profiles: PlainProfile[]; dataset: EventDataset; people: Person[] }

/** `a 0 signup` is profile a's signup at minute 0; `plan=pro` after it are properties. */
export function aStream(text: string, profiles: PlainProfile[] = []): Stream {
  const events = text
    .trim()
    .split(/\s*\n\s*/)
    .map((line): PlainEvent => {
      const [profileId, minutes, name, ...properties] = line.split(/\s+/)
      return { profileId: profileId!, at: Number(minutes) * MINUTE, name: name!, properties: Object.fromEntries(properties.map((one) => one.split('=')).map(([key, value]) => [key!, valueOf(value!)])) }
    })
  return streamOf(events, profiles)
}

function valueOf(text: string): JsonValue {
  return text === 'null' ? null : Number.isNaN(Number(text)) ? text : Number(text)
}

export function streamOf(events: PlainEvent[], profiles: PlainProfile[] = []): Stream {
  const ids = [...new Set([...events, ...profiles].map(({ profileId }) => profileId))].sort()
  const people = ids.map((id) => ({
    id,
    attributes: profiles.findLast(({ profileId }) => profileId === id)?.attributes ?? {},
    rows: events.map((event, index) => ({ event, index })).filter(({ event }) => event.profileId === id).sort((a, b) => a.event.at - b.event.at || a.index - b.index).map(({ event }) => event),
  }))
  return { events, profiles, dataset: buildDataset(events, profiles, 'sha256:0'), people }
}

/** Streams with many ties: few people, few names, few instants. `$set`s give the attribute `plan`. */
export const streams: fc.Arbitrary<Stream> = fc
  .record({
    events: fc.array(
      fc.record({ profileId: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 40 }).map((steps) => steps * MINUTE), name: fc.constantFrom('x', 'y', 'z', '$set', 'x'), plan: fc.constantFrom('pro', 'free', null, undefined) }),
      { minLength: 1, maxLength: 40 },
    ),
    plan: fc.constantFrom('pro', undefined),
  })
  .map(({ events, plan }) =>
    streamOf(
      // One of each name and value, from the first instant to the last, so that no question is refused.
      [...events.map(({ plan: value, ...event }) => ({ ...event, properties: value === undefined ? {} : { plan: value } })), ...['x', 'y', 'z'].map((name, index) => ({ profileId: 'd', at: index * 20 * MINUTE, name, properties: { plan: 'team' } }))],
      plan === undefined ? [] : [{ profileId: 'a', attributes: { plan } }],
    ),
  )

/** The attribute `plan` at a row, by the page: the profile's own, then `$set`s, else the event's property. */
export function planAt({ attributes, rows }: Person, index: number): string {
  let value = attributes['plan']
  for (const { name, properties } of rows.slice(0, index + 1)) if (name === '$set' && properties && 'plan' in properties) value = properties['plan']!
  return String(value ?? rows[index]!.properties?.['plan'] ?? '(missing)')
}

/** Nearest rank, read off a sorted list. */
export function rank(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.find((_, index) => (index + 1) * 100 >= share * 100 * sorted.length - 1e-6) ?? null
}
