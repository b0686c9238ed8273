import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useFoldStore } from '../inspector/fields/fold-store.ts'
import { messageRows } from './message-rows.ts'

export const usePanelStore = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

/** Opens the assumptions, at the message that is selected; at the first one where nothing is assumed yet. */
export function openAssumptions(): void {
  const { document } = documentStore.getState()
  const { rows } = messageRows(document, useAssumptionsStore.getState().scenario.responses ?? [])
  const [selected] = useUiStore.getState().selection.nodeIds
  const wanted = rows.find(({ key }) => key === selected) ?? (rows.some(({ own }) => own !== null) ? undefined : rows.find(({ kind }) => kind === 'step'))
  if (wanted !== undefined) useFoldStore.getState().unfold(`assume:${wanted.key}`)
  usePanelStore.setState({ isOpen: true })
}

export function closeAssumptions(): void {
  usePanelStore.setState({ isOpen: false })
}
