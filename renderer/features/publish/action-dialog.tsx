import { Button, Modal, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconOctagonMinus, IconUsers } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { StatusAction } from '../../../engine/core/publish/target.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { cut } from '../../i18n/cut.ts'
import { people } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useAuthor } from '../comments/author-store.ts'
import { act, closeAction, openAction, useActionStore, type PlannedAction } from './action-store.ts'
import { useChecksStore } from './drift.ts'
import { liveText } from './live-texts.ts'
import { planText } from './plan-texts.ts'
import { statusInWords } from './status-badge.tsx'
import { useTargetName, useTargetsStore } from './targets-store.ts'
import { publishText } from './texts.ts'
import type { Publication } from './watched-store.ts'
import { WorkNote } from './work-note.tsx'
import styles from './publish.module.css'

/** Actions after which people get messages they would not have got. */
const REACHES: readonly StatusAction[] = ['activate', 'resume']

/** The last step before people are concerned: what it does, whom it reaches, what cannot be undone, and a person's name under it. */
export function ActionDialog() {
  const { asked, planned, doing } = useActionStore()
  if (asked === null) return null
  const { publication, action } = asked
  return (
    <Modal data-help="live" opened onClose={closeAction} size={560} title={liveText(`${action}Of`, { name: cut(publication.journeyName) })} closeButtonProps={{ 'aria-label': publishText('close') }}>
      <div className={styles.fields} data-testid="action-dialog">
        {planned?.state === 'asking' && <WorkNote jobId={planned.jobId} before={liveText('asking')} />}
        {planned?.state === 'stopped' && <p className={styles.quiet}>{publishText('stopped')}</p>}
        {planned?.state === 'failed' && (
          <ProblemNote error={planned.error}>
            <Button size="compact-sm" variant="default" onClick={() => void openAction(publication, action)}>{liveText('tryAgain')}</Button>
          </ProblemNote>
        )}
        {planned?.state === 'there' && doing?.state !== 'stopped' && <Planned planned={planned.answer} publication={publication} action={action} />}
        {doing?.state === 'asking' && <WorkNote jobId={doing.jobId} before={liveText('doing')} />}
        {doing?.state === 'stopped' && <Stopped publication={publication} action={action} />}
        {doing?.state === 'failed' && (
          <ProblemNote error={doing.error} testId="action-problem">
            <Button size="compact-sm" variant="default" onClick={() => void openAction(publication, action)}>{liveText('tryAgain')}</Button>
          </ProblemNote>
        )}
      </div>
    </Modal>
  )
}

/** A request that was under way is not called back by Cancel: what the journey does there now, and what was confirmed is asked for anew. */
function Stopped({ publication, action }: { publication: Publication; action: StatusAction }) {
  const looked = useChecksStore(({ checks }) => checks[publication.id])
  if (looked?.state === 'asking') return <WorkNote jobId={looked.jobId} before={liveText('checking')} />
  const found = looked?.state === 'there' && looked.answer.isThere ? looked.answer.publication : null
  return (
    <div className={styles.note} role="status" data-testid="action-stopped">
      <IconAlertTriangle size={16} stroke={1.9} aria-hidden="true" />
      <div className={styles.noteWords}>
        <p className={styles.strong}>{liveText('stoppedAct')}</p>
        {found !== null && <p>{liveText('stoppedNow', { status: statusInWords(found.status) })}</p>}
        {looked?.state === 'failed' && <ProblemNote error={looked.error} />}
        <div className={styles.noteWays}>
          <Button size="compact-sm" variant="default" onClick={() => void openAction(publication, action)}>{liveText('tryAgain')}</Button>
          <Button size="compact-sm" variant="default" onClick={closeAction}>{publishText('close')}</Button>
        </div>
      </div>
    </div>
  )
}

function Planned({ planned, publication, action }: { planned: PlannedAction; publication: Publication; action: StatusAction }) {
  const platform = useTargetName(publication.target)
  const isDoing = useActionStore((state) => state.doing?.state === 'asking')
  const inFlightInWords = useTargetsStore(({ targets }) => targets?.find(({ id }) => id === publication.target)?.capabilities.inFlightInWords ?? '')
  const remembered = useAuthor((state) => state.name)
  const [name, setName] = useState(remembered)
  const [isChecked, setIsChecked] = useState(false)
  const isBlocked = planned.blockers.length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsChecked(true)
    const by = name.trim()
    if (by === '' || isBlocked) return
    useAuthor.getState().setName(by)
    void act(planned.digest, by)
  }
  return (
    <form className={styles.fields} onSubmit={submit}>
      <p className={styles.plain} data-testid="action-words">{fromEngine(planned.inWords)}</p>
      {REACHES.includes(action) && <Reach journeyId={publication.journeyId} />}
      {planned.from !== 'draft' && <p className={styles.plain}>{planned.inFlight === null ? liveText('underWayUntold') : liveText('underWay', { count: people(planned.inFlight) })}</p>}
      {!REACHES.includes(action) && inFlightInWords !== '' && !planned.inWords.includes(inFlightInWords) && <p className={styles.plain}>{liveText('inFlight', { words: fromEngine(inFlightInWords) })}</p>}
      {REACHES.includes(action) && (
        <div className={styles.note}>
          <IconAlertTriangle size={16} stroke={1.9} aria-hidden="true" />
          <span className={styles.noteWords}>{liveText('cannotUndo')}</span>
        </div>
      )}
      {isBlocked && (
        <div className={`${styles.note} ${styles.bad}`} role="alert" data-testid="action-blockers">
          <IconOctagonMinus size={16} stroke={1.9} aria-hidden="true" />
          <div className={styles.noteWords}>
            <p className={styles.strong}>{liveText('blocked')}</p>
            {planned.blockers.map((blocker) => <p key={blocker}>{fromEngine(blocker)}</p>)}
          </div>
        </div>
      )}
      <TextInput
        label={planText('who')}
        description={planText('whoHelp')}
        maxLength={120}
        value={name}
        autoFocus // what the platform says comes after the dialog
        autoComplete="name"
        onChange={(event) => setName(event.currentTarget.value)}
        error={isChecked && name.trim() === '' ? planText('whoNeeded') : undefined}
        data-testid="action-name"
      />
      <div className={`${styles.ways} ${styles.end}`}>
        <Button variant="default" onClick={closeAction}>{publishText('cancel')}</Button>
        <Button type="submit" disabled={isBlocked || isDoing} data-testid="confirm-action">{liveText(`${action}At`, { platform })}</Button>
      </div>
    </form>
  )
}

/** How many people could be reached, by the latest rehearsal of this journey. */
function Reach({ journeyId }: { journeyId: string }) {
  const run = useRunStore((state) => (state.latest?.document.id === journeyId ? state.latest : null))
  const toEditor = () => {
    closeAction()
    useUiStore.getState().showPage('editor')
  }
  return (
    <div className={styles.note} data-tone="plain" data-testid="reach">
      <IconUsers size={16} stroke={1.9} aria-hidden="true" />
      <div className={styles.noteWords}>
        <p>{run === null ? liveText('reachUnknown') : liveText('reachRun', { data: cut(run.summary.datasetName), count: people(run.result.instances.started) })}</p>
        {run === null && (
          <div className={styles.noteWays}>
            <Button size="compact-sm" variant="default" onClick={toEditor}>{liveText('rehearse')}</Button>
          </div>
        )}
      </div>
    </div>
  )
}
