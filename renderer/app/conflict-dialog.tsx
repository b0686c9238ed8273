import { Button, Group, Modal, Text } from '@mantine/core'
import { connection } from '../bridge/connection.ts'
import { notify } from '../components/notify.ts'
import { documentStore } from '../document/document-store.ts'
import { asCallError } from '../document/save.ts'
import { errorInWords } from '../i18n/in-words.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { openInEditor } from './open-journey.ts'
import { saveMine } from './save-journey.ts'
import { appText } from './texts.ts'

/** Another window saved the same journey meanwhile: whose version goes on top? Nothing is lost either way. */
export function ConflictDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'saveConflict')
  const close = () => useUiStore.getState().openDialog(null)
  const openTheirs = async () => {
    const { summary } = documentStore.getState()
    close()
    if (summary === null) return
    try {
      await openInEditor(await connection.call('journeys.get', { id: summary.id }))
    } catch (cause) {
      notify(errorInWords(asCallError(cause)), 'error', appText('conflictNotOpened'))
    }
  }
  return (
    <Modal data-help="versions" opened={isOpen} onClose={close} title={appText('conflictTitle')} size={620} closeButtonProps={{ 'aria-label': appText('close') }}>
      <Text mb="lg">{appText('conflictBody')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {appText('cancel')}
        </Button>
        <Button variant="default" onClick={() => void openTheirs()}>
          {appText('conflictTheirs')}
        </Button>
        <Button
          onClick={() => {
            close()
            void saveMine()
          }}
        >
          {appText('conflictMine')}
        </Button>
      </Group>
    </Modal>
  )
}
