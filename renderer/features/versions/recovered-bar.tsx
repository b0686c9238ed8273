import { Button, CloseButton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { recoveredSeen, useAutosaveStore } from '../../document/autosave.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { clockTime } from '../../i18n/dates.ts'
import { discardRecovered } from '../journeys/open-draft.ts'
import { openComparison } from './compare-store.ts'
import { versionText } from './texts.ts'
import styles from './recovered-bar.module.css'

/** Says above the canvas that unsaved changes are there again, and what can be done with them. */
export function RecoveredBar() {
  const recovered = useAutosaveStore((state) => state.recovered)
  const version = useDocumentStore((state) => state.summary?.version)
  if (recovered === null) return null
  const when = clockTime(recovered.keptAt)
  const words = version === undefined ? versionText('recoveredNew', { when }) : versionText(recovered.behind > 0 ? 'recoveredBehind' : 'recovered', { when, version, newest: version + recovered.behind })
  return (
    <div className={styles.bar} role="status" data-testid="recovered">
      <IconHistory size={18} stroke={1.8} className={styles.icon} aria-hidden="true" />
      <span className={styles.words}>{words}</span>
      {version !== undefined && (
        <Button size="compact-sm" variant="default" onClick={() => void openComparison({ before: { kind: 'version', version }, after: { kind: 'open' } })} data-testid="recovered-compare">
          {versionText('seeChanges')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => void discardRecovered()} data-testid="recovered-discard">
        {versionText('discardRecovered')}
      </Button>
      <CloseButton size="sm" aria-label={versionText('recoveredSeen')} onClick={recoveredSeen} />
    </div>
  )
}
