import { SegmentedControl } from '@mantine/core'
import { useSegmentPageStore, type PeriodBy } from './segment-page-store.ts'
import { segmentText } from './texts.ts'

const PERIODS = ['day', 'week', 'month'] as const

/** Day by day, week by week or month by month. */
export function ByChoice() {
  const by = useSegmentPageStore((state) => state.by)
  return (
    <SegmentedControl
      size="xs"
      withItemsBorders={false}
      aria-label={segmentText('by')}
      data-testid="segment-by"
      value={by}
      data={PERIODS.map((one) => ({ value: one, label: segmentText(`by_${one}`) }))}
      onChange={(next) => useSegmentPageStore.setState({ by: next as PeriodBy })} // as: one of the three above
    />
  )
}
