import { useEffect, useRef } from 'react'
import { useDocumentStore } from '../../document/document-store.ts'
import type { Scene } from '../../document/presentation.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { drawPicture, inkOf, onThemeChange, sized } from '../canvas/draw-picture.ts'
import { boxOf, cardParts, lineParts, type Box } from '../canvas/picture-parts.ts'
import { onceAFrame } from '../canvas/overview-map.tsx'
import styles from './scene-strip.module.css'

const WIDTH = 132
const HEIGHT = 70

/** What a scene has in view, as a small picture. */
export function SceneThumbnail({ box }: Pick<Scene, 'box'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const layout = useDocumentStore((state) => state.document.layout)
  const theme = useUiStore((state) => state.theme)
  useEffect(() => {
    const soon = onceAFrame(() => canvas.current && draw(canvas.current, box))
    soon.ask()
    const stops = [useCanvasStore.subscribe(soon.ask), useRunStore.subscribe((now, before) => now.latest !== before.latest && soon.ask()), onThemeChange(soon.ask), soon.stop]
    return () => stops.forEach((stop) => stop())
  }, [box, layout, theme])
  return <canvas ref={canvas} className={styles.thumbnail} aria-hidden="true" />
}

function draw(canvas: HTMLCanvasElement, box: Scene['box']): void {
  const { nodes, edges } = useCanvasStore.getState()
  const cards = cardParts(nodes).map((card) => ({ ...card, selected: false, severity: undefined }))
  const context = sized(canvas, WIDTH, HEIGHT)
  const shown: Box | undefined = box === undefined ? boxOf(cards) : { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height }
  if (!context || !shown) return
  const zoom = Math.min(WIDTH / Math.max(1, shown.right - shown.left), HEIGHT / Math.max(1, shown.bottom - shown.top)) * (box === undefined ? 0.92 : 1)
  const [middleX, middleY] = [(shown.left + shown.right) / 2, (shown.top + shown.bottom) / 2]
  const view: Box = { left: middleX - WIDTH / 2 / zoom, right: middleX + WIDTH / 2 / zoom, top: middleY - HEIGHT / 2 / zoom, bottom: middleY + HEIGHT / 2 / zoom }
  drawPicture(context, cards, lineParts(nodes, edges).map((line) => ({ ...line, selected: false })), view, zoom, inkOf(canvas))
}
