import { TextInput } from '@mantine/core'
import { inspectorText } from '../texts.ts'
import { numberOf, numberText } from './number-text.ts'
import { sized } from './sized.ts'
import { useDraft, type Commit } from './use-draft.ts'

interface NumberFieldProps {
  label: string
  value: number | undefined
  onChange: Commit<number | undefined>
  unit?: string
  showLabel?: boolean
  placeholder?: string
  width?: number
  testId?: string
}

/** A number; what is no number stays in the field with a word about it. */
export function NumberField({ label, value, onChange, unit, showLabel = true, placeholder, width, testId }: NumberFieldProps) {
  const draft = useDraft(
    value,
    (number) => (number === undefined ? '' : numberText(number)),
    (text) => {
      if (text.trim() === '') return onChange(undefined)
      const number = numberOf(text)
      return number !== undefined && Number.isFinite(number) ? onChange(number) : inspectorText('notANumber')
    },
  )
  return (
    <TextInput
      inputMode="decimal"
      className="tabular"
      value={draft.shown}
      error={draft.error}
      aria-label={label}
      onBlur={draft.leave}
      onChange={(event) => draft.change(event.currentTarget.value)}
      {...(showLabel ? { label } : {})}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...sized(width)}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
      {...(unit === undefined ? {} : { rightSection: <span style={{ color: 'var(--text-3)' }}>{unit}</span>, rightSectionWidth: 34 })}
    />
  )
}
