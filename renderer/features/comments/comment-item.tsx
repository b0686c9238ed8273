import { ActionIcon, Menu } from '@mantine/core'
import { IconCircleCheck, IconDots, IconPencil, IconRotate, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { deleteComment, editComment, resolveComment } from '../../document/commands/comments.ts'
import { documentStore } from '../../document/document-store.ts'
import type { Comment } from '../../document/note-items.ts'
import { Hint } from '../../components/hint.tsx'
import { readLater } from '../../components/read-later.tsx'
import { useNow } from '../../components/use-now.ts'
import { ago, instantInWords } from '../../i18n/dates.ts'
import { authorInWords, useAuthor } from './author-store.ts'
import { commentText } from './comment-texts.ts'
import { Composer } from './composer.tsx'
import { isUnsent } from './unsent-store.ts'
import styles from './comments.module.css'

const NoteText = readLater<{ text: string }>(async () => (await import('../canvas/note-text.tsx')).NoteText, ({ text }) => <p>{text.slice(0, 400)}</p>)

/** One remark or reply: who, when, what, and what can be done with it. */
export function CommentItem({ comment, isReply = false }: { comment: Comment; isReply?: boolean }) {
  const own = useAuthor((state) => state.name)
  const now = useNow()
  const [isEditing, setEditing] = useState(() => isUnsent(`edit ${comment.id}`))
  const [editWish, setEditWish] = useState(0)
  const edit = () => {
    setEditing(true)
    setEditWish(1)
  }
  const { apply } = documentStore.getState()
  const author = authorInWords(comment.author, own)
  return (
    <article className={styles.item} aria-label={author} data-testid={`comment-${comment.id}`}>
      <header className={styles.itemHead}>
        <strong className={styles.author}>{author}</strong>
        <time className={styles.time} dateTime={new Date(comment.at).toISOString()} title={instantInWords(comment.at)}>
          {ago(comment.at, now)}
        </time>
        {comment.resolved && (
          <span className={styles.resolved}>
            <IconCircleCheck size={15} stroke={1.9} aria-hidden="true" />
            {commentText('resolved')}
          </span>
        )}
        <span className={styles.push} />
        {!isReply && (
          <Hint label={commentText(comment.resolved ? 'reopen' : 'resolve')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={commentText(comment.resolved ? 'reopen' : 'resolve')}
              data-testid="comment-resolve"
              onClick={() => apply(resolveComment(comment.id, !comment.resolved))}
            >
              {comment.resolved ? <IconRotate size={16} stroke={1.7} /> : <IconCircleCheck size={16} stroke={1.7} />}
            </ActionIcon>
          </Hint>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={28} aria-label={commentText('more', { author })} data-testid="comment-more">
              <IconDots size={16} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.7} />} onClick={edit} data-testid="comment-edit">
              {commentText('edit')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.7} />} onClick={() => apply(deleteComment(comment.id))} data-testid="comment-delete">
              {commentText('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      {isEditing ? (
        <Composer
          place={`edit ${comment.id}`}
          label={commentText('edit')}
          placeholder=""
          post={commentText('save')}
          initial={comment.text}
          focusWish={editWish}
          asksName={false}
          testId="comment-edit-field"
          onPost={(text) => {
            apply(editComment(comment.id, text))
            setEditing(false)
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <NoteText text={comment.text} />
      )}
    </article>
  )
}
