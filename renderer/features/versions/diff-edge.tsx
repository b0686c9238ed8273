import { BaseEdge, getBezierPath, getSmoothStepPath, type Edge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { Mark } from './overlay-graph.ts'
import styles from './diff-edge.module.css'

export type DiffEdgeType = Edge<{ mark: Mark }, 'diff'>

/** A connection of one of two versions: a new one is heavy with a plus, one that is gone dashed with a minus. */
export const DiffEdge = memo(function DiffEdge({ id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data }: EdgeProps<DiffEdgeType>) {
  const ends = { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition }
  const [path, x, y] = targetX < sourceX + 24 ? getSmoothStepPath({ ...ends, borderRadius: 18, offset: 26 }) : getBezierPath({ ...ends, curvature: 0.3 })
  const mark = data?.mark ?? 'same'
  return (
    <g className={styles.edge} data-mark={mark} data-testid={mark === 'same' ? undefined : `diff-edge-${mark}`}>
      <BaseEdge id={id} path={path} className={styles.line} />
      {mark !== 'same' && (
        <g transform={`translate(${x} ${y})`} className={styles.sign}>
          <circle r="9" />
          <path d={mark === 'added' ? 'M-4.5 0H4.5M0-4.5V4.5' : 'M-4.5 0H4.5'} />
        </g>
      )}
    </g>
  )
})
