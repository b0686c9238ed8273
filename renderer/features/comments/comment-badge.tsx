import { useDocumentStore } from '../../document/document-store.ts'
import { openCommentsOn } from '../../document/notes.ts'
import { canvasText } from '../canvas/texts.ts'
import { startComment } from './comment-store.ts'
import styles from './comment-badge.module.css'

/** How many remarks on a node are open. */
export function useOpenComments(nodeId: string): number {
  return useDocumentStore((state) => openCommentsOn(state.document, nodeId))
}

/** The open remarks on a card, as a speech bubble with their number; a click opens them. The card says the number to a screen reader. */
export function CommentBadge({ nodeId, count }: { nodeId: string; count: number }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`nodrag nopan tabular ${styles.badge}`}
      title={canvasText('openComments', { count })}
      aria-label={canvasText('openComments', { count })}
      data-testid={`comments-${nodeId}`}
      onClick={(event) => {
        event.stopPropagation()
        startComment(nodeId)
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {count > 99 ? '99+' : count}
    </button>
  )
}
