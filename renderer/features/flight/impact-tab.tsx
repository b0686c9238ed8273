import { Button, Checkbox } from '@mantine/core'
import { useEffect } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { full } from '../../i18n/numbers.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { askImpact, cancelImpact, readFlightVersions } from './ask-impact.ts'
import { FlightPeople } from './flight-people.tsx'
import { useFlightStore } from './flight-store.ts'
import { ImpactControls } from './impact-controls.tsx'
import { ImpactFigures } from './impact-figures.tsx'
import { ImpactSteps } from './impact-steps.tsx'
import { flightText } from './texts.ts'
import styles from './flight.module.css'

/** A drag goes on for a while; only where it comes to rest is asked about. */
const REST_MS = 250

/** What publishing another version at an instant means for people under way. */
export function ImpactTab({ run }: { run: FinishedRun }) {
  useAsking(run)
  const impact = useFlightStore((state) => state.impact)
  const asked = useFlightStore((state) => state.asked)
  const jobId = useFlightStore((state) => state.jobId)
  const error = useFlightStore((state) => state.error)
  const isCancelled = useFlightStore((state) => state.isCancelled)
  const isMarked = useFlightStore((state) => state.isMarked)
  const shown = useFlightStore((state) => state.shown)
  return (
    <div className={styles.tab} data-testid="impact" aria-busy={jobId !== null}>
      <section className={styles.column}>
        <ImpactControls run={run} />
        <div className={styles.state}>{jobId === null ? isCancelled && <Cancelled run={run} /> : <Asking jobId={jobId} />}</div>
        {error !== null && <ProblemNote error={error} title={flightText('failed')} testId="impact-problem" />}
        {impact !== null && asked !== null && <ImpactFigures impact={impact} asked={asked} />}
        <Checkbox size="sm" className={styles.mark!} label={flightText('mark')} title={flightText('markHint')} checked={isMarked} onChange={({ currentTarget }) => useFlightStore.setState({ isMarked: currentTarget.checked })} data-testid="impact-mark" />
      </section>
      <section className={styles.column} data-old={jobId !== null || undefined} aria-label={flightText('steps')}>
        {impact !== null && asked !== null && (shown === null ? <ImpactSteps impact={impact} asked={asked} /> : <FlightPeople shown={shown} asked={asked} />)}
      </section>
    </div>
  )
}

/** Asks at once, and again when the versions, the instant, a move or the open journey have come to rest. */
function useAsking(run: FinishedRun): void {
  const document = useDocumentStore((state) => state.document)
  const summary = useDocumentStore((state) => state.summary)
  const before = useFlightStore((state) => state.before)
  const after = useFlightStore((state) => state.after)
  const at = useFlightStore((state) => state.at)
  const moves = useFlightStore((state) => state.moves)
  const open = before.kind === 'open' || after.kind === 'open' ? document : null
  useEffect(() => void readFlightVersions(), [summary])
  useEffect(() => {
    const rest = setTimeout(() => void askImpact(run), REST_MS)
    return () => clearTimeout(rest)
  }, [run, before, after, at, moves, open])
}

function Asking({ jobId }: { jobId: string }) {
  const progress = useJobProgress(jobId)
  const isFollowing = progress?.phase === 'inFlight' && progress.total > 0
  const label = isFollowing ? flightText('askingPeople', { done: full(progress.done), total: full(progress.total) }) : flightText('asking')
  return (
    <div className={styles.asking} role="status">
      <span>{label}</span>
      <ProgressLine label={label} done={isFollowing ? progress.done : 0} total={isFollowing ? progress.total : 0} />
      <Button size="compact-sm" variant="default" onClick={cancelImpact} data-testid="cancel-impact">
        {flightText('cancel')}
      </Button>
    </div>
  )
}

function Cancelled({ run }: { run: FinishedRun }) {
  return (
    <div className={styles.asking}>
      <span role="status">{flightText('cancelled')}</span>
      <Button size="compact-sm" variant="default" onClick={() => void askImpact(run)}>
        {flightText('again')}
      </Button>
    </div>
  )
}
