import { useElementSize } from '@mantine/hooks'
import type { PressureFigures } from '../../../engine/core/simulate/pressure.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { pressureBars, pressureInWords, type PressureBar } from './pressure-bars.ts'
import { simulationText } from './texts.ts'
import chartStyles from './pressure.module.css'
import styles from './results-panel.module.css'

const ROW = 30
const BAR = 20
const NAME_WIDTH = 100
const FIGURES_WIDTH = 118
const SHARE_WIDTH = 58
/** Narrower than this there is no room for the count beside the share. */
const ROOM_FOR_BOTH = 300
const LEAST = 2
const CAP_ROW = 22

/** How many messages a person gets on a day on which there is one: in words, and day by day as bars. */
export function Pressure({ pressure }: { pressure: PressureFigures }) {
  return (
    <div data-testid="pressure">
      <h3 className={styles.title}>{simulationText('pressureTitle')}</h3>
      {pressure.profileDays === 0 ? (
        <p className={styles.quiet}>{simulationText('pressureNone')}</p>
      ) : (
        <>
          <p className={styles.says}>{pressureInWords(pressure)}</p>
          <PressureChart bars={pressureBars(pressure)} cap={pressure.cap} profileDays={pressure.profileDays} />
        </>
      )}
    </div>
  )
}

function PressureChart({ bars, cap, profileDays }: { bars: readonly PressureBar[]; cap: number | null; profileDays: number }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const hasCounts = width >= ROOM_FOR_BOTH
  const room = Math.max(40, width - NAME_WIDTH - (hasCounts ? FIGURES_WIDTH : SHARE_WIDTH))
  const most = Math.max(...bars.map(({ days }) => days))
  const lengthOf = (days: number) => (days === 0 ? 0 : Math.max(LEAST, (days / most) * room))
  const overFrom = bars.findIndex(({ isOver }) => isOver)
  const hasCap = cap !== null && overFrom > 0
  const topOf = (index: number) => index * ROW + (hasCap && index >= overFrom ? CAP_ROW : 0)
  const height = topOf(bars.length - 1) + BAR
  const capAt = overFrom * ROW + (CAP_ROW - (ROW - BAR)) / 2
  return (
    <div ref={ref} className={chartStyles.chart}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={bars.map(({ label, days }) => `${label}: ${share(days / profileDays)}`).join(', ')} data-testid="pressure-chart" data-chart="pressure">
          {bars.map(({ label, days, isOver }, index) => {
            const y = topOf(index)
            return (
              <g key={label}>
                <title>{`${label}\n${simulationText('pressureHint', { days: full(days) })}`}</title>
                <text x={0} y={y + BAR / 2} className={chartStyles.name}>
                  {label}
                </text>
                <rect x={NAME_WIDTH} y={y} width={room} height={BAR} rx={4} className={chartStyles.track} />
                <rect x={NAME_WIDTH} y={y} width={lengthOf(days)} height={BAR} rx={Math.min(4, lengthOf(days) / 2)} className={isOver ? chartStyles.over : chartStyles.bar} />
                {hasCounts && (
                  <text x={NAME_WIDTH + room + 12} y={y + BAR / 2} className={chartStyles.people}>
                    {people(days)}
                  </text>
                )}
                <text x={width} y={y + BAR / 2} textAnchor="end" className={chartStyles.share}>
                  {share(days / profileDays)}
                </text>
              </g>
            )
          })}
          {hasCap && (
            <g>
              <line x1={NAME_WIDTH} x2={width} y1={capAt} y2={capAt} className={chartStyles.cap} />
              <text x={0} y={capAt} className={chartStyles.capLabel}>
                {simulationText('pressureCap', { cap })}
              </text>
            </g>
          )}
        </svg>
      )}
    </div>
  )
}
