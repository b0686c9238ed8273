import { Button, Menu } from '@mantine/core'
import { IconPalette, IconPencil } from '@tabler/icons-react'
import { memo } from 'react'
import { readLater } from '../../components/read-later.tsx'
import { colourNote, writeNote } from '../../document/commands/notes.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { noteIdOf } from '../../document/node-ids.ts'
import { NOTE_COLOURS, type Note } from '../../document/note-items.ts'
import { noteOf } from '../../document/notes.ts'
import { BoxHandles } from './band-handles.tsx'
import { dragNoteBorder } from './note-actions.ts'
import { endWriting, startWriting, useNoteStore } from './note-store.ts'
import { noteColourText, noteText } from './note-texts.ts'
import styles from './note.module.css'

// Markdown is read only where there are notes.
const NoteText = readLater<{ text: string }>(async () => (await import('./note-text.tsx')).NoteText, ({ text }) => text.slice(0, 400))

/** A note on the canvas: words for people, which the journey does not know of. */
export const NoteNode = memo(function NoteNode({ id, selected }: { id: string; selected?: boolean }) {
  const noteId = noteIdOf(id) ?? ''
  const note = useDocumentStore((state) => noteOf(state.document, noteId))
  const isWriting = useNoteStore((state) => state.editing === noteId)
  if (!note) return null
  const isSelected = selected === true
  return (
    <div
      className={styles.note}
      data-testid={`note-${noteId}`}
      data-colour={note.colour}
      data-selected={isSelected || undefined}
      role="group"
      aria-label={noteText('label', { colour: noteColourText(note.colour), text: note.text.slice(0, 120) })}
      onDoubleClick={(event) => {
        event.stopPropagation()
        startWriting(noteId)
      }}
    >
      <span className={styles.corner} data-colour={note.colour} title={noteColourText(note.colour)} aria-hidden="true" />
      {isWriting ? (
        <NoteField note={note} />
      ) : note.text === '' ? (
        <p className={styles.empty}>{noteText('empty')}</p>
      ) : (
        // Only a note that is chosen scrolls, so that the canvas can be moved over all others.
        <div className={`${styles.body} ${isSelected ? 'nowheel' : ''}`} {...(isSelected ? { tabIndex: 0 } : {})}>
          <NoteText text={note.text} />
        </div>
      )}
      <BoxHandles isShown={isSelected} testId={`note-border-${noteId}`} onDrag={(event, side) => dragNoteBorder(event, id, side)} />
      {isSelected && !isWriting && <NoteBar note={note} />}
    </div>
  )
})

function NoteBar({ note }: { note: Note }) {
  return (
    <div className={`nodrag nopan ${styles.bar}`} onDoubleClick={(event) => event.stopPropagation()}>
      <Menu withinPortal position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconPalette size={16} stroke={1.7} />} data-testid="note-colour">
            {noteColourText(note.colour)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown onPointerDown={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
          {NOTE_COLOURS.map((colour) => (
            <Menu.Item
              key={colour}
              leftSection={<span className={styles.swatch} data-colour={colour}><span className={styles.corner} data-colour={colour} /></span>}
              aria-current={colour === note.colour || undefined}
              data-testid={`note-colour-${colour}`}
              onClick={() => documentStore.getState().apply(colourNote(note.id, colour))}
            >
              {noteColourText(colour)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconPencil size={16} stroke={1.7} />} onClick={() => startWriting(note.id)}>
        {noteText('write')}
      </Button>
    </div>
  )
}

function NoteField({ note }: { note: Note }) {
  return (
    <textarea
      className={`nodrag nopan nowheel ${styles.field}`}
      value={note.text}
      autoFocus
      aria-label={noteText('field')}
      placeholder={noteText('placeholder')}
      data-testid="note-field"
      onChange={(event) => documentStore.getState().apply(writeNote(note.id, event.currentTarget.value))}
      onFocus={(event) => event.currentTarget.setSelectionRange(event.currentTarget.value.length, event.currentTarget.value.length)}
      onBlur={endWriting}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return
        event.preventDefault()
        event.stopPropagation()
        const node = event.currentTarget.closest<HTMLElement>('.react-flow__node')
        endWriting()
        node?.focus()
      }}
    />
  )
}
