import type { PersonEvent, PersonProfile } from '../../../engine/api/contract.ts'

/** One event of the person, with a key of its own as long as the window lives. */
export interface ScratchEvent extends PersonEvent { key: number }

/** A person who is being tried out: attributes, events in order, and how late it is for them. */
export interface Scratch {
  profile: PersonProfile
  events: readonly ScratchEvent[]
  /** Nothing later has happened yet. */
  clock: number
}

let lastKey = 0

/** With keys; events of one instant stay in their order. */
export function withKeys(events: readonly PersonEvent[]): ScratchEvent[] {
  return inOrder(events.map(({ at, name, properties }) => ({ at, name, properties, key: ++lastKey })))
}

export function withEvent(scratch: Scratch, event: PersonEvent): Scratch {
  return { ...scratch, events: inOrder([...scratch.events, ...withKeys([event])]) }
}

/** The event as it says now; moved to an instant at which there are others, it comes after them. */
export function withChange(scratch: Scratch, key: number, change: Partial<PersonEvent>): Scratch {
  const event = scratch.events.find((one) => one.key === key)
  if (!event) return scratch
  const changed = { ...event, ...change }
  if (changed.at === event.at) return { ...scratch, events: scratch.events.map((one) => (one.key === key ? changed : one)) }
  return { ...scratch, events: inOrder([...scratch.events.filter((one) => one.key !== key), changed]) }
}

export function withoutEvent(scratch: Scratch, key: number): Scratch {
  return { ...scratch, events: scratch.events.filter((one) => one.key !== key) }
}

/** The events as the engine takes them: those that have happened by the clock. */
export function eventsSoFar({ events, clock }: Scratch): PersonEvent[] {
  return events.filter(({ at }) => at <= clock).map(({ at, name, properties }) => ({ at, name, properties }))
}

function inOrder(events: ScratchEvent[]): ScratchEvent[] {
  return events.sort((a, b) => a.at - b.at) // stable
}

/** What was done to the events against those of before, by key: moved or changed, new; and how many are gone. */
export interface EventChanges { changed: ReadonlySet<number>; added: ReadonlySet<number>; gone: number }

export function eventChanges(was: Scratch | null, now: Scratch): EventChanges {
  if (was === null) return { changed: new Set(), added: new Set(), gone: 0 }
  const before = new Map(was.events.map((event) => [event.key, event]))
  const isSame = (a: ScratchEvent, b: ScratchEvent) => a.at === b.at && a.name === b.name && JSON.stringify(a.properties) === JSON.stringify(b.properties)
  return {
    changed: new Set(now.events.filter((event) => before.has(event.key) && !isSame(before.get(event.key)!, event)).map(({ key }) => key)),
    added: new Set(now.events.filter(({ key }) => !before.has(key)).map(({ key }) => key)),
    gone: was.events.filter(({ key }) => !now.events.some((event) => event.key === key)).length,
  }
}
