import { Button } from '@mantine/core'
import { useState } from 'react'
import { ProgressLine } from '../../components/progress-line.tsx'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { cancelJob, useJobProgress } from '../../stores/job-store.ts'
import { publishText } from './texts.ts'
import styles from './publish.module.css'

/** Work at a platform: what is being done, how far it is, and Cancel. `before`: said until the engine says something. */
export function WorkNote({ jobId, before, testId }: { jobId: string; before: string; testId?: string }) {
  const progress = useJobProgress(jobId)
  const [isCancelling, setIsCancelling] = useState(false)
  const { done = 0, total = 0 } = progress ?? {}
  // A rehearsal names its phases for programs, in one small word.
  const words = progress === undefined || /^[a-z]\w*$/.test(progress.phase) ? before : fromEngine(progress.phase)
  const cancel = () => {
    setIsCancelling(true)
    void cancelJob(jobId)
  }
  return (
    <div className={styles.work} data-testid={testId ?? 'publish-work'}>
      <div className={styles.workWords}>
        <span role="status">{isCancelling ? publishText('cancelling') : words}</span>
        {total > 0 && <span className="tabular">{publishText('doneOf', { done, total })}</span>}
      </div>
      <ProgressLine label={before} done={done} total={total} />
      <Button variant="default" size="xs" h={32} disabled={isCancelling} onClick={cancel} data-testid="publish-cancel">
        {publishText('cancel')}
      </Button>
    </div>
  )
}
