import { BaseEdge, getBezierPath, getSmoothStepPath, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { people, share } from '../../i18n/numbers.ts'
import { useLitEdge } from '../../stores/person-store.ts'
import { useEdgeNumbers } from '../../stores/run-store.ts'
import { EdgeDifference } from '../what-if/difference-line.tsx'
import { EdgeNumber } from './edge-number.tsx'
import styles from './journey-edge.module.css'

/** A connection: as wide as its traffic, labelled with people and share where it leaves the port. */
export const JourneyEdge = memo(function JourneyEdge({
  id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, source, sourceHandleId,
}: EdgeProps) {
  const numbers = useEdgeNumbers(id)
  const isLit = useLitEdge(id)
  const ends = { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition }
  // A line that leads back, or straight down, goes round its cards instead of looping through them.
  const [path] = targetX < sourceX + 24 ? getSmoothStepPath({ ...ends, borderRadius: 18, offset: 26 }) : getBezierPath({ ...ends, curvature: 0.3 })
  // Between cards that stand close there is room for the people only; the port's row and the next card tell the rest.
  const hasRoom = targetX < sourceX || targetX - sourceX > 128
  const width = numbers === undefined ? 1.5 : 1.5 + 10.5 * numbers.widthShare
  return (
    <g data-testid={`edge-${id}`} className={styles.edge} data-selected={selected || undefined} data-empty={numbers?.people === 0 || undefined} data-traffic={numbers !== undefined || undefined} data-lit={isLit || undefined}>
      <BaseEdge id={id} path={path} interactionWidth={20} className={styles.line} style={{ strokeWidth: width }} />
      {isLit && (
        <>
          <path d={path} className={styles.litRim} />
          <path d={path} className={styles.litLine} />
        </>
      )}
      {numbers !== undefined && (
        <EdgeNumber source={source} port={sourceHandleId ?? 'next'} people={numbers.people} share={numbers.share} isSelected={selected === true}>
          <text className={`${styles.label} tabular`} x={sourceX + 12} y={sourceY - 7 - width / 2}>
            <tspan className={styles.people}>{people(numbers.people)}</tspan>
            {hasRoom && <tspan dx="6">{share(numbers.share)}</tspan>}
            <EdgeDifference edgeId={id} />
          </text>
        </EdgeNumber>
      )}
    </g>
  )
})
