import { Button, Portal } from '@mantine/core'
import { ProgressLine } from '../../components/progress-line.tsx'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { cancelCreate, useCreateStore } from '../start/create-from-template.ts'
import { tourText } from './texts.ts'
import styles from './tour.module.css'

/** While the tour's copy of the sample is made, wherever the tour was asked for. */
export function PreparingTour() {
  const making = useCreateStore((state) => state.making)
  const progress = useJobProgress(making?.jobId)
  if (making === null) return null
  const { done = 0, total = 0 } = progress ?? {}
  return (
    <Portal>
      <section className={styles.preparing} role="status" data-testid="tour-preparing">
        <p className={styles.body}>{tourText('preparing')}</p>
        <ProgressLine label={tourText('preparing')} done={done} total={total} />
        <footer className={styles.foot}>
          <span className={`${styles.count} tabular`}>{workInWords(progress)}</span>
          <span className={styles.gap} />
          <Button variant="subtle" color="gray" size="compact-sm" onClick={cancelCreate}>
            {tourText('cancel')}
          </Button>
        </footer>
      </section>
    </Portal>
  )
}
