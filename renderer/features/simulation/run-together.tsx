import { Menu } from '@mantine/core'
import { IconCheck, IconStack2 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Hint } from '../../components/hint.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { goneThroughBy } from '../../document/gone-through.ts'
import { useChosenBeside, useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { simulationText } from './texts.ts'
import styles from './run-controls.module.css'

const NONE: readonly never[] = []

/** Which other journeys of the workspace the same people go through in the next run; those that steps go through are there by themselves. */
export function RunTogether() {
  const documentId = useDocumentStore((state) => state.document.id)
  const ownKey = useDocumentStore((state) => state.summary?.id)
  const through = useDocumentStore((state) => goneThroughBy(state.document))
  const journeys = useWorkspaceStore((state) => state.journeys) ?? NONE
  const isRunning = useRunStore((state) => state.running !== null)
  const chosen = useChosenBeside()
  const goneThrough = useMemo(() => new Set(through), [through])
  const others = journeys.filter(({ id }) => id !== ownKey)
  if (others.length === 0) return null
  const isGoneThrough = (journeyId: string, id: string) => goneThrough.has(journeyId) && others.find((one) => one.journeyId === journeyId)?.id === id
  const running = others.filter(({ id, journeyId }) => chosen.includes(id) || isGoneThrough(journeyId, id))
  const toggle = (id: string) => useUiStore.getState().setRunTogether(documentId, chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const label = running.length === 0 ? simulationText('runTogether') : simulationText('runTogetherWith', { count: running.length })
  return (
    <Menu position="bottom-end" closeOnItemClick={false} disabled={isRunning} width={320}>
      <Menu.Target>
        <button type="button" className={styles.together} aria-label={label} data-testid="run-together" data-some={running.length > 0 || undefined}>
          <Hint label={running.length === 0 ? label : `${label}\n${running.map(({ name }) => name).join('\n')}`}>
            <span className={styles.togetherFace}>
              <IconStack2 size={17} stroke={1.8} aria-hidden="true" />
              {running.length > 0 && <span className="tabular">+{running.length}</span>}
            </span>
          </Hint>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>{simulationText('togetherLabel')}</Menu.Label>
        {others.map(({ id, journeyId, name }) => {
          const isFixed = isGoneThrough(journeyId, id)
          const isOn = isFixed || chosen.includes(id)
          return (
            <Menu.CheckboxItem
              key={id}
              checked={isOn}
              checkIcon={<IconCheck size={16} className={styles.checked} aria-hidden="true" />}
              aria-disabled={isFixed}
              data-testid={`together-${journeyId}`}
              onChange={() => isFixed || toggle(id)}
            >
              <span className={styles.itemName}>{name === '' ? journeyId : name}</span>
              {isFixed && <span className={styles.itemFacts}> · {simulationText('goneThrough')}</span>}
            </Menu.CheckboxItem>
          )
        })}
        <p className={styles.togetherHelp}>{simulationText('togetherHelp')}</p>
      </Menu.Dropdown>
    </Menu>
  )
}
