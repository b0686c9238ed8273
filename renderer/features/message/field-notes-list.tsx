import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconCircleXFilled, IconWand } from '@tabler/icons-react'
import type { FieldNote, TextChange } from './field-notes.ts'
import styles from './liquid-field.module.css'

const MOST_SHOWN = 4

/** What is wrong with a text, below its field, each with what one click does about it. */
export function FieldNotes({ id, label, notes, onApply }: { id: string; label: string; notes: readonly FieldNote[]; onApply(change: TextChange): void }) {
  if (notes.length === 0) return null
  return (
    <ul id={id} className={styles.notes} aria-label={label} data-testid="field-notes">
      {notes.slice(0, MOST_SHOWN).map(({ tone, words, help, fix, from }, index) => {
        const Mark = tone === 'error' ? IconCircleXFilled : IconAlertTriangleFilled
        return (
          <li key={`${from}${index}`} className={styles.note} data-tone={tone}>
            <Mark size={15} className={styles.mark} aria-hidden="true" />
            <div>
              <span>
                {words} {help !== undefined && <span className={styles.help}>{help}</span>}
              </span>
              {fix && (
                <Button variant="default" size="compact-sm" className={styles.fix!} leftSection={<IconWand size={14} stroke={1.8} />} data-testid="field-fix" onClick={() => onApply(fix.change)}>
                  {fix.label}
                </Button>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
