import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { daySpan } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { showDataset, type DataTab } from './data-page-store.ts'
import { FirstRehearsal } from './first-rehearsal.tsx'
import { closeImport } from './import-store.ts'
import { importText } from './import-texts.ts'
import { dataText } from './texts.ts'
import styles from './import-dialog.module.css'

/** What came of an import, and what can be done with it now. */
export function ImportDone({ dataset }: { dataset: DatasetSummary }) {
  const look = (tab: DataTab) => {
    showDataset(dataset.id, tab)
    closeImport()
    useUiStore.getState().showPage('data')
  }
  return (
    <div className={styles.stack}>
      <dl className={`${styles.facts} tabular`} data-testid="import-facts">
        <div>
          <dt>{dataText('factEvents')}</dt>
          <dd>{full(dataset.events)}</dd>
        </div>
        <div>
          <dt>{dataText('factPeople')}</dt>
          <dd>{full(dataset.profiles)}</dd>
        </div>
        <div>
          <dt>{dataText('factSpan')}</dt>
          <dd>{daySpan(dataset.from, dataset.to)}</dd>
        </div>
      </dl>
      {dataset.rejected > 0 ? (
        <p className={styles.rejected} data-testid="import-rejected">
          {dataText('rejected', { count: dataset.rejected, amount: full(dataset.rejected) })}
          <Button variant="default" size="compact-sm" onClick={() => look('rejects')}>
            {importText('seeRejects')}
          </Button>
        </p>
      ) : (
        <p className={styles.allRead}>
          <IconCircleCheck size={18} stroke={1.8} aria-hidden="true" />
          {dataText('rejectsNone')}
        </p>
      )}
      {dataset.attributesAsOf === 'export' && (
        <p className={styles.asOf}>
          <IconAlertTriangle size={17} stroke={1.8} aria-hidden="true" />
          {dataText('asOfExportWhy')}
        </p>
      )}
      <FirstRehearsal dataset={dataset} done={closeImport} />
      <div className={styles.actions}>
        <Button variant="default" onClick={() => look('events')} data-testid="import-look">
          {importText('lookAtData')}
        </Button>
        <Button variant="default" onClick={closeImport} data-testid="import-done">
          {importText('done')}
        </Button>
      </div>
    </div>
  )
}
