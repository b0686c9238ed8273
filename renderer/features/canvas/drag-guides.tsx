import { ViewportPortal, useStore } from '@xyflow/react'
import { useDrag } from './card-drag.ts'
import styles from './drag-guides.module.css'

/** While cards are dragged: the lines they are pulled to, and what letting go would do. */
export function DragGuides() {
  const guides = useDrag((state) => state.guides)
  const hint = useDrag((state) => state.hint)
  if (guides.length === 0 && hint === null) return null
  return <Drawn guides={guides} hint={hint} />
}

const BEYOND = 16

function Drawn({ guides, hint }: ReturnType<typeof useDrag.getState>) {
  const pixel = useStore((state) => 1 / state.transform[2])
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={`${axis}${at}`}
          className={styles.guide}
          data-testid={`guide-${axis}`}
          style={
            axis === 'x'
              ? { left: at - pixel / 2, width: pixel, top: from - BEYOND, height: to - from + 2 * BEYOND }
              : { top: at - pixel / 2, height: pixel, left: from - BEYOND, width: to - from + 2 * BEYOND }
          }
        />
      ))}
      {hint !== null && (
        <div className={styles.hint} data-testid="drag-hint" role="status" style={{ left: hint.at.x, top: hint.at.y - 40, transform: `scale(${pixel})` }}>
          {hint.text}
        </div>
      )}
    </ViewportPortal>
  )
}
