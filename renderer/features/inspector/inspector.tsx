import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { useDocumentStore } from '../../document/document-store.ts'
import { entryIdOf, noteIdOf } from '../../document/node-ids.ts'
import { noteOf } from '../../document/notes.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { EntryForm } from './entry-form.tsx'
import { JourneyForm } from './journey/journey-form.tsx'
import { NoteForm } from './note-form.tsx'
import { leaveForm } from './open-form.ts'
import { SelectionNote } from './selection-note.tsx'
import { SeveralForm } from './several/several-form.tsx'
import { StepForm } from './step-form.tsx'
import styles from './inspector.module.css'

/** The form of what is selected; of the journey itself when nothing is. Esc goes back to where the form was opened from. */
export function Inspector() {
  const { nodeIds, edgeIds } = useUiStore((state) => state.selection)
  const generation = useDocumentStore((state) => state.generation)
  const [nodeId] = nodeIds
  const entryId = nodeId === undefined ? undefined : entryIdOf(nodeId)
  const noteId = nodeId === undefined ? undefined : noteIdOf(nodeId)
  const isNote = useDocumentStore((state) => noteId !== undefined && noteOf(state.document, noteId) !== undefined)
  const scroller = useRef<HTMLDivElement>(null)
  // Another form begins at its top; what is then focused in it scrolls to itself.
  const form = nodeIds.length > 1 ? 'several' : nodeId
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [form])
  return (
    <div ref={scroller} className={styles.inspector} onKeyDown={onKeyDown}>
      {nodeIds.length > 1 ? (
        <SeveralForm nodeIds={nodeIds} />
      ) : nodeId === undefined && edgeIds.length > 0 ? (
        <SelectionNote />
      ) : nodeId === undefined ? (
        <JourneyForm key={generation} />
      ) : noteId !== undefined && isNote ? (
        <NoteForm key={nodeId} noteId={noteId} />
      ) : entryId === undefined ? (
        <StepForm key={nodeId} stepId={nodeId} />
      ) : (
        <EntryForm key={nodeId} entryId={entryId} />
      )}
    </div>
  )
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof Element)) return
  // A list that is open is closed first; what opens above the window is no part of the form.
  if (event.target.getAttribute('aria-expanded') === 'true' || !event.currentTarget.contains(event.target)) return
  event.preventDefault()
  event.stopPropagation()
  leaveForm()
}
