import { msInWords } from '../../i18n/in-words.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import type { RunReport } from './report-store.ts'
import { shortCount } from './short-count.ts'
import { reportText } from './texts.ts'
import styles from './charts.module.css'

type Times = RunReport['timeToConvert'][number]

const WIDTH = 800
const SIDE = 24
const CURVE_TOP = 44
const CURVE = 96
const BARS_TOP = CURVE_TOP + CURVE + 56
const BARS = 90
const HEIGHT = BARS_TOP + BARS + 26
/** Counts in full need that much. */
const ROOM_FOR_FULL = 52

/** How long conversions took: above how many of all had converted by then, below how many in each time; the two share their axis. */
export function TimeChart({ times }: { times: Times }) {
  const { bars: all, started, goal, medianMs } = times
  const first = Math.max(0, all.findIndex(({ converted }) => converted > 0))
  const bars = all.slice(first)
  const slot = (WIDTH - 2 * SIDE) / Math.max(1, bars.length)
  const most = Math.max(1, ...bars.map(({ converted }) => converted))
  const soFar = bars.map((_, index) => bars.slice(0, index + 1).reduce((sum, { converted }) => sum + converted, 0))
  const top = Math.max(1, soFar.at(-1) ?? 1)
  const x = (index: number) => SIDE + (index + 1) * slot
  const y = (count: number) => CURVE_TOP + CURVE * (1 - count / top)
  const points = [`${SIDE} ${y(0)}`, ...soFar.map((count, index) => `${x(index)} ${y(count)}`)]
  const medianAt = medianMs === null ? -1 : bars.findIndex(({ withinMs }) => medianMs <= withinMs)
  const words = bars.map(({ withinMs, converted }) => `${reportText('within', { span: msInWords(withinMs) })} ${full(converted)}`).join(', ')
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.chart} role="img" aria-label={reportText('timeBars', { goal, words })} data-chart={`time-${goal}`} data-testid={`time-chart-${goal}`}>
      <text x={SIDE} y={16} className={styles.name}>
        {reportText('cumulative')}
      </text>
      <path d={`M${points.join('L')}L${x(bars.length - 1)} ${y(0)}Z`} className={styles.under} />
      <path d={`M${points.join('L')}`} className={styles.curve} />
      <line x1={SIDE} x2={WIDTH - SIDE} y1={y(0)} y2={y(0)} className={styles.axisLine} />
      {soFar.map((count, index) => {
        const isShown = index === bars.length - 1 || bars.length <= 12 || index % 2 === (bars.length - 1) % 2
        return (
          <g key={index}>
            <circle cx={x(index)} cy={y(count)} r={3} className={styles.dot} />
            {isShown && (
              <text x={Math.min(x(index), WIDTH - 6)} y={y(count) - 9} textAnchor="end" className={index === bars.length - 1 ? styles.strong : undefined} data-halo>
                {share(started === 0 ? 0 : count / started)}
              </text>
            )}
          </g>
        )
      })}
      <text x={SIDE} y={BARS_TOP - 28} className={styles.name}>
        {reportText('perBar')}
      </text>
      {bars.map(({ withinMs, converted }, index) => {
        const height = converted === 0 ? 0 : Math.max(2, (converted / most) * (BARS - 22))
        const left = SIDE + index * slot
        return (
          <g key={withinMs}>
            <title>{`${reportText('within', { span: msInWords(withinMs) })}: ${full(converted)}`}</title>
            <rect x={left + slot * 0.12} y={BARS_TOP + BARS - height} width={slot * 0.76} height={height} rx={2} className={styles.bar} />
            <text x={left + slot / 2} y={BARS_TOP + BARS - height - 6} textAnchor="middle" className={styles.strong}>
              {slot >= ROOM_FOR_FULL ? people(converted) : shortCount(converted)}
            </text>
            <text x={left + slot} y={BARS_TOP + BARS + 18} textAnchor="end" className={styles.tick}>
              {spanTick(withinMs)}
            </text>
          </g>
        )
      })}
      <line x1={SIDE} x2={WIDTH - SIDE} y1={BARS_TOP + BARS} y2={BARS_TOP + BARS} className={styles.axisLine} />
      {medianAt >= 0 && medianMs !== null && (
        <g>
          <line x1={x(medianAt) - slot / 2} x2={x(medianAt) - slot / 2} y1={CURVE_TOP - 14} y2={y(0)} className={styles.mark} />
          <text x={x(medianAt) - slot / 2 + 6} y={CURVE_TOP - 12} className={styles.strong} data-halo>
            {reportText('median', { span: msInWords(medianMs) })}
          </text>
        </g>
      )}
    </svg>
  )
}

/** "5 min", "8 h", "30 d": an axis has no room for words. */
function spanTick(ms: number): string {
  const hours = ms / 3_600_000
  if (hours < 1) return reportText('tickMinutes', { count: Math.round(ms / 60_000) })
  return hours < 24 ? reportText('tickHours', { count: Math.round(hours) }) : reportText('tickDays', { count: Math.round(hours / 24) })
}
