import { Checkbox, SegmentedControl } from '@mantine/core'
import { ListInput } from './list-input.tsx'
import { sized } from './sized.ts'
import { useDraft, type Commit } from './use-draft.ts'

interface ChoiceFieldProps<T extends string> {
  label: string
  value: T | undefined
  options: readonly { value: T; label: string }[]
  onChange: Commit<T | undefined>
  /** Shown for "nothing chosen", which then can be chosen. */
  none?: string
  placeholder?: string
  description?: string
  showLabel?: boolean
  width?: number
  /** How many of a very long list are drawn at once. */
  limit?: number
  testId?: string
}

/** One of several; a list that can be searched when it is long. */
export function ChoiceField<T extends string>({ label, value, options, onChange, none, placeholder, description, showLabel = true, width, limit, testId }: ChoiceFieldProps<T>) {
  const draft = useDraft<T | undefined, string>(
    value,
    (chosen) => chosen ?? '',
    (chosen) => onChange(options.find((option) => option.value === chosen)?.value),
  )
  const known = value === undefined || options.some((option) => option.value === value) ? options : [...options, { value, label: value }]
  return (
    <ListInput
      data={[...(none === undefined ? [] : [{ value: '', label: none }]), ...known]}
      value={draft.shown === '' && none === undefined ? null : draft.shown}
      onChange={(chosen) => draft.change(chosen ?? '')}
      error={draft.error}
      searchable={options.length > 9}
      aria-label={label}
      onBlur={draft.leave}
      maxDropdownHeight={280}
      {...(showLabel ? { label } : {})}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(description === undefined ? {} : { description })}
      {...sized(width)}
      {...(limit === undefined ? {} : { limit })}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    />
  )
}

/** One of two to four, all in sight. */
export function SwitchField<T extends string>({ label, value, options, onChange }: { label: string; value: T; options: readonly { value: T; label: string }[]; onChange(value: T): unknown }) {
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      withItemsBorders={false}
      data={[...options]}
      value={value}
      aria-label={label}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen)
        if (option) onChange(option.value)
      }}
    />
  )
}

/** Yes or no. */
export function CheckField({ label, value, onChange, description }: { label: string; value: boolean; onChange(value: boolean): unknown; description?: string }) {
  return <Checkbox size="sm" label={label} checked={value} onChange={(event) => onChange(event.currentTarget.checked)} {...(description === undefined ? {} : { description })} />
}
