import { getViewportForBounds } from '@xyflow/react'
import { bandsOf, unionOf } from '../../document/bands.ts'
import { documentStore } from '../../document/document-store.ts'
import type { Box } from '../../document/layout.ts'
import type { StageFlow } from './stage-canvas.tsx'

const GLIDE_MS = 700
const NEAREST = 1.6
const FARTHEST = 0.05

/** How long a camera may take, ms; 0 for people who asked for less motion. */
export function glideMs(): number {
  return globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE_MS
}

/** Shows a part of the canvas as large as it fits; undefined: all of it. `under`: pixels at the lower edge that something lies on. */
export function showBox(flow: StageFlow, box: Box | undefined, size: { width: number; height: number }, duration: number, under = 0): void {
  const shown = box ?? wholeOf(flow)
  if (!shown) return
  const viewport = getViewportForBounds(shown, size.width, Math.max(80, size.height - under), FARTHEST, box === undefined ? 1 : NEAREST, 0.05)
  void flow.setViewport(viewport, { duration, interpolate: 'smooth' })
}

/** The box around everything there is, stages included. */
export function wholeOf(flow: StageFlow): Box | undefined {
  const nodes = flow.getNodes()
  return unionOf([...(nodes.length > 0 ? [flow.getNodesBounds(nodes)] : []), ...bandsOf(documentStore.getState().document)])
}

/** What is in view, in canvas pixels. */
export function boxInView({ x, y, zoom }: { x: number; y: number; zoom: number }, { width, height }: { width: number; height: number }): Box {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
}
