import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBooks } from '@tabler/icons-react'
import type { SegmentDrift } from '../../../engine/api/contract.ts'
import type { Segment } from '../../../engine/core/model/journey.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { linksChanged } from './drift.ts'
import { embed, keepCopy } from './put-into-journey.ts'
import { showSegment } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import styles from './copy-note.module.css'

/** How a segment of the journey stands to the library: where it differs, and what can be done about it. */
export function CopyNote({ drift }: { drift: SegmentDrift }) {
  const { status, copyId, segmentId, name, libraryVersion, copiedVersion, differences } = drift
  const open = () => {
    showSegment(segmentId, 'condition')
    useUiStore.getState().showPage('segments')
  }
  const isSame = status === 'same'
  return (
    <div className={styles.note} data-status={status} data-testid={`copy-note-${copyId}`}>
      <p className={styles.says}>
        {isSame ? <IconBooks size={16} stroke={1.7} aria-hidden="true" /> : <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />}
        <span>{segmentText(`drift_${status}`, { name, version: libraryVersion, copied: copiedVersion ?? '?' })}</span>
      </p>
      {differences.length > 0 && (
        <ul className={styles.differences}>
          {differences.map(({ path, inCopy, inLibrary }) => (
            <li key={path} className={styles.difference}>
              <span className={styles.side}>{segmentText('here')}</span>
              <span>{inCopy === null ? segmentText('nothing') : fromEngine(inCopy, 'condition')}</span>
              <span className={styles.side}>{segmentText('library')}</span>
              <span>{inLibrary === null ? segmentText('nothing') : fromEngine(inLibrary, 'condition')}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.ways}>
        {!isSame && (
          <>
            <Button size="compact-sm" variant="default" data-testid={`copy-update-${copyId}`} onClick={() => void embed(segmentId, name, copyId).then(linksChanged)}>
              {segmentText(status === 'libraryChanged' ? 'updateCopy' : 'takeLibrary')}
            </Button>
            <Button size="compact-sm" variant="subtle" data-testid={`copy-keep-${copyId}`} onClick={() => keepCopy(drift)}>
              {segmentText('keepCopy')}
            </Button>
          </>
        )}
        <Button size="compact-sm" variant="subtle" onClick={open}>
          {segmentText('openLibrary')}
        </Button>
      </div>
    </div>
  )
}

/** A word beside the name of a copy that is no longer what the library has. */
export function DriftBadge({ drift }: { drift: SegmentDrift | undefined }) {
  if (drift === undefined) return null
  return (
    <span className={styles.badge} data-status={drift.status} data-testid={`drift-${drift.copyId}`}>
      {segmentText(`badge_${drift.status}`)}
    </span>
  )
}

/** Puts a segment of the journey into the library, where other journeys find it. */
export function IntoLibrary({ segmentId, segment }: { segmentId: string; segment: Segment }) {
  const put = async () => {
    const name = segment.name ?? segmentId
    try {
      await connection.call('segments.save', { id: null, name, when: segment.when, baseVersion: null })
      await refreshWorkspace('segments')
      notify(segmentText('intoLibraryNote', { name }))
    } catch (cause) {
      const { message, help } = asCallError(cause)
      notify(`${fromEngine(message)} ${fromEngine(help)}`, 'error')
    }
  }
  return (
    <div className={styles.into}>
      <Button size="compact-sm" variant="subtle" leftSection={<IconBooks size={15} stroke={1.7} />} onClick={() => void put()} data-testid={`into-library-${segmentId}`}>
        {segmentText('intoLibrary')}
      </Button>
    </div>
  )
}
