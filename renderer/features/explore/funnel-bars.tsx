import { useElementSize } from '@mantine/hooks'
import type { FunnelAnswer } from '../../../engine/api/contract.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { eventInWords, gapInWords, shareOrNone } from './words.ts'
import { exploreText } from './texts.ts'
import styles from './chart.module.css'

const ROW = 50
const BAR = 28
const FIGURES_WIDTH = 130
const LEAST = 2
const LETTER = 7.4

type Steps = FunnelAnswer['steps']

/** The steps as bars of the people who reached them, joined by what got lost between. */
export function FunnelBars({ steps }: { steps: Steps }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const names = steps.map(({ event }, index) => `${index + 1}  ${eventInWords(event)}`)
  const nameWidth = Math.min(200, Math.max(90, 16 + LETTER * Math.max(...names.map(({ length }) => length))))
  const room = Math.max(60, width - nameWidth - FIGURES_WIDTH)
  const most = Math.max(1, steps[0]?.reached ?? 0)
  const lengthOf = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (count / most) * room))
  const height = steps.length * ROW - (ROW - BAR)
  return (
    <div ref={ref} className={styles.chart} style={{ minHeight: height }}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={steps.map(({ event, reached, ofEntered }) => exploreText('stepHint', { event: eventInWords(event), people: full(reached), share: shareOrNone(ofEntered) })).join('; ')} data-testid="explore-funnel" data-chart="funnel">
          {steps.map((step, index) => {
            const y = index * ROW
            const length = lengthOf(step.reached)
            const next = steps[index + 1]
            const nextLength = next === undefined ? 0 : lengthOf(next.reached)
            return (
              <g key={index}>
                <title>{exploreText('stepHint', { event: eventInWords(step.event), people: full(step.reached), share: shareOrNone(step.ofEntered) })}</title>
                <text x={0} y={y + BAR / 2} className={styles.name}>
                  {cut(names[index]!, nameWidth - 12)}
                </text>
                <rect x={nameWidth} y={y} width={room} height={BAR} rx={5} className={styles.track} />
                {next !== undefined && <path d={`M${nameWidth} ${y + BAR}H${nameWidth + length}L${nameWidth + nextLength} ${y + ROW}H${nameWidth}Z`} className={styles.loss} />}
                <rect x={nameWidth} y={y} width={length} height={BAR} rx={Math.min(5, length / 2)} className={styles.bar} />
                <text x={nameWidth + room + 14} y={y + BAR / 2} className={styles.people}>
                  {people(step.reached)}
                </text>
                <text x={width} y={y + BAR / 2} textAnchor="end" className={styles.share}>
                  {shareOrNone(step.ofEntered)}
                </text>
                {next !== undefined && next.ofPrevious !== null && (
                  <text x={nameWidth + 10} y={y + BAR + (ROW - BAR) / 2} className={styles.step}>
                    {`↓ ${share(next.ofPrevious)}${next.sincePreviousMs.p50 === null ? '' : ` · ${exploreText('median', { span: gapInWords(next.sincePreviousMs.p50) })}`}`}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}

function cut(text: string, room: number): string {
  const most = Math.floor(room / LETTER)
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
