import type { Edge, Node, NodeHandle } from '@xyflow/react'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { portsOf, type Step } from '../../engine/core/model/steps/registry.ts'
import { handlesOf, MOST_PORTS, portsShown } from './card-ports.ts'
import { CARD_WIDTH, PORT_ROW, cardHeight } from './card-size.ts'
import { connectionsOf } from './connections.ts'
import { positionOf } from './layout.ts'
import { nameOfNode } from './names.ts'
import { entryNodeId, noteNodeId } from './node-ids.ts'
import type { Note } from './note-items.ts'
import { notesOf } from './notes.ts'
import { defineTexts } from '../i18n/define-texts.ts'

export const lineText = defineTexts('lines', { line: 'From {{from}} to {{to}}' })

/** A node carries only its id: the card looks up its own step and its own figures, so that neither redraws the others. */
export type CanvasNode = Node<Record<string, never>, 'step' | 'entry' | 'note'>
export type CanvasEdge = Edge<Record<string, never>, 'journey'>

const NO_DATA: Record<string, never> = {}

/**
 * The cards of a document. A card that did not change is the same object as in `previous`, so that only changed ones redraw. Each has its size
 * and its ports from the start, taken from its step (`hasNumbers`: and whether a run gave it figures), so that only cards in view are drawn;
 * what is drawn is measured, which corrects that.
 */
export function nodesOf(document: JourneyDocument, previous: readonly CanvasNode[], selected: ReadonlySet<string>, hasNumbers: (nodeId: string) => boolean = () => false): CanvasNode[] {
  const known = new Map(previous.map((node) => [node.id, node]))
  const node = (id: string, type: 'step' | 'entry', index: number): CanvasNode => {
    const before = known.get(id)
    const step = type === 'step' ? document.steps[id] : undefined
    const position = positionOf(document, id) ?? before?.position ?? { x: 380 * index, y: 0 }
    const isSelected = selected.has(id)
    const shape = shapeOf(step, hasNumbers(id), before)
    if (before && before.position.x === position.x && before.position.y === position.y && before.selected === isSelected && shape.handles === before.handles && shape.measured === before.measured) return before
    return { ...before, ...shape, id, type, position: { x: position.x, y: position.y }, data: NO_DATA, selected: isSelected }
  }
  return [
    ...document.entries.map((entry, index) => node(entryNodeId(entry.id), 'entry', index)),
    ...Object.keys(document.steps).map((id, index) => node(id, 'step', index + document.entries.length)),
    ...notesOf(document).flatMap((note) => noteNode(note, document, known, selected)),
  ]
}

type Shape = Pick<CanvasNode, 'handles' | 'measured' | 'initialHeight'>

/** What was measured is kept until the card gets another shape: more ports, or figures. */
function shapeOf(step: Step | undefined, hasNumbers: boolean, before: CanvasNode | undefined): Shape {
  const handles = before?.handles && step !== undefined && drawnFor.get(before.handles) === step ? before.handles : keptIfSame(before?.handles, handlesOf(step))
  if (step !== undefined) drawnFor.set(handles, step)
  const initialHeight = Math.min(cardHeight(step, hasNumbers), CARD_OF_MOST)
  const measured = before?.measured && before.initialHeight === initialHeight ? before.measured : { width: CARD_WIDTH, height: initialHeight }
  return { handles, measured, initialHeight }
}

/** The step whose ports were looked at last: most cards do not change with an edit. */
const drawnFor = new WeakMap<NodeHandle[], Step>()
const CARD_OF_MOST = cardHeight(undefined, true) + MOST_PORTS * PORT_ROW

function keptIfSame(before: NodeHandle[] | undefined, now: NodeHandle[]): NodeHandle[] {
  return before && before.length === now.length && before.every(({ id, y }, index) => id === now[index]?.id && y === now[index]?.y) ? before : now
}

/** Notes lie under cards and connections, one that is chosen above them, and have the size the document gives them. */
function noteNode({ id, x, y, width, height }: Note, document: JourneyDocument, known: ReadonlyMap<string, CanvasNode>, selected: ReadonlySet<string>): CanvasNode[] {
  const nodeId = noteNodeId(id)
  // A step of that very id has the node.
  if (Object.hasOwn(document.steps, nodeId)) return []
  const before = known.get(nodeId)
  const isSelected = selected.has(nodeId)
  if (before && before.position.x === x && before.position.y === y && before.width === width && before.height === height && before.selected === isSelected) return [before]
  return [{ ...before, id: nodeId, type: 'note', position: { x, y }, width, height, zIndex: isSelected ? 1 : -1, data: NO_DATA, selected: isSelected }]
}

/** The lines of a document, kept like the cards; those of ways that their card has no room for are not drawn. */
export function edgesOf(document: JourneyDocument, previous: readonly CanvasEdge[], selected: ReadonlySet<string>): CanvasEdge[] {
  const known = new Map(previous.map((edge) => [edge.id, edge]))
  const shown = new Map<string, ReadonlySet<string>>()
  for (const [id, step] of Object.entries(document.steps)) if (portsOf(step).length > MOST_PORTS) shown.set(id, new Set(portsShown(step).map((port) => port.id)))
  return connectionsOf(document).flatMap(({ id, from, portId, to }): CanvasEdge[] => {
    if (shown.get(from)?.has(portId) === false) return []
    const before = known.get(id)
    const isSelected = selected.has(id)
    const ariaLabel = lineText('line', { from: nameOfNode(document, from), to: nameOfNode(document, to) })
    if (before && before.target === to && before.selected === isSelected && before.ariaLabel === ariaLabel) return [before]
    return [{ id, type: 'journey', source: from, sourceHandle: portId, target: to, selected: isSelected, data: NO_DATA, reconnectable: true, ariaLabel }]
  })
}
