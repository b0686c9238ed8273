import type { Edge, Node } from '@xyflow/react'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { connectionsOf } from './connections.ts'
import { positionOf } from './layout.ts'
import { entryNodeId } from './node-ids.ts'

/** A node carries only its id: the card looks up its own step and its own figures, so that neither redraws the others. */
export type CanvasNode = Node<Record<string, never>, 'step' | 'entry'>
export type CanvasEdge = Edge<Record<string, never>, 'journey'>

const NO_DATA: Record<string, never> = {}

/** The cards of a document. A card that did not change is the same object as in `previous`, so that only changed ones redraw. */
export function nodesOf(document: JourneyDocument, previous: readonly CanvasNode[], selected: ReadonlySet<string>): CanvasNode[] {
  const known = new Map(previous.map((node) => [node.id, node]))
  const node = (id: string, type: 'step' | 'entry', index: number): CanvasNode => {
    const before = known.get(id)
    const position = positionOf(document, id) ?? before?.position ?? { x: 380 * index, y: 0 }
    const isSelected = selected.has(id)
    if (before && before.position.x === position.x && before.position.y === position.y && before.selected === isSelected) return before
    return { ...before, id, type, position: { x: position.x, y: position.y }, data: NO_DATA, selected: isSelected }
  }
  return [
    ...document.entries.map((entry, index) => node(entryNodeId(entry.id), 'entry', index)),
    ...Object.keys(document.steps).map((id, index) => node(id, 'step', index + document.entries.length)),
  ]
}

/** The lines of a document, kept like the cards. */
export function edgesOf(document: JourneyDocument, previous: readonly CanvasEdge[], selected: ReadonlySet<string>): CanvasEdge[] {
  const known = new Map(previous.map((edge) => [edge.id, edge]))
  return connectionsOf(document).map(({ id, from, portId, to }) => {
    const before = known.get(id)
    const isSelected = selected.has(id)
    if (before && before.target === to && before.selected === isSelected) return before
    return { id, type: 'journey', source: from, sourceHandle: portId, target: to, selected: isSelected, data: NO_DATA, reconnectable: true }
  })
}
