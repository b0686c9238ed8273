import { useElementSize } from '@mantine/hooks'
import type { FunnelStage } from '../../../engine/core/report/funnel.ts'
import { cut } from '../../i18n/cut.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { simulationText } from './texts.ts'
import styles from './funnel-chart.module.css'

const ROW = 42
const BAR = 24
const FIGURES_WIDTH = 126
const GAP = 12
/** What a character of a name takes, on the safe side. */
const CHARACTER = 7.4
const LEAST = 2

/** The stages as bars of those who reached them, joined by what got lost between; every figure is written at its bar. */
export function FunnelChart({ stages, started }: { stages: readonly FunnelStage[]; started: number }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  // As wide as the longest name, and never more than two fifths of the chart: what is cut is in the hint.
  const longest = Math.max(4, Math.floor((width * 0.4 - GAP) / CHARACTER))
  const nameWidth = Math.min(longest, Math.max(0, ...stages.map(({ name }) => name.length))) * CHARACTER + GAP
  const room = Math.max(40, width - nameWidth - FIGURES_WIDTH)
  const most = Math.max(1, started, ...stages.map(({ reached }) => reached))
  const lengthOf = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (count / most) * room))
  const height = stages.length * ROW - (ROW - BAR)
  return (
    <div ref={ref} className={styles.chart}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(stages)} data-testid="funnel" data-chart="funnel">
          {stages.map((stage, index) => {
            const y = index * ROW
            const length = lengthOf(stage.reached)
            const next = stages[index + 1]
            const nextLength = next === undefined ? 0 : lengthOf(next.reached)
            return (
              <g key={stage.stageId} data-testid={`funnel-${stage.stageId}`}>
                <title>{hintOf(stage)}</title>
                <text x={0} y={y + BAR / 2} className={styles.name}>
                  {stage.name.length > longest ? cut(stage.name, longest - 1) : stage.name}
                </text>
                <rect x={nameWidth} y={y} width={room} height={BAR} rx={4} className={styles.track} />
                {next !== undefined && (
                  <path d={`M${nameWidth} ${y + BAR}H${nameWidth + length}L${nameWidth + nextLength} ${y + ROW}H${nameWidth}Z`} className={styles.loss} />
                )}
                <rect x={nameWidth} y={y} width={length} height={BAR} rx={Math.min(4, length / 2)} className={styles.bar} />
                <text x={nameWidth + room + GAP} y={y + BAR / 2} className={styles.people}>
                  {people(stage.reached)}
                </text>
                <text x={width} y={y + BAR / 2} textAnchor="end" className={styles.share}>
                  {share(stage.shareOfStarted)}
                </text>
                {next !== undefined && next.shareOfPrevious !== null && (
                  <text x={nameWidth + 8} y={y + BAR + (ROW - BAR) / 2} className={styles.step}>
                    {`↓ ${share(next.shareOfPrevious)}`}
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

function hintOf(stage: FunnelStage): string {
  const parts = [
    `${stage.name}: ${full(stage.reached)}`,
    stage.shareOfPrevious === null ? '' : simulationText('ofPrevious', { share: share(stage.shareOfPrevious) }),
    simulationText('reachedHint', { passed: full(stage.passedThrough) }),
    stage.exact ? '' : simulationText('inexact'),
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function inWords(stages: readonly FunnelStage[]): string {
  return stages.map(({ name, reached, shareOfStarted }) => `${name} ${full(reached)} (${share(shareOfStarted)})`).join(', ')
}
