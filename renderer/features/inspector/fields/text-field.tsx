import { Autocomplete, TextInput, Textarea } from '@mantine/core'
import styles from './fields.module.css'
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
  /** A quiet word below the field: what the data know of what it says. */
  remark?: string
  /** A fact beside a suggestion: how many people have it. */
  factOf?: (suggestion: string) => string | undefined
  lines?: number
  /** False hides the label from the eye, not from a screen reader. */
  showLabel?: boolean
  width?: number
  testId?: string
}

const BENEATH: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** A line (or several) of text. An empty field is a field left out, unless that is refused. */
export function TextField({ label, value, onChange, description, placeholder, suggestions, factOf, remark, lines, showLabel = true, width, testId }: TextFieldProps) {
  const draft = useDraft(value, (text) => text ?? '', (text) => onChange(text === '' ? undefined : text))
  const common = {
    value: draft.shown,
    error: draft.error,
    onBlur: draft.leave,
    'aria-label': label,
    ...(showLabel ? { label } : {}),
    ...(description === undefined ? {} : { description }),
    ...(remark === undefined ? {} : { description: remark, descriptionProps: { className: styles.underneath }, inputWrapperOrder: BENEATH }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...sized(width),
    ...(testId === undefined ? {} : { 'data-testid': testId }),
  }
  if (suggestions) {
    return <Autocomplete {...common} role="combobox" data={[...new Set(suggestions)]} limit={50} maxDropdownHeight={260} onChange={draft.change} {...(factOf === undefined ? {} : { renderOption: ({ option: { value: option } }) => <Suggestion value={option} fact={factOf(option)} /> })} />
  }
  if (lines !== undefined) return <Textarea {...common} minRows={lines} onChange={(event) => draft.change(event.currentTarget.value)} />
  return <TextInput {...common} onChange={(event) => draft.change(event.currentTarget.value)} />
}

function Suggestion({ value, fact }: { value: string; fact: string | undefined }) {
  return (
    <span className={styles.suggestion}>
      <span className={styles.suggestionName}>{value}</span>
      {fact !== undefined && <span className={`${styles.suggestionFact} tabular`}>{fact}</span>}
    </span>
  )
}
