import * as z from 'zod'
import { freeId } from '../../engine/core/model/ids.ts'
import { journeySchema, type Entry, type JourneyDocument } from '../../engine/core/model/journey.ts'
import { connectPort, portsOf, stepSchema, type Step } from '../../engine/core/model/steps/registry.ts'
import { broughtBy, clipContextSchema, contextOf } from './clip-context.ts'
import type { Command } from './command.ts'
import { withExitAfterEntry } from './commands/entries.ts'
import { isItem, noteItems, positionOf, withNoteItems, withPositions, type Position } from './layout.ts'
import { entryNodeId, noteNodeId } from './node-ids.ts'

const positionSchema = z.object({ x: z.number(), y: z.number() })

const clipSchema = z.strictObject({
  format: z.literal('journey-steps'),
  steps: z.record(z.string(), stepSchema),
  entries: journeySchema.shape.entries,
  /** By node id, relative to the leftmost and topmost of them. */
  positions: z.record(z.string(), positionSchema),
  /** Notes on the canvas, placed like the nodes. */
  notes: z.array(z.looseObject({ id: z.string() })).optional(),
  /** What they refer to in their journey. */
  context: clipContextSchema.optional(),
})

/** Steps and entries on the clipboard; they travel as JSON text, so also between windows and journeys. */
export type Clip = z.infer<typeof clipSchema>

/** What a copy of these nodes holds; connections among them are kept, those that leave them are not. */
export function clipOf(document: JourneyDocument, nodeIds: readonly string[]): Clip {
  const wanted = new Set(nodeIds)
  const steps = Object.fromEntries(
    Object.entries(document.steps)
      .filter(([id]) => wanted.has(id))
      .map(([id, step]): [string, Step] => [id, retargeted(step, (target) => (wanted.has(target) ? target : undefined))]),
  )
  const entries = document.entries.filter((entry) => wanted.has(entryNodeId(entry.id)))
  const notes = noteItems(document).filter((item): item is { id: string } => isNoteItem(item) && wanted.has(noteNodeId(item.id)))
  const places = nodeIds.map((id) => [id, positionOf(document, id) ?? { x: 0, y: 0 }] as const)
  const left = Math.min(...places.map(([, { x }]) => x))
  const top = Math.min(...places.map(([, { y }]) => y))
  const context = contextOf(document, { steps, entries }, wanted)
  return { format: 'journey-steps', steps, entries, positions: Object.fromEntries(places.map(([id, { x, y }]) => [id, { x: x - left, y: y - top }])), ...(notes.length === 0 ? {} : { notes }), ...(Object.keys(context).length === 0 ? {} : { context }) }
}

/** The clip in a text from the clipboard; undefined if it holds none. */
export function parseClip(text: string): Clip | undefined {
  if (!text.includes('journey-steps')) return undefined
  try {
    const parsed = clipSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** Puts a clip on the canvas, its top left corner at `at`, under new ids. `nodeIds` are the nodes it makes. */
export function paste(clip: Clip, at: Position, document: JourneyDocument, name: string): { command: Command; nodeIds: string[] } {
  const stepIds = renamed(Object.keys(clip.steps), (id) => id in document.steps)
  const entryIds = renamed(clip.entries.map(({ id }) => id), (id) => document.entries.some((entry) => entry.id === id))
  const noteIds = renamed((clip.notes ?? []).map(({ id }) => id), (id) => noteItems(document).some((item) => isItem(item, id)))
  const nodes = new Map([...stepIds, ...[...entryIds].map(([from, to]): [string, string] => [entryNodeId(from), entryNodeId(to)])])
  const brought = broughtBy(clip.context ?? {}, document, nodes)
  const steps = Object.entries(clip.steps).map(([id, step]): [string, Step] => [
    stepIds.get(id)!,
    retargeted(brought.adapt(step), (target) => stepIds.get(target)),
  ])
  const positions = new Map<string, Position>()
  const place = (from: string, to: string) => {
    const { x, y } = clip.positions[from] ?? { x: 0, y: 0 }
    positions.set(to, { x: at.x + x, y: at.y + y })
  }
  for (const [from, to] of stepIds) place(from, to)
  for (const [from, to] of entryIds) place(entryNodeId(from), entryNodeId(to))
  for (const [from, to] of noteIds) place(noteNodeId(from), noteNodeId(to))

  const run = (current: JourneyDocument): JourneyDocument => {
    const entries = clip.entries.map((entry): Entry => ({ ...brought.adaptEntry(entry), id: entryIds.get(entry.id)!, next: stepIds.get(entry.next) ?? entry.next }))
    const notes = (clip.notes ?? []).map((note) => ({ ...note, id: noteIds.get(note.id)! }))
    const joined = brought.add(current)
    const noted = notes.length === 0 ? joined : withNoteItems(joined, [...noteItems(joined), ...notes])
    const added = withPositions(
      { ...noted, entries: [...current.entries, ...entries], steps: { ...current.steps, ...Object.fromEntries(steps) } },
      positions,
    )
    // An entry copied into a journey without the step it led to.
    return entries.filter(({ next }) => !added.steps[next]).reduce((document_, entry) => withExitAfterEntry(document_, entry.id), added)
  }
  return { command: { name, run }, nodeIds: [...positions.keys()] }
}

/** True for a note of the list, which unlike a comment is on no step. */
function isNoteItem(item: unknown): item is { id: string } {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' && !('step' in item)
}

function retargeted(step: Step, target: (old: string) => string | undefined): Step {
  return portsOf(step).reduce(
    (changed, port) => (port.target === undefined ? changed : connectPort(changed, port.id, target(port.target))),
    step,
  )
}

function renamed(ids: readonly string[], taken: (id: string) => boolean): Map<string, string> {
  const names = new Map<string, string>()
  const used = new Set<string>()
  for (const id of ids) {
    const stem = id.replace(/-\d+$/, '')
    const free = freeId(taken(id) ? stem : id, (candidate) => taken(candidate) || used.has(candidate))
    used.add(free)
    names.set(id, free)
  }
  return names
}
