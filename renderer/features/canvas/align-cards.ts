import { notify } from '../../components/notify.ts'
import { align, distribute, type Alignment, type Axis } from '../../document/commands/arrange.ts'
import { documentStore } from '../../document/document-store.ts'
import type { Box } from '../../document/layout.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useCanvasStore } from './canvas-store.ts'
import { gestureText } from './gesture-texts.ts'

/** The selected cards as they lie on the canvas. */
export function selectedBoxes(): Map<string, Box> {
  const chosen = new Set(useUiStore.getState().selection.nodeIds)
  return new Map(
    useCanvasStore
      .getState()
      .nodes.filter(({ id }) => chosen.has(id))
      .map(({ id, position, measured }) => [id, { ...position, width: measured?.width ?? 0, height: measured?.height ?? 0 }]),
  )
}

/** Puts the selected cards on one line. */
export function alignSelection(to: Alignment): void {
  const boxes = selectedBoxes()
  if (boxes.size < 2) return notify(gestureText('selectTwo'))
  const { document, apply } = documentStore.getState()
  apply(align(boxes, to, document))
}

/** Spaces the selected cards evenly. */
export function distributeSelection(axis: Axis): void {
  const boxes = selectedBoxes()
  if (boxes.size < 3) return notify(gestureText('selectThree'))
  const { document, apply } = documentStore.getState()
  apply(distribute(boxes, axis, document))
}
