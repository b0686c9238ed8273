import { useState, type KeyboardEvent } from 'react'
import { focusLine, useOutlineStore } from './outline-store.ts'
import type { OutlineItem } from './outline-items.ts'
import { nameToEdit, rename } from './rename.ts'
import { outlineText as text } from './texts.ts'
import styles from './outline.module.css'

/** A line's name while it is being written: Enter takes it, Esc does not. */
export function RenameField({ item, name }: { item: OutlineItem; name: string }) {
  const [value, setValue] = useState(() => nameToEdit(item))
  const [problem, setProblem] = useState<string>()
  const close = (comeBack: boolean) => {
    if (useOutlineStore.getState().renamingKey !== item.key) return
    useOutlineStore.setState({ renamingKey: null })
    if (comeBack) focusLine(item.key)
  }
  const take = (comeBack: boolean) => {
    const refused = rename(item, value.trim())
    if (refused === undefined) close(comeBack)
    else setProblem(refused)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter') take(true)
    else if (event.key === 'Escape') close(true)
    else return
    event.preventDefault()
  }
  return (
    <input
      className={styles.rename}
      value={value}
      placeholder={name}
      aria-label={problem ?? text('name')}
      aria-invalid={problem !== undefined}
      title={problem}
      data-testid="outline-rename"
      ref={(field) => {
        if (field && field !== globalThis.document.activeElement && problem === undefined) field.select()
      }}
      autoFocus
      onChange={(event) => {
        setValue(event.currentTarget.value)
        setProblem(undefined)
      }}
      onKeyDown={onKeyDown}
      onBlur={() => (problem === undefined ? take(false) : close(false))}
      onClick={(event) => event.stopPropagation()}
    />
  )
}
