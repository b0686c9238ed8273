import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { Tabs } from '../../components/tabs.tsx'
import { ExploreTab } from '../explore/explore-tab.tsx'
import { QualityList, useQuality } from '../explore/quality-list.tsx'
import { CatalogueTables } from './catalogue-tables.tsx'
import { showDataset, useDataPageStore, type DataTab } from './data-page-store.ts'
import { RejectsTable } from './rejects-table.tsx'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

/** The sides of a dataset: what happens in it, what is known of its people, what looks wrong, questions to it, and what was not read. */
export function DatasetTabs({ dataset }: { dataset: DatasetSummary }) {
  const tab = useDataPageStore((state) => state.tab)
  const quality = useQuality(dataset, tab === 'quality')
  const tabs: { id: DataTab; label: string; count?: number; tone?: 'warning' }[] = [
    { id: 'events', label: dataText('tabEvents') },
    { id: 'people', label: dataText('tabPeople') },
    { id: 'explore', label: dataText('tabExplore') },
    { id: 'quality', label: dataText('tabQuality'), ...countOf(quality.answer?.flags) },
    { id: 'rejects', label: dataText('tabRejects'), count: dataset.rejected, tone: 'warning' },
  ]
  return (
    <>
      <Tabs<DataTab> label={dataset.name} value={tab} onChange={(next) => showDataset(dataset.id, next)} tabs={tabs} />
      <div className={styles.tabBody} role="tabpanel" aria-label={tabs.find(({ id }) => id === tab)?.label} tabIndex={0}>
        {(tab === 'events' || tab === 'people') && <CatalogueTables datasetId={dataset.id} side={tab} />}
        {tab === 'explore' && <ExploreTab dataset={dataset} />}
        {tab === 'quality' && <QualityList asked={quality} />}
        {tab === 'rejects' && <RejectsTable datasetId={dataset.id} rejected={dataset.rejected} />}
      </div>
    </>
  )
}

/** Amber while there is a warning among them; notes are only counted. */
function countOf(flags: readonly { severity: 'warning' | 'note' }[] | undefined): { count?: number; tone?: 'warning' } {
  if (flags === undefined) return {}
  return { count: flags.length, ...(flags.some(({ severity }) => severity === 'warning') ? { tone: 'warning' } : {}) }
}
