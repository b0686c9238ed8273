import { Button } from '@mantine/core'
import { IconDice5 } from '@tabler/icons-react'
import { useEffect } from 'react'
import { splitReadings } from '../../../engine/core/people/split-reading.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { useJobProgress } from '../../stores/job-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { ApproximatelyIcon } from '../assumptions/basis-badge.tsx'
import { useMature } from '../people/mature-store.ts'
import { nameOfVariant } from '../people/who-in-words.ts'
import { askWhatIsAdded, stopAdding, useAddedStore } from './added-store.ts'
import { readingInWords } from './split-words.ts'
import { splitText } from './split-texts.ts'
import styles from './results-panel.module.css'

const DAY_MS = 86_400_000

/** True if reactions that were assumed can move people: the variants differ by them. */
function isAssumed({ responses }: FinishedRun): boolean {
  return responses?.mode === 'whatIf' && responses.messages.some(({ basis }) => basis !== null)
}

/** Beside a split: what its difference rests on. */
export function SplitHeadline({ run }: { run: FinishedRun }) {
  const byAssumption = isAssumed(run)
  const isBacktest = run.responses?.mode === 'backtest'
  return (
    <span className={styles.headline} data-assumed={byAssumption || undefined} data-testid="split-headline">
      {byAssumption ? <ApproximatelyIcon size={16} /> : <IconDice5 size={16} stroke={1.8} aria-hidden="true" />}
      <strong>{splitText(byAssumption ? 'assumption' : isBacktest ? 'backtest' : 'byChance')}</strong> {!isBacktest && splitText(byAssumption ? 'assumptionMore' : 'byChanceMore')}
    </span>
  )
}

/** Under a split: what a real test of such groups would be able to see. */
export function SplitReadings({ run, stepId }: { run: FinishedRun; stepId: string }) {
  return (
    <div className={styles.readings} data-testid={`reading-${stepId}`}>
      {isAssumed(run) ? <Assumed run={run} stepId={stepId} /> : <Sentences run={run} stepId={stepId} added={null} />}
    </div>
  )
}

/** What the assumptions add is told by a run without them. */
function Assumed({ run, stepId }: { run: FinishedRun; stepId: string }) {
  const found = useAddedStore((state) => (state.found?.of === run.summary.id ? state.found : null))
  const problem = useAddedStore((state) => (state.problem?.of === run.summary.id ? state.problem : null))
  const isMissing = found === null && problem === null
  useEffect(() => {
    if (isMissing) void askWhatIsAdded(run)
  }, [isMissing, run])
  if (found !== null) {
    const share = ({ entered, converted }: { entered: number; converted: number }) => (entered === 0 ? 0 : converted / entered)
    const before = found.splits[stepId] ?? {}
    const added = Object.fromEntries(Object.entries(run.result.splits[stepId] ?? {}).map(([variant, now]) => [variant, share(now) - share(before[variant] ?? { entered: 0, converted: 0 })]))
    return <Sentences run={run} stepId={stepId} added={added} />
  }
  if (problem === null) return <Adding />
  const again = (
    <Button size="compact-sm" variant="default" onClick={() => void askWhatIsAdded(run)}>
      {splitText('again')}
    </Button>
  )
  return problem.error === null ? (
    <p className={styles.adding}>
      {splitText('stopped')} {again}
    </p>
  ) : (
    <ProblemNote error={problem.error} title={splitText('failed')}>
      {again}
    </ProblemNote>
  )
}

function Adding() {
  const jobId = useAddedStore((state) => state.running?.jobId)
  const { done = 0, total = 0 } = useJobProgress(jobId) ?? {}
  return (
    <div className={styles.adding}>
      {splitText('comparing')}
      <ProgressLine label={splitText('comparing')} done={done} total={total} />
      <Button size="compact-sm" variant="default" onClick={stopAdding}>
        {splitText('stop')}
      </Button>
    </div>
  )
}

function Sentences({ run: { document, result }, run, stepId, added }: { run: FinishedRun; stepId: string; added: Readonly<Record<string, number>> | null }) {
  const found = useMature(run)
  const final = found?.figures.mature.splits[stepId]
  const split = result.splits[stepId] ?? {}
  const arms = Object.entries(split).map(([id, { entered, converted }]) => {
    const own = final?.[id]
    // A share is final only of those whose time is up; what was assumed is compared as it was counted.
    const base = added === null && own !== undefined && own.entered > 0 ? own : { entered, converted }
    return { id, entered, share: base.entered === 0 ? 0 : base.converted / base.entered }
  })
  const readings = splitReadings(arms, (result.until - result.from) / DAY_MS, added)
  const words = { nameOf: (variant: string) => nameOfVariant(document, stepId, variant), sizeOf: (variant: string) => split[variant]?.entered ?? 0, windowMs: found?.figures.windowMs ?? 0 }
  return readings.map((reading) => (
    <p key={reading.b} className={styles.sentences}>
      {readings.length > 1 && <span className={styles.compare}>{splitText('compare', { a: words.nameOf(reading.a), b: words.nameOf(reading.b) })}: </span>}
      {readingInWords(reading, words).join(' ')}
    </p>
  ))
}
