import { create } from 'zustand'
import { useUiStore } from '../../stores/ui-store.ts'

/** What the list of checks is searched for. */
export const useChecksStore = create<{ query: string }>()(() => ({ query: '' }))

/** Opens the list of checks, all of them or those a query finds. */
export function openChecks(query = ''): void {
  useChecksStore.setState({ query })
  useUiStore.getState().openDialog('checks')
}
