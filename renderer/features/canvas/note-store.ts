import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'

/** The note that is being written on the canvas. */
export const useNoteStore = create<{ editing: string | null }>()(() => ({ editing: null }))

/** Starts to write a note where it lies; what is written until it ends is one undo step. */
export function startWriting(noteId: string): void {
  documentStore.getState().seal()
  useNoteStore.setState({ editing: noteId })
}

export function endWriting(): void {
  if (useNoteStore.getState().editing === null) return
  documentStore.getState().seal()
  useNoteStore.setState({ editing: null })
}
