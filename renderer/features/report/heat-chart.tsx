import { full, people } from '../../i18n/numbers.ts'
import { useRegional, weekOrder } from '../../stores/regional.ts'
import type { RunReport } from './report-store.ts'
import { shortCount } from './short-count.ts'
import { reportText } from './texts.ts'
import styles from './charts.module.css'

const WIDTH = 800
const NAME = 44
const TOTAL = 58
const ROW = 28
const TOP = 22
const CELL = (WIDTH - NAME - TOTAL) / 24

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Messages by weekday and hour: the fuller, the deeper; each cell has its number, so that nothing is said by colour alone. */
export function HeatChart({ rhythm: { byHour } }: { rhythm: RunReport['rhythm'] }) {
  const order = weekOrder(useRegional((state) => state.weekStart))
  const most = Math.max(1, ...byHour.flat())
  return (
    <svg viewBox={`0 0 ${WIDTH} ${TOP + 7 * ROW}`} className={styles.chart} role="img" aria-label={reportText('rhythmChart')} data-chart="rhythm" data-testid="heat-chart">
      {Array.from({ length: 24 }, (_, hour) => (
        <text key={hour} x={NAME + (hour + 0.5) * CELL} y={14} textAnchor="middle" className={styles.tick}>
          {String(hour).padStart(2, '0')}
        </text>
      ))}
      {order.map((number, row) => {
        const day = number - 1
        const hours = byHour[day] ?? []
        const y = TOP + row * ROW
        return (
          <g key={day}>
            <text x={0} y={y + 19} className={styles.name}>
              {reportText(DAYS[day]!)}
            </text>
            {hours.map((count, hour) => {
              // Never so deep that the number on it would be hard to read, in any theme.
              const depth = 0.05 + 0.4 * Math.sqrt(count / most)
              return (
                <g key={hour}>
                  <title>{reportText('rhythmCell', { day: reportText(DAYS[day]!), hour: `${String(hour).padStart(2, '0')}:00`, count: full(count) })}</title>
                  <rect x={NAME + hour * CELL + 1} y={y + 1} width={CELL - 2} height={ROW - 2} rx={3} className={count === 0 ? styles.empty : styles.cell} fillOpacity={count === 0 ? 1 : depth} />
                  {count > 0 && (
                    <text x={NAME + (hour + 0.5) * CELL} y={y + 19} textAnchor="middle" className={styles.strong}>
                      {shortCount(count)}
                    </text>
                  )}
                </g>
              )
            })}
            <text x={WIDTH} y={y + 19} textAnchor="end" className={styles.strong}>
              {people(hours.reduce((sum, count) => sum + count, 0))}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
