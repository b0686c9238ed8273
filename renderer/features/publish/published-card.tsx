import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconTrashX } from '@tabler/icons-react'
import type { StatusAction } from '../../../engine/core/publish/target.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { cut } from '../../i18n/cut.ts'
import { ago } from '../../i18n/dates.ts'
import { openAction } from './action-store.ts'
import { check, isDrifted, takeTheirs, useChecksStore, type Check } from './drift.ts'
import { liveText } from './live-texts.ts'
import { planRollBack, resume } from './plan-store.ts'
import { StatusBadge, statusInWords } from './status-badge.tsx'
import { useTargetName, useTargetsStore } from './targets-store.ts'
import { ThreeWayList } from './three-way-list.tsx'
import type { Publication } from './watched-store.ts'
import { WorkNote } from './work-note.tsx'
import styles from './publish.module.css'

const ACTIONS: readonly StatusAction[] = ['activate', 'pause', 'resume', 'stop', 'archive']

/** One journey at one platform: what it does there, whether it is still ours, and what can be done. */
export function PublishedCard({ publication, isNamed }: { publication: Publication; isNamed: boolean }) {
  const now = useNow()
  const { id, target, connectionName, journeyName, startedAt, approval, state } = publication
  const platform = useTargetName(target)
  const looked = useChecksStore((found) => found.checks[id])
  const latest = looked?.state === 'there' ? looked.answer.publication : publication
  const when = { when: ago(startedAt, now), by: cut(approval.by, 80) }
  return (
    <section className={styles.panel} aria-label={`${cut(journeyName)}, ${cut(connectionName)}`} data-testid={`published-${connectionName}`}>
      <div className={styles.head}>
        <div className={styles.headWords}>
          <h3 className={`${styles.sectionName} ${styles.rowName}`}>
            {cut(isNamed ? journeyName : connectionName)}
            <StatusBadge status={latest.status} />
          </h3>
          <span className={styles.rowFacts}>{[isNamed ? cut(connectionName) : platform, liveText(state === 'applied' ? 'publishedBy' : 'begun', when)].join(' · ')}</span>
        </div>
        {state === 'applied' && (
          <Button size="xs" h={32} variant="default" disabled={looked?.state === 'asking'} onClick={() => void check(id)} data-testid="check-now">{liveText('check')}</Button>
        )}
        {(state === 'interrupted' || state === 'failed') && (
          <Button size="xs" h={32} onClick={() => void resume(publication)} data-testid="resume-publication">{liveText('resumeApply')}</Button>
        )}
      </div>
      {publication.problem !== null && state === 'failed' && <ProblemNote error={publication.problem} />}
      {looked?.state === 'asking' && <WorkNote jobId={looked.jobId} before={liveText('checking')} testId="checking" />}
      {looked?.state === 'failed' && <ProblemNote error={looked.error} testId="check-problem" />}
      {looked?.state === 'there' && <WhatIsThere found={looked.answer} />}
      {state === 'applied' && <Actions publication={latest} />}
    </section>
  )
}

function WhatIsThere({ found }: { found: Check }) {
  const { publication, isThere, theirs, changes } = found
  if (!isDrifted(found)) {
    return (
      <span className={styles.verdict} data-tone="good" data-testid="no-drift">
        <IconCircleCheck size={16} stroke={1.9} aria-hidden="true" />
        {liveText('checkedSame')}
      </span>
    )
  }
  const Glyph = isThere ? IconAlertTriangle : IconTrashX
  return (
    <>
      <div className={styles.note} role="status" data-testid="drift">
        <Glyph size={18} stroke={1.8} aria-hidden="true" />
        <div className={styles.noteWords}>
          <p className={styles.strong}>{liveText(isThere ? 'driftHead' : 'gone')}</p>
          {isThere && <p>{liveText('driftBody')}</p>}
          <div className={styles.noteWays}>
            {theirs !== null && <Button size="compact-sm" variant="default" onClick={() => void takeTheirs(theirs, publication)} data-testid="take-theirs">{liveText('takeTheirs')}</Button>}
            <Button size="compact-sm" variant="default" onClick={() => void planRollBack(publication, 'overwrite')} data-testid="publish-ours">{liveText('publishAgain')}</Button>
          </div>
        </div>
      </div>
      {changes.length > 0 && <ThreeWayList changes={changes} journeyId={publication.journeyId} />}
    </>
  )
}

/** What may be done to it there; what the platform does not do from here stays in reach and says why. */
function Actions({ publication }: { publication: Publication }) {
  const { target, status } = publication
  const platform = useTargetName(target)
  const transitions = useTargetsStore(({ targets }) => targets?.find(({ id }) => id === target)?.capabilities.transitions)
  if (transitions === undefined) return null
  const ever = ACTIONS.filter((action) => Object.values(transitions).some((allowed) => allowed?.includes(action)))
  const now = status === null ? [] : (transitions[status] ?? [])
  return (
    <div className={styles.ways} role="group" aria-label={platform}>
      {ever.map((action) => {
        const can = now.includes(action)
        return (
          <Hint key={action} label={liveText('cannotNow', { platform, status: statusInWords(status) })} disabled={can}>
            <Button
              size="xs"
              h={32}
              variant={can && (action === 'activate' || action === 'resume') ? 'filled' : 'default'}
              aria-disabled={!can}
              {...(can ? {} : { 'data-disabled': true })}
              onClick={() => can && void openAction(publication, action)}
              data-testid={`action-${action}`}
            >
              {liveText(action)}
            </Button>
          </Hint>
        )
      })}
    </div>
  )
}
