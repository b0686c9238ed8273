import type { JourneyDocument } from '../model/journey.ts'
import { connectPort, portsOf, type Step } from '../model/steps/registry.ts'
import type { PartChange } from './journey-diff.ts'
import { isNoteItem, nodeOfEntry, notesOf } from './parts.ts'

/**
 * `current` with one change taken back, as it was in `before`; the same document if that cannot be done alone (a new id). What the change
 * refers to and is not there any more is left out: a step that comes back leads to the steps that are still there.
 */
export function takeBack(current: JourneyDocument, before: JourneyDocument, change: PartChange): JourneyDocument {
  if (change.kind === 'renamed') return current
  switch (change.part) {
    case 'step': return stepBack(current, before, change.id)
    case 'connection': return connectionBack(current, before, change.id)
    case 'segment': return withMember(current, 'segments', { ...current.segments }, before.segments, change.id)
    case 'stage': return withItem(current, 'stages', before, change.id)
    case 'goal': return withItem(current, 'goals', before, change.id)
    case 'exit': return withItem(current, 'exits', before, change.id)
    case 'entry': return entryBack(current, before, change.id)
    case 'policy': return withMember(current, 'policies', { ...current.policies }, before.policies, change.id)
    case 'note':
    case 'comment': return noteBack(current, before, change.id)
    case 'journey': return fieldBack(current, before, change.id as keyof JourneyDocument) // as: such a change is named after the member
  }
}

/** Puts the cards, bands and notes that both have where they lay in `before`. */
export function placesBack(current: JourneyDocument, before: JourneyDocument): JourneyDocument {
  const places = Object.entries(before.layout ?? {}).filter(([key, value]) => !Array.isArray(value) && current.layout !== undefined && Object.hasOwn(current.layout, key))
  return { ...current, layout: { ...current.layout, ...Object.fromEntries(places) } }
}

function stepBack(current: JourneyDocument, before: JourneyDocument, id: string): JourneyDocument {
  const [is, was] = [own(current.steps, id), own(before.steps, id)]
  if (was === undefined) return without(current, before, id)
  const led = is === undefined ? portsOf(was).map(({ id: port, target }) => [port, target] as const) : portsOf(is).map(({ id: port, target }) => [port, target] as const)
  const targets = new Map(led)
  const there = (target: string | undefined) => (target !== undefined && (target === id || own(current.steps, target) !== undefined) ? target : undefined)
  const step = portsOf(was).reduce((changed, { id: port, target }) => connectPort(changed, port, there(targets.has(port) ? targets.get(port) : target)), was)
  const placed = is === undefined && before.layout?.[id] !== undefined ? { layout: { ...current.layout, [id]: before.layout[id] } } : {}
  return { ...current, ...placed, steps: { ...current.steps, [id]: step } }
}

/** Takes a new step away: what led to it leads to where it led before, if that is still there, else to the end. */
function without(current: JourneyDocument, before: JourneyDocument, id: string): JourneyDocument {
  const { [id]: _gone, ...steps } = current.steps
  const there = (target: string | undefined) => (target !== undefined && target !== id && own(steps, target) !== undefined ? target : undefined)
  const follower = there(own(current.steps, id) === undefined ? undefined : portsOf(current.steps[id]!).find(({ target }) => there(target) !== undefined)?.target)
  const entries = current.entries.map((entry) => (entry.next === id ? { ...entry, next: there(before.entries.find((one) => one.id === entry.id)?.next) ?? follower ?? '' } : entry))
  // An entry has to lead somewhere: where nothing is left, the step stays.
  if (entries.some(({ next }) => next === '')) return current
  const mended = Object.fromEntries(Object.entries(steps).map(([from, step]): [string, Step] => [from, portsOf(step).reduce((changed, port) => {
    if (port.target !== id) return changed
    const earlier = own(before.steps, from)
    return connectPort(changed, port.id, there(earlier === undefined ? undefined : portsOf(earlier).find((one) => one.id === port.id)?.target) ?? follower)
  }, step)]))
  const { [id]: _place, ...layout } = current.layout ?? {}
  return { ...current, entries, steps: mended, ...(current.layout === undefined ? {} : { layout }) }
}

function connectionBack(current: JourneyDocument, before: JourneyDocument, id: string): JourneyDocument {
  const entry = current.entries.find((one) => `${nodeOfEntry(one.id)}:next` === id)
  if (entry) {
    const next = before.entries.find((one) => one.id === entry.id)?.next
    return next === undefined || own(current.steps, next) === undefined ? current : { ...current, entries: current.entries.map((one) => (one === entry ? { ...one, next } : one)) }
  }
  for (const [stepId, step] of Object.entries(current.steps)) {
    const earlier = own(before.steps, stepId)
    const port = [...portsOf(step), ...(earlier === undefined ? [] : portsOf(earlier))].find((one) => `${stepId}:${one.id}` === id)
    if (!port) continue
    const target = earlier === undefined ? undefined : portsOf(earlier).find((one) => one.id === port.id)?.target
    if (target !== undefined && own(current.steps, target) === undefined) return current
    return { ...current, steps: { ...current.steps, [stepId]: connectPort(step, port.id, target) } }
  }
  return current
}

function entryBack(current: JourneyDocument, before: JourneyDocument, id: string): JourneyDocument {
  const was = before.entries.find((entry) => entry.id === id)
  const is = current.entries.find((entry) => entry.id === id)
  if (was === undefined) return { ...current, entries: current.entries.filter((entry) => entry.id !== id) }
  if (is !== undefined) return { ...current, entries: current.entries.map((entry) => (entry.id === id ? { ...was, next: is.next } : entry)) }
  if (own(current.steps, was.next) === undefined) return current
  const node = nodeOfEntry(id)
  const layout = before.layout?.[node] === undefined ? {} : { layout: { ...current.layout, [node]: before.layout[node] } }
  return { ...current, ...layout, entries: inserted(current.entries, before.entries, was) }
}

function noteBack(current: JourneyDocument, before: JourneyDocument, id: string): JourneyDocument {
  const was = notesOf(before).find((note) => note.id === id)
  const notes = current.layout?.['notes']
  const items: readonly unknown[] = Array.isArray(notes) ? notes : []
  const isIt = (item: unknown) => isNoteItem(item) && item.id === id
  const others = items.filter((item) => !isIt(item))
  const next = was === undefined ? others : items.length === others.length ? [...items, was] : items.map((item) => (isIt(item) ? was : item))
  return { ...current, layout: { ...current.layout, notes: next } }
}

function fieldBack(current: JourneyDocument, before: JourneyDocument, field: keyof JourneyDocument): JourneyDocument {
  const was = before[field]
  if (Array.isArray(was) && Array.isArray(current[field])) {
    // Only the order is a change of the journey itself.
    const rank = new Map((was as { id: string }[]).map(({ id }, index) => [id, index])) // as: these lists hold items with ids
    const items = current[field] as { id: string }[] // as above
    return { ...current, [field]: items.toSorted((a, b) => (rank.get(a.id) ?? items.length) - (rank.get(b.id) ?? items.length)) }
  }
  if (was !== undefined) return { ...current, [field]: was }
  const { [field]: _gone, ...rest } = current
  return rest as JourneyDocument // as: only optional members can be missing before
}

function withItem<K extends 'stages' | 'goals' | 'exits'>(current: JourneyDocument, list: K, before: JourneyDocument, id: string): JourneyDocument {
  type Item = NonNullable<JourneyDocument[K]>[number]
  const items = (current[list] ?? []) as readonly Item[] // as: the list of that name, here and below
  const old = (before[list] ?? []) as readonly Item[]
  const was = old.find((item) => item.id === id)
  if (was === undefined) return { ...current, [list]: items.filter((item) => item.id !== id) }
  return { ...current, [list]: items.some((item) => item.id === id) ? items.map((item) => (item.id === id ? was : item)) : inserted(items, old, was) }
}

/** The items with one put back behind the last one that stood before it. */
function inserted<T extends { id: string }>(items: readonly T[], old: readonly T[], item: T): T[] {
  const earlier = new Set(old.slice(0, old.indexOf(item)).map(({ id }) => id))
  const at = items.findLastIndex(({ id }) => earlier.has(id)) + 1
  return [...items.slice(0, at), item, ...items.slice(at)]
}

function withMember(current: JourneyDocument, member: 'segments' | 'policies', owner: Record<string, unknown>, before: object | undefined, id: string): JourneyDocument {
  const was = before === undefined ? undefined : own(before as Record<string, unknown>, id) // as: read by name only
  if (was === undefined) delete owner[id]
  else owner[id] = was
  return { ...current, [member]: owner }
}

function own<T>(owner: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(owner, key) ? owner[key] : undefined
}
