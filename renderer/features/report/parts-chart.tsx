import { full, people, share } from '../../i18n/numbers.ts'
import { linesOf } from '../simulation/picture-text.ts'
import { reportText } from './texts.ts'
import styles from './charts.module.css'

/** People who came in together, and what became of them. */
export interface Part {
  key: string
  label: string
  started: number
  converted: number
  /** Can still convert; 0 where that is not known. */
  immature: number
}

const WIDTH = 800
const NAME = 150
const FIGURES = 170
const ROW = 30
const BAR = 18
const TOP = 24

/** Bars of those who came in, in each of them who converted and who still can; every figure is written at its bar. */
export function PartsChart({ name, parts }: { name: string; parts: readonly Part[] }) {
  const most = Math.max(1, ...parts.map(({ started }) => started))
  const room = WIDTH - NAME - FIGURES
  const length = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * room))
  const hasImmature = parts.some(({ immature }) => immature > 0)
  const words = parts.map(inWords).join('; ')
  const key = [['done', 'barConverted'], ...(hasImmature ? [['mayStill', 'barImmature']] : []), ['bar', 'barOther']] as [keyof typeof styles, 'barConverted' | 'barImmature' | 'barOther'][] // as: pairs of literals
  return (
    <svg viewBox={`0 0 ${WIDTH} ${TOP + parts.length * ROW}`} className={styles.chart} role="img" aria-label={reportText('groupWords', { name, words })} data-chart={`parts-${name}`} data-testid={`parts-${name}`}>
      {key.map(([look, word], index) => (
        <g key={word} transform={`translate(${NAME + index * 150} 0)`}>
          <rect x={0} y={3} width={12} height={12} rx={2} className={styles[look]} />
          <text x={18} y={14}>
            {reportText(word)}
          </text>
        </g>
      ))}
      <text x={WIDTH - 92} y={14} textAnchor="end">
        {reportText('started')}
      </text>
      <text x={WIDTH} y={14} textAnchor="end">
        {reportText('converted')}
      </text>
      {parts.map((part, index) => {
        const y = TOP + index * ROW
        const [done, may] = [length(part.converted), length(part.immature)]
        return (
          <g key={part.key}>
            <title>{inWords(part)}</title>
            <text x={0} y={y + 18} className={styles.name}>
              {linesOf(part.label, NAME - 12, { size: 14, weight: 500, most: 1 })[0]}
            </text>
            <rect x={NAME} y={y + 5} width={room} height={BAR} rx={3} className={styles.empty} />
            <rect x={NAME} y={y + 5} width={length(part.started)} height={BAR} rx={2} className={styles.bar} />
            <rect x={NAME} y={y + 5} width={done} height={BAR} rx={2} className={styles.done} />
            {part.immature > 0 && <rect x={NAME + done} y={y + 6} width={may} height={BAR - 2} rx={2} className={styles.mayStill} />}
            <text x={WIDTH - 92} y={y + 18} textAnchor="end" className={styles.strong}>
              {people(part.started)}
            </text>
            <text x={WIDTH} y={y + 18} textAnchor="end">
              {share(rateOf(part))}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function rateOf({ started, converted }: Part): number {
  return started === 0 ? 0 : converted / started
}

function inWords(part: Part): string {
  return reportText('barWords', { label: part.label, started: full(part.started), share: share(rateOf(part)) })
}
