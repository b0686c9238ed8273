import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconDatabase, IconTableImport } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { daySpan } from '../../i18n/dates.ts'
import { people } from '../../i18n/numbers.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useVisibleDatasets } from '../datasets/visible-datasets.ts'
import { openImport } from '../datasets/import-store.ts'
import { chooseDataset } from './run.ts'
import { simulationText } from './texts.ts'
import styles from './run-controls.module.css'

/** Which data the next run takes, with its time span; a menu to take other data. */
export function DatasetChip() {
  const datasetId = useRunStore((state) => state.datasetId)
  const isRunning = useRunStore((state) => state.running !== null)
  const datasets = useVisibleDatasets()
  const chosen = datasets.find(({ id }) => id === datasetId)
  return (
    <Menu position="bottom-end" disabled={isRunning}>
      <Menu.Target>
        <button
          type="button"
          className={styles.chip}
          data-testid="dataset-chip"
          data-empty={chosen === undefined || undefined}
        >
          <IconDatabase size={16} stroke={1.8} />
          <Hint label={chosen === undefined ? simulationText('noData') : `${chosen.name}\n${daySpan(chosen.from, chosen.to)}`}>
            <span className={styles.chipName}>{chosen?.name ?? simulationText('chooseData')}</span>
          </Hint>
          {chosen !== undefined && <span className={`${styles.chipSpan} tabular`}>{daySpan(chosen.from, chosen.to)}</span>}
          <IconChevronDown size={14} stroke={1.8} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {datasets.length > 0 && <Menu.Label>{simulationText('datasets')}</Menu.Label>}
        {datasets.map((dataset) => (
          <Menu.Item
            key={dataset.id}
            onClick={() => chooseDataset(dataset.id)}
            rightSection={dataset.id === datasetId ? <IconCheck size={16} stroke={2} /> : undefined}
            aria-current={dataset.id === datasetId}
          >
            <span className={styles.item}>
              <span className={styles.itemName}>{dataset.name}</span>
              <span className={`${styles.itemFacts} tabular`}>
                {daySpan(dataset.from, dataset.to)} · {simulationText('people', { people: people(dataset.profiles) })}
              </span>
            </span>
          </Menu.Item>
        ))}
        {datasets.length > 0 && <Menu.Divider />}
        <Menu.Item leftSection={<IconTableImport size={16} stroke={1.8} />} onClick={() => void openImport()} data-testid="chip-import">
          {simulationText('importData')}
        </Menu.Item>
        {datasets.length > 0 && <Menu.Item onClick={() => useUiStore.getState().showPage('data')}>{simulationText('manageData')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
