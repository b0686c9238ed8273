import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { EmptyNote } from './empty-note.tsx'
import { HistoryRow } from './history-row.tsx'
import { useHistory, type HistoryEntry } from './history-store.ts'
import { LedgerDialog } from './ledger-dialog.tsx'
import { liveText } from './live-texts.ts'
import { ScopeChoice } from './live-place.tsx'
import { PlaceHead } from './place-head.tsx'
import { openPublish } from './publish-store.ts'
import { useVersionsByDigest } from './versions-by-digest.ts'
import { useWatchedStore } from './watched-store.ts'
import styles from './publish.module.css'

/** Who published what and when, what became of it, and the way back. What stopped in the middle stands first. */
export function HistoryPlace() {
  const { entries, error, scope, canChoose } = useHistory()
  const interrupted = useWatchedStore((state) => state.interrupted)
  const versions = useVersionsByDigest()
  const [ledgerOf, setLedgerOf] = useState<HistoryEntry | null>(null)
  const isLeft = (id: string) => interrupted.some((publication) => publication.id === id)
  const elsewhere = interrupted.filter(({ id }) => entries !== null && !entries.some(({ publication }) => publication.id === id)).map((publication): HistoryEntry => ({ publication, events: [] }))
  const shown = [...elsewhere, ...(entries ?? []).filter(({ publication }) => isLeft(publication.id)), ...(entries ?? []).filter(({ publication }) => !isLeft(publication.id))]
  return (
    <>
      <PlaceHead title={liveText('historyTitle')} lead={liveText('historyLead')}>{canChoose && <ScopeChoice scope={scope} />}</PlaceHead>
      {error !== null && <ProblemNote error={error} />}
      {entries !== null && shown.length === 0 && (
        <EmptyNote Glyph={IconHistory} title={liveText('historyEmptyTitle')} body={liveText('historyEmptyBody')} testId="history-empty">
          <Button onClick={() => openPublish('plan')}>{liveText('toPlan')}</Button>
        </EmptyNote>
      )}
      {shown.length > 0 && (
        <ol className={styles.list} data-testid="publications">
          {shown.map((entry) => (
            <HistoryRow key={entry.publication.id} entry={entry} version={versions.get(entry.publication.documentDigest)} onCalls={() => setLedgerOf(entry)} />
          ))}
        </ol>
      )}
      {ledgerOf !== null && <LedgerDialog publication={ledgerOf.publication} onClose={() => setLedgerOf(null)} />}
    </>
  )
}
