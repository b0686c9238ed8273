import { Input, Select, TextInput } from '@mantine/core'
import { inspectorText } from '../texts.ts'
import { durationOf, EXACT_UNITS, partsOf, SPAN_UNITS, typedParts, type DurationUnit } from './duration-parts.ts'
import styles from './fields.module.css'
import { useDraft, type Commit } from './use-draft.ts'

interface DurationFieldProps {
  label: string
  /** ISO 8601, or undefined for none. */
  value: string | undefined
  onChange: Commit<string | undefined>
  /** Months and years too: only where the format allows calendar spans. */
  calendar?: boolean
  /** True if the field may be empty. */
  optional?: boolean
  placeholder?: string
  showLabel?: boolean
  testId?: string
}

/** A span of time as people say it: a number and a unit; "2h" or "1 day 12 hours" may be typed whole. */
export function DurationField({ label, value, onChange, calendar = false, optional = false, placeholder, showLabel = true, testId }: DurationFieldProps) {
  const units: readonly DurationUnit[] = calendar ? SPAN_UNITS : EXACT_UNITS
  const draft = useDraft<string | undefined, { amount: string; unit: DurationUnit }>(
    value,
    (text) => {
      const parts = text === undefined ? undefined : partsOf(text)
      return parts ? { amount: String(parts.amount), unit: parts.unit } : { amount: '', unit: 'days' }
    },
    ({ amount, unit }) => {
      if (amount.trim() === '') return optional ? onChange(undefined) : inspectorText('durationMissing')
      const parts = typedParts(amount, unit)
      if (parts === undefined) return inspectorText('notADuration')
      if (!units.includes(parts.unit)) return inspectorText('durationExact')
      const text = durationOf(parts.amount, parts.unit)
      return text === undefined ? inspectorText('durationWhole') : onChange(text)
    },
  )
  return (
    <Input.Wrapper {...(showLabel ? { label } : {})} error={draft.error}>
      <div className={styles.pair}>
        <TextInput
          className={`${styles.amount} tabular`}
          value={draft.shown.amount}
          aria-label={label}
          error={draft.error !== undefined}
          onBlur={draft.leave}
          placeholder={placeholder ?? ''}
          onChange={(event) => draft.change({ ...draft.shown, amount: event.currentTarget.value })}
          {...(testId === undefined ? {} : { 'data-testid': testId })}
        />
        <Select
          className={styles.unit!}
          data={units.map((unit) => ({ value: unit, label: inspectorText(unit, { count: draft.shown.amount.trim() === '1' ? 1 : 2 }) }))}
          value={draft.shown.unit}
          aria-label={inspectorText('unitOf', { label })}
          onChange={(chosen) => {
            const unit = units.find((one) => one === chosen)
            if (unit) draft.change({ ...draft.shown, unit })
          }}
        />
      </div>
    </Input.Wrapper>
  )
}
