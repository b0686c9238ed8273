import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { columnsOf, stepsWithTexts } from './message-columns.ts'

export const PREVIEW_KEYS = 'mod+Shift+P'

/** The step whose texts are looked at; `stepId` null: none has any. Closed: null. */
export const usePreviewDialogStore = create<{ open: { stepId: string | null } | null }>()(() => ({ open: null }))

/** Opens the previews of a step; without one those of what is selected, else of the first message there is. */
export function openPreview(stepId?: string): void {
  const { document } = documentStore.getState()
  const { selection } = useUiStore.getState()
  const wanted = [stepId, ...selection.nodeIds].find((id) => id !== undefined && columnsOf(document, id).length > 0)
  usePreviewDialogStore.setState({ open: { stepId: wanted ?? stepsWithTexts(document)[0]?.id ?? null } })
}

export function closePreview(): void {
  usePreviewDialogStore.setState({ open: null })
}
