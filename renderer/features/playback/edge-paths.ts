import { CARD_WIDTH } from '../../document/card-size.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'

/** Points along a connection at equal distances, x and y in turn, in canvas pixels. */
export type WayPoints = Float32Array

const PIECES = 40

interface Kept { path: SVGPathElement | null; d: string; points: WayPoints | undefined; checkedAt: number }

/** How long the shape of a line is taken for granted, ms. */
const TRUSTED_MS = 300

/** The shapes of the connections, as they are drawn; each is measured once, and again when it has changed. */
export class EdgePaths {
  readonly #kept = new Map<string, Kept>()

  /** Undefined for a connection that is not there any more, or not in view. */
  pointsOf(edgeId: string, root: Element, now: number): WayPoints | undefined {
    const kept = this.#kept.get(edgeId)
    if (kept && now - kept.checkedAt < TRUSTED_MS) return kept.points
    const path = kept?.path?.isConnected === true ? kept.path : root.querySelector<SVGPathElement>(`.react-flow__edge[data-id="${CSS.escape(edgeId)}"] path.react-flow__edge-path`)
    const d = path?.getAttribute('d') ?? ''
    const points = path && d !== '' ? (kept?.d === d ? kept.points : measured(path)) : undefined
    this.#kept.set(edgeId, { path, d, points, checkedAt: now })
    return points
  }
}

function measured(path: SVGPathElement): WayPoints {
  const length = path.getTotalLength()
  const points = new Float32Array(2 * (PIECES + 1))
  for (let index = 0; index <= PIECES; index++) {
    const { x, y } = path.getPointAtLength((length * index) / PIECES)
    points[2 * index] = x
    points[2 * index + 1] = y
  }
  return points
}

/** Where that share (0 to 1) of the way lies. */
export function pointAt(points: WayPoints, along: number): { x: number; y: number } {
  const place = Math.min(1, Math.max(0, along)) * PIECES
  const index = Math.min(PIECES - 1, Math.floor(place))
  const rest = place - index
  return {
    x: points[2 * index]! + (points[2 * index + 2]! - points[2 * index]!) * rest,
    y: points[2 * index + 1]! + (points[2 * index + 3]! - points[2 * index + 1]!) * rest,
  }
}

/** The connection of a large journey seen from afar, which is drawn as part of a picture: the same curve as there. */
export function farPointsOf(edgeId: string): WayPoints | undefined {
  const { nodes, edges } = useCanvasStore.getState()
  const edge = edges.find(({ id }) => id === edgeId)
  const [from, to] = [nodes.find(({ id }) => id === edge?.source), nodes.find(({ id }) => id === edge?.target)]
  const port = from?.handles?.find(({ type, id }) => type === 'source' && id === edge?.sourceHandle)
  const end = to?.handles?.find(({ type }) => type === 'target')
  if (!from || !to || !port || !end) return undefined
  const [x0, y0] = [from.position.x + CARD_WIDTH, from.position.y + port.y + (port.height ?? 0) / 2]
  const [x1, y1] = [to.position.x, to.position.y + end.y + (end.height ?? 0) / 2]
  const reach = x1 < x0 + 24 ? 60 : Math.max(30, (x1 - x0) / 2)
  const points = new Float32Array(2 * (PIECES + 1))
  for (let index = 0; index <= PIECES; index++) {
    const t = index / PIECES
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3]
    points[2 * index] = a * x0 + b * (x0 + reach) + c * (x1 - reach) + d * x1
    points[2 * index + 1] = a * y0 + b * y0 + c * y1 + d * y1
  }
  return points
}
