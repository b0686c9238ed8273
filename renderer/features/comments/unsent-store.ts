import { create } from 'zustand'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'

/** Where a remark is being written: a new one on a node, a reply to a comment, or a comment that is edited. */
export type Place = `new ${string}` | `reply ${string}` | `edit ${string}`

/** Remarks that are not sent yet, by journey and place: they wait while something else is shown, as long as the window lives. */
const useUnsentStore = create<{ texts: Readonly<Record<string, string>> }>()(() => ({ texts: {} }))

export function useUnsent(place: Place): string | undefined {
  const journeyId = useDocumentStore((state) => state.document.id)
  return useUnsentStore((state) => state.texts[keyOf(journeyId, place)])
}

export function isUnsent(place: Place): boolean {
  return useUnsentStore.getState().texts[keyOf(documentStore.getState().document.id, place)] !== undefined
}

/** Keeps what was written so far; undefined once it is sent or given up. */
export function keepUnsent(place: Place, text: string | undefined): void {
  const key = keyOf(documentStore.getState().document.id, place)
  useUnsentStore.setState(({ texts: { [key]: _before, ...others } }) => ({ texts: text === undefined ? others : { ...others, [key]: text } }))
}

function keyOf(journeyId: string, place: Place): string {
  return `${journeyId} ${place}`
}
