import type { ComparedRow } from './forecast-store.ts'
import styles from './forecast.module.css'

const [WIDTH, HEIGHT, MIDDLE] = [132, 22, 11]
const SIDE = 7

/** What a forecast allows as a bar, the forecast as a line in it, and the actual as a diamond: the table says the same in words. */
export function IntervalBar({ row: { forecast, interval, actual, verdict } }: { row: ComparedRow }) {
  const values = [forecast?.rate, interval?.low, interval?.high, actual?.rate].filter((value) => value !== undefined)
  if (values.length === 0) return null
  const most = Math.max(...values)
  const least = Math.min(...values)
  // From nothing, unless all of it lies far from there.
  const first = least > most * 0.6 ? least - (most - least || most * 0.1) : 0
  const span = most - first || 1
  const x = (value: number) => SIDE + ((value - first) / span) * (WIDTH - 2 * SIDE)
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className={styles.bar}>
      <path d={`M0 ${MIDDLE}H${WIDTH}`} className={styles.axis} />
      {interval !== null && <rect x={x(interval.low)} y={MIDDLE - 6} width={Math.max(2, x(interval.high) - x(interval.low))} height={12} rx={3} className={styles.interval} />}
      {forecast !== null && <path d={`M${x(forecast.rate)} ${MIDDLE - 6}V${MIDDLE + 6}`} className={styles.forecast} />}
      {actual !== null && <path d={`M${x(actual.rate)} ${MIDDLE - 6}l6 6l-6 6l-6 -6z`} className={styles.actual} data-verdict={verdict} />}
    </svg>
  )
}
