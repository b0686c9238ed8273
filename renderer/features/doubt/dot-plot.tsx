import { useElementSize } from '@mantine/hooks'
import type { Spread } from '../../../engine/core/doubt/summary.ts'
import { figureShort } from './figures.ts'
import { doubtText } from './texts.ts'
import styles from './doubt.module.css'

const HEIGHT = 148
const [TOP, BOTTOM] = [44, 122]
const SIDE = 34
/** So many dots are seen one by one and still show the shape. */
const MOST_DOTS = 50
const GAP = 0.6

interface DotPlotProps { values: readonly number[]; spread: Spread; ofRun: number; name: string }

/** The draws as a heap of dots, each the same share of them (a quantile dot plot), over the middle 80 % and 95 %, beside the run itself. */
export function DotPlot({ values, spread, ofRun, name }: DotPlotProps) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const { median, inner, outer } = spread
  const least = Math.min(spread.least, ofRun)
  const most = Math.max(spread.most, ofRun)
  const span = most - least || Math.max(1, Math.abs(most))
  const x = (value: number) => (most === least ? width / 2 : SIDE + ((value - least) / span) * Math.max(1, width - 2 * SIDE))
  const dots = quantiles(values)
  const radius = radiusFor(dots, x, width)
  const isMedianLeft = median <= ofRun
  const words = doubtText('plotInWords', { figure: name, median: figureShort(median), low: figureShort(inner[0]), high: figureShort(inner[1]) })
  return (
    <div ref={ref} className={styles.plot}>
      {width > 0 && (
        <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={words} data-testid="dot-plot" data-chart="dots">
          <rect x={x(outer[0])} y={TOP} width={Math.max(2, x(outer[1]) - x(outer[0]))} height={BOTTOM - TOP} className={styles.outer} />
          <rect x={x(inner[0])} y={TOP} width={Math.max(2, x(inner[1]) - x(inner[0]))} height={BOTTOM - TOP} className={styles.inner} />
          <path d={`M0 ${BOTTOM + 0.5}H${width}`} className={styles.axis} />
          <path d={`M${x(ofRun)} ${TOP - 18}V${BOTTOM}`} className={styles.runLine} />
          <text x={near(x(ofRun), width, isMedianLeft)} y={TOP - 24} textAnchor={isMedianLeft ? 'end' : 'start'} className={styles.runWords}>
            {doubtText('run', { value: figureShort(ofRun) })}
          </text>
          <path d={`M${x(median)} ${TOP - 2}V${BOTTOM}`} className={styles.medianLine} />
          <text x={Math.min(width - 60, Math.max(60, x(median)))} y={TOP - 7} textAnchor="middle" className={styles.medianWords}>
            {doubtText('middle', { value: figureShort(median) })}
          </text>
          {heaped(dots, x, radius).map(({ at, level }, index) => (
            <circle key={index} cx={at} cy={BOTTOM - radius - level * (2 * radius + GAP)} r={radius} className={styles.dot} />
          ))}
          {[outer[0], outer[1]].map((value, index) => (
            <text key={index} x={Math.min(width - 4, Math.max(4, x(value)))} y={HEIGHT - 8} textAnchor={index === 0 ? 'start' : 'end'} className={styles.tick}>
              {figureShort(value)}
            </text>
          ))}
        </svg>
      )}
      <p className={styles.note}>{doubtText('dots', { count: Math.max(1, Math.round(values.length / dots.length)), draws: values.length })}</p>
    </div>
  )
}

/** Beside a line, and never out of the picture. */
function near(at: number, width: number, before: boolean): number {
  return before ? Math.max(100, Math.min(width - 2, at + 40)) : Math.min(width - 100, Math.max(2, at - 40))
}

/** The middle of each of up to fifty equal parts of the sorted draws. */
function quantiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const count = Math.min(MOST_DOTS, sorted.length)
  return Array.from({ length: count }, (_, part) => sorted[Math.floor(((part + 0.5) / count) * sorted.length)]!)
}

/** The largest at which the highest heap stays within the picture. */
function radiusFor(dots: readonly number[], x: (value: number) => number, width: number): number {
  for (let radius = Math.min(6, width / 60); radius > 1.2; radius -= 0.4) {
    const highest = Math.max(0, ...heaped(dots, x, radius).map(({ level }) => level))
    if ((highest + 1) * (2 * radius + GAP) <= BOTTOM - TOP) return radius
  }
  return 1.2
}

/** Dots in columns as wide as one of them. */
function heaped(dots: readonly number[], x: (value: number) => number, radius: number): { at: number; level: number }[] {
  const levels = new Map<number, number>()
  return dots.map((value) => {
    const column = Math.round(x(value) / (2 * radius + GAP))
    const level = levels.get(column) ?? 0
    levels.set(column, level + 1)
    return { at: column * (2 * radius + GAP), level }
  })
}
