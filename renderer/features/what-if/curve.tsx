import { useId } from 'react'
import type { FigureRow } from '../../../engine/core/report/differences.ts'
import { positionIn } from '../../../engine/core/what-if/range.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { figureValue } from './figure-words.ts'
import { whatIfText } from './texts.ts'
import { turn } from './try-runs.ts'
import { valueInWords } from './value-text.ts'
import type { Curve } from './what-if-store.ts'
import styles from './what-if.module.css'

const WIDTH = 320
const HEIGHT = 72
const PAD = { left: 8, right: 8, top: 12, bottom: 8 }

/** One figure over the values of one number: where it is now (a ring), where it is turned to (a dot), and what lies between and beyond. A click goes to a value. */
export function CurveChart({ curve, knob, figure, name, value }: { curve: Curve; knob: Tunable; figure: FigureRow; name: string; value: number }) {
  const titleId = useId()
  const points = curve.points.flatMap(({ value: at, figures }) => (figures[figure.id] === undefined ? [] : [{ at, amount: figures[figure.id]! }]))
  const amounts = points.map(({ amount }) => amount)
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  const x = (at: number) => PAD.left + positionIn(knob.range, at) * (WIDTH - PAD.left - PAD.right)
  const y = (amount: number) => (most === least ? HEIGHT / 2 : PAD.top + ((most - amount) / (most - least)) * (HEIGHT - PAD.top - PAD.bottom))
  const title = whatIfText('curve', { figure: name, number: knob.label })
  const isWhole = curve.points.length >= curve.total
  return (
    <figure className={styles.curve} data-testid="curve" data-points={points.length} data-whole={isWhole || undefined}>
      <figcaption className={styles.curveTitle} id={titleId}>
        <span title={title}>{title}</span>
        <span className={`${styles.drawing} tabular`}>
          {isWhole ? (most > least ? whatIfText('curveRange', { least: figureValue(figure, least), most: figureValue(figure, most) }) : '') : whatIfText('drawing', { done: curve.points.length, total: curve.total })}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.plot} role="img" aria-labelledby={titleId}>
        {points.length > 1 && <path className={styles.line} d={points.map(({ at, amount }, index) => `${index === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(amount).toFixed(1)}`).join('')} />}
        <path className={styles.rule} d={`M${x(knob.value).toFixed(1)} ${PAD.top - 8}V${HEIGHT}`} />
        {points.map(({ at, amount }) => (
          <g key={at} className={styles.point} data-now={at === knob.value || undefined} data-here={at === value || undefined} onClick={() => turn(knob.id, at)}>
            <title>{whatIfText('curvePoint', { value: valueInWords(knob, at), figure: figureValue(figure, amount) })}</title>
            <circle className={styles.reach} cx={x(at)} cy={y(amount)} r="10" />
            <circle className={styles.dot} cx={x(at)} cy={y(amount)} r={at === value ? 5 : at === knob.value ? 4.5 : 2.2} />
          </g>
        ))}
      </svg>
      {points.length > 1 && (
        <p className={`${styles.axis} tabular`} aria-hidden="true">
          <span>{valueInWords(knob, knob.range.low)}</span>
          <span>{valueInWords(knob, knob.range.high)}</span>
        </p>
      )}
    </figure>
  )
}
