import { useElementSize } from '@mantine/hooks'
import type { TogetherView } from '../../../engine/core/together/together-view.ts'
import { daySpan } from '../../i18n/dates.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { colourOfJourney } from './journey-colours.ts'
import { togetherText } from './texts.ts'
import styles from './together.module.css'

const HEIGHT = 104
const AXIS = 18
const ROOM_FOR_MARK = 10
const DAY_MS = 86_400_000
/** More days than this are drawn by the week, and so on: a bar is at least that wide. */
const LEAST_BAR = 3

interface Bar { from: number; to: number; messages: number[]; people: number; over: number }

/** Messages from day to day, stacked by journey, with the people who got more than the cap allows as a mark on top. */
export function DaysChart({ view }: { view: TogetherView }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const { days, journeys, cap } = view
  if (days.length === 0) return <p className={styles.quiet}>{togetherText('overTimeNone')}</p>
  const bars = barsOf(days, Math.max(1, Math.floor(width / LEAST_BAR)))
  const sums = bars.map(({ messages }) => messages.reduce((sum, count) => sum + count, 0))
  const most = Math.max(1, ...sums)
  const peak = bars[sums.indexOf(Math.max(...sums))]!
  const [profileDays, over] = [days.reduce((sum, day) => sum + day.people, 0), days.reduce((sum, day) => sum + day.over, 0)]
  const pitch = width / bars.length
  const barWidth = Math.max(1, Math.min(28, pitch - (pitch > 5 ? 2 : 0.5)))
  const span = { from: days[0]!.day * DAY_MS, to: days.at(-1)!.day * DAY_MS }
  const totals = journeys.map(({ name }, index) => togetherText('chartPart', { name, count: full(days.reduce((sum, { messages }) => sum + messages[index]!, 0)) })).join(', ')
  return (
    <div>
      <p className={styles.says}>
        {togetherText('peak', { day: daySpan(peak.from * DAY_MS, peak.to * DAY_MS), messages: people(Math.max(...sums)) })}{' '}
        {cap === null ? togetherText('noDailyCap') : togetherText('overAll', { share: share(profileDays === 0 ? 0 : over / profileDays), cap })}
      </p>
      <div ref={ref} className={styles.chart}>
        {width > 0 && (
          <svg width={width} height={HEIGHT + AXIS} viewBox={`0 0 ${width} ${HEIGHT + AXIS}`} role="img" aria-label={togetherText('chart', { from: daySpan(span.from, span.from), to: daySpan(span.to, span.to), journeys: totals })} data-testid="days-chart" data-chart="days">
            <line x1={0} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={styles.axis} />
            {bars.map((bar, index) => (
              <OneBar key={bar.from} bar={bar} x={index * pitch + (pitch - barWidth) / 2} width={barWidth} most={most} cap={cap} />
            ))}
            <text x={0} y={HEIGHT + AXIS - 3} className={styles.tick}>{daySpan(span.from, span.from)}</text>
            <text x={width} y={HEIGHT + AXIS - 3} textAnchor="end" className={styles.tick}>{daySpan(span.to, span.to)}</text>
          </svg>
        )}
      </div>
      <ul className={styles.legend}>
        {journeys.map(({ id, name }, index) => (
          <li key={id}>
            <span className={styles.swatch} style={{ background: colourOfJourney(index) }} aria-hidden="true" />
            {name}
          </li>
        ))}
        {cap !== null && over > 0 && (
          <li>
            <span className={styles.overSwatch} aria-hidden="true" />
            {togetherText('overLegend', { cap })}
          </li>
        )}
      </ul>
    </div>
  )
}

function OneBar({ bar, x, width, most, cap }: { bar: Bar; x: number; width: number; most: number; cap: number | null }) {
  const { messages, people: reached, over, from, to } = bar
  const sum = messages.reduce((all, count) => all + count, 0)
  const counts = { day: daySpan(from * DAY_MS, to * DAY_MS), messages: full(sum), people: full(reached) }
  const hint = cap === null || over === 0 ? togetherText('dayHint', counts) : togetherText('dayHintOver', { ...counts, share: share(over / reached), cap })
  const scale = (HEIGHT - ROOM_FOR_MARK) / most
  const tops = messages.map((_count, journey) => HEIGHT - scale * messages.slice(0, journey + 1).reduce((all, count) => all + count, 0))
  return (
    <g>
      <title>{hint}</title>
      <rect x={x} y={0} width={width} height={HEIGHT} fill="transparent" />
      {messages.map((count, journey) => count > 0 && <rect key={journey} x={x} y={tops[journey]} width={width} height={count * scale} fill={colourOfJourney(journey)} />)}
      {cap !== null && over > 0 && <path d={`M${x + width / 2 - 3} ${HEIGHT - sum * scale - 7}h6l-3 5z`} className={styles.overMark} />}
    </g>
  )
}

/** At most that many bars: days, or as many days together as it takes. */
function barsOf(days: TogetherView['days'], most: number): Bar[] {
  const size = Math.ceil(days.length / most)
  return Array.from({ length: Math.ceil(days.length / size) }, (_, index) => {
    const own = days.slice(index * size, (index + 1) * size)
    const sum = (of: (day: (typeof own)[number]) => number) => own.reduce((total, day) => total + of(day), 0)
    return { from: own[0]!.day, to: own.at(-1)!.day, messages: own[0]!.messages.map((_count, journey) => sum(({ messages }) => messages[journey]!)), people: sum((day) => day.people), over: sum((day) => day.over) }
  })
}
