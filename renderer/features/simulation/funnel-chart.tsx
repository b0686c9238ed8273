import { useElementSize } from '@mantine/hooks'
import type { FunnelStage } from '../../../engine/core/report/funnel.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { simulationText } from './texts.ts'
import styles from './funnel-chart.module.css'

const ROW = 42
const BAR = 24
const NAME_WIDTH = 118
const FIGURES_WIDTH = 118
const LEAST = 2

/** The stages as bars of those who reached them, joined by what got lost between; every figure is written at its bar. */
export function FunnelChart({ stages, started }: { stages: readonly FunnelStage[]; started: number }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const room = Math.max(60, width - NAME_WIDTH - FIGURES_WIDTH)
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
                  {stage.name}
                </text>
                <rect x={NAME_WIDTH} y={y} width={room} height={BAR} rx={4} className={styles.track} />
                {next !== undefined && (
                  <path d={`M${NAME_WIDTH} ${y + BAR}H${NAME_WIDTH + length}L${NAME_WIDTH + nextLength} ${y + ROW}H${NAME_WIDTH}Z`} className={styles.loss} />
                )}
                <rect x={NAME_WIDTH} y={y} width={length} height={BAR} rx={Math.min(4, length / 2)} className={styles.bar} />
                <text x={NAME_WIDTH + room + 12} y={y + BAR / 2} className={styles.people}>
                  {people(stage.reached)}
                </text>
                <text x={width} y={y + BAR / 2} textAnchor="end" className={styles.share}>
                  {share(stage.shareOfStarted)}
                </text>
                {next !== undefined && next.shareOfPrevious !== null && (
                  <text x={NAME_WIDTH + 8} y={y + BAR + (ROW - BAR) / 2} className={styles.step}>
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
