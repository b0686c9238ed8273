import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { FunnelStage } from '../../../engine/core/report/funnel.ts'
import { cut } from '../../i18n/cut.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { peopleText } from '../people/people-texts.ts'
import { SvgNumber } from '../people/svg-number.tsx'
import { simulationText } from './texts.ts'
import styles from './funnel-chart.module.css'

const ROW = 42
const BAR = 24
const FIGURES_WIDTH = 126
const GAP = 12
/** What a character of a name takes, on the safe side. */
const CHARACTER = 7.4
const LEAST = 2

interface FunnelChartProps {
  stages: readonly FunnelStage[]
  started: number
  /** By stage: the steps that make somebody reach it, where who is behind a number can be asked. */
  stepsOf?(stageId: string): readonly string[]
  /** By stage, of those who reached it: who may still convert, and the share of the stage before among those whose time is up. */
  unsure?: Readonly<Record<string, { undecided: number; finalShare: number | null }>> | undefined
}

/**
 * The stages as bars of those who reached them, joined by what got lost between; every figure is written at its bar, and shows who is behind it. Who may
 * still convert is striped.
 */
export function FunnelChart({ stages, started, stepsOf, unsure = {} }: FunnelChartProps) {
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
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={inWords(stages)} data-testid="funnel" data-chart="funnel">
          <defs>
            <pattern id={STRIPES} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(25)">
              <rect width="2.5" height="6" className={styles.stripe} />
            </pattern>
          </defs>
          {stages.map((stage, index) => {
            const y = index * ROW
            const length = lengthOf(stage.reached)
            const next = stages[index + 1]
            const nextLength = next === undefined ? 0 : lengthOf(next.reached)
            const { undecided = 0, finalShare = null } = unsure[stage.stageId] ?? {}
            const open = stage.reached === 0 ? 0 : (length * Math.min(undecided, stage.reached)) / stage.reached
            return (
              <g key={stage.stageId} data-testid={`funnel-${stage.stageId}`}>
                <title>{hintOf(stage, undecided, finalShare)}</title>
                <text x={0} y={y + BAR / 2} className={styles.name}>
                  {stage.name.length > longest ? cut(stage.name, longest - 1) : stage.name}
                </text>
                <rect x={nameWidth} y={y} width={room} height={BAR} rx={4} className={styles.track} />
                {next !== undefined && (
                  <path d={`M${nameWidth} ${y + BAR}H${nameWidth + length}L${nameWidth + nextLength} ${y + ROW}H${nameWidth}Z`} className={styles.loss} />
                )}
                <rect x={nameWidth} y={y} width={length} height={BAR} rx={Math.min(4, length / 2)} className={styles.bar} />
                {open > 0 && <rect x={nameWidth + length - open} y={y} width={open} height={BAR} rx={Math.min(4, open / 2)} fill={`url(#${STRIPES})`} data-testid={`undecided-${stage.stageId}`} />}
                <Reached steps={stepsOf?.(stage.stageId)} stage={stage} what={hintOf(stage, undecided, finalShare).replaceAll('\n', ', ')}>
                  <text x={nameWidth + room + GAP} y={y + BAR / 2} className={styles.people}>
                    {people(stage.reached)}
                  </text>
                </Reached>
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

function Reached({ steps, stage: { stageId, reached }, what, children }: { steps: readonly string[] | undefined; stage: FunnelStage; what: string; children: ReactNode }) {
  if (steps === undefined || steps.length === 0) return children
  return (
    <SvgNumber of={{ kind: 'came', steps: [...steps] }} count={reached} what={what} testId={`reached-${stageId}`} isStop>
      {children}
    </SvgNumber>
  )
}

const STRIPES = 'funnel-undecided'

function hintOf(stage: FunnelStage, undecided: number, finalShare: number | null): string {
  const parts = [
    `${stage.name}: ${full(stage.reached)}`,
    stage.shareOfPrevious === null ? '' : simulationText('ofPrevious', { share: share(stage.shareOfPrevious) }),
    simulationText('reachedHint', { passed: full(stage.passedThrough) }),
    undecided > 0 ? peopleText('mayStill', { people: full(undecided) }) : '',
    undecided > 0 && finalShare !== null ? peopleText('finalOfPrevious', { share: share(finalShare) }) : '',
    stage.exact ? '' : simulationText('inexact'),
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function inWords(stages: readonly FunnelStage[]): string {
  return stages.map(({ name, reached, shareOfStarted }) => `${name} ${full(reached)} (${share(shareOfStarted)})`).join(', ')
}
