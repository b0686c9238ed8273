import { useUiStore, type ResultTab } from '../stores/ui-store.ts'

/** Places that take more room than a table: they have a height of their own. */
const TALL: ReadonlySet<ResultTab> = new Set(['person', 'whatIf', 'compare', 'impact', 'coverage', 'doubt'])

/** How high the results are wished to be, in CSS pixels; the canvas keeps half of the window all the same. `set` remembers another height for places like the one that is open. */
export function useDrawerHeight(): { height: number; set(height: number): void } {
  const isTall = useUiStore((state) => TALL.has(state.resultsTab))
  const height = useUiStore((state) => (isTall ? state.personHeight : state.resultsHeight))
  return { height, set: (next) => useUiStore.setState(isTall ? { personHeight: next } : { resultsHeight: next }) }
}
