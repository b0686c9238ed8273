import { Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { CallError, JourneySummary, MethodOutput } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { asCallError } from '../../document/save.ts'
import { ago } from '../../i18n/dates.ts'
import { openSavedJourney } from './open-saved-journey.ts'
import { journeyText } from './texts.ts'
import styles from './journey-list.module.css'

type Version = MethodOutput<'journeys.versions'>[number]

/** Every saved version of a journey, newest first; any of them can be opened. */
export function VersionsDialog({ journey, onClose }: { journey: JourneySummary; onClose(): void }) {
  const now = useNow()
  const [versions, setVersions] = useState<readonly Version[]>([])
  const [error, setError] = useState<CallError | null>(null)
  useEffect(() => {
    connection.call('journeys.versions', { id: journey.id }).then(
      (found) => setVersions([...found].sort((a, b) => b.version - a.version)),
      (cause: unknown) => setError(asCallError(cause)),
    )
  }, [journey.id])
  return (
    <Modal opened onClose={onClose} title={journeyText('versionsTitle', { name: journey.name })} size={520} closeButtonProps={{ 'aria-label': 'Close' }}>
      <p className={styles.hint}>{journeyText('versionsHint')}</p>
      {error !== null && <ProblemNote error={error} />}
      <ul className={styles.versions} data-testid="versions">
        {versions.map(({ version, savedAt, steps }) => (
          <li key={version} className={`${styles.versionRow} tabular`}>
            <span className={styles.versionName}>
              {journeyText('version', { version })}
              {version === journey.version && <span className={styles.badge}>{journeyText('newest')}</span>}
            </span>
            <span className={styles.quiet}>{journeyText('steps', { count: steps })}</span>
            <span className={styles.quiet}>{ago(savedAt, now)}</span>
            <Button
              variant="default"
              size="compact-sm"
              data-testid={`open-version-${version}`}
              onClick={() => {
                onClose()
                void openSavedJourney(journey.id, journey.name, version)
              }}
            >
              {journeyText('openVersion')}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
