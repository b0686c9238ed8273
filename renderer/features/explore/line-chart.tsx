import { useElementSize } from '@mantine/hooks'
import { useState, type PointerEvent } from 'react'
import { percent, share } from '../../i18n/numbers.ts'
import type { LinePoint, LineSeries } from './line-series.ts'
import { niceTop, spread, ticksThatFit, type Tick } from './scale.ts'
import styles from './chart.module.css'

interface LineChartProps {
  series: readonly LineSeries[]
  ticks: readonly Tick[]
  xName: string
  yName: string
  /** The whole chart in words. */
  label: string
  /** One place along the axis that is pointed out. */
  mark?: { at: number; y: number | null; label: string } | undefined
  height?: number
  testId: string
}

const TOP = 30
const BOTTOM = 44
const LEFT = 44
const NAMES = 132
const NAME_HEIGHT = 16
const MARK_LETTER = 7.2
const MOST_SERIES = 5

/** Shares along an axis: one line with the space below it, or several, told apart by dash and by their names at their ends. */
export function LineChart({ series, ticks, xName, yName, label, mark, height = 260, testId }: LineChartProps) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [pointed, setPointed] = useState<{ line: number; point: number } | null>(null)
  const lines = series.slice(0, MOST_SERIES)
  const isOne = lines.length === 1
  const right = isOne ? 26 : NAMES
  const [plotWidth, plotHeight] = [Math.max(40, width - LEFT - right), height - TOP - BOTTOM]
  const top = niceTop(Math.max(0, ...lines.flatMap(({ points }) => points.map(({ y }) => y ?? 0)), mark?.y ?? 0))
  const x = (at: number) => LEFT + at * plotWidth
  const y = (value: number) => TOP + plotHeight - (value / top) * plotHeight
  const yTicks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * top)
  const ends = spread(lines.map(({ points }) => y(points.findLast((point) => point.y !== null)?.y ?? 0)), NAME_HEIGHT, TOP, TOP + plotHeight)
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setPointed(nearestPoint(lines, (point) => Math.hypot(x(point.at) - event.clientX + box.left, isOne ? 0 : y(point.y ?? 0) - event.clientY + box.top)))
  }
  const shown = pointed === null ? undefined : lines[pointed.line]?.points[pointed.point]
  return (
    <div ref={ref} className={styles.chart} style={{ minHeight: height }}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} data-testid={testId} data-chart={testId} onPointerMove={onPointerMove} onPointerLeave={() => setPointed(null)}>
          <rect x={0} y={0} width={width} height={height} className={styles.hit} />
          {yTicks.map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={LEFT + plotWidth} y1={y(tick)} y2={y(tick)} className={tick === 0 ? styles.axis : styles.grid} />
              <text x={LEFT - 8} y={y(tick)} textAnchor="end" className={styles.tick}>
                {shortShare(tick)}
              </text>
            </g>
          ))}
          {ticksThatFit(ticks, plotWidth).map((tick) => (
            <g key={tick.label}>
              <line x1={x(tick.at)} x2={x(tick.at)} y1={TOP + plotHeight} y2={TOP + plotHeight + 4} className={styles.axis} />
              <text x={x(tick.at)} y={TOP + plotHeight + 14} textAnchor="middle" className={styles.tick}>
                {tick.label}
              </text>
            </g>
          ))}
          <text x={0} y={10} className={styles.axisName}>
            {shown === undefined ? yName : ''}
          </text>
          <text x={LEFT + plotWidth} y={height - 8} textAnchor="end" className={styles.axisName}>
            {xName}
          </text>
          {isOne && <path d={areaOf(lines[0]!.points, x, y)} className={styles.area} />}
          {lines.map(({ name, points }, line) => (
            <g key={name}>
              <path d={pathOf(points, x, y)} className={isOne ? styles.curve : `${styles.series} ${styles[`series${line}`]}`} />
              {isOne && points.map((point, index) => (point.y === null ? null : <circle key={index} cx={x(point.at)} cy={y(point.y)} r={3} className={styles.dot} />))}
              {!isOne && (
                <>
                  <line x1={LEFT + plotWidth + 6} x2={LEFT + plotWidth + 26} y1={ends[line]!} y2={ends[line]!} className={`${styles.series} ${styles[`series${line}`]}`} />
                  <text x={LEFT + plotWidth + 31} y={ends[line]!} className={styles.seriesName}>
                    {name.length > 14 ? `${name.slice(0, 13)}…` : name}
                  </text>
                </>
              )}
            </g>
          ))}
          {mark && <Mark x={x(mark.at)} y={mark.y === null ? null : y(mark.y)} bottom={TOP + plotHeight} label={mark.label} end={isOne ? width : LEFT + plotWidth} isQuiet={shown !== undefined} />}
          {shown !== undefined && shown.y !== null && (
            <g>
              <line x1={x(shown.at)} x2={x(shown.at)} y1={TOP} y2={TOP + plotHeight} className={styles.ruler} />
              <circle cx={x(shown.at)} cy={y(shown.y)} r={4} className={styles.markDot} />
              <text x={0} y={10} className={styles.reading}>
                {isOne ? shown.hint : `${lines[pointed!.line]!.name} · ${shown.hint}`}
              </text>
            </g>
          )}
        </svg>
      )}
    </div>
  )
}

/** The place that is pointed out, its words on the side where they fit. */
function Mark({ x, y, bottom, label, end, isQuiet }: { x: number; y: number | null; bottom: number; label: string; end: number; isQuiet: boolean }) {
  const isLeft = x + 10 + label.length * MARK_LETTER > end
  return (
    <g data-testid="chart-mark">
      <line x1={x} x2={x} y1={TOP - 8} y2={bottom} className={styles.mark} />
      {y !== null && <circle cx={x} cy={y} r={5} className={styles.markDot} />}
      {!isQuiet && (
        <text x={isLeft ? x - 8 : x + 8} y={TOP - 4} textAnchor={isLeft ? 'end' : 'start'} className={`${styles.markLabel} ${styles.halo}`}>
          {label}
        </text>
      )}
    </g>
  )
}

function nearestPoint(lines: readonly LineSeries[], distanceTo: (point: LinePoint) => number): { line: number; point: number } | null {
  let best: { line: number; point: number; distance: number } | null = null
  for (const [line, { points }] of lines.entries()) {
    for (const [index, point] of points.entries()) {
      const distance = point.y === null ? Infinity : distanceTo(point)
      if (distance < (best?.distance ?? Infinity)) best = { line, point: index, distance }
    }
  }
  return best
}

type Scale = (value: number) => number

function pathOf(points: readonly LinePoint[], x: Scale, y: Scale): string {
  return points.flatMap((point, index) => (point.y === null ? [] : [`${index === 0 || points[index - 1]!.y === null ? 'M' : 'L'}${x(point.at).toFixed(1)} ${y(point.y).toFixed(1)}`])).join('')
}

function areaOf(points: readonly LinePoint[], x: Scale, y: Scale): string {
  const there = points.filter((point) => point.y !== null)
  const [first, last] = [there[0], there.at(-1)]
  return first && last ? `${pathOf(there, x, y)}L${x(last.at).toFixed(1)} ${y(0)}L${x(first.at).toFixed(1)} ${y(0)}Z` : ''
}

/** A tick has no more digits than it needs. */
function shortShare(value: number): string {
  const tenth = Math.round(value * 1000) / 10
  return Number.isInteger(tenth) ? percent(tenth) : share(value)
}
