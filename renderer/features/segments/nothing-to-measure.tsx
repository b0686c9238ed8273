import { Button } from '@mantine/core'
import { isAlways } from '../../../engine/core/model/condition.ts'
import { openImport } from '../datasets/import-store.ts'
import { useSegmentPageStore, type SegmentContent } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import styles from './tabs.module.css'

/** Why there are no figures, and the way to them. */
export function NothingToMeasure({ content }: { content: SegmentContent }) {
  const isOpen = isAlways(content.when)
  return (
    <div className={styles.nothing}>
      <p>{segmentText(isOpen ? 'nothingSaid' : 'noData')}</p>
      {isOpen ? (
        <Button variant="default" size="xs" h={32} onClick={() => useSegmentPageStore.setState({ tab: 'condition' })}>
          {segmentText('toCondition')}
        </Button>
      ) : (
        <Button variant="default" size="xs" h={32} onClick={() => openImport()}>
          {segmentText('importData')}
        </Button>
      )}
    </div>
  )
}
