import type { ReactFlowInstance } from '@xyflow/react'
import type { Position } from '../../document/layout.ts'
import type { CanvasEdge, CanvasNode } from '../../document/react-flow-adapter.ts'

type Flow = ReactFlowInstance<CanvasNode, CanvasEdge>

// The canvas that is on the screen; undefined while the editor is not shown.
let flow: Flow | undefined

export function setFlow(next: Flow | undefined): void {
  flow = next
}

export function currentFlow(): Flow | undefined {
  return flow
}

/** How long the canvas may take to move something, in ms; 0 for people who asked for less motion. */
export function motionMs(): number {
  return globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150
}

/** Shows the whole journey, at most at 100 %. */
export function fitCanvas(): void {
  void flow?.fitView({ padding: 0.08, maxZoom: 1, minZoom: 0.1, duration: motionMs() })
}

/** The first sight of a journey: whole if it can be read so, else its beginning. */
export function showBeginning(): void {
  const pane = globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
  const nodes = flow?.getNodes() ?? []
  if (!flow || !pane || nodes.length === 0) return
  const { x, y, width, height } = flow.getNodesBounds(nodes)
  const zoom = Math.min(1, (pane.width - 96) / width, (pane.height - 200) / height)
  if (zoom >= READABLE) return fitCanvas()
  const shown = Math.max(READABLE, Math.min(0.8, (pane.height - 220) / height))
  void flow.setViewport({ x: 56 - x * shown, y: Math.max(100, (pane.height - height * shown) / 2) - y * shown, zoom: shown })
}

const READABLE = 0.6

/** The canvas point in the middle of what is shown. */
export function middleOfCanvas(): Position {
  const pane = globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!flow || !pane) return { x: 0, y: 0 }
  return flow.screenToFlowPosition({ x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 })
}
