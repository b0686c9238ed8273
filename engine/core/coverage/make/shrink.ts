import type { Draft } from './draft.ts'
import type { Player } from './play.ts'

/** The draft without the events, properties, attributes and answers that it can do without and still go all these ways, and a run no longer than that takes. */
export function shrunk(draft: Draft, keys: ReadonlySet<string>, player: Player): Draft {
  const goes = (one: Draft) => {
    const { reached } = player.play(one)
    return [...keys].every((key) => reached.has(key))
  }
  let small = draft
  for (const { key } of draft.events.toReversed()) small = keptIf(small, { ...small, events: small.events.filter((event) => event.key !== key) }, goes)
  for (const { key, properties } of small.events) {
    for (const name of Object.keys(properties)) small = keptIf(small, { ...small, events: small.events.map((event) => (event.key === key ? { ...event, properties: without(event.properties, name) } : event)) }, goes)
  }
  for (const name of Object.keys(draft.attributes)) small = keptIf(small, { ...small, attributes: without(small.attributes, name) }, goes)
  for (const step of Object.keys(draft.webhooks)) small = keptIf(small, { ...small, webhooks: without(small.webhooks, step) }, goes)
  const first = small.events[0]?.at
  if (first !== undefined && first > small.from) small = keptIf(small, { ...small, from: first }, goes)
  const last = small.events.at(-1)?.at ?? small.from
  return small.until > last ? keptIf(small, { ...small, until: last }, goes) : small
}

function keptIf(now: Draft, next: Draft, goes: (draft: Draft) => boolean): Draft {
  return goes(next) ? next : now
}

function without<T>(from: Readonly<Record<string, T>>, name: string): Record<string, T> {
  const rest: Record<string, T> = Object.create(null) as Record<string, T> // as: filled below; null prototype: a property may be called anything
  for (const [key, value] of Object.entries(from)) if (key !== name) rest[key] = value
  return rest
}
