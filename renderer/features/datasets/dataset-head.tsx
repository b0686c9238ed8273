import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCalendarCode, IconDots, IconFileExport, IconPlayerPlay, IconRefresh, IconTrash, IconUsersMinus, IconUsersPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { Hint } from '../../components/hint.tsx'
import { useNow } from '../../components/use-now.ts'
import { ago, bytesInWords, daySpan } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { learnFrom } from '../populations/population-store.ts'
import { populationText } from '../populations/texts.ts'
import { AttributesBadge } from './attributes-badge.tsx'
import { DatasetWorkNote } from './dataset-work-note.tsx'
import { exportDataset, reimport, useDatasetWork, type ExportFormat } from './dataset-work.ts'
import { deleteDataset } from './delete-dataset.ts'
import { RehearseDialog, SampleDialog, SliceDialog } from './dataset-dialogs.tsx'
import { rehearseText } from './rehearse-texts.ts'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

type Asking = 'rehearse' | 'sample' | 'slice' | null

const formats: readonly { format: ExportFormat; label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'parquet', label: 'Parquet' },
  { format: 'jsonl', label: 'JSON Lines' },
]

/** What a dataset is and where it came from, and everything that can be done with the whole of it. */
export function DatasetHead({ dataset }: { dataset: DatasetSummary }) {
  const now = useNow()
  const [asking, ask] = useState<Asking>(null)
  const close = () => ask(null)
  return (
    <>
      <header className={styles.detailHead}>
        <div className={styles.detailWords}>
          <h2 className={styles.name}>{dataset.name}</h2>
          <p className={styles.source}>{dataText('source', { source: fromEngine(dataset.source), when: ago(dataset.importedAt, now) })}</p>
        </div>
        <Button variant="default" size="xs" h={32} leftSection={<IconPlayerPlay size={16} stroke={1.8} />} onClick={() => ask('rehearse')} data-testid="rehearse-on">
          {rehearseText('button')}
        </Button>
        <DatasetMenu dataset={dataset} ask={ask} />
      </header>
      <dl className={`${styles.facts} tabular`}>
        <Fact name={dataText('factEvents')} value={full(dataset.events)} />
        <Fact name={dataText('factPeople')} value={full(dataset.profiles)} />
        <Fact name={dataText('factSpan')} value={daySpan(dataset.from, dataset.to)} />
        <Fact name={dataText('factRejected')} value={dataset.rejected === 0 ? dataText('factNone') : full(dataset.rejected)} />
        <Fact name={dataText('factBytes')} value={bytesInWords(dataset.bytes)} />
      </dl>
      <p className={styles.marks}>
        <AttributesBadge asOf={dataset.attributesAsOf} />
        <Hint label={dataText('digestHint')}>
          <code className={styles.digest} tabIndex={0} data-testid="digest">
            {dataText('digest', { digest: dataset.digest.replace('sha256:', '').slice(0, 12) })}
          </code>
        </Hint>
      </p>
      <DatasetWorkNote datasetId={dataset.id} />
      {asking === 'rehearse' && <RehearseDialog dataset={dataset} close={close} />}
      {asking === 'sample' && <SampleDialog dataset={dataset} close={close} />}
      {asking === 'slice' && <SliceDialog dataset={dataset} close={close} />}
    </>
  )
}

function DatasetMenu({ dataset, ask }: { dataset: DatasetSummary; ask: (what: Asking) => void }) {
  const isBusy = useDatasetWork((state) => state.doing !== null)
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={dataText('more', { name: dataset.name })} data-testid="dataset-menu">
          <IconDots size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconRefresh size={16} stroke={1.8} />}
          disabled={!dataset.canReimport || isBusy}
          title={dataset.canReimport ? dataText('reimportHint') : dataText('reimportCannot')}
          onClick={() => void reimport(dataset)}
          data-testid="dataset-reimport"
        >
          {dataText('reimport')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsersMinus size={16} stroke={1.8} />} disabled={isBusy} onClick={() => ask('sample')} data-testid="dataset-sample">
          {dataText('sample')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCalendarCode size={16} stroke={1.8} />} disabled={isBusy} onClick={() => ask('slice')} data-testid="dataset-slice">
          {dataText('slice')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsersPlus size={16} stroke={1.8} />} onClick={() => learnFrom(dataset)} data-testid="dataset-learn-people">
          {populationText('makeLike')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{dataText('exportAll')}</Menu.Label>
        {formats.map(({ format, label }) => (
          <Menu.Item
            key={format}
            leftSection={<IconFileExport size={16} stroke={1.8} />}
            disabled={isBusy}
            onClick={() => void exportDataset(dataset, format)}
            data-testid={`dataset-export-${format}`}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.8} />} onClick={() => deleteDataset(dataset)} data-testid="dataset-delete">
          {dataText('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
