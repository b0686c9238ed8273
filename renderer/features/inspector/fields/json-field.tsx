import { Textarea } from '@mantine/core'
import { inspectorText } from '../texts.ts'
import { useDraft, type Commit } from './use-draft.ts'

/** A value as JSON, for what has no form of its own; text that is not JSON stays in the field with the place of the error. */
export function JsonField({ label, value, onChange, description }: { label: string; value: unknown; onChange: Commit<unknown>; description?: string }) {
  const draft = useDraft(
    value,
    (json) => JSON.stringify(json, null, 2),
    (text) => {
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
      label={label}
      value={draft.shown}
      error={draft.error}
      onBlur={draft.leave}
      spellCheck={false}
      minRows={4}
      styles={{ input: { fontFamily: 'var(--font-mono)', fontSize: 13 } }}
      onChange={(event) => draft.change(event.currentTarget.value)}
      {...(description === undefined ? {} : { description })}
    />
  )
}
