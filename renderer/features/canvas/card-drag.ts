import type { NodeChange, NodePositionChange } from '@xyflow/react'
import { create } from 'zustand'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { takeOut } from '../../document/commands/heal.ts'
import { dropNodes } from '../../document/commands/stages.ts'
import { insertExisting } from '../../document/commands/steps.ts'
import { connectionsOf } from '../../document/connections.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf, type Box, type Position } from '../../document/layout.ts'
import type { CanvasNode } from '../../document/react-flow-adapter.ts'
import { edgeInWords } from './add-step.ts'
import { showDrop } from './band-drag.ts'
import { endBandDrag } from './band-store.ts'
import { tellMerged } from './canvas-actions.ts'
import { refreshCanvas, useCanvasStore } from './canvas-store.ts'
import { edgeUnder, markEdge } from './drop-marks.ts'
import { currentFlow } from './flow-handle.ts'
import { gestureText } from './gesture-texts.ts'
import { snap, type Guide } from './snap.ts'

interface DragState {
  guides: readonly Guide[]
  /** What letting go would do beside moving the cards, and where that is said, in canvas pixels. */
  hint: { text: string; at: Position } | null
}

/** What is shown while cards are dragged. */
export const useDrag = create<DragState>()(() => ({ guides: [], hint: null }))

/** Cards in line within so many pixels of the window pull each other. */
const PULL = 6
/** A card dragged with Alt further than this leaves its line, in canvas pixels. */
const TEAR = 80

// Whether the leading key is down: the library's own events come too late to say so.
let isFree = false

/** Listens for the key that lets cards go freely; answers what ends that. */
export function watchFreeDrag(): () => void {
  const read = (event: PointerEvent | KeyboardEvent) => {
    isFree = event.ctrlKey || event.metaKey
  }
  globalThis.window.addEventListener('pointermove', read, true)
  globalThis.window.addEventListener('keydown', read, true)
  globalThis.window.addEventListener('keyup', read, true)
  return () => {
    globalThis.window.removeEventListener('pointermove', read, true)
    globalThis.window.removeEventListener('keydown', read, true)
    globalThis.window.removeEventListener('keyup', read, true)
  }
}

/** The changes of a drag, pulled into line with the other cards; all others as they are. */
export function snapChanges(changes: NodeChange<CanvasNode>[]): NodeChange<CanvasNode>[] {
  const moves = changes.filter((change): change is NodePositionChange & { position: Position } => change.type === 'position' && change.position !== undefined && change.dragging !== undefined)
  if (moves.length === 0) return changes
  const { nodes } = useCanvasStore.getState()
  const places = new Map(moves.map(({ id, position }) => [id, position]))
  const boxes = nodes.map((node): { id: string; box: Box } => ({ id: node.id, box: { ...(places.get(node.id) ?? node.position), width: node.measured?.width ?? CARD_WIDTH, height: node.measured?.height ?? CARD_BODY } }))
  const moving = around(boxes.filter(({ id }) => places.has(id)).map(({ box }) => box))
  const isOver = moves.every(({ dragging }) => dragging === false)
  const { dx, dy, guides } = isFree ? { dx: 0, dy: 0, guides: [] } : snap(moving, boxes.filter(({ id }) => !places.has(id)).map(({ box }) => box), PULL / (currentFlow()?.getZoom() ?? 1))
  useDrag.setState(isOver ? { guides: [], hint: null } : { guides })
  return changes.map((change) => (change.type === 'position' && change.position && change.dragging !== undefined ? { ...change, position: { x: change.position.x + dx, y: change.position.y + dy } } : change))
}

function around(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}

/** What is read of the event of a drag; a finger says no place of its own. */
export type Pointer = Pick<MouseEvent, 'altKey'> & Partial<Pick<MouseEvent, 'clientX' | 'clientY'>>

/** Where cards would end up if they were let go now: in a connection, out of their line, or just there. */
type Landing = { kind: 'into'; edgeId: string } | { kind: 'out' } | { kind: 'there' }

function landingOf(document: JourneyDocument, ids: readonly string[], event: Pointer): Landing {
  const there: Landing = { kind: 'there' }
  const isJoined = connectionsOf(document).some(({ from, to }) => ids.includes(from) !== ids.includes(to))
  if ((isJoined && !event.altKey) || ids.some((id) => !Object.hasOwn(document.steps, id))) return there
  const [only] = ids
  if (only !== undefined && ids.length === 1) {
    const edge = edgeBehind(only, event)
    if (edge !== null) return { kind: 'into', edgeId: edge }
  }
  return isJoined && ids.some((id) => isTorn(document, id)) ? { kind: 'out' } : there
}

/** The connection under the pointer or under the middle of the card, none of the card's own. */
function edgeBehind(nodeId: string, { clientX, clientY }: Pointer): string | null {
  const isOther = (id: string) => connectionsOf(documentStore.getState().document).some((one) => one.id === id && one.from !== nodeId && one.to !== nodeId)
  const under = clientX === undefined || clientY === undefined ? null : edgeUnder(clientX, clientY, isOther)
  if (under !== null) return under
  const place = useCanvasStore.getState().nodes.find(({ id }) => id === nodeId)?.position
  const middle = place && currentFlow()?.flowToScreenPosition({ x: place.x + CARD_WIDTH / 2, y: place.y + CARD_BODY / 2 })
  return middle ? edgeUnder(middle.x, middle.y, isOther) : null
}

function isTorn(document: JourneyDocument, nodeId: string): boolean {
  const before = positionOf(document, nodeId)
  const now = useCanvasStore.getState().nodes.find(({ id }) => id === nodeId)?.position
  return before !== undefined && now !== undefined && Math.hypot(now.x - before.x, now.y - before.y) > TEAR
}

/** Shows what letting go would do. */
export function dragCards(event: Pointer, dragged: readonly CanvasNode[]): void {
  const { document } = documentStore.getState()
  const ids = dragged.map(({ id }) => id)
  const landing = landingOf(document, ids, event)
  markEdge(landing.kind === 'into' ? landing.edgeId : null)
  if (landing.kind === 'there') showDrop(dragged)
  else endBandDrag()
  const text = landing.kind === 'into' ? gestureText('insertHere', edgeInWords(document, landing.edgeId)) : landing.kind === 'out' ? gestureText('takeOutHere') : null
  const first = useCanvasStore.getState().nodes.find(({ id }) => id === ids[0])
  const before = useDrag.getState().hint
  if (text !== null && first) useDrag.setState({ hint: { text, at: first.position } })
  else if (before !== null) useDrag.setState({ hint: null })
}

/** Lets cards go: one undo step, whatever that means. */
export function dropCards(event: Pointer, dragged: readonly CanvasNode[]): void {
  const { document, apply } = documentStore.getState()
  const ids = dragged.map(({ id }) => id)
  const landing = landingOf(document, ids, event)
  const chosen = new Set(ids)
  const places = new Map(useCanvasStore.getState().nodes.filter(({ id }) => chosen.has(id)).map(({ id, position }) => [id, position]))
  markEdge(null)
  endBandDrag()
  useDrag.setState({ guides: [], hint: null })
  const connection = landing.kind === 'into' ? connectionsOf(document).find(({ id }) => id === landing.edgeId) : undefined
  const [only] = ids
  if (connection && only !== undefined) {
    apply(insertExisting(only, connection, places.get(only) ?? { x: 0, y: 0 }, document))
    tellMerged(document, [only])
  } else if (landing.kind === 'out') {
    apply(takeOut(ids, document, places))
    tellMerged(document, ids)
  } else apply(dropNodes(places, document))
  // What was dropped where it was, or put elsewhere, is drawn where the document says it lies.
  refreshCanvas()
}
