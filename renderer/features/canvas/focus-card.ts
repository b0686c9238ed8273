import { documentStore } from '../../document/document-store.ts'
import { boxOf } from '../../document/room.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { cardElement } from './drop-marks.ts'
import { currentFlow, motionMs } from './flow-handle.ts'
import type { ScreenPoint } from './quick-add-store.ts'

const MARGIN = 16
/** A new card is drawn within a frame or two; one that is not after this many is not going to be. */
const FRAMES = 30

/** The cards an action is meant for: the one with the keyboard's focus if it is not among the selected ones, else those. */
export function meantNodes(): readonly string[] {
  const { nodeIds } = useUiStore.getState().selection
  const focused = idOf(globalThis.document.activeElement?.closest('.react-flow__node:focus-visible'))
  return focused === undefined || nodeIds.includes(focused) ? nodeIds : [focused]
}

/** The connection an action is meant for: the selected one, or the one with the focus. */
export function meantEdge(): string | undefined {
  const { edgeIds, nodeIds } = useUiStore.getState().selection
  const focused = idOf(globalThis.document.activeElement?.closest('.react-flow__edge'))
  return focused ?? (nodeIds.length === 0 && edgeIds.length === 1 ? edgeIds[0] : undefined)
}

// Who asked for something from elsewhere, as the outline does, takes the focus back in place of the card.
let takesFocus: ((nodeId: string) => void) | null = null

/** Until null is given, the focus goes where this says when a card would get it. */
export function giveFocusTo(take: ((nodeId: string) => void) | null): void {
  takesFocus = take
}

function idOf(element: Element | null | undefined): string | undefined {
  return element?.getAttribute('data-id') ?? undefined
}

/** Gives a card the keyboard's focus, in view. */
export function focusCard(nodeId: string): void {
  showCard(nodeId)
  if (takesFocus) return takesFocus(nodeId)
  let left = FRAMES
  const attempt = () => {
    const element = cardElement(nodeId)
    if (element && element.style.visibility !== 'hidden') return element.focus({ preventScroll: true })
    if ((left -= 1) > 0) requestAnimationFrame(attempt)
  }
  attempt()
}

/** Brings a card into view, no further than it takes and as near as one is; does nothing if it is in view. */
export function showCard(nodeId: string): void {
  const flow = currentFlow()
  const box = boxOf(documentStore.getState().document, nodeId)
  const pane = paneBox()
  if (!flow || !box || !pane) return
  const start = flow.flowToScreenPosition({ x: box.x, y: box.y })
  const end = flow.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.height })
  const [dx, dy] = [into(start.x, end.x, pane.left, pane.right), into(start.y, end.y, pane.top, pane.bottom)]
  if (dx === 0 && dy === 0) return
  const { x, y, zoom } = flow.getViewport()
  void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: motionMs() })
}

/** How far a stretch has to move to lie inside another, with a margin; its beginning counts where it is the longer one. */
function into(start: number, end: number, from: number, to: number): number {
  if (start < from + MARGIN || end - start > to - from - 2 * MARGIN) return from + MARGIN - start
  return end > to - MARGIN ? to - MARGIN - end : 0
}

/** Where a menu about a card opens: beside it, or in the middle of the canvas if it is out of sight. */
export function besideCard(nodeId: string): ScreenPoint {
  const card = cardElement(nodeId)?.getBoundingClientRect()
  const pane = paneBox()
  if (card && pane && card.right > pane.left && card.left < pane.right && card.bottom > pane.top && card.top < pane.bottom) return { x: Math.min(card.right, pane.right), y: Math.max(card.top, pane.top) + 8 }
  return middleOfPane()
}

export function middleOfPane(): ScreenPoint {
  const pane = paneBox()
  return pane ? { x: pane.x + pane.width / 2, y: pane.y + pane.height / 3 } : { x: globalThis.innerWidth / 2, y: globalThis.innerHeight / 3 }
}

function paneBox(): DOMRect | undefined {
  return globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
}
