import type { SegmentMovement } from '../../../engine/api/contract.ts'
import { daySpan } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { PeriodChart } from './period-chart.tsx'
import { axisSteps, periodInWords } from './period-in-words.ts'
import { segmentText } from './texts.ts'
import styles from './period-chart.module.css'
import tabStyles from './tabs.module.css'

/** Who came into the one segment of a movement, who left it and who stayed; the rows are it, none, and not known before. */
export function cameAndLeft(matrix: SegmentMovement['total']): { came: number; left: number; stayed: number } {
  const [[stayed = 0, left = 0] = [], [fromOutside = 0] = [], [fromNowhere = 0] = []] = matrix
  return { came: fromOutside + fromNowhere, left, stayed }
}

/** Columns of those who came, upwards and filled, and of those who left, downwards and outlined. */
export function MovementChart({ value: { steps, by, names } }: { value: SegmentMovement }) {
  const sides = steps.map(({ matrix }) => cameAndLeft(matrix))
  const most = Math.max(1, ...sides.flatMap(({ came, left }) => [came, left]))
  const up = axisSteps(most)
  const axis = [...up.slice(1).map((count) => -count).reverse(), ...up]
  const mean = (pick: (one: (typeof sides)[number]) => number) => full(Math.round(sides.reduce((sum, one) => sum + pick(one), 0) / sides.length))
  const named = (index: number) => (by === 'month' ? periodInWords(by, steps[index]!.to) : segmentText('upTo', { day: daySpan(steps[index]!.to, steps[index]!.to) }))
  const averages = segmentText(`average_${by}`, { came: mean(({ came }) => came), left: mean(({ left }) => left), stayed: mean(({ stayed }) => stayed) })
  return (
    <>
      <PeriodChart
        name="segment-movement"
        by={by}
        starts={steps.map(({ to }) => to)}
        steps={axis.length > 7 ? axis.filter((_, index) => Math.abs(index - up.length + 1) % 2 === 0) : axis}
        inWords={segmentText('movementInWords', { name: names[0]!, averages })}
        readoutText={(index) => `${named(index)}: ${segmentText('sides', { came: full(sides[index]!.came), left: full(sides[index]!.left), stayed: full(sides[index]!.stayed) })}`}
        readout={(index) => (
          <>
            <span className={styles.when}>{named(index)}</span>
            <span className={styles.figure}><b>{full(sides[index]!.came)}</b> {segmentText('came')}</span>
            <span className={styles.figure}><b>{full(sides[index]!.left)}</b> {segmentText('left')}</span>
            <span className={styles.figure}><b>{full(sides[index]!.stayed)}</b> {segmentText('stayed')}</span>
          </>
        )}
      >
        {(frame, at) => (
          <>
            {sides.map(({ came, left }, index) => {
              const width = Math.max(1.5, Math.min(26, frame.step * 0.68))
              const x = frame.x(index) - width / 2
              const radius = Math.min(2, width / 4)
              return (
                <g key={index} className={styles.column} data-chosen={index === at || undefined}>
                  {came > 0 && <rect x={x} y={frame.y(came)} width={width} height={frame.y(0) - frame.y(came)} rx={radius} className={styles.came} />}
                  {left > 0 && <rect x={x + 0.75} y={frame.y(0) + 0.75} width={Math.max(0.5, width - 1.5)} height={Math.max(0.5, frame.y(-left) - frame.y(0) - 1.5)} rx={radius} className={styles.left} />}
                </g>
              )
            })}
            <text x={frame.right} y={frame.y(axis.at(-1)!) + 8} textAnchor="end" className={styles.sideName}>{segmentText('cameAbove')}</text>
            <text x={frame.right} y={frame.y(axis[0]!) - 8} textAnchor="end" className={styles.sideName}>{segmentText('leftBelow')}</text>
          </>
        )}
      </PeriodChart>
      <p className={tabStyles.explains}>{averages}</p>
    </>
  )
}
