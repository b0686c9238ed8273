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

/** The canvas point in the middle of what is shown. */
export function middleOfCanvas(): Position {
  const pane = globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!flow || !pane) return { x: 0, y: 0 }
  return flow.screenToFlowPosition({ x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 })
}
