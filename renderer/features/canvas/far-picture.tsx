import { useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import { create } from 'zustand'
import type { CanvasEdge, CanvasNode } from '../../document/react-flow-adapter.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useHeatStore } from '../heat/heat-store.ts'
import { useDiagnosticsStore } from '../problems/diagnostics-store.ts'
import { useCanvasStore } from './canvas-store.ts'
import { drawPicture, inkOf, onThemeChange, sized } from './draw-picture.ts'
import { onceAFrame } from './overview-map.tsx'
import { boxOf, cardAt, cardParts, lineParts, type Box, type CardPart, type LinePart } from './picture-parts.ts'
import styles from './far-picture.module.css'

/** Cards up to which all are drawn, wherever they lie and from however far; of more, only those in view, and from afar they are a picture. */
export const DRAWN_WHOLE = 150
/** The zoom below which cards have no text, and many of them are a picture. */
export const FAR_ZOOM = 0.4
/** Selected cards that stay cards in the picture. */
const MOST_CARDS = 60

/** True while the canvas is a picture: a large journey from afar. `pointedAt` is the card under the pointer, which is a card all the same. */
const useFar = create<{ isFar: boolean; pointedAt: string | null }>()(() => ({ isFar: false, pointedAt: null }))

const NO_EDGES: CanvasEdge[] = []

/** The cards and connections that are drawn one by one: all of them, or, from afar, the one that is pointed at and those that are selected. */
export function useDrawn(nodes: CanvasNode[], edges: CanvasEdge[]): { nodes: CanvasNode[]; edges: CanvasEdge[] } {
  const { isFar, pointedAt } = useFar()
  return useMemo(() => {
    if (!isFar || nodes.length <= DRAWN_WHOLE) return { nodes, edges }
    let cards = 0
    return { nodes: nodes.map((node) => (node.id === pointedAt || (node.selected === true && cards++ < MOST_CARDS) ? node : asPicture(node))), edges: NO_EDGES }
  }, [nodes, edges, isFar, pointedAt])
}

/** A card that is not drawn by itself, the same object for the same card. */
function asPicture(node: CanvasNode): CanvasNode {
  let hidden = pictured.get(node)
  if (!hidden) pictured.set(node, (hidden = { ...node, hidden: true }))
  return hidden
}
const pictured = new WeakMap<CanvasNode, CanvasNode>()

/**
 * Draws a large journey from afar as one picture, larger than the view, which a pan only moves; it is drawn anew when it no longer covers the
 * view, and when something changes. The card under the pointer becomes a card, so that everything can be done with it.
 */
export function FarPicture() {
  const isLarge = useCanvasStore((state) => state.nodes.length > DRAWN_WHOLE)
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM) && isLarge
  useEffect(() => {
    useFar.setState({ isFar, pointedAt: null })
    return () => useFar.setState({ isFar: false, pointedAt: null })
  }, [isFar])
  return isFar ? <Picture /> : null
}

function Picture() {
  const store = useStoreApi()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const picture = new MovingPicture(canvas)
    const view = () => {
      const { transform: [x, y, zoom], width, height } = store.getState()
      return { x, y, zoom, width, height }
    }
    const soon = onceAFrame(() => picture.change(view()))
    picture.change(view())
    const { domNode } = store.getState()
    const point = ({ clientX, clientY, buttons }: PointerEvent) => {
      if (buttons !== 0 || !domNode) return
      const at = domNode.getBoundingClientRect()
      const { x, y, zoom } = view()
      const pointedAt = picture.cardAt((clientX - at.left - x) / zoom, (clientY - at.top - y) / zoom)?.id ?? null
      if (useFar.getState().pointedAt !== pointedAt) useFar.setState({ pointedAt })
    }
    domNode?.addEventListener('pointermove', point)
    const stops = [
      store.subscribe((state, before) => {
        if (state.transform !== before.transform || state.width !== before.width || state.height !== before.height) picture.move(view())
        // Cards of the picture take part in a selection that is drawn, too.
        const drawn = before.userSelectionRect
        if (drawn && !state.userSelectionRect) {
          const [x, y, zoom] = state.transform
          const ids = picture.cardsIn({ left: (drawn.x - x) / zoom, top: (drawn.y - y) / zoom, right: (drawn.x + drawn.width - x) / zoom, bottom: (drawn.y + drawn.height - y) / zoom })
          const { selection, select } = useUiStore.getState()
          select([...new Set([...selection.nodeIds, ...ids])], selection.edgeIds)
        }
      }),
      useCanvasStore.subscribe(soon.ask), useDiagnosticsStore.subscribe(soon.ask), useRunStore.subscribe(soon.ask), useHeatStore.subscribe(soon.ask), onThemeChange(soon.ask), soon.stop,
      () => domNode?.removeEventListener('pointermove', point),
    ]
    return () => stops.forEach((stop) => stop())
  }, [store])
  return <canvas ref={canvas} className={styles.picture} data-testid="far-picture" aria-hidden="true" />
}

interface View { x: number; y: number; zoom: number; width: number; height: number }

/** Pixels of the screen up to which the whole journey is drawn at once. */
const LARGEST = 4096

class MovingPicture {
  readonly #canvas: RefObject<HTMLCanvasElement | null>
  #cards: CardPart[] = []
  #lines: LinePart[] = []
  /** What is drawn, in canvas pixels, and at which zoom. */
  #drawn: (Box & { zoom: number }) | undefined

  constructor(canvas: RefObject<HTMLCanvasElement | null>) {
    this.#canvas = canvas
  }

  /** Takes over what the journey is now. */
  change(view: View): void {
    const { nodes, edges } = useCanvasStore.getState()
    this.#cards = cardParts(nodes)
    this.#lines = lineParts(nodes, edges)
    this.#drawn = undefined
    this.move(view)
  }

  /** Shows what is in view; draws only if that is not drawn yet. */
  move(view: View): void {
    const canvas = this.#canvas.current
    if (!canvas || view.width === 0) return
    const seen: Box = { left: -view.x / view.zoom, top: -view.y / view.zoom, right: (view.width - view.x) / view.zoom, bottom: (view.height - view.y) / view.zoom }
    if (!this.#drawn || this.#drawn.zoom !== view.zoom || !covers(this.#drawn, seen, this.#whole())) this.#draw(canvas, view, seen)
    if (this.#drawn) canvas.style.transform = `translate(${Math.round(view.x + this.#drawn.left * view.zoom)}px, ${Math.round(view.y + this.#drawn.top * view.zoom)}px)`
  }

  cardAt(x: number, y: number): CardPart | undefined {
    return cardAt(this.#cards, x, y)
  }

  cardsIn(box: Box): string[] {
    return this.#cards.filter(({ x, y, width, height }) => x < box.right && x + width > box.left && y < box.bottom && y + height > box.top).map(({ id }) => id)
  }

  /** All cards, with room for their rims. */
  #whole(): Box {
    const box = boxOf(this.#cards) ?? { left: 0, top: 0, right: 1, bottom: 1 }
    return { left: box.left - 80, top: box.top - 80, right: box.right + 80, bottom: box.bottom + 80 }
  }

  #draw(canvas: HTMLCanvasElement, view: View, seen: Box): void {
    const whole = this.#whole()
    const fits = (whole.right - whole.left) * view.zoom <= LARGEST && (whole.bottom - whole.top) * view.zoom <= LARGEST
    const [besideX, besideY] = [(seen.right - seen.left) / 2, (seen.bottom - seen.top) / 2]
    const box = fits ? whole : { left: seen.left - besideX, top: seen.top - besideY, right: seen.right + besideX, bottom: seen.bottom + besideY }
    const context = sized(canvas, Math.ceil((box.right - box.left) * view.zoom), Math.ceil((box.bottom - box.top) * view.zoom))
    if (!context) return
    drawPicture(context, this.#cards, this.#lines, box, view.zoom, inkOf(canvas))
    this.#drawn = { ...box, zoom: view.zoom }
  }
}

/** Is all that is seen of the whole drawn? */
function covers(drawn: Box, seen: Box, whole: Box): boolean {
  return drawn.left <= Math.max(seen.left, whole.left) && drawn.top <= Math.max(seen.top, whole.top) && drawn.right >= Math.min(seen.right, whole.right) && drawn.bottom >= Math.min(seen.bottom, whole.bottom)
}
