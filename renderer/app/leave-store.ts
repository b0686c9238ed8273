import { create } from 'zustand'

export type LeaveAnswer = 'save' | 'discard' | 'cancel'

interface LeaveState {
  /** The name of the journey being asked about; null while nothing is asked. */
  asking: string | null
  answer(answer: LeaveAnswer): void
}

let settle: ((answer: LeaveAnswer) => void) | undefined

/** The question about unsaved changes, while it is on the screen. */
export const useLeaveStore = create<LeaveState>()((set) => ({
  asking: null,
  answer: (answer) => {
    set({ asking: null })
    settle?.(answer)
    settle = undefined
  },
}))

/** Asks in the window whether to save the changes of that journey. */
export function askInWindow(name: string): Promise<LeaveAnswer> {
  settle?.('cancel')
  useLeaveStore.setState({ asking: name })
  return new Promise((resolve) => {
    settle = resolve
  })
}
