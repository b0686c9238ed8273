import { Button, Checkbox } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useDocumentStore } from '../../document/document-store.ts'
import { goneThroughBy } from '../../document/gone-through.ts'
import { useChosenBeside, useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { run } from '../simulation/run.ts'
import { togetherText } from './texts.ts'
import styles from './together.module.css'

/** Which other journeys the same people go through, and a run of them together. */
export function ChooseJourneys({ isAlone }: { isAlone: boolean }) {
  const documentId = useDocumentStore((state) => state.document.id)
  const ownKey = useDocumentStore((state) => state.summary?.id)
  const through = useDocumentStore((state) => goneThroughBy(state.document))
  const journeys = useWorkspaceStore((state) => state.journeys)
  const chosen = useChosenBeside()
  const isRunning = useRunStore((state) => state.running !== null)
  const goneThrough = useMemo(() => new Set(through), [through])
  const others = (journeys ?? []).filter(({ id }) => id !== ownKey)
  const toggle = (key: string) => useUiStore.getState().setRunTogether(documentId, chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key])
  return (
    <section className={styles.choose} data-testid="choose-together">
      <h3 className={styles.title}>{togetherText('choose')}</h3>
      {isAlone && <p className={styles.body}>{togetherText('chooseBody')}</p>}
      <ul className={styles.choices}>
        {others.map(({ id, journeyId, name }) => (
          <li key={id}>
            <Checkbox
              size="sm"
              label={`${name === '' ? journeyId : name}${goneThrough.has(journeyId) ? ` · ${togetherText('goneThrough')}` : ''}`}
              checked={chosen.includes(id) || goneThrough.has(journeyId)}
              disabled={goneThrough.has(journeyId) || isRunning}
              onChange={() => toggle(id)}
              data-testid={`choose-${journeyId}`}
            />
          </li>
        ))}
      </ul>
      <Button size="compact-sm" leftSection={<IconPlayerPlay size={14} />} disabled={isRunning || (isAlone && chosen.length === 0)} onClick={() => void run()} data-testid="run-chosen">
        {togetherText('run')}
      </Button>
    </section>
  )
}
