import { create } from 'zustand'

interface FoldState {
  open: ReadonlySet<string>
  toggle(id: string): void
  unfold(id: string): void
}

/** Which parts of long forms are open, as long as the window lives: selecting a step and coming back finds them as they were. */
export const useFoldStore = create<FoldState>()((set, get) => ({
  open: new Set(['goals']),
  toggle: (id) => {
    const open = new Set(get().open)
    if (!open.delete(id)) open.add(id)
    set({ open })
  },
  unfold: (id) => set({ open: new Set([...get().open, id]) }),
}))
