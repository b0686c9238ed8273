import type { KeyboardEvent } from 'react'
import type { Position } from '../../document/layout.ts'

const ARROWS: Readonly<Record<string, Position>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } }
const GRID = 8
const FAR = 40

/** How far an arrow key moves something, in canvas pixels: a step of the grid, further with Shift; undefined for other keys. */
export function arrowOf(event: KeyboardEvent): Position | undefined {
  const arrow = ARROWS[event.key]
  if (!arrow || event.ctrlKey || event.metaKey) return undefined
  const distance = event.shiftKey ? FAR : GRID
  return { x: arrow.x * distance, y: arrow.y * distance }
}
