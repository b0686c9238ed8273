import { Button, Textarea } from '@mantine/core'
import { IconArrowsDiff, IconHistory } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { diffJourneys } from '../../../engine/core/diff/diff-journeys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { nameOfStep } from '../../document/names.ts'
import { cut } from '../../i18n/cut.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { compareProposal, declineProposal, planProposal, takeProposal, useInboxStore, type Proposed } from './inbox-store.ts'
import { inboxText } from './inbox-texts.ts'
import type { Proposal } from './watched-store.ts'
import styles from './publish.module.css'
import own from './proposal.module.css'

const MOST_CHANGES = 12
const MOST_NOTE = 4000

/** What a proposal changes and comes to, what its agent says about it, and a person's decision. */
export function ProposalDetail() {
  const proposed = useInboxStore((state) => state.proposed)
  if (proposed?.state === 'failed') return <div className={styles.opened}><ProblemNote error={proposed.error} /></div>
  if (proposed?.state !== 'there') return null
  const { proposal } = proposed.answer
  return (
    <div className={`${styles.opened} ${own.detail}`} data-testid="proposal-detail">
      <Note proposal={proposal} />
      <Changes proposed={proposed.answer} />
      <Rehearsal proposal={proposal} />
      {proposal.state === 'waiting' && <Decision proposed={proposed.answer} />}
    </div>
  )
}

/** Text of an agent is shown as text, and said to be one. */
function Note({ proposal: { note, connectionId, connectionName } }: { proposal: Proposal }) {
  return (
    <section className={styles.section} aria-label={inboxText('note')}>
      <h3 className={styles.sectionName}>{inboxText('note')}</h3>
      {note === '' ? <p className={styles.sectionBody}>{inboxText('noNote')}</p> : (
        <figure className={own.note}>
          <blockquote className={own.quote} data-testid="proposal-note">{cut(note, MOST_NOTE)}</blockquote>
          <figcaption className={styles.quiet}>{inboxText('untrusted')}</figcaption>
        </figure>
      )}
      {connectionId !== null && <p className={styles.sectionBody}>{connectionName === null ? inboxText('wishGone') : inboxText('wish', { connection: cut(connectionName, 80) })}</p>}
    </section>
  )
}

function Changes({ proposed }: { proposed: Proposed }) {
  const { document, current, base, proposal } = proposed
  const diff = useMemo(() => (current === null ? null : diffJourneys(current, document, nameOfStep)), [current, document])
  const isOutdated = base !== null && current !== null && diffJourneys(base, current, nameOfStep).changes.length > 0
  return (
    <section className={styles.section} aria-label={inboxText('changes')}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionName}>{inboxText('changes')}</h3>
        {current !== null && (
          <Button size="xs" h={32} variant="default" leftSection={<IconArrowsDiff size={16} stroke={1.8} />} onClick={() => void compareProposal(proposed)} data-testid="compare-proposal">
            {inboxText('compare')}
          </Button>
        )}
      </div>
      {isOutdated && (
        <div className={styles.note} role="note">
          <IconHistory size={16} stroke={1.9} aria-hidden="true" />
          <span className={styles.noteWords}>{inboxText('outdated', { base: proposal.baseVersion ?? 0 })}</span>
        </div>
      )}
      {diff === null ? <p className={styles.sectionBody}>{`${inboxText('newJourney')}, ${inboxText('contents', { count: Object.keys(document.steps).length })}`}</p> : diff.changes.length === 0 ? <p className={styles.sectionBody}>{inboxText('changesNone')}</p> : (
        <ul className={own.changes} data-testid="proposal-changes">
          {diff.changes.slice(0, MOST_CHANGES).map(({ key, name, inWords }) => (
            <li key={key}>
              <span className={own.name}>{cut(fromEngine(name), 120)}</span> {cut(fromEngine(inWords))}
            </li>
          ))}
          {diff.changes.length > MOST_CHANGES && <li className={styles.quiet}>{inboxText('changesMore', { count: diff.changes.length - MOST_CHANGES })}</li>}
        </ul>
      )}
    </section>
  )
}

const FIGURES = ['started', 'converted', 'sent', 'suppressed'] as const

function Rehearsal({ proposal: { rehearsal } }: { proposal: Proposal }) {
  return (
    <section className={styles.section} aria-label={inboxText('rehearsal')}>
      <h3 className={styles.sectionName}>{inboxText('rehearsal')}</h3>
      {rehearsal === null ? <p className={styles.sectionBody}>{inboxText('noRehearsal')}</p> : (
        <table className={own.table} data-testid="proposal-figures">
          <caption className={own.caption}>{inboxText('rehearsedOn', { data: cut(rehearsal.datasetName, 120) })}</caption>
          <thead>
            <tr>
              <th scope="col">{inboxText('figure')}</th>
              {rehearsal.before !== null && <th scope="col">{inboxText('now')}</th>}
              <th scope="col">{inboxText('proposed')}</th>
              {rehearsal.before !== null && <th scope="col">{inboxText('difference')}</th>}
            </tr>
          </thead>
          <tbody className="tabular">
            {FIGURES.map((figure) => (
              <tr key={figure}>
                <th scope="row">{inboxText(figure)}</th>
                {rehearsal.before !== null && <td>{full(rehearsal.before[figure])}</td>}
                <td>{full(rehearsal[figure])}</td>
                {rehearsal.before !== null && <td>{signed(rehearsal[figure] - rehearsal.before[figure])}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function signed(difference: number): string {
  return difference === 0 ? '0' : `${difference > 0 ? '+' : '−'}${full(Math.abs(difference))}`
}

function Decision({ proposed }: { proposed: Proposed }) {
  const [reason, setReason] = useState<string | null>(null)
  if (reason !== null) {
    return (
      <div className={styles.fields}>
        <Textarea label={inboxText('reason')} description={inboxText('reasonHelp')} value={reason} maxLength={2000} autoFocus onChange={(event) => setReason(event.currentTarget.value)} data-testid="decline-reason" />
        <div className={styles.ways}>
          <Button onClick={() => void declineProposal(proposed.proposal, reason.trim())} data-testid="decline-now">{inboxText('declineNow')}</Button>
          <Button variant="default" onClick={() => setReason(null)}>{inboxText('keep')}</Button>
        </div>
      </div>
    )
  }
  return (
    <div className={styles.ways}>
      <Button onClick={() => void takeProposal(proposed)} data-testid="take-proposal">{inboxText('take')}</Button>
      <Button variant="default" onClick={() => void planProposal(proposed)} data-testid="plan-proposal">{inboxText('planIt')}</Button>
      <Button variant="default" onClick={() => setReason('')} data-testid="decline-proposal">{inboxText('decline')}</Button>
    </div>
  )
}
