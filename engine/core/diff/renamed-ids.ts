import { canonicalJson } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { connectPort, portsOf, type Step } from '../model/steps/registry.ts'
import { withReferences } from '../segments/references.ts'
import type { Condition } from '../model/condition.ts'
import { isNoteItem, nodeOfEntry, withoutTargets } from './parts.ts'

/** Old id to new id, of what is the same but for its id. */
export interface Renames { steps: Map<string, string>; segments: Map<string, string>; goals: Map<string, string>; stages: Map<string, string>; entries: Map<string, string>; exits: Map<string, string> }

/**
 * What was only given another id: it is gone under the old one, there under the new one, says the same, and no third one does. A step's
 * connections, to it and from it, have to be the same as well, by the new ids.
 */
export function renamedIds(before: JourneyDocument, after: JourneyDocument): Renames {
  const steps = pairs(new Map(Object.entries(before.steps)), new Map(Object.entries(after.steps)), withoutTargets)
  // A pair that is dropped may take away what held another one.
  while (dropMisconnected(steps, before, after)) continue
  const listed = <T extends { id: string }>(items: readonly T[] | undefined) => new Map((items ?? []).map((item) => [item.id, item]))
  const withoutId = ({ id: _id, ...rest }: { id: string }) => rest
  return {
    steps,
    segments: pairs(new Map(Object.entries(before.segments ?? {})), new Map(Object.entries(after.segments ?? {})), (segment) => segment),
    goals: pairs(listed(before.goals), listed(after.goals), withoutId),
    exits: pairs(listed(before.exits), listed(after.exits), withoutId),
    stages: pairs(listed(before.stages), listed(after.stages), withoutId),
    entries: pairs(listed(before.entries), listed(after.entries), ({ next, ...entry }) => ({ ...withoutId(entry), next: steps.get(next) ?? next })),
  }
}

function pairs<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, content: (item: T) => unknown): Map<string, string> {
  const byContent = (items: ReadonlyMap<string, T>, others: ReadonlyMap<string, T>) => {
    const found = new Map<string, string[]>()
    for (const [id, item] of items) {
      if (others.has(id)) continue
      const said = canonicalJson(content(item))
      found.set(said, [...(found.get(said) ?? []), id])
    }
    return found
  }
  const gone = byContent(before, after)
  const renamed = new Map<string, string>()
  for (const [said, ids] of byContent(after, before)) {
    const old = gone.get(said)
    if (old?.length === 1 && ids.length === 1) renamed.set(old[0]!, ids[0]!)
  }
  return renamed
}

function dropMisconnected(steps: Map<string, string>, before: JourneyDocument, after: JourneyDocument): boolean {
  if (steps.size === 0) return false
  const by = (id: string) => steps.get(id) ?? id
  const old = connections(before, by)
  const now = connections(after, (id) => id)
  const wrong = [...steps].filter(([, to]) => (old.get(to) ?? []).toSorted().join('\n') !== (now.get(to) ?? []).toSorted().join('\n'))
  for (const [from] of wrong) steps.delete(from)
  return wrong.length > 0
}

/** By step: the connections to it and from it, under the names `by` gives. */
function connections(document: JourneyDocument, by: (id: string) => string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const add = (id: string, connection: string) => {
    const known = found.get(id)
    if (known) known.push(connection)
    else found.set(id, [connection])
  }
  for (const { id, next } of document.entries) add(by(next), `${JSON.stringify(['entry', id, by(next)])}`)
  for (const [id, step] of Object.entries(document.steps)) {
    for (const { id: port, target } of portsOf(step)) {
      if (target === undefined) continue
      const connection = JSON.stringify([by(id), port, by(target)])
      add(by(id), connection)
      if (by(target) !== by(id)) add(by(target), connection)
    }
  }
  return found
}

/** The document with other ids, wherever they are referred to. */
export function withIds(document: JourneyDocument, renames: Renames): JourneyDocument {
  if (Object.values(renames).every((map: Map<string, string>) => map.size === 0)) return document
  const { steps, segments, goals, stages, entries, exits } = renames
  const by = (map: ReadonlyMap<string, string>, id: string) => map.get(id) ?? id
  const step = (one: Step): Step => {
    const led = portsOf(one).reduce((changed, { id, target }) => (target === undefined ? changed : connectPort(changed, id, by(steps, target))), one)
    const staged: Step = led.stage === undefined ? led : { ...led, stage: by(stages, led.stage) }
    return staged.kind === 'split' && staged.goal !== undefined ? { ...staged, goal: by(goals, staged.goal) } : staged
  }
  const place = (id: string): string => {
    if (id.startsWith('entry:')) return nodeOfEntry(by(entries, id.slice('entry:'.length)))
    return id.startsWith('stage:') ? `stage:${by(stages, id.slice('stage:'.length))}` : by(steps, id)
  }
  const { layout, ...rest } = document
  const renamed: JourneyDocument = {
    ...rest,
    ...(document.stages ? { stages: document.stages.map((stage) => ({ ...stage, id: by(stages, stage.id) })) } : {}),
    ...(document.goals ? { goals: document.goals.map((goal) => ({ ...goal, id: by(goals, goal.id) })) } : {}),
    ...(document.exits ? { exits: document.exits.map((exit) => ({ ...exit, id: by(exits, exit.id) })) } : {}),
    ...(document.segments ? { segments: Object.fromEntries(Object.entries(document.segments).map(([id, segment]) => [by(segments, id), segment])) } : {}),
    entries: document.entries.map((entry) => ({ ...entry, id: by(entries, entry.id), next: by(steps, entry.next) })),
    steps: Object.fromEntries(Object.entries(document.steps).map(([id, one]) => [by(steps, id), step(one)])),
  }
  // Only a reference to a segment has a member of this name; a layout has none of its own.
  const referred = segments.size === 0 ? renamed : (withReferences(renamed as unknown as Condition, (id) => by(segments, id)) as unknown as JourneyDocument) // as: only texts under `segment` are changed
  if (layout === undefined) return referred
  const note = (item: unknown): unknown => (isNoteItem(item) && typeof item['step'] === 'string' ? { ...item, step: place(item['step']) } : item)
  return { ...referred, layout: Object.fromEntries(Object.entries(layout).map(([id, value]) => (Array.isArray(value) ? [id, value.map(note)] : [place(id), value]))) }
}
