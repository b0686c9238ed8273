import { SegmentedControl } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { colourNote, writeNote } from '../../document/commands/notes.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { NOTE_COLOURS, type NoteColour } from '../../document/note-items.ts'
import { noteOf } from '../../document/notes.ts'
import { noteColourText, noteText } from '../canvas/note-texts.ts'
import { Remark, Section } from './fields/section.tsx'
import { TextField } from './fields/text-field.tsx'
import { SelectionButtons } from './head-buttons.tsx'
import styles from './inspector.module.css'

/** The form of a note: its words and its colour, for those who do not write on the canvas. */
export function NoteForm({ noteId }: { noteId: string }) {
  const note = useDocumentStore((state) => noteOf(state.document, noteId))
  if (!note) return null
  const { apply } = documentStore.getState()
  return (
    <>
      <header className={styles.head}>
        <IconNote size={22} stroke={1.6} aria-hidden="true" />
        <div className={styles.titles}>
          <h2 className={styles.title}>{noteText('note')}</h2>
        </div>
        <div className={styles.buttons}>
          <SelectionButtons />
        </div>
      </header>
      <Section>
        <TextField
          label={noteText('text')}
          value={note.text === '' ? undefined : note.text}
          lines={4}
          placeholder={noteText('placeholder')}
          testId="note-text"
          onChange={(text) => {
            apply(writeNote(noteId, text ?? ''))
            return undefined
          }}
        />
        <div role="group" aria-label={noteText('colour')}>
          <SegmentedControl
            fullWidth
            size="sm"
            value={note.colour}
            aria-label={noteText('colour')}
            data-testid="note-colours"
            data={NOTE_COLOURS.map((colour) => ({ value: colour, label: noteColourText(colour) }))}
            onChange={(colour) => apply(colourNote(noteId, colour as NoteColour))} // as: one of the colours offered
          />
        </div>
        <Remark>{noteText('help')}</Remark>
      </Section>
    </>
  )
}
