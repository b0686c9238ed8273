import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconHistory, IconRoute, IconTrash } from '@tabler/icons-react'
import type { JourneySummary, RunSummary } from '../../../engine/api/contract.ts'
import { useNow } from '../../components/use-now.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { ago } from '../../i18n/dates.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { deleteJourney } from './delete-journey.ts'
import { showVersions } from '../versions/versions-store.ts'
import { openSavedJourney } from './open-saved-journey.ts'
import { cut } from '../../i18n/cut.ts'
import { journeyText } from './texts.ts'
import styles from './journey-list.module.css'

/** The journeys of the workspace, the one saved last first, each with its last run. */
export function JourneyList({ journeys }: { journeys: readonly JourneySummary[] }) {
  const runs = useWorkspaceStore((state) => state.runs)
  return (
    <ul className={styles.list} aria-label={journeyText('recent')} data-testid="journeys">
      {journeys.map((journey) => (
        <JourneyRow key={journey.id} journey={journey} lastRun={runs?.find(({ id }) => id === journey.lastRunId)} />
      ))}
    </ul>
  )
}

function JourneyRow({ journey, lastRun }: { journey: JourneySummary; lastRun: RunSummary | undefined }) {
  const isOpen = useDocumentStore((state) => state.summary?.id === journey.id)
  const now = useNow()
  return (
    <li className={styles.row} data-testid={`journey-${journey.id}`}>
      <button type="button" className={styles.main} onClick={() => void openSavedJourney(journey.id, journey.name)}>
        <span className={styles.glyph} aria-hidden="true">
          <IconRoute size={18} stroke={1.7} />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>
            {cut(journey.name)}
            {isOpen && <span className={styles.badge}>{journeyText('isOpen')}</span>}
          </span>
          <span className={styles.description}>{journey.description !== '' ? cut(journey.description) : journeyText('steps', { count: journey.steps })}</span>
        </span>
        <span className={`${styles.facts} tabular`}>
          <span>{journeyText('version', { version: journey.version })}</span>
          <span className={styles.quiet}>{journeyText('saved', { when: ago(journey.savedAt, now) })}</span>
        </span>
        <span className={`${styles.facts} ${styles.run} tabular`}>
          {lastRun === undefined ? (
            <span className={styles.quiet}>{journeyText('neverRun')}</span>
          ) : (
            <>
              <span>{journeyText('lastRun', { when: ago(lastRun.startedAt, now) })}</span>
              <span className={styles.quiet}>{journeyText('lastRunOn', { dataset: lastRun.datasetName })}</span>
            </>
          )}
        </span>
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} className={styles.menu!} aria-label={journeyText('more', { name: cut(journey.name) })} data-testid={`journey-menu-${journey.id}`}>
            <IconDots size={18} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconHistory size={16} stroke={1.8} />} onClick={() => showVersions(journey)} data-testid="journey-versions">
            {journeyText('versions')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} stroke={1.8} />} onClick={() => void deleteJourney(journey)} data-testid="journey-delete">
            {journeyText('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
