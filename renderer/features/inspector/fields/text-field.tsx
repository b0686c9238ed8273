import { Autocomplete, TextInput, Textarea } from '@mantine/core'
import { sized } from './sized.ts'
import { useDraft, type Commit } from './use-draft.ts'

interface TextFieldProps {
  label: string
  value: string | undefined
  onChange: Commit<string | undefined>
  description?: string
  placeholder?: string
  /** Offered while typing; anything else may be written too. */
  suggestions?: readonly string[]
  lines?: number
  /** False hides the label from the eye, not from a screen reader. */
  showLabel?: boolean
  width?: number
  testId?: string
}

/** A line (or several) of text. An empty field is a field left out, unless that is refused. */
export function TextField({ label, value, onChange, description, placeholder, suggestions, lines, showLabel = true, width, testId }: TextFieldProps) {
  const draft = useDraft(value, (text) => text ?? '', (text) => onChange(text === '' ? undefined : text))
  const common = {
    value: draft.shown,
    error: draft.error,
    onBlur: draft.leave,
    'aria-label': label,
    ...(showLabel ? { label } : {}),
    ...(description === undefined ? {} : { description }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...sized(width),
    ...(testId === undefined ? {} : { 'data-testid': testId }),
  }
  if (suggestions) {
    return <Autocomplete {...common} role="combobox" data={[...new Set(suggestions)]} limit={50} maxDropdownHeight={260} onChange={draft.change} />
  }
  if (lines !== undefined) return <Textarea {...common} minRows={lines} onChange={(event) => draft.change(event.currentTarget.value)} />
  return <TextInput {...common} onChange={(event) => draft.change(event.currentTarget.value)} />
}
