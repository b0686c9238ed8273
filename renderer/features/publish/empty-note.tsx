import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './publish.module.css'

/** What a place is for while nothing is in it, and the next step. */
export function EmptyNote({ Glyph, title, body, children, testId }: { Glyph: Icon; title: string; body: string; children?: ReactNode; testId: string }) {
  return (
    <div className={styles.empty} data-testid={testId}>
      <span className={styles.emptyIcon}>
        <Glyph size={32} stroke={1.4} aria-hidden="true" />
      </span>
      <h2 className={styles.emptyTitle}>{title}</h2>
      <p className={styles.emptyBody}>{body}</p>
      <div className={styles.emptyWays}>{children}</div>
    </div>
  )
}
