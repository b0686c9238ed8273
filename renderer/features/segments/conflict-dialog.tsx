import { Button, Group, Modal, Text } from '@mantine/core'
import { saveSegment, takeTheirs } from './save-segment.ts'
import { useSegmentPageStore } from './segment-page-store.ts'
import { segmentText } from './texts.ts'

/** The same segment was saved elsewhere meanwhile: whose goes on top? Every version is kept. */
export function SegmentConflictDialog() {
  const id = useSegmentPageStore((state) => state.conflict)
  const close = () => useSegmentPageStore.setState({ conflict: null })
  if (id === null) return null
  return (
    <Modal data-help="segments" opened onClose={close} title={segmentText('conflictTitle')} size={620} closeButtonProps={{ 'aria-label': segmentText('close') }}>
      <Text mb="lg">{segmentText('conflictBody')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {segmentText('cancel')}
        </Button>
        <Button
          variant="default"
          data-testid="take-theirs"
          onClick={() => {
            close()
            void takeTheirs(id)
          }}
        >
          {segmentText('conflictTheirs')}
        </Button>
        <Button
          data-testid="save-mine"
          onClick={() => {
            close()
            void saveSegment(id, true)
          }}
        >
          {segmentText('conflictMine')}
        </Button>
      </Group>
    </Modal>
  )
}
