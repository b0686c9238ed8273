import { create } from 'zustand'
import { persist } from 'zustand/middleware'

const KEPT = 5

/** Ids of the actions that were chosen last in the command palette, newest first; remembered on this machine. */
export const useRecentActions = create<{ ids: readonly string[] }>()(persist(() => ({ ids: [] as readonly string[] }), { name: 'rehearsal-commands' }))

export function rememberAction(id: string): void {
  useRecentActions.setState(({ ids }) => ({ ids: [id, ...ids.filter((other) => other !== id)].slice(0, KEPT) }))
}
