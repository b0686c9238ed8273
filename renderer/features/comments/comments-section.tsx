import { Button } from '@mantine/core'
import { IconMessageReply } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { addComment } from '../../document/commands/comments.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { threadsOn, type Thread } from '../../document/notes.ts'
import { newItemId } from '../canvas/note-actions.ts'
import { FoldedSection } from '../inspector/fields/section.tsx'
import { useAuthor } from './author-store.ts'
import { CommentItem } from './comment-item.tsx'
import { commentText } from './comment-texts.ts'
import { COMMENTS_FOLD, useCommentWish } from './comment-store.ts'
import { Composer } from './composer.tsx'
import { isUnsent } from './unsent-store.ts'
import styles from './comments.module.css'

/** The remarks on one step or entry, open ones first to the eye: resolved ones are folded away. */
export function CommentsSection({ nodeId }: { nodeId: string }) {
  const threads = useDocumentStore((state) => threadsOn(state.document, nodeId))
  const wish = useCommentWish((state) => (state.nodeId === nodeId ? state.at : 0))
  const [showsResolved, setShowsResolved] = useState(false)
  // Fulfilled once, by the field's own effect before this one: coming back to the step later does not jump there again.
  useEffect(() => {
    if (wish > 0) useCommentWish.setState({ nodeId: null })
  }, [wish])
  const open = threads.filter(({ comment }) => !comment.resolved)
  const resolved = threads.filter(({ comment }) => comment.resolved)
  const summary = threads.length === 0 ? commentText('none') : open.length === 0 ? commentText('allResolved') : commentText('open', { count: open.length })
  return (
    <FoldedSection id={COMMENTS_FOLD} title={commentText('title')} summary={summary}>
      <div className={styles.threads}>
        {[...open, ...(showsResolved ? resolved : [])].map((thread) => (
          <CommentThread key={thread.comment.id} nodeId={nodeId} thread={thread} />
        ))}
        {resolved.length > 0 && (
          <button type="button" className={styles.link} aria-expanded={showsResolved} data-testid="comments-resolved" onClick={() => setShowsResolved(!showsResolved)}>
            {showsResolved ? commentText('hideResolved') : commentText('showResolved', { count: resolved.length })}
          </button>
        )}
        <Composer
          place={`new ${nodeId}`}
          label={commentText('write')}
          placeholder={commentText('placeholder')}
          post={commentText('post')}
          focusWish={wish}
          testId="comment-field"
          onPost={(text) => post(nodeId, text)}
        />
      </div>
    </FoldedSection>
  )
}

function CommentThread({ nodeId, thread: { comment, replies } }: { nodeId: string; thread: Thread }) {
  const [isReplying, setReplying] = useState(() => isUnsent(`reply ${comment.id}`))
  // One that was left half written is shown, and takes the focus from nothing.
  const [replyWish, setReplyWish] = useState(0)
  const reply = () => {
    setReplying(true)
    setReplyWish(1)
  }
  return (
    <div className={styles.thread} data-resolved={comment.resolved || undefined}>
      <CommentItem comment={comment} />
      {replies.length > 0 && (
        <div className={styles.replies}>
          {replies.map((reply) => (
            <CommentItem key={reply.id} comment={reply} isReply />
          ))}
        </div>
      )}
      {isReplying ? (
        <div className={styles.replies}>
          <Composer
            place={`reply ${comment.id}`}
            label={commentText('reply')}
            placeholder={commentText('replyPlaceholder')}
            post={commentText('postReply')}
            focusWish={replyWish}
            testId="reply-field"
            onPost={(text) => {
              post(nodeId, text, comment.id)
              setReplying(false)
            }}
            onCancel={() => setReplying(false)}
          />
        </div>
      ) : (
        <Button className={styles.reply!} variant="subtle" color="gray" size="compact-sm" leftSection={<IconMessageReply size={15} stroke={1.7} />} data-testid="comment-reply" onClick={reply}>
          {commentText('reply')}
        </Button>
      )}
    </div>
  )
}

function post(step: string, text: string, replyTo?: string): void {
  const { document, apply } = documentStore.getState()
  const { name } = useAuthor.getState()
  apply(addComment({ id: newItemId(), step, text, author: name === '' ? undefined : name, at: Date.now(), ...(replyTo === undefined ? {} : { replyTo }) }, document))
}
