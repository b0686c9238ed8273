import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { connectionsOf } from './connections.ts'
import { positionOf } from './layout.ts'
import { entryNodeId } from './node-ids.ts'
import { nodesIn } from './room.ts'

export type Direction = 'next' | 'previous' | 'above' | 'below'

/** Two cards whose left edges are no further apart than this stand in one column, in canvas pixels. */
const SAME_COLUMN = 200

/** Every node in the order in which people meet it: each way to its end before the next one, what nothing leads to last. */
export function flowOrder(document: Pick<JourneyDocument, 'entries' | 'steps'>): string[] {
  const onward = new Map<string, string[]>()
  for (const { from, to } of connectionsOf(document)) onward.set(from, [...(onward.get(from) ?? []), to])
  const order = new Set<string>()
  // A stack of its own: a chain of 100,000 steps is deeper than the engine's.
  const visit = (start: string) => {
    const open = [start]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (order.has(id)) continue
      order.add(id)
      open.push(...(onward.get(id) ?? []).toReversed())
    }
  }
  for (const { id } of document.entries) visit(entryNodeId(id))
  const reached = new Set([...onward.values()].flat())
  for (const id of Object.keys(document.steps)) if (!reached.has(id)) visit(id)
  for (const id of Object.keys(document.steps)) visit(id)
  return [...order]
}

/** The card one comes to from a card: along its first connection, back along the first that leads to it, or to what stands above or below. */
export function neighbourOf(document: JourneyDocument, nodeId: string, direction: Direction): string | undefined {
  const connections = connectionsOf(document)
  if (direction === 'next') return connections.find(({ from }) => from === nodeId)?.to
  if (direction === 'previous') return connections.find(({ to, from }) => to === nodeId && from !== nodeId)?.from
  const before = new Set(connections.filter(({ to }) => to === nodeId).map(({ from }) => from))
  const siblings = connections.filter(({ from, to }) => before.has(from) && to !== nodeId).map(({ to }) => to)
  return nearest(document, nodeId, siblings, direction) ?? nearest(document, nodeId, inColumn(document, nodeId), direction)
}

function inColumn(document: JourneyDocument, nodeId: string): string[] {
  const own = positionOf(document, nodeId)
  return own === undefined ? [] : nodesIn(document).filter((id) => id !== nodeId && Math.abs((positionOf(document, id)?.x ?? Infinity) - own.x) <= SAME_COLUMN)
}

function nearest(document: JourneyDocument, nodeId: string, among: readonly string[], direction: 'above' | 'below'): string | undefined {
  const own = positionOf(document, nodeId)?.y ?? 0
  const distances = among
    .map((id) => ({ id, down: (positionOf(document, id)?.y ?? 0) - own }))
    .filter(({ down }) => (direction === 'below' ? down > 0 : down < 0))
  return distances.sort((a, b) => Math.abs(a.down) - Math.abs(b.down))[0]?.id
}
