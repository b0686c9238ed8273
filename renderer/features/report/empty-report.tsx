import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CallError } from '../../../engine/api/contract.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { instantInWords } from '../../i18n/dates.ts'
import { asCallError } from '../../document/save.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { chooseRun } from './ask-report.ts'
import { useReportStore } from './report-store.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

/** Before any run: what a report is, and where one comes from. */
export function EmptyReport() {
  const runs = useReportStore((state) => state.runs)
  const [error, setError] = useState<CallError | null>(null)
  const choose = (id: string) => chooseRun(id).catch((cause: unknown) => setError(asCallError(cause)))
  return (
    <div className={styles.emptyPage} data-testid="report-empty">
      <h1 className={styles.emptyTitle}>{reportText('emptyTitle')}</h1>
      <p className={styles.emptyBody}>{reportText('emptyBody')}</p>
      <Button variant="default" size="xs" h={32} onClick={() => useUiStore.getState().showPage('start')} data-testid="report-open-journey">
        {reportText('openJourney')}
      </Button>
      {error !== null && <ProblemNote error={error} />}
      {runs.length > 0 && (
        <>
          <h2 className={styles.runsTitle}>{reportText('runs')}</h2>
          <ul className={styles.runs}>
            {runs.slice(0, 8).map(({ id, journeyName, datasetName, startedAt }) => (
              <li key={id}>
                <button type="button" className={styles.runRow} onClick={() => void choose(id)} data-testid="report-run">
                  <span className={styles.runName}>{journeyName}</span>
                  <span className={styles.hint}>{`${datasetName}, ${instantInWords(startedAt)}`}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
