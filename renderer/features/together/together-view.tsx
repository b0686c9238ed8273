import { ActionIcon, Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Hint } from '../../components/hint.tsx'
import { notify } from '../../components/notify.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { full } from '../../i18n/numbers.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { cancelLooking, lookTogether } from './ask-together.ts'
import { CollisionsList } from './collisions-list.tsx'
import { DaysChart } from './days-chart.tsx'
import { StarvationList } from './starvation-list.tsx'
import { SwappedView } from './swapped-view.tsx'
import { togetherCsv } from './together-csv.ts'
import { useTogetherStore } from './together-store.ts'
import { togetherText } from './texts.ts'
import styles from './together.module.css'

/** Looks at the run as soon as it is shown. */
export function useLookTogether(run: FinishedRun): void {
  useEffect(() => void (run.together.length > 0 && lookTogether(run)), [run])
}

/** Messages from day to day. */
export function OverTime({ run }: { run: FinishedRun }) {
  const view = useTogetherStore((state) => (state.run === run ? state.view : null))
  const copy = async () => {
    await navigator.clipboard.writeText(togetherCsv(view!))
    notify(togetherText('copied'))
  }
  return (
    <section className={styles.part}>
      <div className={styles.partHead}>
        <h3 className={styles.title}>{togetherText('overTime')}</h3>
        {view !== null && (
          <Hint label={togetherText('copy')}>
            <ActionIcon variant="subtle" color="gray" size={28} aria-label={togetherText('copy')} onClick={() => void copy()} data-testid="copy-together">
              <IconCopy size={16} stroke={1.8} />
            </ActionIcon>
          </Hint>
        )}
      </div>
      {view === null ? <Looking run={run} /> : <DaysChart view={view} />}
    </section>
  )
}

/** What caps cost whom, what it would be the other way round, and collisions. */
export function Between({ run }: { run: FinishedRun }) {
  const view = useTogetherStore((state) => (state.run === run ? state.view : null))
  const swapped = useTogetherStore((state) => state.swapped)
  if (view === null) return null
  return (
    <>
      <section className={styles.part}>
        <h3 className={styles.title}>{togetherText('starvation')}</h3>
        <StarvationList run={run} view={view} />
        {swapped !== null && (swapped.view === null ? <Looking run={run} /> : <SwappedView view={view} swapped={{ ...swapped, view: swapped.view }} />)}
      </section>
      <section className={styles.part}>
        <h3 className={styles.title}>{togetherText('collisions')}</h3>
        <CollisionsList view={view} />
      </section>
    </>
  )
}

function Looking({ run }: { run: FinishedRun }) {
  const jobId = useTogetherStore((state) => state.jobId)
  const error = useTogetherStore((state) => state.error)
  const isCancelled = useTogetherStore((state) => state.isCancelled)
  const progress = useJobProgress(jobId ?? undefined)
  if (error !== null) return <ProblemNote error={error} title={togetherText('failed')} />
  if (isCancelled) {
    return (
      <div className={styles.looking}>
        <span role="status">{togetherText('cancelled')}</span>
        <Button size="compact-sm" variant="default" onClick={() => void lookTogether(run, true)}>
          {togetherText('again')}
        </Button>
      </div>
    )
  }
  if (jobId === null) return null
  const label = progress?.phase === 'caps' ? togetherText('lookingCaps', { done: full(progress.done), total: full(progress.total) }) : togetherText('looking')
  return (
    <div className={styles.looking} role="status">
      <span>{label}</span>
      <ProgressLine label={label} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <Button size="compact-sm" variant="default" onClick={cancelLooking} data-testid="cancel-together">
        {togetherText('cancel')}
      </Button>
    </div>
  )
}
