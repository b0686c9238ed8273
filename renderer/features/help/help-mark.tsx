import { IconHelp } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import type { ArticleId } from './article-ids.ts'
import { openHelp } from './help-store.ts'
import { helpText } from './texts.ts'
import styles from './help-mark.module.css'

/** The small question mark of a panel, page or dialog: opens the article about it. F1 does the same from anywhere within. */
export function HelpMark({ article }: { article: ArticleId }) {
  return (
    <Hint label={helpText('mark')} keys="F1">
      <button type="button" className={styles.mark} aria-label={helpText('mark')} data-testid={`help-on-${article}`} onClick={() => openHelp(article)}>
        <IconHelp size={17} stroke={1.7} aria-hidden="true" />
      </button>
    </Hint>
  )
}
