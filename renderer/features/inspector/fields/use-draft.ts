import { useState } from 'react'
import { documentStore } from '../../../document/document-store.ts'

/** Takes an input into the document, or says why it cannot be: then the field keeps it and shows the message. */
export type Commit<T> = (value: T) => string | undefined

interface Draft<T, Shown> {
  input: Shown
  error: string | undefined
  /** The document's value this input belongs to; unset until the first drawing after it was typed. */
  base: { value: T } | undefined
}

/**
 * What a field shows: the input as typed ("0." on the way to 0.5, or what could not enter the document, with the reason), else the
 * document's value. A change from elsewhere (undo) takes the place of the input.
 */
export function useDraft<T, Shown = T>(value: T, show: (value: T) => Shown, take: (input: Shown) => string | undefined) {
  const [draft, setDraft] = useState<Draft<T, Shown> | null>(null)
  // The edit and this state arrive in one drawing, so the value seen first is the one the input made (or, refused, left as it was).
  if (draft !== null) draft.base ??= { value }
  const isCurrent = draft !== null && draft.base?.value === value
  return {
    shown: isCurrent ? draft.input : show(value),
    error: isCurrent ? draft.error : undefined,
    change: (input: Shown) => setDraft({ input, error: take(input), base: undefined }),
    leave: () => {
      documentStore.getState().seal()
      if (draft !== null && draft.error === undefined) setDraft(null)
    },
  }
}
