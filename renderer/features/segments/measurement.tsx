import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import type { CallError, MethodInput, MethodOutput } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { asCallError } from '../../document/save.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { cancelJob, forgetJob, newJobId, useJobProgress } from '../../stores/job-store.ts'
import { CANCELLED } from '../simulation/run.ts'
import { segmentText } from './texts.ts'
import styles from './measurement.module.css'

type Measuring = 'segments.overTime' | 'segments.overlap' | 'segments.movement'
type Question<M extends Measuring> = Omit<MethodInput<M>, 'jobId'>

export interface Measurement<T> {
  /** The last answer, which may belong to the question before while the next is measured. */
  value: T | undefined
  jobId: string | undefined
  error: CallError | undefined
  isStopped: boolean
  again(): void
}

const PAUSE_MS = 250

/** Asks the engine and keeps asking anew as the question changes; undefined asks nothing. */
export function useMeasurement<M extends Measuring>(method: M, question: Question<M> | undefined): Measurement<MethodOutput<M>> {
  const [value, setValue] = useState<MethodOutput<M>>()
  const [jobId, setJobId] = useState<string>()
  const [error, setError] = useState<CallError>()
  const [isStopped, setStopped] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const asked = question === undefined ? undefined : JSON.stringify(question)
  useEffect(() => {
    if (asked === undefined) return undefined
    let isCurrent = true
    const own = newJobId()
    const ask = async () => {
      setJobId(own)
      setError(undefined)
      setStopped(false)
      try {
        const input = { ...(JSON.parse(asked) as Question<M>), jobId: own } as MethodInput<M> // as: the question with the job's name
        const answer = await connection.call(method, input)
        if (isCurrent) setValue(() => answer)
      } catch (cause) {
        const refused = asCallError(cause)
        if (!isCurrent) return
        if (refused.code === CANCELLED) setStopped(true)
        else setError(refused)
      } finally {
        if (isCurrent) setJobId(undefined)
        forgetJob(own)
      }
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      void cancelJob(own)
    }
  }, [method, asked, attempt])
  return { value, jobId, error, isStopped, again: () => setAttempt(attempt + 1) }
}

/** What was measured, or how far it is, or why it is not. */
export function Measured<T>({ measurement, children }: { measurement: Measurement<T>; children(value: T): ReactNode }) {
  const { value, jobId, error, isStopped, again } = measurement
  const progress = useJobProgress(jobId)
  const isBusy = jobId !== undefined
  return (
    <div className={styles.measured} aria-busy={isBusy}>
      {error !== undefined && <ProblemNote error={error} testId="measure-problem" />}
      {isStopped && (
        <p className={styles.stopped}>
          {segmentText('stopped')}
          <Button variant="default" size="compact-sm" onClick={again}>
            {segmentText('measure')}
          </Button>
        </p>
      )}
      {isBusy && (
        <div className={styles.progress} data-testid="measuring">
          <span className={`${styles.words} tabular`}>{workInWords(progress)}</span>
          <ProgressLine label={segmentText('measuring')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
          <Button variant="subtle" size="compact-sm" onClick={() => void cancelJob(jobId)}>
            {segmentText('cancel')}
          </Button>
        </div>
      )}
      {value !== undefined && error === undefined && !isStopped && <div data-old={isBusy || undefined} className={styles.value}>{children(value)}</div>}
    </div>
  )
}
