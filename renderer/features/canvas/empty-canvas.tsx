import { Button } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { useDocumentStore } from '../../document/document-store.ts'
import { addFromPalette } from './canvas-actions.ts'
import { FamilyTile } from './families.tsx'
import { middleOfCanvas } from './flow-handle.ts'
import { canvasText } from './texts.ts'
import styles from './empty-canvas.module.css'

/** What an empty canvas says: what belongs here, and the first step to take. */
export function EmptyCanvas() {
  const isEmpty = useDocumentStore((state) => state.document.entries.length === 0 && Object.keys(state.document.steps).length === 0)
  if (!isEmpty) return null
  return (
    <div className={styles.empty} data-testid="empty-canvas">
      <FamilyTile family="entry" icon={IconBolt} size={56} />
      <h2 className={styles.title}>{canvasText('emptyTitle')}</h2>
      <p className={styles.body}>{canvasText('emptyBody')}</p>
      <Button
        className={styles.button!}
        onClick={() => {
          const { x, y } = middleOfCanvas()
          addFromPalette('entry', { x: x - 320, y: y - 42 })
        }}
      >
        {canvasText('emptyEntry')}
      </Button>
    </div>
  )
}
