import type { SegmentsOverTime } from '../../../engine/api/contract.ts'
import { daySpan } from '../../i18n/dates.ts'
import { full, share } from '../../i18n/numbers.ts'
import { ByChoice } from './by-choice.tsx'
import { Besides, useAsked, useBesides } from './compared.tsx'
import { FiguresMenu, type Rows } from './figures-menu.tsx'
import { Measured, useMeasurement } from './measurement.tsx'
import { PeriodChart, type Frame } from './period-chart.tsx'
import { axisSteps, periodInWords } from './period-in-words.ts'
import { useSegmentPageStore, type SegmentContent } from './segment-page-store.ts'
import { NothingToMeasure } from './nothing-to-measure.tsx'
import { segmentText } from './texts.ts'
import chartStyles from './period-chart.module.css'
import styles from './tabs.module.css'

/** How many people were in the segment at the end of each day, week or month, and in others beside it. */
export function TimeTab({ id, content }: { id: string; content: SegmentContent }) {
  const by = useSegmentPageStore((state) => state.by)
  const besides = useBesides(id)
  const asked = useAsked(content, besides)
  const measurement = useMeasurement('segments.overTime', asked && { ...asked, by })
  if (asked === undefined) return <NothingToMeasure content={content} />
  return (
    <>
      <div className={styles.tools}>
        <Besides id={id} besides={besides} />
        <ByChoice />
        {measurement.value !== undefined && <FiguresMenu chart="segment-time" rows={() => rowsOf(measurement.value!)} />}
      </div>
      <Measured measurement={measurement}>{(value) => <Lines value={value} />}</Measured>
    </>
  )
}

const DASHES = ['', '7 4', '2 4', '10 4 2 4', '4 2', '1 3', '12 3', '6 2 2 2 2 2', '3 6', '8 2', '5 5', '2 2']
const NAME_ROOM = 132
const NAME_HEIGHT = 17

function Lines({ value }: { value: SegmentsOverTime }) {
  const { points, names, by } = value
  const steps = axisSteps(Math.max(...points.flatMap(({ sizes }) => sizes)))
  const named = (index: number) => periodInWords(by, points[index]!.periodStart)
  const last = points.length - 1
  const isCut = last >= 0 && isPartOfPeriod(value)
  return (
    <>
      <PeriodChart
        name="segment-time"
        by={by}
        starts={points.map(({ periodStart }) => periodStart)}
        steps={steps}
        rightRoom={names.length > 1 ? NAME_ROOM : 16}
        inWords={segmentText('timeInWords', { name: names[0]!, from: named(0), to: named(last), first: full(points[0]!.sizes[0]!), last: full(points[last]!.sizes[0]!) })}
        readoutText={(index) => `${named(index)}: ${names.map((name, place) => `${name} ${full(points[index]!.sizes[place]!)}`).join(', ')}`}
        readout={(index) => {
          const { sizes, known } = points[index]!
          return (
            <>
              <span className={chartStyles.when}>{index === last && isCut ? segmentText('upTo', { day: daySpan(points[index]!.at, points[index]!.at) }) : named(index)}</span>
              {names.map((name, place) => (
                <span key={name} className={chartStyles.figure}>
                  {name} <b>{full(sizes[place]!)}</b> {known > 0 && `(${share(sizes[place]! / known)})`}
                </span>
              ))}
              <span className={chartStyles.figure}>{segmentText('ofKnown', { known: full(known) })}</span>
            </>
          )
        }}
      >
        {(frame, at) => <LineMarks value={value} frame={frame} at={at} />}
      </PeriodChart>
      <p className={styles.explains}>{segmentText('timeExplained')}</p>
      <details className={styles.details}>
        <summary>{segmentText('asTable')}</summary>
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={segmentText('asTable')}>
          <table className={`${styles.table} tabular`} data-testid="time-table">
            <thead>
              <tr>
                <th scope="col">{segmentText(`period_${by}`)}</th>
                {names.map((name) => (
                  <th key={name} scope="col">{name}</th>
                ))}
                <th scope="col">{segmentText('known')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ periodStart, sizes, known }, index) => (
                <tr key={periodStart}>
                  <th scope="row">{named(index)}</th>
                  {sizes.map((size, place) => (
                    <td key={names[place]}>{full(size)}</td>
                  ))}
                  <td>{full(known)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}

function LineMarks({ value: { points, names }, frame, at }: { value: SegmentsOverTime; frame: Frame; at: number }) {
  const ends = spread(names.map((_, place) => frame.y(points.at(-1)!.sizes[place]!)))
  const path = (place: number) => points.map(({ sizes }, index) => `${index === 0 ? 'M' : 'L'}${frame.x(index).toFixed(1)} ${frame.y(sizes[place]!).toFixed(1)}`).join('')
  const isLong = points.length > 1
  return (
    <>
      {isLong && <path d={`${path(0)}L${frame.x(points.length - 1)} ${frame.y(0)}L${frame.x(0)} ${frame.y(0)}Z`} className={chartStyles.area} />}
      {names.map((_, place) => place).reverse().map((place) => (
        <g key={names[place]}>
          <path d={path(place)} strokeDasharray={DASHES[place]} className={chartStyles.line} data-own={place === 0 || undefined} />
          <circle cx={frame.x(at)} cy={frame.y(points[at]!.sizes[place]!)} r={4} className={chartStyles.dot} data-own={place === 0 || undefined} />
          {names.length > 1 && (
            <>
              <line x1={frame.x(points.length - 1) + 6} y1={frame.y(points.at(-1)!.sizes[place]!)} x2={frame.right + 8} y2={ends[place]} className={chartStyles.leader} />
              <text x={frame.right + 12} y={ends[place]} className={chartStyles.lineName} data-own={place === 0 || undefined}>
                <title>{names[place]}</title>
                {shortened(names[place]!)}
              </text>
            </>
          )}
        </g>
      ))}
    </>
  )
}

/** Heights of names so that none covers another: in the order of their lines, moved apart. */
function spread(heights: readonly number[]): number[] {
  const order = heights.map((height, place) => ({ height, place })).sort((a, b) => b.height - a.height || b.place - a.place)
  const placed: number[] = []
  let free = Infinity
  for (const { height, place } of order) {
    placed[place] = Math.min(height, free)
    free = placed[place] - NAME_HEIGHT
  }
  return placed
}

function shortened(name: string): string {
  return name.length > 17 ? `${name.slice(0, 16).trimEnd()}…` : name
}

/** True if the data end within the last period. */
function isPartOfPeriod({ points, by }: SegmentsOverTime): boolean {
  const { periodStart, at } = points.at(-1)!
  return by !== 'month' && at - periodStart + 1 < (by === 'day' ? 1 : 7) * 86_400_000
}

function rowsOf({ points, names }: SegmentsOverTime): Rows {
  return [['period', ...names, 'known'], ...points.map(({ periodStart, sizes, known }) => [new Date(periodStart).toISOString().slice(0, 10), ...sizes, known])]
}
