import { Button, Group, Modal, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { saveWithNotice } from '../../app/save-journey.ts'
import { closeVersions } from './versions-store.ts'
import { versionText } from './texts.ts'

const LONGEST_NAME = 120

/** Saves the open journey as a version with a name and a note. */
export function SaveVersionDialog() {
  const [label, setLabel] = useState('')
  const [note, setNote] = useState('')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await saveWithNotice({ label, note })) closeVersions()
  }
  return (
    <Modal data-help="versions" opened onClose={closeVersions} title={versionText('saveTitle')} size={480} closeButtonProps={{ 'aria-label': versionText('close') }}>
      <form onSubmit={(event) => void save(event)}>
        <Text mb="md">{versionText('saveHint')}</Text>
        <TextInput label={versionText('name')} placeholder={versionText('namePlaceholder')} value={label} maxLength={LONGEST_NAME} onChange={(event) => setLabel(event.currentTarget.value)} data-autofocus data-testid="version-name" />
        <Textarea mt="sm" label={versionText('note')} placeholder={versionText('notePlaceholder')} value={note} autosize minRows={2} maxRows={8} maxLength={4000} onChange={(event) => setNote(event.currentTarget.value)} data-testid="version-note" />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={closeVersions}>
            {versionText('cancel')}
          </Button>
          <Button type="submit" data-testid="save-version">
            {versionText('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
