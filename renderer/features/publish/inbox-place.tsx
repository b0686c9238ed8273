import { SegmentedControl } from '@mantine/core'
import { IconInbox, IconRobot } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { cut } from '../../i18n/cut.ts'
import { ago } from '../../i18n/dates.ts'
import { EmptyNote } from './empty-note.tsx'
import { chooseProposal, readProposals, useInboxStore } from './inbox-store.ts'
import { inboxText } from './inbox-texts.ts'
import { PlaceHead } from './place-head.tsx'
import { ProposalDetail } from './proposal-detail.tsx'
import { useWatchedStore, type Proposal } from './watched-store.ts'
import styles from './publish.module.css'

const STATES = { waiting: 'stateWaiting', taken: 'stateTaken', declined: 'stateDeclined', withdrawn: 'stateWithdrawn' } as const

/** What agents would like published, for a person to decide about. */
export function InboxPlace() {
  const { shown, proposals, error, chosen } = useInboxStore()
  const waitingNow = useWatchedStore((state) => state.waiting)
  useEffect(() => void readProposals(), [waitingNow])
  const listed = (proposals ?? []).filter(({ state }) => (state === 'waiting') === (shown === 'waiting'))
  return (
    <>
      <PlaceHead title={inboxText('title')} lead={inboxText('lead')}>
        {proposals !== null && proposals.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={inboxText('show')}
            value={shown}
            onChange={(value) => useInboxStore.setState({ shown: value, chosen: null, proposed: null })}
            data={[{ value: 'waiting' as const, label: inboxText('waiting') }, { value: 'decided' as const, label: inboxText('decided') }]}
            data-testid="inbox-shown"
          />
        )}
      </PlaceHead>
      {error !== null && <ProblemNote error={error} />}
      {proposals !== null && listed.length === 0 && (shown === 'waiting' ? <NothingWaits /> : <p className={styles.quiet}>{inboxText('decidedEmpty')}</p>)}
      {listed.length > 0 && (
        <ul className={styles.list} data-testid="proposals">
          {listed.map((proposal) => (
            <li key={proposal.id} className={styles.item}>
              <ProposalRow proposal={proposal} isChosen={proposal.id === chosen} />
              {proposal.id === chosen && <ProposalDetail />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function NothingWaits() {
  return (
    <EmptyNote Glyph={IconInbox} title={inboxText('emptyTitle')} body={inboxText('emptyBody')} testId="inbox-empty">
      <p className={styles.quiet}>{inboxText('emptyHint')}</p>
    </EmptyNote>
  )
}

function ProposalRow({ proposal, isChosen }: { proposal: Proposal; isChosen: boolean }) {
  const now = useNow()
  const { id, journeyName, journeyId, baseVersion, from, madeAt, state, reason } = proposal
  const about = journeyId === null || baseVersion === null ? inboxText('newJourney') : inboxText('changeOf', { journey: cut(journeyName, 120), version: baseVersion })
  return (
    <button type="button" className={`${styles.row} ${styles.rowButton}`} aria-expanded={isChosen} onClick={() => void chooseProposal(isChosen ? null : id)} data-testid={`proposal-${id}`}>
      <IconRobot size={22} stroke={1.5} aria-hidden="true" />
      <span className={styles.rowWords}>
        <span className={styles.rowName}>{cut(journeyName, 120)}</span>
        <span className={styles.rowFacts}>{`${about} · ${inboxText('from', { from: cut(from, 80), when: ago(madeAt, now) })}`}</span>
        {state !== 'waiting' && <span className={styles.rowFacts}>{[inboxText(STATES[state]), ...(reason === null ? [] : [inboxText('because', { reason: cut(reason) })])].join(' · ')}</span>}
      </span>
    </button>
  )
}
