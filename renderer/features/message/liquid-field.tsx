import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { Input } from '@mantine/core'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { readText } from '../../../engine/core/liquid/read-text.ts'
import { documentStore } from '../../document/document-store.ts'
import { sized } from '../inspector/fields/sized.ts'
import type { Commit } from '../inspector/fields/use-draft.ts'
import { FieldNotes } from './field-notes-list.tsx'
import { fieldNotes, type TextChange } from './field-notes.ts'
import { useLackOf } from './lacking-store.ts'
import { liquidExtensions, replaced, underlined, underlines } from './liquid-editor.ts'
import { useLiquidNames } from './liquid-names.ts'
import { messageText } from './texts.ts'
import styles from './liquid-field.module.css'

interface LiquidFieldProps {
  /** The message whose text it is: its place in the journey says which names there are. */
  stepId: string
  label: string
  value: string | undefined
  onChange: Commit<string | undefined>
  /** Lines it has at least; a field of one line takes no line break. */
  lines?: number
  placeholder?: string
  showLabel?: boolean
  width?: number
  testId?: string
}

/** A text in Liquid: coloured, completed, with what is wrong with it below. An empty field is a field left out. Tab leaves it. */
export function LiquidField({ stepId, label, value = '', onChange, lines = 1, placeholder, showLabel = true, width, testId }: LiquidFieldProps) {
  const names = useLiquidNames(stepId)
  const noteId = useId()
  const holder = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const [refused, setRefused] = useState<{ why: string; value: string } | undefined>()
  const asked = useMemo(() => holesIn(value), [value])
  const lackOf = useLackOf(names.known.events, asked)
  const notes = fieldNotes(value, names, lackOf)
  const error = refused?.value === value ? refused.why : undefined
  const hasNotes = notes.length > 0 || error !== undefined
  // What the editor calls is always what was drawn last; it lives as long as the field, and everything that changes comes in below.
  const latest = { names, label, noteId: hasNotes ? noteId : '', testId, value, onChange }
  const now = useRef(latest)
  useLayoutEffect(() => {
    now.current = latest
  })
  const [first] = useState({ value, isSingleLine: lines === 1, placeholder })
  useEffect(() => {
    const made = new EditorView({
      parent: holder.current!,
      state: EditorState.create({
        doc: first.value,
        extensions: liquidExtensions({
          isSingleLine: first.isSingleLine,
          placeholder: first.placeholder,
          names: () => now.current.names,
          attributes: () => ({
            'aria-label': now.current.label,
            ...(now.current.noteId === '' ? {} : { 'aria-describedby': now.current.noteId }),
            ...(now.current.testId === undefined ? {} : { 'data-testid': now.current.testId }),
          }),
          onChange: (text) => {
            const { onChange: take, value: before } = now.current
            const why = take(text === '' ? undefined : text)
            setRefused(why === undefined ? undefined : { why, value: before })
          },
          onLeave: () => documentStore.getState().seal(),
          onUndo: () => documentStore.getState().undo(),
          onRedo: () => documentStore.getState().redo(),
        }),
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [first])

  useEffect(() => {
    const { current } = view
    if (!current || current.state.doc.toString() === value) return
    current.dispatch(replaced(current.state, value))
  }, [value])

  const marks = JSON.stringify(notes.map(({ from, to, tone }) => ({ from, to, tone })))
  useEffect(() => {
    const { current } = view
    current?.dispatch({ effects: underlines.reconfigure(underlined(JSON.parse(marks) as typeof notes, current.state.doc.length)) }) // as: written above
  }, [marks, hasNotes])

  const apply = ({ from, to, insert, cursor }: TextChange) => {
    view.current?.dispatch({ changes: { from, to, insert }, selection: { anchor: cursor }, userEvent: 'input.complete' })
    view.current?.focus()
  }
  return (
    <Input.Wrapper
      className={styles.field!}
      {...(showLabel ? { label, labelElement: 'div' as const, labelProps: { onClick: () => view.current?.focus() } } : {})}
      {...(error === undefined ? {} : { error })}
      {...sized(width)}
    >
      <div ref={holder} className={styles.box} data-lines={lines === 1 ? 'one' : 'many'} data-tone={notes.find(({ tone }) => tone === 'error') ? 'error' : undefined} />
      <FieldNotes id={noteId} label={messageText('notes', { field: label })} notes={notes} onApply={apply} />
    </Input.Wrapper>
  )
}

/** Names that may leave a hole, each once. */
function holesIn(text: string): { of: 'profile' | 'event'; name: string }[] {
  const found = new Map<string, { of: 'profile' | 'event'; name: string }>()
  for (const { path: [root, name], isHole, isAsked } of readText(text).variables) {
    if (isHole && !isAsked && name !== undefined && (root === 'profile' || root === 'event')) found.set(`${root}.${name}`, { of: root, name })
  }
  return [...found.values()]
}
