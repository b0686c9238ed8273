import { Panel, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef, type PointerEvent } from 'react'
import { useHeatStore } from '../heat/heat-store.ts'
import { useDiagnosticsStore } from '../problems/diagnostics-store.ts'
import { useCanvasStore } from './canvas-store.ts'
import { inkOf, onThemeChange, sized } from './draw-picture.ts'
import { boxOf, cardParts, type Box } from './picture-parts.ts'
import { canvasText } from './texts.ts'
import styles from './overview-map.module.css'

const WIDTH = 148
const HEIGHT = 92
const MARGIN = 6

/**
 * The whole journey in the corner, with a frame around what is in view; a drag in it moves the canvas, the wheel zooms. A picture that is drawn
 * when a card moves; panning only moves the frame, so that a thousand cards cost no frame anything.
 */
export function OverviewMap() {
  const { setCenter, getZoom, zoomTo } = useReactFlow()
  const store = useStoreApi()
  const picture = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const shown = useRef<{ box: Box; scale: number }>({ box: { left: 0, top: 0, right: 1, bottom: 1 }, scale: 1 })

  useEffect(() => {
    const placeFrame = () => {
      if (!frame.current) return // the store tells once more while the editor is left
      const { transform: [x, y, zoom], width, height } = store.getState()
      const { box, scale } = shown.current
      const at = (value: number, start: number) => MARGIN + (value - start) * scale
      const [left, top] = [Math.max(0, at(-x / zoom, box.left)), Math.max(0, at(-y / zoom, box.top))]
      const [right, bottom] = [Math.min(WIDTH, at((width - x) / zoom, box.left)), Math.min(HEIGHT, at((height - y) / zoom, box.top))]
      Object.assign(frame.current.style, { transform: `translate(${left}px, ${top}px)`, width: `${Math.max(2, right - left)}px`, height: `${Math.max(2, bottom - top)}px` })
    }
    const draw = () => {
      if (!picture.current) return // as above: a frame may still be due
      const cards = cardParts(useCanvasStore.getState().nodes)
      const box = boxOf(cards) ?? { left: 0, top: 0, right: WIDTH, bottom: HEIGHT }
      const scale = Math.min((WIDTH - 2 * MARGIN) / (box.right - box.left), (HEIGHT - 2 * MARGIN) / (box.bottom - box.top), 0.25)
      shown.current = { box, scale }
      const context = sized(picture.current, WIDTH, HEIGHT)
      if (!context) return
      const ink = inkOf(picture.current)
      for (const { x, y, width, height, family, selected, severity, heat } of cards) {
        context.fillStyle = selected ? ink.accent : severity === 'error' ? ink.red : family === 'note' ? ink['line-card'] : ink[family]
        const [left, top, wide, high] = [MARGIN + (x - box.left) * scale, MARGIN + (y - box.top) * scale, Math.max(1.5, width * scale), Math.max(1.5, height * scale)]
        if (heat === undefined) context.fillRect(left, top, wide, high)
        else {
          // As full as it is hot, like the gauges of the cards.
          context.fillStyle = ink['surface-active']
          context.fillRect(left, top, wide, high)
          context.fillStyle = ink.heat
          context.fillRect(left, top + high * (1 - heat), wide, high * heat)
        }
      }
      placeFrame()
    }
    const soon = onceAFrame(draw)
    draw()
    const stops = [useCanvasStore.subscribe(soon.ask), useDiagnosticsStore.subscribe(soon.ask), useHeatStore.subscribe(soon.ask), onThemeChange(soon.ask), store.subscribe(placeFrame), soon.stop]
    return () => stops.forEach((stop) => stop())
  }, [store])

  const moveTo = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const at = currentTarget.getBoundingClientRect()
    const { box, scale } = shown.current
    void setCenter(box.left + (clientX - at.left - MARGIN) / scale, box.top + (clientY - at.top - MARGIN) / scale, { zoom: getZoom() })
  }
  return (
    <Panel position="bottom-right" className={styles.map!}>
      <div
        className={`react-flow__minimap ${styles.inner}`}
        role="img"
        aria-label={canvasText('minimap')}
        data-testid="overview-map"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          moveTo(event)
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event)
        }}
        onWheel={({ deltaY }) => void zoomTo(getZoom() * 2 ** (-deltaY / 500))}
      >
        <canvas ref={picture} aria-hidden="true" />
        <div ref={frame} className={styles.frame} />
      </div>
    </Panel>
  )
}

/** Runs at most once a frame, however often it is asked for. */
export function onceAFrame(run: () => void): { ask(): void; stop(): void } {
  let asked = 0
  return {
    ask: () => {
      asked ||= requestAnimationFrame(() => {
        asked = 0
        run()
      })
    },
    stop: () => cancelAnimationFrame(asked),
  }
}
