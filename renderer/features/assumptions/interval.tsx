import { Button } from '@mantine/core'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { full, people, share } from '../../i18n/numbers.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { ApproximatelyIcon } from './basis-badge.tsx'
import { levelsOf, runInterval, stopInterval, useIntervalStore, type Level } from './interval-store.ts'
import { areRangesInForce } from './message-rows.ts'
import { assumeText } from './texts.ts'
import styles from './results.module.css'

const NAMES = { history: 'historyAlone', low: 'takeLow', middle: 'takeMiddle', high: 'takeHigh' } as const
const RUNS = { history: 'runHistory', low: 'runLow', middle: 'runMiddle', high: 'runHigh' } as const

/** How far conversions depend on what was assumed: at both ends of the ranges, in the middle, and by history alone. */
export function Interval({ run }: { run: FinishedRun }) {
  const found = useIntervalStore((state) => (state.found?.of === run.summary.id ? state.found : null))
  const running = useIntervalStore((state) => state.running)
  const error = useIntervalStore((state) => state.error)
  if (run.scenario === null || run.responses?.mode !== 'whatIf') return null
  const isRange = areRangesInForce(run.document, run.scenario)
  return (
    <section className={styles.interval} aria-label={assumeText('interval')} data-testid="interval">
      <div className={styles.intervalHead}>
        {running === null ? (
          <Hint label={assumeText('intervalHint')}>
            <Button size="xs" variant="default" leftSection={<ApproximatelyIcon size={15} />} onClick={() => void runInterval(run)} data-testid="interval-run">
              {assumeText(isRange ? 'interval' : 'beside')}
            </Button>
          </Hint>
        ) : (
          <Busy />
        )}
        <p className={styles.quiet}>{assumeText(isRange ? 'intervalHelp' : 'intervalNoRanges')}</p>
      </div>
      {error !== null && <ProblemNote error={error} testId="interval-error" />}
      {found !== null && <Levels run={run} levels={found.levels} />}
    </section>
  )
}

function Busy() {
  const running = useIntervalStore((state) => state.running)
  const { done = 0, total = 0 } = useJobProgress(running?.jobId) ?? {}
  if (running === null) return null
  const words = assumeText('intervalRunning', { number: running.number, of: running.total, what: assumeText(RUNS[running.level]) })
  const part = total > 0 ? done / total : 0
  return (
    <div className={styles.busy} data-testid="interval-running">
      <span className="tabular">{words}</span>
      <ProgressLine label={words} done={running.number - 1 + part} total={running.total} />
      <Button size="compact-sm" variant="default" onClick={stopInterval} data-testid="interval-stop">
        {assumeText('stop')}
      </Button>
    </div>
  )
}

type Levels = NonNullable<ReturnType<typeof useIntervalStore.getState>['found']>['levels']

function Levels({ run, levels }: { run: FinishedRun; levels: Levels }) {
  const shown = levelsOf(run)
  const goals = Object.keys(run.result.goals)
  const hasPicture = shown.length > 2
  const at = (level: Level, goal: string) => levels[level]?.[goal]?.conversions ?? 0
  const most = Math.max(1, ...goals.flatMap((goal) => shown.map((level) => at(level, goal))))
  return (
    <table className={styles.levels} data-testid="interval-table">
      <caption className="visually-hidden">{assumeText('intervalHelp')}</caption>
      <thead>
        <tr>
          <th scope="col">{assumeText('goalConversions')}</th>
          {shown.map((level) => (
            <th key={level} scope="col">
              {level !== 'history' && <ApproximatelyIcon size={12} className={styles.mark} />}
              {shown.length === 2 && level !== 'history' ? assumeText('withThem') : assumeText(NAMES[level])}
            </th>
          ))}
          {hasPicture && <th scope="col" className={styles.pictureColumn}>{assumeText('spanColumn')}</th>}
        </tr>
      </thead>
      <tbody>
        {goals.map((goal) => (
          <tr key={goal} data-testid={`interval-${goal}`}>
            <th scope="row">{goal}</th>
            {shown.map((level) => (
              <td key={level} title={full(at(level, goal))}>
                {people(at(level, goal))}
                {level !== 'history' && <span className={styles.change}>{changeInWords(at(level, goal), at('history', goal))}</span>}
              </td>
            ))}
            {hasPicture && (
              <td className={styles.pictureColumn}>
                <Span goal={goal} most={most} history={at('history', goal)} low={at('low', goal)} middle={at('middle', goal)} high={at('high', goal)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Beside what history alone gives. */
function changeInWords(value: number, history: number): string {
  if (history === 0) return value === 0 ? '' : assumeText('fromNone')
  const change = value / history - 1
  return change < 0 ? assumeText('minus', { share: share(-change) }) : assumeText('plus', { share: share(change) })
}

const WIDTH = 160
const HEIGHT = 22

/** From low to high as a bar with the middle in it; an upright stroke where history alone stands. */
function Span({ goal, most, history, low, middle, high }: { goal: string; most: number; history: number; low: number; middle: number; high: number }) {
  const x = (value: number) => 4 + (value / most) * (WIDTH - 8)
  const [from, to] = [Math.min(low, high), Math.max(low, high)]
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} className={styles.span} role="img" aria-label={assumeText('intervalPicture', { goal, history: full(history), low: full(low), high: full(high) })}>
      <line x1={4} x2={WIDTH - 4} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.axis} />
      <rect x={x(from) - 2} width={Math.max(4, x(to) - x(from) + 4)} y={HEIGHT / 2 - 5} height={10} rx={5} className={styles.range} />
      <circle cx={x(middle)} cy={HEIGHT / 2} r={4} className={styles.middle} />
      <line x1={x(history)} x2={x(history)} y1={2} y2={HEIGHT - 2} className={styles.history} />
    </svg>
  )
}
