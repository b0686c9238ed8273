import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { stopAsking } from './ask-report.ts'
import type { Asked } from './report-store.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

interface CountedProps<T> {
  asked: Asked<T> | undefined
  /** True where how far it is, and how to stop it, is shown at the top of the report for several sections. */
  isShared?: boolean
  again(): void
  children(answer: T): ReactNode
}

/** What was asked of the engine: how far it is, why it failed, or what came of it. */
export function Counted<T>({ asked, isShared = false, again, children }: CountedProps<T>) {
  if (asked === undefined) return null
  switch (asked.state) {
    case 'there':
      return children(asked.answer)
    case 'asking':
      return isShared ? <p className={styles.quiet}>{reportText('counting')}</p> : <Counting jobId={asked.jobId} />
    case 'failed':
      return (
        <ProblemNote error={asked.error}>
          <Again again={again} />
        </ProblemNote>
      )
    case 'stopped':
      return (
        <p className={styles.quiet}>
          {reportText('stopped')} <Again again={again} />
        </p>
      )
  }
}

function Again({ again }: { again(): void }) {
  return (
    <Button size="compact-sm" variant="default" onClick={again}>
      {reportText('again')}
    </Button>
  )
}

/** How far counting is, and a button to stop it. */
export function Counting({ jobId }: { jobId: string }) {
  const progress = useJobProgress(jobId)
  return (
    <div className={styles.counting} data-testid="report-counting">
      <span className="tabular">{progress === undefined ? reportText('counting') : workInWords(progress)}</span>
      <ProgressLine label={reportText('counting')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <Button size="compact-sm" variant="default" onClick={() => stopAsking(jobId)}>
        {reportText('stop')}
      </Button>
    </div>
  )
}
