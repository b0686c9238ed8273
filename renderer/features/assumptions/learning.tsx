import { Button } from '@mantine/core'
import { IconDatabaseImport } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { useJobProgress } from '../../stores/job-store.ts'
import { useCatalogue, useRunStore } from '../../stores/run-store.ts'
import { datasetById } from '../../stores/workspace-store.ts'
import { Remark } from '../inspector/fields/section.tsx'
import { canLearnFrom, learnFromData, stopLearning, useLearnStore } from './learn-store.ts'
import { assumeText } from './texts.ts'
import styles from './assumptions.module.css'

/** Figures from data instead of guesses, where the chosen data tell of messages. */
export function Learning() {
  const datasetId = useRunStore((state) => state.datasetId)
  const catalogue = useCatalogue()
  const jobId = useLearnStore((state) => state.jobId)
  const error = useLearnStore((state) => state.error)
  if (datasetId === null || catalogue === undefined) return null
  if (!canLearnFrom(catalogue)) return <Remark>{assumeText('cannotLearn')}</Remark>
  const data = datasetById(datasetId)?.name ?? ''
  return (
    <div className={styles.learning}>
      {jobId === null ? (
        <Button size="xs" variant="default" leftSection={<IconDatabaseImport size={15} stroke={1.8} />} onClick={() => void learnFromData()} data-testid="assume-learn">
          {assumeText('learn', { data })}
        </Button>
      ) : (
        <Busy jobId={jobId} />
      )}
      <Remark>{assumeText('learnHelp')}</Remark>
      {error !== null && <ProblemNote error={error} testId="assume-learn-error" />}
    </div>
  )
}

function Busy({ jobId }: { jobId: string }) {
  const { done = 0, total = 0 } = useJobProgress(jobId) ?? {}
  return (
    <div className={styles.busy}>
      <span>{assumeText('learning')}</span>
      <ProgressLine label={assumeText('learning')} done={done} total={total} />
      <Button size="compact-sm" variant="default" onClick={stopLearning}>
        {assumeText('stop')}
      </Button>
    </div>
  )
}
