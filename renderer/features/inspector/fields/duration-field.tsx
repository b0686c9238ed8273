import { TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { folded } from '../../../i18n/letters.ts'
import { inspectorText } from '../texts.ts'
import { isoParts, lastUnit, steppedSpan, typedSpan } from './duration-text.ts'
import styles from './fields.module.css'
import { numberText } from './number-text.ts'
import { sized } from './sized.ts'
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

/** A span of time as people type it, in one field: "90 min", "1h30", "2 days"; the arrow keys make it longer and shorter. */
export function DurationField({ label, value, onChange, calendar = false, optional = false, placeholder, showLabel = true, testId }: DurationFieldProps) {
  const draft = useDraft<string | undefined, string>(
    value,
    (iso) => (iso === undefined ? '' : spanInWords(iso)),
    (typed) => {
      if (typed.trim() === '') return optional ? onChange(undefined) : inspectorText('durationMissing')
      const span = typedSpan(typed, lastUnit(value))
      if (span === undefined) return inspectorText('notADuration')
      return span.isCalendar && !calendar ? inspectorText('durationExact') : onChange(span.iso)
    },
  )
  const understood = draft.error === undefined && value !== undefined ? spanInWords(value) : undefined
  // Said only where the words differ from what was typed: "90" was taken as days.
  const guess = understood !== undefined && plain(draft.shown) !== plain(understood) ? inspectorText('understoodAs', { span: understood }) : undefined
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const next = value === undefined ? undefined : steppedSpan(value, event.key === 'ArrowUp' ? 1 : -1)
    if (next !== undefined) draft.change(spanInWords(next))
  }
  return (
    <TextInput
      className="tabular"
      value={draft.shown}
      aria-label={label}
      error={draft.error}
      description={guess}
      descriptionProps={{ className: styles.guess!, 'aria-live': 'polite' }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onBlur={draft.leave}
      onKeyDown={onKeyDown}
      placeholder={placeholder ?? inspectorText('durationExample')}
      onChange={(event) => draft.change(event.currentTarget.value)}
      {...(showLabel ? { label } : sized(WIDTH))}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    />
  )
}

/** "1 day 12 hours" and its like fit. */
const WIDTH = 140

/** A span in the units it is written in: "90 minutes", "1 day 12 hours". */
function spanInWords(iso: string): string {
  const parts = isoParts(iso)
  return parts.length === 0 ? iso : parts.map(({ amount, unit }) => inspectorText(unit, { count: amount, amount: numberText(amount) })).join(' ')
}

/** Short names of units in Turkish, folded, and what they stand for. */
const SHORT: Readonly<Record<string, string>> = { sn: 'saniye', dk: 'dakika', dak: 'dakika', sa: 'saat', hf: 'hafta', sene: 'yil' }

/** What was typed, without what makes no difference to a reader: "90 Min" reads as "90 minutes", "90 dk" as "90 dakika". */
function plain(text: string): string {
  const known = folded(text.trim()).replaceAll(/\s+/g, '').replace(/[a-z]+$/, (unit) => SHORT[unit] ?? unit)
  return known.replace(/(min|hour|day|week|month|year|sec)[a-z]*$/, '$1').replace(/(\d)h$/, '$1hour').replace(/(\d)d$/, '$1day').replace(/(\d)m$/, '$1min')
}
