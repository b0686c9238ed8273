import { Button } from '@mantine/core'
import { IconDatabase, IconTableImport, IconUsersPlus } from '@tabler/icons-react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { bytesInWords, daySpan } from '../../i18n/dates.ts'
import { full, people } from '../../i18n/numbers.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { openMakePeople } from '../populations/population-store.ts'
import { populationText } from '../populations/texts.ts'
import { showDataset, useDataPageStore } from './data-page-store.ts'
import { DatasetHead } from './dataset-head.tsx'
import { DatasetTabs } from './dataset-tabs.tsx'
import { Doorway } from './doorway.tsx'
import { openImport } from './import-store.ts'
import { dataText } from './texts.ts'
import { useVisibleDatasets } from './visible-datasets.ts'
import styles from './data-page.module.css'

/** The data journeys are rehearsed on: what there is, what is in it, and what could not be read. */
export function DataPage() {
  const datasets = useVisibleDatasets()
  const isKnown = useWorkspaceStore((state) => state.datasets !== null)
  const error = useWorkspaceStore((state) => state.errors.datasets)
  const chosenId = useDataPageStore((state) => state.datasetId)
  const chosen = datasets.find(({ id }) => id === chosenId) ?? datasets[0]
  return (
    <div className={styles.page} data-testid="data-page">
      <aside className={styles.list} aria-label={dataText('title')}>
        <header className={styles.head}>
          <h1 className={styles.title}>{dataText('title')}</h1>
          <HelpMark article="data" />
        </header>
        <p className={styles.subtitle}>{dataText('subtitle')}</p>
        <div className={styles.bring}>
          <Button size="xs" variant="default" leftSection={<IconTableImport size={16} stroke={1.8} />} onClick={openImport} data-testid="import-data">
            {dataText('import')}
          </Button>
          <Button size="xs" variant="default" leftSection={<IconUsersPlus size={16} stroke={1.8} />} onClick={openMakePeople} data-testid="make-people">
            {populationText('makePeople')}
          </Button>
        </div>
        {error !== undefined && <ProblemNote error={error} />}
        {datasets.map((dataset) => (
          <DatasetRow key={dataset.id} dataset={dataset} isChosen={dataset.id === chosen?.id} />
        ))}
      </aside>
      <section className={styles.detail} aria-label={chosen?.name}>
        {chosen !== undefined && <DatasetDetail key={chosen.id} dataset={chosen} />}
        {chosen === undefined && isKnown && <NoData />}
      </section>
      <Doorway />
    </div>
  )
}

function DatasetRow({ dataset, isChosen }: { dataset: DatasetSummary; isChosen: boolean }) {
  return (
    <button type="button" className={styles.row} aria-current={isChosen ? 'true' : undefined} data-testid={`dataset-${dataset.id}`} onClick={() => showDataset(dataset.id)}>
      <IconDatabase size={18} stroke={1.7} className={styles.rowIcon} aria-hidden="true" />
      <span className={styles.rowWords}>
        <span className={styles.rowName}>{dataset.name}</span>
        <span className={`${styles.rowFacts} tabular`}>
          {dataText('events', { count: dataset.events, amount: people(dataset.events) })} · {dataText('people', { count: dataset.profiles, amount: people(dataset.profiles) })}
        </span>
        <span className={`${styles.rowFacts} tabular`}>{daySpan(dataset.from, dataset.to)} · {bytesInWords(dataset.bytes)}</span>
        {dataset.rejected > 0 && <span className={`${styles.rowRejected} tabular`}>{dataText('rejected', { count: dataset.rejected, amount: full(dataset.rejected) })}</span>}
      </span>
    </button>
  )
}

function DatasetDetail({ dataset }: { dataset: DatasetSummary }) {
  return (
    <>
      <DatasetHead dataset={dataset} />
      <DatasetTabs dataset={dataset} />
    </>
  )
}

function NoData() {
  return (
    <div className={styles.empty} data-testid="no-data">
      <span className={styles.emptyIcon}>
        <IconDatabase size={32} stroke={1.4} aria-hidden="true" />
      </span>
      <h2 className={styles.emptyTitle}>{dataText('emptyTitle')}</h2>
      <p className={styles.emptyBody}>{dataText('emptyBody')}</p>
      <Button onClick={openImport}>{dataText('import')}</Button>
      <Button variant="subtle" onClick={openMakePeople} data-testid="empty-make-people">
        {populationText('emptyMake')}
      </Button>
      <p className={styles.emptyHint}>{dataText('emptyDrop')}</p>
    </div>
  )
}
