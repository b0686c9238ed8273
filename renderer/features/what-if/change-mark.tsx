import styles from './what-if.module.css'

/** How a figure moved, by shape and side: a triangle up for more, down for fewer, a dash for the same. Said in words beside it. */
export function ChangeMark({ change, size = 10 }: { change: number | null; size?: number }) {
  const way = change === null || change === 0 ? 'same' : change > 0 ? 'up' : 'down'
  return (
    <svg viewBox="0 0 10 10" width={size} height={size} className={styles.mark} data-way={way} aria-hidden="true">
      <path d={way === 'up' ? 'M5 1 9.5 9H.5Z' : way === 'down' ? 'M5 9 .5 1h9Z' : 'M1 4h8v2H1Z'} />
    </svg>
  )
}
