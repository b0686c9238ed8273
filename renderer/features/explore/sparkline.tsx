import { rateInWords, type Rate } from './rate.ts'
import chartStyles from './chart.module.css'
import styles from './explore.module.css'

const WIDTH = 200
const HEIGHT = 22

/** The rate of one event over time, as small as a word; each against its own fullest period. */
export function Sparkline({ name, counts, rate }: { name: string; counts: readonly number[]; rate: Rate }) {
  const words = rateInWords(name, counts, rate)
  const most = Math.max(1, ...counts)
  const step = WIDTH / Math.max(1, counts.length)
  const y = (count: number) => HEIGHT - 1 - (count / most) * (HEIGHT - 3)
  // Steps, not slopes: a period has one count.
  const top = counts.map((count, index) => `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(2)} ${y(count).toFixed(2)}H${((index + 1) * step).toFixed(2)}`).join('')
  return (
    <svg className={styles.sparkline} width="100%" height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words} data-testid={`rate-${name}`}>
      <title>{words}</title>
      <path d={`${top}V${HEIGHT}H0Z`} className={chartStyles.sparkArea} />
      <path d={top} className={chartStyles.spark} />
    </svg>
  )
}
