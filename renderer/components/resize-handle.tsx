import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import styles from './resize-handle.module.css'

interface ResizeHandleProps {
  /** The side of its panel it sits on: a left edge drags leftwards to widen, a top edge upwards. */
  edge: 'left' | 'top'
  label: string
  value: number
  min: number
  max: number
  onChange(value: number): void
}

/** The border of a panel, to be dragged or moved with the arrow keys; a double click sets it back to the middle of its range. */
export function ResizeHandle({ edge, label, value, min, max, onChange }: ResizeHandleProps) {
  const start = useRef<{ at: number; value: number } | null>(null)
  const clamp = (next: number) => Math.round(Math.min(max, Math.max(min, next)))
  const along = (event: PointerEvent) => (edge === 'left' ? event.clientX : event.clientY)
  const onKeyDown = (event: KeyboardEvent) => {
    const wider = edge === 'left' ? 'ArrowLeft' : 'ArrowUp'
    const narrower = edge === 'left' ? 'ArrowRight' : 'ArrowDown'
    if (event.key !== wider && event.key !== narrower) return
    event.preventDefault()
    onChange(clamp(value + (event.key === wider ? 16 : -16)))
  }
  return (
    <div
      className={styles.handle}
      data-edge={edge}
      role="separator"
      aria-label={label}
      aria-orientation={edge === 'left' ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        start.current = { at: along(event), value }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => start.current && onChange(clamp(start.current.value + start.current.at - along(event)))}
      onPointerUp={() => (start.current = null)}
    />
  )
}
