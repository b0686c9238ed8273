import { ActionIcon, Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useEffect } from 'react'
import { connection } from '../../bridge/connection.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { daySpan } from '../../i18n/dates.ts'
import { useDifferenceStore } from '../../stores/difference-store.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { useSlow } from '../what-if/use-slow.ts'
import { compareRuns, stopComparing, swapRuns } from './compare-runs.ts'
import { useCompareRunsStore } from './compare-runs-store.ts'
import { FiguresTable } from './figures-table.tsx'
import { PairedLine, PairedPeople } from './paired-people.tsx'
import { RunSide } from './run-side.tsx'
import { compareText } from './texts.ts'
import styles from './compare-runs.module.css'

/** Two runs on the same people: every figure, person by person, and on the canvas card by card. */
export function CompareTab({ run }: { run: FinishedRun }) {
  const compared = useCompareRunsStore((state) => state.compared)
  const error = useCompareRunsStore((state) => state.error)
  const isStopped = useCompareRunsStore((state) => state.isStopped)
  useComparison(run)
  useShown()
  return (
    <div className={styles.tab} data-testid="compare-runs">
      <div className={styles.sides}>
        <RunSide which="before" />
        <Hint label={compareText('swap')}>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={compareText('swap')} onClick={swapRuns} data-testid="compare-runs-swap">
            <IconArrowsExchange size={18} stroke={1.8} />
          </ActionIcon>
        </Hint>
        <RunSide which="after" />
        {compared?.isAssumed === true && <BasisBadge basis="assumed" isSmall />}
      </div>
      <Working />
      <div className={styles.body}>
        {error !== null && <ProblemNote error={error} />}
        {isStopped && (
          <p className={styles.quiet}>
            {compareText('stopped')}{' '}
            <Button size="compact-sm" variant="default" onClick={() => void compareRuns()}>
              {compareText('again')}
            </Button>
          </p>
        )}
        {compared !== null && error === null && (
          <>
            <PairedLine compared={compared} />
            <FiguresTable compared={compared} />
            <div className={styles.aside}>
              <PairedPeople compared={compared} />
              <Hint label={compareText('sameDataHint')}>
                <p className={styles.note} tabIndex={0}>{compareText('sameData', { data: run.summary.datasetName, span: daySpan(run.result.from, run.result.until) })}</p>
              </Hint>
            </div>
          </>
        )}
      </div>
    </div>
  )
}

function Working() {
  const jobId = useCompareRunsStore((state) => state.jobId)
  const progress = useJobProgress(jobId ?? undefined)
  if (!useSlow(jobId !== null)) return null
  return (
    <div className={styles.working} data-testid="compare-working">
      <ProgressLine label={compareText('comparing')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <Button size="compact-sm" variant="subtle" color="gray" onClick={stopComparing}>
        {compareText('cancel')}
      </Button>
    </div>
  )
}

/** Compared again whenever the run that is shown, or the open journey, is another one. */
function useComparison(run: FinishedRun): void {
  const journeyId = useDocumentStore((state) => state.summary?.id)
  const generation = useDocumentStore((state) => state.generation)
  const isOpenSide = useCompareRunsStore(({ sides }) => sides?.before.kind === 'open' || sides?.after.kind === 'open')
  const document = useDocumentStore((state) => (isOpenSide ? state.document : null))
  useEffect(() => {
    // Of another journey nothing was chosen yet.
    if (useCompareRunsStore.getState().generation !== generation) useCompareRunsStore.setState({ generation, sides: null, assumptions: { before: 'own', after: 'own' }, compared: null, versions: [] })
  }, [generation])
  useEffect(() => {
    if (journeyId !== undefined) void connection.call('journeys.versions', { id: journeyId }).then((versions) => useCompareRunsStore.setState({ versions }), () => undefined)
  }, [journeyId, generation])
  useEffect(() => {
    void compareRuns()
  }, [run, document, generation])
}

/** What differs stands on the canvas while this is looked at. */
function useShown(): void {
  const shown = useCompareRunsStore((state) => state.compared?.differences ?? null)
  useEffect(() => {
    useDifferenceStore.setState({ shown })
    return () => useDifferenceStore.setState({ shown: null })
  }, [shown])
}
