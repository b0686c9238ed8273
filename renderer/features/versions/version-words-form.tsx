import { Button, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { versionText } from './texts.ts'
import styles from './versions.module.css'

/** What a person calls a version, and says about it; an empty field takes it away. */
export function VersionWordsForm({ label: known, note: noted, onKeep, onCancel }: { label: string; note: string; onKeep(words: { label: string; note: string }): void; onCancel(): void }) {
  const [label, setLabel] = useState(known)
  const [note, setNote] = useState(noted)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    onKeep({ label, note })
  }
  return (
    <form className={styles.form} onSubmit={keep}>
      <TextInput size="xs" autoFocus label={versionText('name')} placeholder={versionText('namePlaceholder')} value={label} maxLength={120} onChange={(event) => setLabel(event.currentTarget.value)} data-testid="edit-version-name" />
      <Textarea size="xs" label={versionText('note')} placeholder={versionText('notePlaceholder')} autosize minRows={1} maxRows={6} value={note} maxLength={4000} onChange={(event) => setNote(event.currentTarget.value)} data-testid="edit-version-note" />
      <div className={styles.ways}>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {versionText('cancel')}
        </Button>
        <Button size="compact-sm" type="submit" data-testid="keep-version-words">
          {versionText('keep')}
        </Button>
      </div>
    </form>
  )
}
