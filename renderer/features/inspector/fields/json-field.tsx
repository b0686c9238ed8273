import { Textarea } from '@mantine/core'
import { inspectorText } from '../texts.ts'
import { useDraft, type Commit } from './use-draft.ts'

interface JsonFieldProps {
  label: string
  value: unknown
  onChange: Commit<unknown>
  description?: string
  showLabel?: boolean
  /** True if the field may be empty, which is undefined. */
  optional?: boolean
}

/** A value as JSON, for what has no form of its own; text that is not JSON stays in the field with the place of the error. */
export function JsonField({ label, value, onChange, description, showLabel = true, optional = false }: JsonFieldProps) {
  const draft = useDraft(
    value,
    (json) => JSON.stringify(json, null, 2),
    (text) => {
      if (optional && text.trim() === '') return onChange(undefined)
      let parsed: unknown
      try {
        parsed = JSON.parse(text)
      } catch (cause) {
        return inspectorText('notJson', { reason: cause instanceof Error ? cause.message : String(cause) })
      }
      return onChange(parsed)
    },
  )
  return (
    <Textarea
      aria-label={label}
      {...(showLabel ? { label } : {})}
      value={draft.shown}
      error={draft.error}
      onBlur={draft.leave}
      spellCheck={false}
      minRows={4}
      styles={{ input: { fontFamily: 'var(--font-mono)', fontSize: 14 } }}
      onChange={(event) => draft.change(event.currentTarget.value)}
      {...(description === undefined ? {} : { description })}
    />
  )
}
