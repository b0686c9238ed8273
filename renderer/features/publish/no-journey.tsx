import { Button } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useUiStore } from '../../stores/ui-store.ts'
import { EmptyNote } from './empty-note.tsx'
import { publishText } from './texts.ts'

/** Before any journey is open: what comes first. */
export function NoJourney() {
  return (
    <EmptyNote Glyph={IconRoute} title={publishText('noJourneyTitle')} body={publishText('noJourneyBody')} testId="publish-no-journey">
      <Button onClick={() => useUiStore.getState().showPage('start')} data-testid="publish-open-journey">
        {publishText('openJourney')}
      </Button>
    </EmptyNote>
  )
}
