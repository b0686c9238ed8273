import { Modal } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useDocumentStore } from '../../document/document-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { putIntoJourney } from './put-into-journey.ts'
import { useSegmentPageStore } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import { useUsageStore } from './usage-store.ts'
import styles from './condition-tab.module.css'

/** Into which journey a copy of the segment goes: the open one first, then those of the workspace. */
export function PutIntoJourneyDialog() {
  const segment = useSegmentPageStore((state) => state.putting)
  const journeys = useWorkspaceStore((state) => state.journeys) ?? []
  const openId = useDocumentStore((state) => state.summary?.id)
  const openName = useDocumentStore((state) => state.document.name)
  const isUnsavedOpen = useDocumentStore((state) => state.summary === null && (state.document.entries.length > 0 || Object.keys(state.document.steps).length > 0))
  const used = useUsageStore((state) => (segment === null ? undefined : state.used[segment.id]))
  if (segment === null) return null
  const close = () => useSegmentPageStore.setState({ putting: null })
  const put = (journey: { id: string; name: string } | null) => {
    close()
    void putIntoJourney(segment, journey)
  }
  const ordered = [...journeys.filter(({ id }) => id === openId), ...journeys.filter(({ id }) => id !== openId)]
  return (
    <Modal data-help="segments" opened onClose={close} title={segmentText('putTitle', { name: segment.name })} closeButtonProps={{ 'aria-label': segmentText('close') }}>
      <p className={styles.quiet}>{segmentText('putHelp')}</p>
      {ordered.length === 0 && !isUnsavedOpen && <p className={styles.quiet}>{segmentText('noJourneys')}</p>}
      <ul className={styles.items} data-testid="put-journeys">
        {isUnsavedOpen && (
          <li>
            <button type="button" className={styles.link} onClick={() => put(null)}>
              <IconRoute size={16} stroke={1.7} aria-hidden="true" />
              <span className={styles.linkWords}>{openName ?? segmentText('unnamedJourney')}</span>
              <span className={styles.badge}>{segmentText('isOpen')}</span>
            </button>
          </li>
        )}
        {ordered.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className={styles.link} onClick={() => put({ id, name })}>
              <IconRoute size={16} stroke={1.7} aria-hidden="true" />
              <span className={styles.linkWords}>{name}</span>
              {used?.journeys.some(({ journeyId }) => journeyId === id) && <span className={styles.badge}>{segmentText('hasCopy')}</span>}
              {id === openId && <span className={styles.badge}>{segmentText('isOpen')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
