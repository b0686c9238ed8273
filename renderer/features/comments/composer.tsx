import { Button, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useAuthor, authorInWords } from './author-store.ts'
import { commentText } from './comment-texts.ts'
import { keepUnsent, useUnsent, type Place } from './unsent-store.ts'
import styles from './comments.module.css'

interface ComposerProps {
  /** Under it what is written is kept until it is sent or given up. */
  place: Place
  label: string
  placeholder: string
  post: string
  /** What is edited; empty for a new remark. */
  initial?: string
  /** Grows each time the field should take the focus. */
  focusWish?: number
  asksName?: boolean
  testId: string
  onPost(text: string): unknown
  onCancel?: () => void
}

/** A field to write a remark in: Ctrl+Enter sends it, Escape gives it up. The first time it also asks for a name. */
export function Composer({ place, label, placeholder, post, initial = '', focusWish = 0, asksName = true, testId, onPost, onCancel }: ComposerProps) {
  const text = useUnsent(place) ?? initial
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focusWish > 0) field.current?.focus()
  }, [focusWish])
  const send = () => {
    if (text.trim() === '') return
    const { wasAsked, name, setName } = useAuthor.getState()
    if (!wasAsked) setName(name)
    onPost(text.trim())
    keepUnsent(place, undefined)
  }
  const giveUp = onCancel && (() => {
    keepUnsent(place, undefined)
    onCancel()
  })
  return (
    <div className={styles.composer}>
      <Textarea
        ref={field}
        value={text}
        aria-label={label}
        placeholder={placeholder}
        minRows={initial === '' && text === '' ? 1 : 2}
        data-testid={testId}
        onChange={({ currentTarget: { value } }) => keepUnsent(place, value === initial ? undefined : value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
          else if (event.key === 'Escape' && giveUp) giveUp()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {(text !== '' || giveUp) && (
        <>
          {asksName && <Signature />}
          <div className={styles.ways}>
            {giveUp && (
              <Button variant="subtle" color="gray" size="compact-sm" onClick={giveUp}>
                {commentText('cancel')}
              </Button>
            )}
            <Button size="compact-sm" disabled={text.trim() === ''} onClick={send} data-testid={`${testId}-post`}>
              {post}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

/** Who writes: asked once, then one line with a way to change it. */
function Signature() {
  const { name, wasAsked, setName } = useAuthor()
  const [isChanging, setChanging] = useState(false)
  if (!wasAsked || isChanging) {
    return (
      <TextInput
        label={commentText('yourName')}
        description={commentText('yourNameHelp')}
        placeholder={commentText('you')}
        value={name}
        maxLength={80}
        data-testid="comment-author"
        onChange={(event) => useAuthor.setState({ name: event.currentTarget.value })}
        onBlur={() => {
          if (isChanging) setName(name)
          setChanging(false)
        }}
      />
    )
  }
  return (
    <div className={styles.as}>
      <span>{commentText('as', { author: authorInWords(name === '' ? undefined : name, name) })}</span>
      <button type="button" className={styles.link} onClick={() => setChanging(true)}>
        {commentText('changeName')}
      </button>
    </div>
  )
}
