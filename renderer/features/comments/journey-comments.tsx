import { IconMessage } from '@tabler/icons-react'
import { useDocumentStore } from '../../document/document-store.ts'
import { nameOfNode } from '../../document/names.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { allThreads, type Thread } from '../../document/notes.ts'
import { useNow } from '../../components/use-now.ts'
import { ago } from '../../i18n/dates.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { FoldedSection } from '../inspector/fields/section.tsx'
import { useFoldStore } from '../inspector/fields/fold-store.ts'
import { authorInWords, useAuthor } from './author-store.ts'
import { commentText } from './comment-texts.ts'
import { COMMENTS_FOLD } from './comment-store.ts'
import styles from './comments.module.css'

/** Every open remark of the journey, newest first; a click goes to its step. */
export function JourneyComments() {
  const document = useDocumentStore((state) => state.document)
  const own = useAuthor((state) => state.name)
  const now = useNow()
  const open = openThreads(document)
  return (
    <FoldedSection id="journey-comments" title={commentText('title')} summary={open.length === 0 ? commentText('none') : commentText('open', { count: open.length })}>
      {open.length === 0 ? (
        <p className={styles.empty}>{commentText('emptyBody')}</p>
      ) : (
        <ul className={styles.list}>
          {open.map(({ comment, replies }) => (
            <li key={comment.id}>
              <button type="button" className={styles.goTo} data-testid={`go-to-comment-${comment.id}`} onClick={() => goTo(comment.step)}>
                <IconMessage size={16} stroke={1.7} aria-hidden="true" />
                <span className={styles.goToWords}>
                  <span className={styles.goToStep}>{entryIdOf(comment.step) === undefined ? nameOfNode(document, comment.step) : commentText('entry')}</span>
                  <span className={styles.excerpt}>{comment.text}</span>
                  <span className={styles.time}>
                    {authorInWords(comment.author, own)} · {ago(comment.at, now)}
                    {replies.length > 0 && ` · ${commentText('replies', { count: replies.length })}`}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </FoldedSection>
  )
}

function openThreads(document: JourneyDocument): Thread[] {
  const exists = (nodeId: string) => Object.hasOwn(document.steps, nodeId) || document.entries.some(({ id }) => id === entryIdOf(nodeId))
  return [...allThreads(document)]
    .flatMap(([nodeId, threads]) => (exists(nodeId) ? threads.filter(({ comment }) => !comment.resolved) : []))
    .sort((a, b) => b.comment.at - a.comment.at)
}

function goTo(nodeId: string): void {
  useFoldStore.getState().unfold(COMMENTS_FOLD)
  useUiStore.getState().reveal(nodeId)
}
