import { Button } from '@mantine/core'
import { IconHistory, IconPlayerPlayFilled, IconX } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { people, share } from '../../i18n/numbers.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { useRunStale, useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { AssumptionsChip } from '../assumptions/assumptions-chip.tsx'
import { AssumptionsPanel } from '../assumptions/assumptions-panel.tsx'
import { Doorway } from '../datasets/doorway.tsx'
import { RehearseAs } from '../dialects/rehearse-as.tsx'
import { DatasetChip } from './dataset-chip.tsx'
import { cancelRun, run } from './run.ts'
import { RunTogether } from './run-together.tsx'
import { simulationText } from './texts.ts'
import styles from './run-controls.module.css'

/** In the top bar: on which data, how far it is, and Run. */
export function RunControls() {
  const running = useRunStore((state) => state.running)
  const isStale = useRunStale()
  return (
    <div className={styles.controls}>
      {isStale && running === null && <StaleHint />}
      <DatasetChip />
      <RunTogether />
      <AssumptionsChip />
      <RehearseAs />
      {running === null ? <RunButton isStale={isStale} /> : <Running jobId={running.jobId} cancelling={running.cancelling} />}
      <RunError />
      <Doorway />
      <AssumptionsPanel />
    </div>
  )
}

function StaleHint() {
  return (
    <Hint label={simulationText('staleHint')}>
      <span className={styles.stale} data-testid="stale-hint" role="status">
        <IconHistory size={15} stroke={1.9} aria-hidden="true" />
        <span className={styles.staleWords} title={simulationText('stale')}>{simulationText('stale')}</span>
      </span>
    </Hint>
  )
}

function RunButton({ isStale }: { isStale: boolean }) {
  const hasData = useRunStore((state) => state.datasetId !== null)
  return (
    <Hint label={simulationText(hasData ? 'runHint' : 'noData')} keys={keysOf('mod+Enter')}>
      <Button
        size="xs"
        h={32}
        className={styles.run!}
        leftSection={<IconPlayerPlayFilled size={13} />}
        data-testid="run"
        data-stale={isStale || undefined}
        // Stays reachable, so that its hint says what is missing.
        aria-disabled={!hasData}
        data-disabled={!hasData}
        onClick={() => hasData && void run()}
      >
        {simulationText('run')}
      </Button>
    </Hint>
  )
}

function Running({ jobId, cancelling }: { jobId: string; cancelling: boolean }) {
  const progress = useJobProgress(jobId)
  const { done = 0, total = 0 } = progress ?? {}
  const words = cancelling
    ? simulationText('cancelling')
    : progress === undefined
      ? simulationText('starting')
      : total > 0
        ? share(done / total)
        : people(done)
  return (
    <div className={styles.running} data-testid="run-progress">
      <Hint label={workInWords(progress)}>
        <span className={styles.meter}>
          <span className={`${styles.amount} tabular`}>{words}</span>
          <ProgressLine label={simulationText('run')} done={done} total={total} />
        </span>
      </Hint>
      <Hint label={simulationText('cancel')} keys={keysOf('mod+.')}>
        <button type="button" className={styles.cancel} aria-label={simulationText('cancel')} data-testid="run-cancel" disabled={cancelling} onClick={() => void cancelRun()}>
          <IconX size={16} stroke={2} />
        </button>
      </Hint>
    </div>
  )
}

function RunError() {
  const error = useRunStore((state) => state.error)
  if (error === null) return null
  const dismiss = () => useRunStore.setState({ error: null })
  return (
    <div className={styles.error} data-testid="run-error">
      <ProblemNote error={error}>
        {/^J\d/.test(error.code) && (
          <Button size="compact-sm" variant="default" onClick={() => useUiStore.setState({ leftOpen: true, leftTab: 'problems' })}>
            {simulationText('showProblems')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={dismiss}>
          {simulationText('dismiss')}
        </Button>
      </ProblemNote>
    </div>
  )
}
