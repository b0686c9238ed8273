import { focusSoon } from '../../components/focus-soon.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWhatIfStore } from './what-if-store.ts'

/** Opens the place where numbers are turned; with the id of one, the keyboard is on it. */
export function openWhatIf(id?: string): void {
  useUiStore.setState({ resultsOpen: true, resultsTab: 'whatIf' })
  useWhatIfStore.setState(({ wanted }) => (id === undefined ? { query: '' } : { query: '', wanted: { id, at: (wanted?.at ?? 0) + 1 } }))
  if (id === undefined) focusSoon('[data-testid="what-if-search"]')
}
