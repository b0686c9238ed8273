import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { DraftSummary } from '../../../engine/api/contract.ts'
import { useNow } from '../../components/use-now.ts'
import { useAutosaveStore } from '../../document/autosave.ts'
import { draftsInUse } from '../../document/draft-lock.ts'
import { ago } from '../../i18n/dates.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { isOfTour } from '../tour/tour-store.ts'
import { discardDraft, openDraft } from './open-draft.ts'
import { journeyText } from './texts.ts'
import styles from './journey-list.module.css'

/** What was changed and not saved, and is there again after a crash, a closed window or another journey: go on with it, or throw it away. */
export function DraftList() {
  const drafts = useWorkspaceStore((state) => state.drafts)
  const open = useAutosaveStore((state) => state.draftId)
  // What is done on the tour belongs to the tour.
  const left = drafts?.filter(({ id, journeyId, latestVersion }) => id !== open && !isOfTour(journeyId, latestVersion)) ?? []
  const inUse = useDraftsInUse(left)
  if (left.length === 0) return null
  return (
    <section aria-labelledby="drafts-heading" data-testid="drafts">
      <h2 id="drafts-heading" className={styles.heading}>
        {journeyText('drafts')}
      </h2>
      <ul className={styles.list}>
        {left.map((draft) => (
          <DraftRow key={draft.id} draft={draft} isInUse={inUse.has(draft.id)} />
        ))}
      </ul>
    </section>
  )
}

function DraftRow({ draft, isInUse }: { draft: DraftSummary; isInUse: boolean }) {
  const now = useNow()
  const { id, journeyId, baseVersion, latestVersion, steps, keptAt } = draft
  const name = draft.name === '' ? journeyText('untitled') : draft.name
  const isBehind = latestVersion !== null && baseVersion !== null && latestVersion > baseVersion
  const from = journeyId === null ? journeyText('neverSaved') : isBehind ? journeyText('behind', { version: baseVersion, newest: latestVersion }) : journeyText('changedSince', { version: baseVersion ?? 1 })
  return (
    <li className={styles.row} data-testid={`draft-${id}`}>
      <button type="button" className={styles.main} onClick={() => void openDraft(id, name)}>
        <span className={styles.glyph} data-draft aria-hidden="true">
          <IconPencil size={18} stroke={1.7} />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>
            {name}
            {isInUse && <span className={styles.badge}>{journeyText('inUse')}</span>}
          </span>
          <span className={styles.description}>{`${from} · ${journeyText('steps', { count: steps })}`}</span>
        </span>
        <span className={`${styles.facts} ${styles.run} tabular`}>
          <span>{journeyText('unsavedWork')}</span>
          <span className={styles.quiet}>{journeyText('keptAt', { when: ago(keptAt, now) })}</span>
        </span>
      </button>
      <span className={styles.ways}>
        <Button size="compact-sm" onClick={() => void openDraft(id, name)} data-testid="draft-open">
          {journeyText('goOn')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void discardDraft(id, name)} data-testid="draft-discard" aria-label={journeyText('discardNamed', { name })}>
          {journeyText('discard')}
        </Button>
      </span>
    </li>
  )
}

/** Asked again whenever the list changes. */
function useDraftsInUse(drafts: readonly DraftSummary[]): ReadonlySet<string> {
  const [inUse, setInUse] = useState<ReadonlySet<string>>(new Set())
  const ids = drafts.map(({ id }) => id).join()
  useEffect(() => {
    let isCurrent = true
    void draftsInUse().then((found) => isCurrent && setInUse(found))
    return () => {
      isCurrent = false
    }
  }, [ids])
  return inUse
}
