import { create } from 'zustand'

export interface QuickAdd {
  from: string
  portId: string
  /** Where the menu opens, in window pixels. */
  at: { x: number; y: number }
  /** True when the new step should stand where the menu opens: a line was dropped there. */
  drop?: boolean
}

/** The port whose "+" was pressed, while the list of steps is open beside it. */
export const useQuickAdd = create<{ open: QuickAdd | null }>()(() => ({ open: null }))

export function openQuickAdd(open: QuickAdd | null): void {
  useQuickAdd.setState({ open })
}
