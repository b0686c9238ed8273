import type { ReactNode } from 'react'
import styles from './publish.module.css'

/** What a place is for, and what can be done there at once. */
export function PlaceHead({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <div className={styles.headWords}>
        <h2 className={styles.heading}>{title}</h2>
        <p className={styles.lead}>{lead}</p>
      </div>
      {children}
    </header>
  )
}
