import type { ReactNode } from 'react'
import { ARTICLE_OF_PLACE } from '../help/article-of.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { usePublishStore } from './publish-store.ts'
import styles from './publish.module.css'

/** What a place is for, and what can be done there at once. */
export function PlaceHead({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  const place = usePublishStore((state) => state.place)
  return (
    <header className={styles.head}>
      <div className={styles.headWords}>
        <h2 className={styles.heading}>
          {title} <HelpMark article={ARTICLE_OF_PLACE[place]} />
        </h2>
        <p className={styles.lead}>{lead}</p>
      </div>
      {children}
    </header>
  )
}
