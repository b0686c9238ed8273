import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDatabase, IconDots, IconTableImport, IconTrash } from '@tabler/icons-react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { useNow } from '../../components/use-now.ts'
import { ago, daySpan } from '../../i18n/dates.ts'
import { full, people } from '../../i18n/numbers.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { CatalogueTables } from './catalogue-tables.tsx'
import { showDataset, useDataPageStore, type DataTab } from './data-page-store.ts'
import { deleteDataset } from './delete-dataset.ts'
import { Doorway } from './doorway.tsx'
import { openImport } from './import-store.ts'
import { RejectsTable } from './rejects-table.tsx'
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
          <Button size="xs" h={32} variant="default" leftSection={<IconTableImport size={16} stroke={1.8} />} onClick={openImport} data-testid="import-data">
            {dataText('import')}
          </Button>
        </header>
        <p className={styles.subtitle}>{dataText('subtitle')}</p>
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
        <span className={`${styles.rowFacts} tabular`}>{daySpan(dataset.from, dataset.to)}</span>
        {dataset.rejected > 0 && <span className={`${styles.rowRejected} tabular`}>{dataText('rejected', { count: dataset.rejected, amount: full(dataset.rejected) })}</span>}
      </span>
    </button>
  )
}

function DatasetDetail({ dataset }: { dataset: DatasetSummary }) {
  const tab = useDataPageStore((state) => state.tab)
  const now = useNow()
  return (
    <>
      <header className={styles.detailHead}>
        <div className={styles.detailWords}>
          <h2 className={styles.name}>{dataset.name}</h2>
          <p className={styles.source}>{dataText('source', { source: dataset.source, when: ago(dataset.importedAt, now) })}</p>
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={dataText('more', { name: dataset.name })} data-testid="dataset-menu">
              <IconDots size={18} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.8} />} onClick={() => deleteDataset(dataset)} data-testid="dataset-delete">
              {dataText('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      <dl className={`${styles.facts} tabular`}>
        <Fact name={dataText('factEvents')} value={full(dataset.events)} />
        <Fact name={dataText('factPeople')} value={full(dataset.profiles)} />
        <Fact name={dataText('factSpan')} value={daySpan(dataset.from, dataset.to)} />
        <Fact name={dataText('factRejected')} value={dataset.rejected === 0 ? dataText('factNone') : full(dataset.rejected)} />
      </dl>
      <Tabs<DataTab>
        label={dataset.name}
        value={tab}
        onChange={(next) => showDataset(dataset.id, next)}
        tabs={[
          { id: 'events', label: dataText('tabEvents') },
          { id: 'people', label: dataText('tabPeople') },
          { id: 'rejects', label: dataText('tabRejects'), count: dataset.rejected, tone: 'warning' },
        ]}
      />
      <div className={styles.tabBody} role="tabpanel" aria-label={dataText(tab === 'events' ? 'tabEvents' : tab === 'people' ? 'tabPeople' : 'tabRejects')} tabIndex={0}>
        {tab === 'rejects' ? <RejectsTable datasetId={dataset.id} rejected={dataset.rejected} /> : <CatalogueTables datasetId={dataset.id} side={tab} />}
      </div>
    </>
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

function NoData() {
  return (
    <div className={styles.empty} data-testid="no-data">
      <span className={styles.emptyIcon}>
        <IconDatabase size={32} stroke={1.4} aria-hidden="true" />
      </span>
      <h2 className={styles.emptyTitle}>{dataText('emptyTitle')}</h2>
      <p className={styles.emptyBody}>{dataText('emptyBody')}</p>
      <Button onClick={openImport}>{dataText('import')}</Button>
      <p className={styles.emptyHint}>{dataText('emptyDrop')}</p>
    </div>
  )
}
