import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf } from '../../document/layout.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { currentFlow, fitNodes } from '../canvas/flow-handle.ts'

/** Selecting more cards than this says nothing about what was undone. */
const MOST_SELECTED = 24

export function undoAndReveal(): void {
  goAndReveal(-1)
}

export function redoAndReveal(): void {
  goAndReveal(1)
}

/** Undoes (negative) or redoes so many steps, and shows what that changed: its cards are selected, and brought into view if none is in it. */
export function goAndReveal(steps: number): void {
  const { document: before, go } = documentStore.getState()
  go(steps)
  const { document: after } = documentStore.getState()
  if (after === before || useUiStore.getState().page !== 'editor') return
  const changed = changedNodes(before, after)
  if (changed.length === 0) return
  const there = new Set([...before.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(before.steps)])
  const cameBack = changed.filter((id) => !there.has(id))
  const told = cameBack.length > 0 ? cameBack : changed
  const { selection, select } = useUiStore.getState()
  const keepsSelection = cameBack.length === 0 && selection.nodeIds.some((id) => changed.includes(id))
  if (!keepsSelection && told.length <= MOST_SELECTED) select(told)
  if (!told.some((id) => isInView(after, id))) fitNodes(told)
}

/** The nodes of `after` that are new, changed or moved since `before`; unchanged ones are mostly the same objects, so this is quick. */
export function changedNodes(before: JourneyDocument, after: JourneyDocument): string[] {
  const isMoved = (id: string) => before.layout !== after.layout && before.layout?.[id] !== after.layout?.[id] && JSON.stringify(before.layout?.[id]) !== JSON.stringify(after.layout?.[id])
  const entries = new Map(before.entries.map((entry) => [entry.id, entry]))
  return [
    ...after.entries.filter((entry) => isChanged(entries.get(entry.id), entry) || isMoved(entryNodeId(entry.id))).map(({ id }) => entryNodeId(id)),
    ...Object.entries(after.steps).filter(([id, step]) => isChanged(before.steps[id], step) || isMoved(id)).map(([id]) => id),
  ]
}

/** A change that came from the engine (a segment taken anew from the library) makes copies of all that it did not touch. */
function isChanged(before: object | undefined, after: object): boolean {
  return before !== after && JSON.stringify(before) !== JSON.stringify(after)
}

function isInView(document: JourneyDocument, nodeId: string): boolean {
  const place = positionOf(document, nodeId)
  const pane = globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
  const flow = currentFlow()
  if (!place || !pane || !flow) return true
  const corner = flow.flowToScreenPosition({ x: place.x + CARD_WIDTH / 2, y: place.y + CARD_BODY / 2 })
  return corner.x >= pane.left && corner.x <= pane.right && corner.y >= pane.top && corner.y <= pane.bottom
}
