import { changeOf } from '../../../engine/core/report/differences.ts'
import { useEdgeDifference, useNodeDifference, useNodeMark } from '../../stores/difference-store.ts'
import { Hint } from '../../components/hint.tsx'
import { full, share } from '../../i18n/numbers.ts'
import { ChangeMark } from './change-mark.tsx'
import { changeInWords, pointsInWords } from './figure-words.ts'
import { whatIfText } from './texts.ts'
import styles from './difference-line.module.css'

/** On a card: how its people would change, as a sign, a number and the change of its share; nothing where nothing changes. */
export function DifferenceLine({ nodeId }: { nodeId: string }) {
  const place = useNodeDifference(nodeId)
  const mark = useNodeMark(nodeId)
  if (place === undefined) return null
  const change = changeOf(place.people)
  const points = changeOf(place.share)
  const said = changeInWords({ unit: 'people', ...place.people })
  const hint = whatIfText('onCard', { before: amount(place.people.before), after: amount(place.people.after), change: said, shareBefore: part(place.share.before), shareAfter: part(place.share.after) })
  return (
    <Hint label={hint} position="bottom">
      <span className={`${styles.line} tabular`} data-way={wayOf(change)} data-testid={`difference-${nodeId}`}>
        <ChangeMark change={change} />
        {mark === 'same' ? said : `${whatIfText(mark)} ${amount(place.people.after ?? place.people.before)}`}
        {mark === 'same' && points !== null && Math.abs(points) >= 0.0005 && <span className={styles.points}>{pointsInWords(points)}</span>}
      </span>
    </Hint>
  )
}

/** The same in the label of a connection, after its own people and share. */
export function EdgeDifference({ edgeId }: { edgeId: string }) {
  const place = useEdgeDifference(edgeId)
  if (place === undefined) return null
  const change = changeOf(place.people)
  if (change === 0 || change === null) return null
  return (
    <tspan dx="8" className={styles.edge} data-way={wayOf(change)} data-testid={`edge-difference-${edgeId}`}>
      {`${change > 0 ? '▲' : '▼'} ${changeInWords({ unit: 'people', ...place.people })}`}
    </tspan>
  )
}

function wayOf(change: number | null): 'up' | 'down' | 'same' {
  return change === null || change === 0 ? 'same' : change > 0 ? 'up' : 'down'
}

function amount(value: number | null): string {
  return value === null ? '–' : full(value)
}

function part(value: number | null): string {
  return value === null ? '–' : share(value)
}
