import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconPin, IconPinFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { JourneyVersion } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { Hint } from '../../components/hint.tsx'
import { notify } from '../../components/notify.ts'
import { useNow } from '../../components/use-now.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { ago } from '../../i18n/dates.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { openSavedJourney } from '../journeys/open-saved-journey.ts'
import { openImpact } from '../flight/ask-impact.ts'
import { openComparison } from './compare-store.ts'
import { restoreVersion } from './restore-version.ts'
import { versionText } from './texts.ts'
import { VersionWordsForm } from './version-words-form.tsx'
import { closeVersions } from './versions-store.ts'
import styles from './versions.module.css'

const NAMED_EDITS = 3

interface VersionRowProps { journey: { id: string; name: string }; version: JourneyVersion; newest: number; onChanged(): void }

/** One version: its name, when and from what it was made, and what can be done with it. */
export function VersionRow({ journey, version: known, newest, onChanged }: VersionRowProps) {
  const now = useNow()
  const [isEditing, setEditing] = useState(false)
  const isOpenOne = useDocumentStore((state) => state.summary?.id === journey.id)
  const { version, label, note, pinned, savedAt, steps } = known
  const isNewest = version === newest
  const described = [versionText('steps', { count: steps }), ago(savedAt, now), whence(known)].filter((one) => one !== '').join(' · ')
  const describe = async (words: { label?: string; note?: string; pinned?: boolean }) => {
    try {
      await connection.call('journeys.describeVersion', { id: journey.id, version, ...words })
      setEditing(false)
      onChanged()
    } catch (cause) {
      notify(errorInWords(asCallError(cause)), 'error')
    }
  }
  return (
    <li className={styles.row} data-testid={`version-${version}`} data-pinned={pinned || undefined}>
      <div className={styles.line}>
        <Hint label={versionText(pinned ? 'unpin' : 'pin', { version })}>
          <ActionIcon variant="subtle" color="gray" size={30} className={styles.pin!} data-on={pinned || undefined} aria-pressed={pinned} aria-label={versionText(pinned ? 'unpin' : 'pin', { version })} onClick={() => void describe({ pinned: !pinned })} data-testid={`pin-version-${version}`}>
            {pinned ? <IconPinFilled size={17} /> : <IconPin size={17} stroke={1.8} />}
          </ActionIcon>
        </Hint>
        <div className={styles.words}>
          <span className={styles.name}>
            {label ?? versionText('version', { version })}
            {isNewest && <span className={styles.badge}>{versionText('newest')}</span>}
          </span>
          <span className={`${styles.facts} tabular`}>{label === null ? described : `${versionText('version', { version })} · ${described}`}</span>
          {note !== null && !isEditing && <span className={styles.note}>{note}</span>}
        </div>
        <Hint label={versionText('describe', { version })}>
          <ActionIcon variant="subtle" color="gray" size={30} className={styles.pin!} aria-label={versionText('describe', { version })} aria-expanded={isEditing} onClick={() => setEditing(!isEditing)} data-testid={`describe-version-${version}`}>
            <IconPencil size={17} stroke={1.8} />
          </ActionIcon>
        </Hint>
        {(!isNewest || isOpenOne) && (
          <Button variant="default" size="compact-sm" aria-label={versionText(isOpenOne ? 'compareOpen' : 'compareNewest', { version })} data-testid={`compare-version-${version}`} onClick={() => {
            closeVersions()
            void openComparison({ before: { kind: 'version', version }, after: isOpenOne ? { kind: 'open' } : { kind: 'version', version: newest } }, journey)
          }}>
            {versionText('compare')}
          </Button>
        )}
        {isOpenOne && (
          <Button variant="default" size="compact-sm" aria-label={versionText('impactNamed', { version })} data-testid={`impact-version-${version}`} onClick={() => {
            closeVersions()
            void openImpact(version)
          }}>
            {versionText('impact')}
          </Button>
        )}
        {!isNewest && (
          <Button variant="default" size="compact-sm" aria-label={versionText('restoreNamed', { version })} data-testid={`restore-version-${version}`} onClick={() => void restoreVersion(journey, version).then(onChanged)}>
            {versionText('restore')}
          </Button>
        )}
        <Button variant="default" size="compact-sm" data-testid={`open-version-${version}`} onClick={() => {
          closeVersions()
          void openSavedJourney(journey.id, journey.name, version)
        }}>
          {versionText('open')}
        </Button>
      </div>
      {isEditing && <VersionWordsForm label={label ?? ''} note={note ?? ''} onKeep={(words) => void describe(words)} onCancel={() => setEditing(false)} />}
    </li>
  )
}

/** What was done since the version before, or where it came from. */
function whence({ origin, edits }: JourneyVersion): string {
  if (origin.kind === 'file') return versionText('fromFile', { name: origin.name })
  if (origin.kind === 'template') return versionText('fromTemplate', { name: origin.name })
  if (origin.kind === 'restored') return versionText('fromVersion', { version: origin.version })
  const distinct = [...new Set(edits)]
  const more = distinct.length - NAMED_EDITS
  return `${distinct.slice(0, NAMED_EDITS).join(', ')}${more > 0 ? ` ${versionText('andMore', { count: more })}` : ''}`
}
