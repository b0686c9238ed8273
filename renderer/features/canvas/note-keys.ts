import type { KeyboardEvent } from 'react'
import { resizeNote } from '../../document/commands/notes.ts'
import { documentStore } from '../../document/document-store.ts'
import { noteIdOf } from '../../document/node-ids.ts'
import { noteOf } from '../../document/notes.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { arrowOf } from './band-keys.ts'
import { startWriting } from './note-store.ts'

/** What keys do on a focused note, before the canvas sees them: Enter and F2 write it, Alt with an arrow gives it another size. */
export function onNoteKey(event: KeyboardEvent): void {
  if (!(event.target instanceof Element) || !event.target.matches('.react-flow__node-note')) return
  const nodeId = event.target.getAttribute('data-id') ?? ''
  const note = noteOf(documentStore.getState().document, noteIdOf(nodeId) ?? '')
  if (!note) return
  const arrow = arrowOf(event)
  if (arrow && event.altKey) {
    useUiStore.getState().select([nodeId])
    documentStore.getState().apply(resizeNote(note.id, { ...note, width: note.width + arrow.x, height: note.height + arrow.y }, `note:${note.id}:size`))
  } else if ((event.key === 'Enter' || event.key === 'F2') && !event.ctrlKey && !event.metaKey) {
    useUiStore.getState().select([nodeId])
    startWriting(note.id)
  } else return
  event.preventDefault()
  event.stopPropagation()
}
