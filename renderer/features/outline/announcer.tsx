import { useEffect } from 'react'
import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { spokenChange } from './spoken-change.ts'

/** What is being said, and the how manieth it is: the same words twice are two messages. */
const useAnnouncer = create<{ words: string; count: number }>()(() => ({ words: '', count: 0 }))

/** Lets a screen reader say something that is seen by other means, or not at all. */
export function announce(words: string): void {
  useAnnouncer.setState(({ count }) => ({ words, count: count + 1 }))
}

/** The place a screen reader listens to: every edit is said there by name, undo and redo too. Typing in one field is said once. */
export function Announcer() {
  const { words, count } = useAnnouncer()
  useEffect(
    () =>
      documentStore.subscribe((state, before) => {
        if (state.generation !== before.generation || state.revision === before.revision) return
        // Keystrokes in one field go on under the same name.
        if (state.undoName === before.undoName && state.redoName === null && before.redoName === null && isTyping()) return
        const spoken = spokenChange(before, state)
        if (spoken !== undefined) announce(spoken)
      }),
    [],
  )
  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
      {/* Another number of blanks makes the same words a change. */}
      {words}
      {count % 2 === 0 ? '' : '\u00a0'}
    </div>
  )
}

function isTyping(): boolean {
  return globalThis.document.activeElement?.matches('input, textarea') === true
}
