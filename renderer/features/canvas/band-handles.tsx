import type { PointerEvent } from 'react'
import type { Side } from './band-drag.ts'
import styles from './band-handles.module.css'

const SIDES: readonly Side[] = ['n', 'e', 's', 'w', 'nw', 'ne', 'se', 'sw']

/** The borders and corners of a box on the canvas, to be dragged; with the keyboard the arrow keys do it, so they take no focus. */
export function BoxHandles({ isShown, onDrag, testId }: { isShown: boolean; onDrag(event: PointerEvent, side: Side): void; testId: string }) {
  return (
    <div className={styles.handles} data-shown={isShown || undefined} aria-hidden="true">
      {SIDES.map((side) => (
        <div key={side} className={`nopan nodrag ${styles.handle}`} data-side={side} data-testid={`${testId}-${side}`} onPointerDown={(event) => onDrag(event, side)} />
      ))}
    </div>
  )
}
