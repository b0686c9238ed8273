import { ActionIcon, Button } from '@mantine/core'
import { IconCircleCheck, IconX } from '@tabler/icons-react'
import { desktop } from '../../app/desktop.ts'
import { notify } from '../../components/notify.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { cancelWork, forgetOutcome, useDatasetWork } from './dataset-work.ts'
import { openImport } from './import-store.ts'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

/** What is being done with a dataset, or what came of it: how far it is, where the file is, why it could not be. */
export function DatasetWorkNote({ datasetId }: { datasetId: string }) {
  const { doing, written, refused } = useDatasetWork()
  const progress = useJobProgress(doing?.jobId)
  if (doing !== null) {
    return (
      <div className={styles.work} role="status" data-testid="dataset-work">
        <div className={styles.workWords}>
          <span>{doing.label}</span>
          <span className={styles.muted}>{doing.cancelling ? dataText('cancelling') : workInWords(progress)}</span>
        </div>
        <ProgressLine label={doing.label} done={progress?.done ?? 0} total={progress?.total ?? 0} />
        <Button variant="default" size="compact-sm" disabled={doing.cancelling} onClick={() => void cancelWork()} data-testid="dataset-work-cancel">
          {dataText('cancel')}
        </Button>
      </div>
    )
  }
  if (refused !== null && refused.datasetId === datasetId) {
    return (
      <ProblemNote error={refused.error} testId="dataset-refused">
        {refused.again && (
          <Button variant="default" size="compact-sm" onClick={openImport}>
            {dataText('import')}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={forgetOutcome}>
          {dataText('dismiss')}
        </Button>
      </ProblemNote>
    )
  }
  if (written !== null && written.datasetId === datasetId) {
    const shell = desktop()
    return (
      <div className={styles.written} role="status" data-testid="dataset-written">
        <IconCircleCheck size={18} stroke={1.8} aria-hidden="true" />
        <div className={styles.writtenWords}>
          {dataText('written', { amount: written.amount })} <code className={styles.path}>{written.path}</code>
          {written.besidePath !== null && (
            <>
              {' '}
              {dataText('writtenBeside')} <code className={styles.path}>{written.besidePath.split(/[\\/]/).at(-1)}</code>
            </>
          )}
        </div>
        <Button variant="default" size="compact-sm" onClick={() => (shell ? shell.showInFolder(written.path) : void copyPath(written.path))}>
          {dataText(shell ? 'showInFolder' : 'copyPath')}
        </Button>
        <ActionIcon variant="subtle" color="gray" size={26} aria-label={dataText('dismiss')} onClick={forgetOutcome}>
          <IconX size={16} stroke={1.8} />
        </ActionIcon>
      </div>
    )
  }
  return null
}

async function copyPath(path: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(path)
    notify(dataText('copied'))
  } catch {
    notify(dataText('copyFailed'), 'error')
  }
}
