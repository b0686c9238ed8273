import { useElementSize } from '@mantine/hooks'
import { cut } from '../../i18n/cut.ts'
import { locale } from '../../i18n/language.ts'
import { figureShort } from './figures.ts'
import { doubtText } from './texts.ts'
import styles from './doubt.module.css'

const ROW = 44
const BAR = 14
const TEXT = 18
const NUMBERS = 58
const HEAD = 22
/** What a character takes, on the safe side. */
const CHARACTER = 7.4

const hundredths = new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export interface TornadoBar { id: string; words: string; low: string; high: string; atLow: number; atHigh: number; swing: number; rank: number | null }

interface TornadoProps { bars: readonly TornadoBar[]; middle: number; name: string; onOpen(id: string): void }

/** One bar an assumption, from the figure at its low end to that at its high end, the widest on top; a bar leads to its assumption. */
export function TornadoChart({ bars, middle, name, onOpen }: TornadoProps) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const all = [middle, ...bars.flatMap(({ atLow, atHigh }) => [atLow, atHigh])]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const room = Math.max(40, width - 2 * NUMBERS)
  const x = (value: number) => (most === least ? width / 2 : NUMBERS + ((value - least) / (most - least)) * room)
  const height = HEAD + bars.length * ROW
  return (
    <div ref={ref} className={styles.plot}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={doubtText('tornadoInWords', { figure: name })} data-testid="tornado" data-chart="tornado">
          <text x={Math.min(width - 60, Math.max(60, x(middle)))} y={14} textAnchor="middle" className={styles.tick}>
            {figureShort(middle)}
          </text>
          <path d={`M${x(middle)} ${HEAD - 3}V${height}`} className={styles.medianLine} />
          {bars.map((bar, index) => (
            <Bar key={bar.id} bar={bar} y={HEAD + index * ROW} x={x} width={width} name={name} onOpen={onOpen} />
          ))}
        </svg>
      )}
    </div>
  )
}

function Bar({ bar, y, x, width, name, onOpen }: { bar: TornadoBar; y: number; x: (value: number) => number; width: number; name: string; onOpen(id: string): void }) {
  const { id, words, low, high, atLow, atHigh, swing, rank } = bar
  const values = { words, figure: name, atLow: figureShort(atLow), atHigh: figureShort(atHigh), low, high }
  const [left, right] = [Math.min(atLow, atHigh), Math.max(atLow, atHigh)]
  const range = `${low} – ${high}`
  const most = Math.max(8, Math.floor(width / CHARACTER) - range.length - 3)
  const top = y + TEXT
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={doubtText('bar', values)}
      className={styles.bars}
      data-testid="tornado-bar"
      onClick={() => onOpen(id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onOpen(id)
      }}
    >
      <title>{[words, doubtText('barHint', { low, high }), ...(rank === null ? [] : [doubtText('correlation', { value: hundredths.format(rank) })])].join('\n')}</title>
      <rect x={0} y={y} width={width} height={ROW - 3} rx={4} className={styles.hit} />
      <text x={4} y={y + 13} className={styles.barName}>
        {words.length > most ? cut(words, most - 1) : words}
        <tspan className={styles.barRange} dx={8}>{range}</tspan>
      </text>
      {swing === 0 ? (
        <text x={x(left) + 8} y={top + BAR - 3} className={styles.tick}>{doubtText('noSwing')}</text>
      ) : (
        <>
          {/* Towards the low end of the assumption hatched, so that the two halves are told apart without colour. */}
          <rect x={x(left)} y={top} width={Math.max(2, x(right) - x(left))} height={BAR} rx={2} className={styles.swing} />
          <text x={x(left) - 6} y={top + BAR - 3} textAnchor="end" className={styles.barFigure}>{figureShort(left)}</text>
          <text x={x(right) + 6} y={top + BAR - 3} className={styles.barFigure}>{figureShort(right)}</text>
          <path d={marker(x(atLow), top, atLow <= atHigh)} className={styles.lowEnd} />
        </>
      )}
    </g>
  )
}

/** A notch at the end that belongs to the low end of the assumption. */
function marker(at: number, top: number, isLeft: boolean): string {
  const inward = isLeft ? 7 : -7
  return `M${at} ${top}V${top + BAR}L${at + inward} ${top + BAR / 2}Z`
}
