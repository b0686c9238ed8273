import type { PointerEvent } from 'react'
import { BAND_GRID, bandAt, bandsOf, type Band } from '../../document/bands.ts'
import { allowedSize, moveBand, nodesInBand, resizeBand } from '../../document/commands/stages.ts'
import { documentStore } from '../../document/document-store.ts'
import { dropPlan } from '../../document/drop-plan.ts'
import type { Box, Position } from '../../document/layout.ts'
import type { CanvasNode } from '../../document/react-flow-adapter.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { endBandDrag, selectBand, useBandStore } from './band-store.ts'
import { refreshCanvas, useCanvasStore } from './canvas-store.ts'
import { currentFlow } from './flow-handle.ts'

/** The side or corner of a box that is dragged, by compass. */
export type Side = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw'

interface DragSteps {
  /** How far the pointer went, in canvas pixels. */
  move(by: Position): void
  end(by: Position): void
  cancel(): void
}

const THRESHOLD = 3

/** Follows a pointer that was pressed on an element until it is let go; Escape gives the drag up. */
export function followPointer(event: PointerEvent, { move, end, cancel }: DragSteps): void {
  if (event.button !== 0) return
  event.stopPropagation()
  const target = event.currentTarget as HTMLElement // as: pointers are pressed on elements of the window
  const { pointerId, clientX, clientY } = event
  const zoom = currentFlow()?.getZoom() ?? 1
  let by: Position | undefined
  const onMove = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
    if (!by && Math.hypot(x - clientX, y - clientY) < THRESHOLD) return
    // Not before it is a drag: a pointer that is captured clicks what captured it instead of what it is on.
    if (!by && target.isConnected) target.setPointerCapture(pointerId)
    by = { x: (x - clientX) / zoom, y: (y - clientY) / zoom }
    move(by)
  }
  const stop = (isKept: boolean) => {
    globalThis.removeEventListener('pointermove', onMove)
    globalThis.removeEventListener('pointerup', onUp)
    globalThis.removeEventListener('pointercancel', onCancel)
    globalThis.removeEventListener('keydown', onKey, true)
    if (by && isKept) end(by)
    else if (by) cancel()
  }
  const onUp = () => stop(true)
  const onCancel = () => stop(false)
  const onKey = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    stop(false)
  }
  globalThis.addEventListener('pointermove', onMove)
  globalThis.addEventListener('pointerup', onUp)
  globalThis.addEventListener('pointercancel', onCancel)
  globalThis.addEventListener('keydown', onKey, true)
}

const onGrid = (value: number) => Math.round(value / BAND_GRID) * BAND_GRID

/** A box with one side or corner moved, which lands on the grid. */
export function stretched({ x, y, width, height }: Box, side: Side, by: Position): Box {
  const [right, bottom] = [x + width, y + height]
  const left = side.includes('w') ? Math.min(onGrid(x + by.x), right - BAND_GRID) : x
  const top = side.includes('n') ? Math.min(onGrid(y + by.y), bottom - BAND_GRID) : y
  const newRight = side.includes('e') ? Math.max(onGrid(right + by.x), left + BAND_GRID) : right
  const newBottom = side.includes('s') ? Math.max(onGrid(bottom + by.y), top + BAND_GRID) : bottom
  return { x: left, y: top, width: newRight - left, height: newBottom - top }
}

function liveBand(stageId: string, box: Box): void {
  useBandStore.setState({ live: { [stageId]: box } })
}

/** Drags a border of a band: shown as it goes, one undo step when it is let go. */
export function dragBorder(event: PointerEvent, band: Band, side: Side): void {
  selectBand(band.stageId)
  const { document } = documentStore.getState()
  followPointer(event, {
    move: (by) => liveBand(band.stageId, allowedSize(document, band, stretched(band, side, by))),
    end: (by) => {
      endBandDrag()
      documentStore.getState().apply(resizeBand(band.stageId, stretched(band, side, by), document))
    },
    cancel: endBandDrag,
  })
}

/** Drags a band by its header, its cards and notes with it. */
export function dragBand(event: PointerEvent, band: Band): void {
  useUiStore.getState().select([])
  selectBand(band.stageId)
  const { document } = documentStore.getState()
  const along = new Set(nodesInBand(document, band))
  const from = new Map(useCanvasStore.getState().nodes.filter(({ id }) => along.has(id)).map(({ id, position }) => [id, position]))
  const snapped = ({ x, y }: Position) => ({ x: onGrid(x), y: onGrid(y) })
  followPointer(event, {
    move: (by) => {
      const { x: dx, y: dy } = snapped(by)
      liveBand(band.stageId, { ...band, x: band.x + dx, y: band.y + dy })
      useCanvasStore.setState(({ nodes }) => ({
        nodes: nodes.map((node) => {
          const start = from.get(node.id)
          return start ? { ...node, position: { x: start.x + dx, y: start.y + dy } } : node
        }),
      }))
    },
    end: (by) => {
      endBandDrag()
      documentStore.getState().apply(moveBand(band.stageId, snapped(by), document))
      refreshCanvas()
    },
    cancel: () => {
      endBandDrag()
      refreshCanvas()
    },
  })
}

function placesOf(dragged: readonly CanvasNode[]): Map<string, Position> {
  return new Map(dragged.map(({ id, position }) => [id, position]))
}

/** Shows, while cards are dragged, which stage they would join and which go along. */
export function showDrop(dragged: readonly CanvasNode[]): void {
  const { document } = documentStore.getState()
  if (!document.stages) return
  const { stageOf, movingStages, by } = dropPlan(document, placesOf(dragged))
  const targets = [...new Set(stageOf.values())]
  const lit = targets.length === 1 ? (targets[0] ?? null) : null
  const live = Object.fromEntries(bandsOf(document).filter(({ stageId }) => movingStages.has(stageId)).map((band) => [band.stageId, { ...band, x: band.x + by.x, y: band.y + by.y }]))
  useBandStore.setState({ lit, live })
}

/** Shows which stage a step that is dragged in from outside would join, its card's middle at that point of the window. */
export function showDropFromPalette(point: Position): void {
  const { document } = documentStore.getState()
  const place = currentFlow()?.screenToFlowPosition(point)
  if (!document.stages || !place) return
  const stageId = bandAt(bandsOf(document), place)?.stageId ?? null
  if (useBandStore.getState().lit !== stageId) useBandStore.setState({ lit: stageId })
}
