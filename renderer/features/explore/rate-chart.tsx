import { useElementSize } from '@mantine/hooks'
import { daySpan } from '../../i18n/dates.ts'
import { full, people } from '../../i18n/numbers.ts'
import { rateInWords, type Rate } from './rate.ts'
import { exploreText } from './texts.ts'
import styles from './chart.module.css'

const TOP = 22
const PLOT = 84
const BOTTOM = 20
const RIGHT = 52

/** The rate of one event over time with its axes: a bar a period, the fullest named. */
export function RateChart({ name, counts, rate }: { name: string; counts: readonly number[]; rate: Rate }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const { starts, unit } = rate
  const most = Math.max(1, ...counts)
  const step = Math.max(0.5, (width - RIGHT) / Math.max(1, counts.length))
  const height = TOP + PLOT + BOTTOM
  const [first, last] = [starts[0], starts.at(-1)]
  return (
    <div ref={ref} className={styles.chart} style={{ minHeight: height }}>
      {width > 0 && first !== undefined && last !== undefined && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={rateInWords(name, counts, rate)} data-testid={`rates-${name}`}>
          <text x={0} y={8} className={styles.axisName}>
            {exploreText('rateOf', { unit: exploreText(`unit_${unit}`) })}
          </text>
          <line x1={0} x2={width - RIGHT} y1={TOP} y2={TOP} className={styles.grid} />
          <text x={width - RIGHT + 8} y={TOP} className={styles.tick}>
            {people(most)}
          </text>
          {counts.map((count, index) => {
            const barHeight = count === 0 ? 0 : Math.max(1, (count / most) * PLOT)
            return (
              <g key={index}>
                <title>{`${daySpan(starts[index]!, starts[index]!)}: ${full(count)}`}</title>
                <rect x={index * step} y={TOP} width={step} height={PLOT} className={styles.hit} />
                <rect x={index * step} y={TOP + PLOT - barHeight} width={Math.max(0.5, step - (step > 4 ? 1.5 : 0))} height={barHeight} className={styles.bar} />
              </g>
            )
          })}
          <line x1={0} x2={width - RIGHT} y1={TOP + PLOT} y2={TOP + PLOT} className={styles.axis} />
          <text x={0} y={TOP + PLOT + 12} className={styles.tick}>
            {daySpan(first, first)}
          </text>
          <text x={width - RIGHT} y={TOP + PLOT + 12} textAnchor="end" className={styles.tick}>
            {daySpan(last, last)}
          </text>
        </svg>
      )}
    </div>
  )
}
