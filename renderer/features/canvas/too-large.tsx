import { Button } from '@mantine/core'
import { IconListTree, IconZoomQuestion } from '@tabler/icons-react'
import { useDocumentStore } from '../../document/document-store.ts'
import { flowShapeOf } from '../../document/flow-shape.ts'
import { full } from '../../i18n/numbers.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { MOST_ON_CANVAS } from './canvas-store.ts'
import { canvasText } from './texts.ts'
import styles from './too-large.module.css'

/** Instead of cards, where there are more than the canvas can show: what it cannot do, and what works all the same. */
export function TooLarge() {
  const count = useDocumentStore((state) => flowShapeOf(state.document.steps).steps)
  if (count <= MOST_ON_CANVAS) return null
  return (
    <div className={styles.note} role="status" data-testid="too-large">
      <h2 className={styles.title}>{canvasText('tooLarge', { steps: full(count) })}</h2>
      <p className={styles.body}>{canvasText('tooLargeBody', { most: full(MOST_ON_CANVAS) })}</p>
      <div className={styles.ways}>
        <Button variant="default" leftSection={<IconListTree size={16} stroke={1.8} />} onClick={() => useUiStore.setState({ leftOpen: true, leftTab: 'outline' })}>
          {canvasText('tooLargeOutline')}
        </Button>
        <Button variant="default" leftSection={<IconZoomQuestion size={16} stroke={1.8} />} onClick={() => useUiStore.setState({ leftOpen: true, leftTab: 'problems' })}>
          {canvasText('tooLargeProblems')}
        </Button>
      </div>
    </div>
  )
}
