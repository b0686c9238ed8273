import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { people } from '../../i18n/numbers.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { isStopped, type Asked } from './ask.ts'
import { exploreText } from './texts.ts'
import styles from './explore.module.css'

/** An answer with what goes on around it: work that can be cancelled, a refusal with its reason, and the answer before while the new one is on its way. */
export function AnswerFrame<Answer>({ asked, children }: { asked: Asked<Answer>; children: (answer: Answer) => ReactNode }) {
  const { answer, isBehind, jobId, error } = asked
  return (
    <div className={styles.frame}>
      <Working asked={asked} isOver={answer !== undefined && error === undefined} key={jobId} />
      {error !== undefined && !isStopped(error) && (
        <ProblemNote error={error} testId="explore-problem">
          <Button size="compact-sm" variant="default" onClick={asked.askAgain}>
            {exploreText('askAgain')}
          </Button>
        </ProblemNote>
      )}
      {isStopped(error) && (
        <p className={styles.working} role="status">
          {exploreText('stopped')}
          <Button size="compact-sm" variant="default" onClick={asked.askAgain}>
            {exploreText('askAgain')}
          </Button>
        </p>
      )}
      {answer !== undefined && (error === undefined || isStopped(error)) && (
        <div className={styles.answer} data-behind={isBehind || undefined} data-testid="explore-answer">
          {children(answer)}
        </div>
      )}
    </div>
  )
}

/** Appears a moment after the work began, as most is done before; over the answer before, so that nothing moves. */
function Working({ asked: { jobId, cancel }, isOver }: { asked: Pick<Asked<unknown>, 'jobId' | 'cancel'>; isOver: boolean }) {
  const progress = useJobProgress(jobId)
  if (jobId === undefined) return null
  const words = progress === undefined || progress.total === 0 ? exploreText('working') : exploreText('workingOf', { done: people(progress.done), total: people(progress.total) })
  return (
    <div className={`${styles.working} ${styles.delayed}`} data-over={isOver || undefined} data-testid="explore-working">
      <span className="tabular">{words}</span>
      <span className={styles.workingLine}>
        <ProgressLine label={words} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      </span>
      <Button size="compact-sm" variant="default" onClick={cancel} data-testid="explore-cancel">
        {exploreText('cancel')}
      </Button>
    </div>
  )
}
