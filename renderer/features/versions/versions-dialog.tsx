import { Modal } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { CallError, JourneyVersion } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { versionText } from './texts.ts'
import { VersionRow } from './version-row.tsx'
import { closeVersions } from './versions-store.ts'
import styles from './versions.module.css'

/** Every saved version of a journey, the pinned ones first, then the newest: opened, compared, restored, named. */
export function VersionsDialog({ journey }: { journey: { id: string; name: string } }) {
  const { versions, error, read } = useVersions(journey.id)
  const newest = versions[0]?.version ?? 0
  const sorted = versions.toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.version - a.version)
  return (
    <Modal data-help="versions" opened onClose={closeVersions} title={versionText('title', { name: journey.name })} size={680} closeButtonProps={{ 'aria-label': versionText('close') }}>
      <p className={styles.hint}>{versionText(versions.length === 1 ? 'onlyOne' : 'hint')}</p>
      {error !== null && <ProblemNote error={error} title={versionText('readFailed')} />}
      <ul className={styles.list} data-testid="versions">
        {sorted.map((version) => (
          <VersionRow key={version.version} journey={journey} version={version} newest={newest} onChanged={read} />
        ))}
      </ul>
    </Modal>
  )
}

/** Newest first; read again when something was said of one, and when the journey was saved by whomever. */
function useVersions(id: string): { versions: readonly JourneyVersion[]; error: CallError | null; read(): void } {
  const journeys = useWorkspaceStore((state) => state.journeys)
  const [versions, setVersions] = useState<readonly JourneyVersion[]>([])
  const [error, setError] = useState<CallError | null>(null)
  const read = useCallback(() => {
    connection.call('journeys.versions', { id }).then(
      (found) => {
        setVersions(found)
        setError(null)
      },
      (cause: unknown) => setError(asCallError(cause)),
    )
  }, [id])
  useEffect(read, [read, journeys])
  return { versions, error, read }
}
