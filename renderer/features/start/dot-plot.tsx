import type { MeasuredTemplate } from '../../../engine/api/template-methods.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { figureInWords } from './claim-figures.ts'
import { startText } from './texts.ts'
import styles from './dot-plot.module.css'

type MeasuredFigure = MeasuredTemplate['figures'][number]

const WIDTH = 660
const HEIGHT = 112
/** Room for the words of the lines beside the outermost ones. */
const SIDE = 132
const [TOP, BOTTOM] = [24, 86]
const MIDDLE = (TOP + BOTTOM) / 2
const RADIUS = 4.5

/** The runs of a figure as dots on one line, one a seed, beside what was published. */
export function DotPlot({ figure }: { figure: MeasuredFigure }) {
  const { unit, published, median, p10, p90, runs } = figure
  const known = runs.flatMap((value, seed) => (value === null ? [] : [{ value, seed }]))
  if (median === null || p10 === null || p90 === null) return null
  const all = [...known.map(({ value }) => value), ...(published === null ? [] : [published])]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const span = most - least || Math.abs(most) || 1
  const x = (value: number) => SIDE + ((value - least) / span) * (WIDTH - 2 * SIDE)
  const words = (value: number) => figureInWords(value, unit)
  const isMedianLeft = published === null || median <= published
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.plot} role="img" aria-label={inWords(figure)} data-testid={`dots-${figure.id}`}>
      <rect x={x(p10)} y={TOP} width={Math.max(2, x(p90) - x(p10))} height={BOTTOM - TOP} rx={4} className={styles.range} />
      <path d={`M${SIDE - 20} ${BOTTOM + 0.5}H${WIDTH - SIDE + 20}`} className={styles.axis} />
      {published !== null && (
        <g>
          <path d={`M${x(published)} ${TOP - 6}V${BOTTOM}`} className={styles.published} />
          <text x={x(published) + (isMedianLeft ? 8 : -8)} y={TOP - 10} textAnchor={isMedianLeft ? 'start' : 'end'} className={styles.publishedWords}>
            {startText('plotPublished', { value: words(published) })}
          </text>
          <path d={`M${x(published)} ${TOP - 16}l6 6l-6 6l-6 -6Z`} className={styles.diamond} />
        </g>
      )}
      <path d={`M${x(median)} ${TOP - 6}V${BOTTOM}`} className={styles.median} />
      <text x={x(median) + (isMedianLeft ? -6 : 6)} y={TOP - 10} textAnchor={isMedianLeft ? 'end' : 'start'} className={styles.medianWords}>
        {startText('plotMedian', { value: words(median) })}
      </text>
      {stacked(known, x).map(({ value, seed, at, level }) => (
        <circle key={seed} cx={at} cy={MIDDLE + level * (RADIUS * 2 + 0.5)} r={RADIUS} className={styles.dot}>
          <title>{startText('seedValue', { seed, value: words(value) })}</title>
        </circle>
      ))}
      {ticks(least, least + span).map((value) => (
        <text key={value} x={x(value)} y={HEIGHT - 10} textAnchor="middle" className={styles.tick}>
          {words(value)}
        </text>
      ))}
    </svg>
  )
}

function inWords({ name, unit, published, median, runs }: MeasuredFigure): string {
  const known = runs.filter((value) => value !== null)
  const words = (value: number) => figureInWords(value, unit)
  const found = startText('plotInWords', { name: fromEngine(name), seeds: runs.length, least: words(Math.min(...known)), most: words(Math.max(...known)), median: words(median ?? 0) })
  return published === null ? found : `${found} ${startText('plotPublishedInWords', { value: words(published) })}`
}

interface Dot { value: number; seed: number; at: number; level: number }

/** Puts each dot on the level nearest the middle that is free at its place: 0, 1, −1, 2, −2. */
function stacked(runs: readonly { value: number; seed: number }[], x: (value: number) => number): Dot[] {
  const dots: Dot[] = []
  for (const run of [...runs].sort((a, b) => a.value - b.value)) {
    const at = x(run.value)
    const level = LEVELS.find((one) => dots.every((dot) => dot.level !== one || at - dot.at >= RADIUS * 2 + 0.5)) ?? 0
    dots.push({ ...run, at, level })
  }
  return dots
}

const LEVELS: readonly number[] = [0, 1, -1, 2, -2, 3, -3]

/** Two to seven round numbers between two others, ascending. */
function ticks(least: number, most: number): number[] {
  const rough = (most - least) / 6
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough)!
  const first = Math.ceil(least / step)
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, index) => (first + index) * step)
}
