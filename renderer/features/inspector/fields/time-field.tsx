import { TextInput } from '@mantine/core'
import { inspectorText } from '../texts.ts'
import { sized } from './sized.ts'
import { clockOf } from './time-text.ts'
import { useDraft, type Commit } from './use-draft.ts'

interface TimeFieldProps {
  label: string
  value: string | undefined
  onChange: Commit<string | undefined>
  showLabel?: boolean
  /** True if the field may be empty. */
  optional?: boolean
  placeholder?: string
  testId?: string
}

/** A time of day; 9, 9:30, 9 am and 930 are understood. */
export function TimeField({ label, value, onChange, showLabel = true, optional = false, placeholder, testId }: TimeFieldProps) {
  const draft = useDraft(
    value,
    (time) => time ?? '',
    (typed) => {
      if (typed.trim() === '') return optional ? onChange(undefined) : inspectorText('timeMissing')
      const time = clockOf(typed)
      return time === undefined ? inspectorText('notATime') : onChange(time)
    },
  )
  return (
    <TextInput
      className="tabular"
      value={draft.shown}
      error={draft.error}
      aria-label={label}
      {...sized(showLabel ? undefined : 72)}
      onBlur={draft.leave}
      placeholder={placeholder ?? '09:00'}
      onChange={(event) => draft.change(event.currentTarget.value)}
      {...(showLabel ? { label } : {})}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    />
  )
}
