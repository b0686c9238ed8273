import type { JsonValue } from '../json.ts'
import { ABSENT, EXPLICIT_NULL, profileCountOf, textAt, type EventDataset, type ValueColumn } from '../model/dataset.ts'

/** Somebody of the data as a message would find them: attributes as of the event, and that event; null where it never happened to them. */
export interface PersonAtHand {
  profileId: string
  attributes: Record<string, JsonValue>
  event: { name: string; at: number; properties: Record<string, JsonValue> } | null
}

/** A name that a template asks for. */
export interface AskedName { of: 'profile' | 'event'; name: string }

/** Numbers of the profiles that did one of the events, in their order; everybody, without events. */
export function whoDid(dataset: EventDataset, events: readonly string[]): Uint32Array {
  const profiles = profileCountOf(dataset)
  const found = new Uint32Array(profiles)
  const isMeant = meant(dataset, events)
  let count = 0
  for (let profile = 0; profile < profiles; profile++) if (events.length === 0 || lastRow(dataset, profile, isMeant) >= 0) found[count++] = profile
  return found.slice(0, count)
}

/** The profile with that number; the event is the last of these that it did. */
export function personAtHand(dataset: EventDataset, profile: number, events: readonly string[]): PersonAtHand {
  const row = lastRow(dataset, profile, meant(dataset, events))
  const until = row < 0 ? dataset.offsets[profile + 1]! - 1 : row
  return {
    profileId: textAt(dataset.profileIds, profile),
    attributes: Object.fromEntries(
      [...new Set([...dataset.attributes.keys(), ...dataset.properties.keys()])].flatMap((name): [string, JsonValue][] => {
        const value = attributeAt(dataset, profile, name, until, dataset.names.indexOf('$set'))
        return value === undefined ? [] : [[name, value]]
      }),
    ),
    event: row < 0 ? null : { name: dataset.names[dataset.nameCodes[row]!]!, at: dataset.at[row]!, properties: propertiesAt(dataset, row) },
  }
}

/** How many of these profiles lack each of the names when their last such event is at hand; a name nobody knows is lacked by all. */
export function countLacking(dataset: EventDataset, profiles: Uint32Array, events: readonly string[], asked: readonly AskedName[]): number[] {
  return asked.map((one) => {
    const lacks = lackingTest(dataset, events, one)
    let count = 0
    for (const profile of profiles) if (lacks(profile)) count++
    return count
  })
}

/** The place in `profiles` of the first that lacks the name, looked for from `from` on and then from the beginning; undefined if all have it. */
export function firstLacking(dataset: EventDataset, profiles: Uint32Array, events: readonly string[], asked: AskedName, from: number): number | undefined {
  const lacks = lackingTest(dataset, events, asked)
  for (let step = 0; step < profiles.length; step++) {
    const place = (from + step) % profiles.length
    if (lacks(profiles[place]!)) return place
  }
  return undefined
}

function lackingTest(dataset: EventDataset, events: readonly string[], { of, name }: AskedName): (profile: number) => boolean {
  if ((of === 'profile' && name === 'id') || (of === 'event' && (name === 'name' || name === 'at'))) return () => false
  const isMeant = meant(dataset, events)
  const set = dataset.names.indexOf('$set')
  const column = dataset.properties.get(name)
  return (profile) => {
    const row = lastRow(dataset, profile, isMeant)
    if (of === 'event') return row < 0 || isEmpty(valueOf(column, row))
    return isEmpty(attributeAt(dataset, profile, name, row < 0 ? dataset.offsets[profile + 1]! - 1 : row, set))
  }
}

/** What Liquid's `default` steps in for, but for false. */
function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === ''
}

/** By event code: 1 for those meant. */
function meant({ names }: EventDataset, events: readonly string[]): Uint8Array {
  return Uint8Array.from(names, (name) => (events.includes(name) ? 1 : 0))
}

function lastRow({ offsets, nameCodes }: EventDataset, profile: number, isMeant: Uint8Array): number {
  for (let row = offsets[profile + 1]! - 1; row >= offsets[profile]!; row--) if (isMeant[nameCodes[row]!] === 1) return row
  return -1
}

/** The attribute once the rows up to `until` have happened: what the last `$set` said, else what the profile began with. */
function attributeAt({ offsets, nameCodes, properties, attributes }: EventDataset, profile: number, name: string, until: number, set: number): JsonValue | undefined {
  const column = properties.get(name)
  if (set >= 0 && column) {
    for (let row = until; row >= offsets[profile]!; row--) {
      if (nameCodes[row] !== set || column.codes[row] === ABSENT) continue
      return column.codes[row] === EXPLICIT_NULL ? undefined : column.values[column.codes[row]!]
    }
  }
  return valueOf(attributes.get(name), profile) ?? undefined
}

function propertiesAt({ properties }: EventDataset, row: number): Record<string, JsonValue> {
  return Object.fromEntries(
    [...properties].flatMap(([name, column]): [string, JsonValue][] => {
      const value = valueOf(column, row)
      return value === undefined || value === null ? [] : [[name, value]]
    }),
  )
}

function valueOf(column: ValueColumn | undefined, row: number): JsonValue | undefined {
  return column?.values[column.codes[row]!]
}
