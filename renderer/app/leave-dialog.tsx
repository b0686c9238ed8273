import { Button, Group, Modal, Text } from '@mantine/core'
import { useLeaveStore } from './leave-store.ts'
import { appText } from './texts.ts'

/** Asks about unsaved changes before another journey takes their place. */
export function LeaveDialog() {
  const asking = useLeaveStore((state) => state.asking)
  const answer = useLeaveStore((state) => state.answer)
  return (
    <Modal data-help="versions" opened={asking !== null} onClose={() => answer('cancel')} title={appText('leaveTitle', { name: asking ?? '' })} closeButtonProps={{ 'aria-label': appText('close') }}>
      <Text mb="lg">{appText('leaveBody')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => answer('cancel')}>
          {appText('cancel')}
        </Button>
        <Button variant="default" onClick={() => answer('discard')} data-testid="leave-discard">
          {appText('leaveDiscard')}
        </Button>
        <Button onClick={() => answer('save')} data-testid="leave-save">
          {appText('leaveSave')}
        </Button>
      </Group>
    </Modal>
  )
}
