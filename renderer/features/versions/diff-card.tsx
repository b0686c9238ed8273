import { Handle, Position, type Node, type NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { kindOf } from '../../../engine/core/model/steps/registry.ts'
import { nameOfStep } from '../../document/names.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { entryInWords } from '../../document/trigger-in-words.ts'
import { summaryOf } from '../../i18n/in-words.ts'
import { canvasText } from '../canvas/texts.ts'
import { FamilyTile, iconOfStep, iconOfTrigger } from '../canvas/families.tsx'
import { PeopleOnCard } from '../compare-runs/with-people-switch.tsx'
import { MarkBadge } from './change-marks.tsx'
import { useCompareStore } from './compare-store.ts'
import type { Mark } from './overlay-graph.ts'
import { versionText } from './texts.ts'
import styles from './diff-card.module.css'

export type DiffNode = Node<{ mark: Mark; side: 'before' | 'after'; isCurrent: boolean }, 'diff'>

/** A card of one of two compared versions: as on the canvas, with the sign of how it changed. What is gone is a dashed ghost. */
export const DiffCard = memo(function DiffCard({ id, data: { mark, side, isCurrent } }: NodeProps<DiffNode>) {
  const document = useCompareStore((state) => (state.compared === null ? null : state.compared[side]))
  const renamedFrom = useCompareStore((state) => state.compared?.diff.changes.find((change) => change.part === 'step' && change.id === id)?.idBefore)
  if (!document) return null
  const entryId = entryIdOf(id)
  const entry = entryId === undefined ? undefined : document.entries.find((one) => one.id === entryId)
  const step = document.steps[id] ?? (renamedFrom === undefined ? undefined : document.steps[renamedFrom])
  if (!entry && !step) return null
  const name = step ? nameOfStep(step) : canvasText('entry')
  const summary = step ? summaryOf(step) : entryInWords(entry!, document.segments)
  return (
    <div
      className={styles.card}
      data-mark={mark}
      data-current={isCurrent || undefined}
      data-family={step ? kindOf(step).family : 'entry'}
      data-testid={`diff-card-${id}`}
      role="group"
      aria-label={`${mark === 'same' ? '' : `${versionText(mark)}: `}${name}. ${summary}`}
    >
      {!entry && <Handle type="target" position={Position.Left} className={styles.handle!} isConnectable={false} />}
      <FamilyTile family={step ? kindOf(step).family : 'entry'} icon={step ? iconOfStep(step) : iconOfTrigger(entry!.trigger)} />
      <div className={styles.words}>
        <div className={styles.name}>{name}</div>
        {summary !== name && <div className={styles.summary}>{summary}</div>}
      </div>
      {mark !== 'same' && (
        <span className={styles.mark}>
          <MarkBadge mark={mark} size={24} />
        </span>
      )}
      <PeopleOnCard nodeId={id} />
      <Handle type="source" position={Position.Right} className={styles.handle!} isConnectable={false} />
    </div>
  )
})
