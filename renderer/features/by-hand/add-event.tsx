import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { EventForm } from './event-form.tsx'
import { withEvent } from './scratch.ts'
import { changeScratch, useScratchStore } from './scratch-store.ts'
import { handText } from './texts.ts'

/** Any event, at the clock unless another instant is typed; one that comes later moves the clock with it. */
export function AddEvent() {
  const [isOpen, setOpen] = useState(false)
  const clock = useScratchStore((state) => state.now?.clock ?? 0)
  const zone = useScratchStore((state) => state.explanation?.profile.timeZone ?? 'UTC')
  if (!isOpen) {
    return (
      <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} stroke={2} />} onClick={() => setOpen(true)} data-testid="add-event">
        {handText('add')}
      </Button>
    )
  }
  return (
    <EventForm
      event={{ at: clock, name: '', properties: {} }}
      zone={zone}
      isNew
      onCancel={() => setOpen(false)}
      onSave={(event) => {
        changeScratch(handText('didAdd', { name: event.name }), (scratch) => ({ ...withEvent(scratch, event), clock: Math.max(scratch.clock, event.at) }))
        setOpen(false)
      }}
    />
  )
}
