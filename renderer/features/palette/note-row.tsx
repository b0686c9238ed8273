import { IconNote } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { NOTE_TYPE, addNoteAt } from '../canvas/note-actions.ts'
import { noteText } from '../canvas/note-texts.ts'
import { folded } from '../../i18n/letters.ts'
import { paletteText } from './palette-items.ts'
import styles from './palette.module.css'

/** What can be put on the canvas beside the journey: a note. Shown while it answers what is looked for. */
export function NoteRow({ query }: { query: string }) {
  const wanted = folded(query.trim())
  if (![noteText('note'), ...ALSO].some((word) => folded(word).includes(wanted))) return null
  return (
    <section aria-label={paletteText('beside')}>
      <h2 className={styles.heading}>{paletteText('beside')}</h2>
      <Hint label={noteText('help')} position="right">
        <button
          type="button"
          draggable
          className={styles.row}
          data-testid="palette-note"
          aria-label={paletteText('add', { name: noteText('note') })}
          onDragStart={(event) => {
            event.dataTransfer.setData(NOTE_TYPE, '')
            event.dataTransfer.effectAllowed = 'copy'
          }}
          onClick={() => addNoteAt()}
        >
          <span className={styles.noteTile}>
            <IconNote size={17} stroke={1.7} aria-hidden="true" />
          </span>
          <span className={styles.name}>{noteText('note')}</span>
        </button>
      </Hint>
    </section>
  )
}

const ALSO = ['sticky', 'text', 'comment', 'remark']
