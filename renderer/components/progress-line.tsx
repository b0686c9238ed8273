import styles from './progress-line.module.css'

/** Work in progress as a line; `done` of `total`, running to and fro while the total is unknown. */
export function ProgressLine({ label, done, total }: { label: string; done: number; total: number }) {
  const share = total > 0 ? Math.min(1, done / total) : undefined
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      data-unknown={share === undefined || undefined}
    >
      <span className={styles.fill} style={share === undefined ? undefined : { width: `${share * 100}%` }} />
    </div>
  )
}
