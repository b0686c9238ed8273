import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { noteIdOf, noteNodeId } from './node-ids.ts'
import { asComment, asNote } from './note-items.ts'

/** A place on the canvas: the top left corner of a card, in canvas pixels. */
export interface Position { x: number; y: number }

/** A rectangle of the canvas, in canvas pixels. */
export interface Box extends Position { width: number; height: number }

/** The member of `layout` that is a list and no place: notes on the canvas and comments on steps. */
export const NOTES = 'notes'
/** The same for the scenes of the presentation. */
export const PRESENTATION = 'presentation'

const STEP = 'step:'
const STAGE = 'stage:'

/**
 * The member of `layout` that says where a card lies: its node id. A step whose id is the name of something else there (the list of notes,
 * the band of a stage) is kept apart by a prefix, and one that begins with that prefix gets it once more.
 */
export function placeKeyOf(nodeId: string): string {
  return nodeId === NOTES || nodeId === PRESENTATION || nodeId.startsWith(STAGE) || nodeId.startsWith(STEP) ? `${STEP}${nodeId}` : nodeId
}

/** The member of `layout` that holds the size of a stage's band. */
export function bandKeyOf(stageId: string): string {
  return `${STAGE}${stageId}`
}

type LayoutValue = NonNullable<JourneyDocument['layout']>[string]

/** One member of `layout`; undefined if the document has none of its own by that name. */
export function layoutValue(document: JourneyDocument, key: string): LayoutValue | undefined {
  return document.layout !== undefined && Object.hasOwn(document.layout, key) ? document.layout[key] : undefined
}

/** The document with those members of `layout` set, or taken away where the value is undefined; all others stay as they are. */
export function withLayout(document: JourneyDocument, members: readonly (readonly [string, LayoutValue | undefined])[]): JourneyDocument {
  if (members.every(([key, value]) => layoutValue(document, key) === value)) return document
  const layout = { ...document.layout }
  for (const [key, value] of members) {
    if (value === undefined) delete layout[key]
    // Also a member called `__proto__` is one like all others.
    else Object.defineProperty(layout, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return { ...document, layout }
}

/** Everything in the list `layout.notes`, as it stands in the document. */
export function noteItems(document: JourneyDocument): readonly unknown[] {
  const items = layoutValue(document, NOTES)
  return Array.isArray(items) ? items : []
}

/** The document with that list; without the member when nothing is left in it. */
export function withNoteItems(document: JourneyDocument, items: readonly unknown[]): JourneyDocument {
  return withLayout(document, [[NOTES, items.length === 0 ? undefined : [...items]]])
}

/** True for an item of `layout.notes` that is an object with that id. */
export function isItem(item: unknown, id: string): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && 'id' in item && item.id === id
}

/** Where a node lies; undefined if the document does not say. */
export function positionOf(document: JourneyDocument, nodeId: string): Position | undefined {
  const noteId = noteIdOf(nodeId)
  if (noteId !== undefined && !Object.hasOwn(document.steps, nodeId)) {
    const note = asNote(noteItems(document).find((item) => isItem(item, noteId) && asNote(item) !== undefined))
    return note && { x: note.x, y: note.y }
  }
  // A step called like the list of scenes had no prefix before there was that list.
  const place = layoutValue(document, placeKeyOf(nodeId)) ?? (nodeId === PRESENTATION ? layoutValue(document, nodeId) : undefined)
  return place !== undefined && isPlace(place) ? place : undefined
}

function isPlace(value: object): value is Position {
  return 'x' in value && 'y' in value && typeof value.x === 'number' && typeof value.y === 'number'
}

/** The document with those nodes moved; whole pixels, so that saved files differ only where something moved. */
export function withPositions(document: JourneyDocument, positions: ReadonlyMap<string, Position>): JourneyDocument {
  const places: [string, LayoutValue][] = []
  const notes = new Map<string, Position>()
  for (const [nodeId, { x, y }] of positions) {
    const before = positionOf(document, nodeId)
    const after = { x: Math.round(x), y: Math.round(y) }
    if (before && before.x === after.x && before.y === after.y) continue
    const noteId = noteIdOf(nodeId)
    if (noteId !== undefined && !Object.hasOwn(document.steps, nodeId)) notes.set(noteId, after)
    else places.push([placeKeyOf(nodeId), { ...before, ...after }])
  }
  const placed = places.length === 0 ? document : withLayout(document, places)
  if (notes.size === 0) return placed
  let moved = false
  const items = noteItems(placed).map((item) => {
    const after = notes.get(asNote(item)?.id ?? '')
    if (after === undefined) return item
    moved = true
    return { ...(item as object), ...after } // as: a note is an object
  })
  return moved ? withNoteItems(placed, items) : placed
}

/** The document without what its layout says of those nodes: their places, the comments on them, and notes that are among them. */
export function withoutPositions(document: JourneyDocument, nodeIds: ReadonlySet<string>): JourneyDocument {
  if (!document.layout) return document
  const keys = [...nodeIds].map(placeKeyOf)
  const unplaced = withLayout(document, keys.map((key) => [key, undefined]))
  const items = noteItems(unplaced)
  const kept = items.filter((item) => !belongsTo(item, nodeIds, document))
  return kept.length === items.length ? unplaced : withNoteItems(unplaced, kept)
}

function belongsTo(item: unknown, nodeIds: ReadonlySet<string>, document: JourneyDocument): boolean {
  const comment = asComment(item)
  if (comment) return nodeIds.has(comment.step)
  const nodeId = noteNodeId(asNote(item)?.id ?? '')
  return nodeIds.has(nodeId) && !Object.hasOwn(document.steps, nodeId)
}
