import { getViewportForBounds, type ReactFlowInstance } from '@xyflow/react'
import { bandsOf, unionOf } from '../../document/bands.ts'
import { documentStore } from '../../document/document-store.ts'
import type { Box, Position } from '../../document/layout.ts'
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
  const pane = globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
  const all = pane && wholeJourney()
  if (!flow || !pane || !all) return
  void flow.setViewport(getViewportForBounds(all, pane.width, pane.height, 0.1, 1, 0.06), { duration: motionMs() })
}

/** The box around everything on the canvas, stages included; undefined while there is nothing. */
function wholeJourney(): Box | undefined {
  const nodes = flow?.getNodes() ?? []
  return unionOf([...(flow && nodes.length > 0 ? [flow.getNodesBounds(nodes)] : []), ...bandsOf(documentStore.getState().document)])
}

/** Shows these nodes, near enough to read where they have room. */
export function fitNodes(nodeIds: readonly string[]): void {
  void flow?.fitView({ includeHiddenNodes: true, nodes: nodeIds.map((id) => ({ id })), padding: 0.12, maxZoom: 1, minZoom: 0.1, duration: motionMs() })
}

/** The first sight of a journey: whole if it can be read so, else its beginning, stage headings included. */
export function showBeginning(): void {
  const pane = globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
  const nodes = flow?.getNodes() ?? []
  if (!flow || !pane) return
  if (nodes.length === 0) return void flow.setViewport({ x: 0, y: 0, zoom: 1 })
  const { x, y, width, height } = flow.getNodesBounds(nodes)
  const whole = Math.min(1, (pane.width - 2 * MARGIN) / (width + 2 * BAND), (pane.height - 2 * MARGIN) / (height + 2 * BAND))
  const zoom = Math.max(READABLE, whole)
  const spare = pane.height - (height + 2 * BAND) * zoom
  const left = whole >= READABLE ? (pane.width - width * zoom) / 2 : MARGIN + BAND * zoom * 0.5
  void flow.setViewport({ x: left - x * zoom, y: Math.max(MARGIN, spare / 2) + (BAND - y) * zoom, zoom })
}

/** Room around the cards for the stage bands, in canvas pixels, and around everything, in window pixels. */
const BAND = 96
const MARGIN = 20
const READABLE = 0.7

/** The canvas point in the middle of what is shown. */
export function middleOfCanvas(): Position {
  const pane = globalThis.document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!flow || !pane) return { x: 0, y: 0 }
  return flow.screenToFlowPosition({ x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 })
}
