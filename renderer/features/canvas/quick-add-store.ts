import { create } from 'zustand'
import type { Position } from '../../document/layout.ts'

/** What a step that is asked for is meant to become part of. Places are canvas pixels, the top left corner of the card. */
export type AddTarget =
  | { kind: 'after'; from: string; portId: string; place?: Position }
  | { kind: 'into'; edgeId: string }
  | { kind: 'here'; place: Position }
  | { kind: 'replace'; nodeId: string }

/** A point of the window, in CSS pixels. */
export interface ScreenPoint { x: number; y: number }

interface QuickAdd {
  target: AddTarget
  /** Where the menu opens. */
  at: ScreenPoint
}

/** What the list of steps is open for; null while it is closed. */
export const useQuickAdd = create<{ open: QuickAdd | null }>()(() => ({ open: null }))

/** Opens the list of steps for something. */
export function askForStep(target: AddTarget, at: ScreenPoint): void {
  useQuickAdd.setState({ open: { target, at } })
}

export function closeQuickAdd(): void {
  useQuickAdd.setState({ open: null })
}

/** The "+" of an open port was pressed. */
export function openQuickAdd({ from, portId, at }: { from: string; portId: string; at: ScreenPoint }): void {
  askForStep({ kind: 'after', from, portId }, at)
}
