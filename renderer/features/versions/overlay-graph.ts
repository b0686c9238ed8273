import type { JourneyDiff } from '../../../engine/core/diff/journey-diff.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connectionsOf } from '../../document/connections.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { positionOf, type Position } from '../../document/layout.ts'
import { entryNodeId } from '../../document/node-ids.ts'

/** How a card or a connection differs between two versions; `same` where it does not. */
export type Mark = 'same' | 'added' | 'removed' | 'changed' | 'moved'

/** Which of the two versions is looked at. */
export type Shown = 'before' | 'both' | 'after'

export interface OverlayNode { id: string; mark: Mark; side: 'before' | 'after'; position: Position }
export interface OverlayEdge { id: string; mark: Mark; from: string; to: string }
export interface OverlayGraph { nodes: OverlayNode[]; edges: OverlayEdge[] }

const GAP = 12

/**
 * One picture of two versions: the newer one's cards where they are, and those that are gone where they were, moved down where another card
 * lies now. A step that was given another id is one card, under the new id. `places` are those of cards whose document does not say.
 */
export function overlayGraph(before: JourneyDocument, after: JourneyDocument, diff: JourneyDiff, shown: Shown, places: ReadonlyMap<string, Position> = new Map()): OverlayGraph {
  const marks = marksOf(diff)
  const renames = new Map(diff.changes.flatMap(({ part, id, idBefore }): [string, string][] => (idBefore === undefined ? [] : [[part === 'entry' ? entryNodeId(idBefore) : idBefore, part === 'entry' ? entryNodeId(id) : id]])))
  const now = (id: string) => renames.get(id) ?? id
  const place = (document: JourneyDocument, id: string) => positionOf(document, id) ?? places.get(id) ?? { x: 0, y: 0 }
  const nodes: OverlayNode[] = []
  const own = nodesOf(after)
  const columns = new Columns()
  if (shown !== 'before') for (const id of own) nodes.push({ id, mark: marks.get(id) ?? 'same', side: 'after', position: place(after, id) })
  for (const old of nodesOf(before)) {
    const isGone = !own.has(now(old))
    if (shown === 'before') nodes.push({ id: now(old), mark: isGone ? 'removed' : (marks.get(now(old)) ?? 'same'), side: 'before', position: place(before, old) })
    else if (shown === 'both' && isGone) {
      if (columns.isEmpty) for (const { position } of nodes) columns.take(position)
      nodes.push({ id: old, mark: 'removed', side: 'before', position: columns.freePlace(place(before, old)) })
    }
  }
  return { nodes, edges: edgesOf(before, after, now, shown) }
}

/** The node a change is about, that the canvas can bring to the middle; undefined for what is no card. */
export function nodeOfChange({ part, id }: JourneyDiff['changes'][number], before: JourneyDocument, after: JourneyDocument): string | undefined {
  if (part === 'step') return id
  if (part === 'entry') return entryNodeId(id)
  if (part === 'connection') return id.slice(0, id.lastIndexOf(':'))
  if (part !== 'comment') return undefined
  const items = [after, before].flatMap((document) => document.layout?.['notes'] ?? [])
  const comment = (Array.isArray(items) ? items : []).find((item) => typeof item === 'object' && item !== null && 'id' in item && item.id === id)
  return typeof comment === 'object' && comment !== null && 'step' in comment && typeof comment.step === 'string' ? comment.step : undefined
}

function marksOf({ changes, layout }: JourneyDiff): Map<string, Mark> {
  const marks = new Map<string, Mark>(layout.moved.map((id) => [id, 'moved']))
  for (const { part, kind, id } of changes) {
    if (part !== 'step' && part !== 'entry') continue
    marks.set(part === 'entry' ? entryNodeId(id) : id, kind === 'renamed' ? 'changed' : kind)
  }
  return marks
}

function nodesOf(document: JourneyDocument): Set<string> {
  return new Set([...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)])
}

/** What is taken, by columns a card wide: a thousand ghosts among a thousand cards find their places at once. */
class Columns {
  readonly #taken = new Map<number, Position[]>()

  get isEmpty(): boolean {
    return this.#taken.size === 0
  }

  take(position: Position): void {
    const column = Math.floor(position.x / CARD_WIDTH)
    const known = this.#taken.get(column)
    if (known) known.push(position)
    else this.#taken.set(column, [position])
  }

  /** The wanted place, or the next one below where no card lies; from then on it is taken. */
  freePlace({ x, y: wanted }: Position): Position {
    const column = Math.floor(x / CARD_WIDTH)
    const near = [column - 1, column, column + 1].flatMap((one) => this.#taken.get(one) ?? []).filter((position) => Math.abs(position.x - x) < CARD_WIDTH)
    let y = wanted
    for (const position of near.toSorted((a, b) => a.y - b.y)) if (position.y < y + CARD_BODY && position.y + CARD_BODY > y) y = position.y + CARD_BODY + GAP
    const place = { x, y }
    this.take(place)
    return place
  }
}

function edgesOf(before: JourneyDocument, after: JourneyDocument, now: (id: string) => string, shown: Shown): OverlayEdge[] {
  const named = (document: JourneyDocument, by: (id: string) => string) =>
    new Map(connectionsOf(document).map(({ from, portId, to }): [string, { from: string; to: string }] => [JSON.stringify([by(from), portId, by(to)]), { from: by(from), to: by(to) }]))
  const old = named(before, now)
  const fresh = named(after, (id) => id)
  const added = [...fresh].map(([id, ends]): OverlayEdge => ({ id, mark: old.has(id) ? 'same' : 'added', ...ends }))
  const removed = [...old].filter(([id]) => !fresh.has(id)).map(([id, ends]): OverlayEdge => ({ id, mark: 'removed', ...ends }))
  if (shown === 'after') return added
  if (shown === 'before') return [...added.filter(({ mark }) => mark === 'same'), ...removed]
  return [...added, ...removed]
}
