import { ActionIcon, TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { inspectorText } from '../texts.ts'
import { dateInWords, dateOf, steppedDate } from './date-text.ts'
import styles from './fields.module.css'

interface DateInputProps {
  label: string
  /** As typed, or a day in words. */
  value: string
  isWrong: boolean
  onBlur(): void
  onChange(text: string): void
  testId: string | undefined
}

/** A day as it is typed ("1 Dec 2026", "tomorrow"), or chosen from a calendar; the arrow keys go to the next and the last day. */
export function DateInput({ label, value, isWrong, onBlur, onChange, testId }: DateInputProps) {
  const picker = useRef<HTMLInputElement>(null)
  const date = dateOf(value, today())
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || date === undefined) return
    event.preventDefault()
    onChange(dateInWords(steppedDate(date, event.key === 'ArrowUp' ? 1 : -1)))
  }
  return (
    <span className={styles.dateInput}>
      <TextInput
        className="tabular"
        value={value}
        aria-label={label}
        error={isWrong}
        placeholder={inspectorText('dateExample')}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...(testId === undefined ? {} : { 'data-testid': testId })}
        rightSection={
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={inspectorText('chooseDay', { label })} onClick={() => picker.current?.showPicker()}>
            <IconCalendar size={16} stroke={1.7} />
          </ActionIcon>
        }
      />
      {/* The calendar is the browser's own; its field is not shown, only opened. */}
      <input ref={picker} type="date" className={styles.datePicker} tabIndex={-1} aria-hidden="true" value={date ?? ''} onChange={(event) => onChange(dateInWords(event.currentTarget.value))} />
    </span>
  )
}

/** The day it is on this machine's clock, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
