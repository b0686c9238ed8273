import { Input, TextInput } from '@mantine/core'
import { inspectorText } from '../texts.ts'
import { DateInput, today } from './date-input.tsx'
import { dateInWords, dateOf } from './date-text.ts'
import { momentOf, textOfMoment } from './moment.ts'
import styles from './fields.module.css'
import { clockOf } from './time-text.ts'
import { useDraft, type Commit } from './use-draft.ts'

interface MomentFieldProps {
  label: string
  value: string | undefined
  onChange: Commit<string | undefined>
  timeZone: string
  /** What an instant without a zone of its own means in this place of the document. */
  bare: 'local' | 'utc'
  /** True if the field may be empty. */
  optional?: boolean
  description?: string
  showLabel?: boolean
  testId?: string
}

/** A day and, if wanted, a time of day, on a clock of the journey's zone. */
export function MomentField({ label, value, onChange, timeZone, bare, optional = false, description, showLabel = true, testId }: MomentFieldProps) {
  const draft = useDraft<string | undefined, { date: string; time: string }>(
    value,
    (text) => {
      const moment = text === undefined ? undefined : momentOf(text, timeZone, bare)
      return { date: moment === undefined ? '' : dateInWords(moment.date), time: moment?.time ?? '' }
    },
    ({ date, time }) => {
      if (date.trim() === '') return optional && time.trim() === '' ? onChange(undefined) : inspectorText('dateMissing')
      const day = dateOf(date, today())
      if (day === undefined) return inspectorText('notADate')
      const clock = time.trim() === '' ? undefined : clockOf(time)
      if (time.trim() !== '' && clock === undefined) return inspectorText('notATime')
      return onChange(textOfMoment({ date: day, time: clock }, timeZone, bare))
    },
  )
  return (
    <Input.Wrapper {...(showLabel ? { label } : {})} error={draft.error} {...(description === undefined ? {} : { description })}>
      <div className={styles.pair}>
        <DateInput label={label} value={draft.shown.date} isWrong={draft.error !== undefined} onBlur={draft.leave} testId={testId} onChange={(date) => draft.change({ ...draft.shown, date })} />
        <TextInput
          w={76}
          className="tabular"
          value={draft.shown.time}
          aria-label={inspectorText('timeOf', { label })}
          placeholder={inspectorText('timePlaceholder')}
          onBlur={draft.leave}
          onChange={(event) => draft.change({ ...draft.shown, time: event.currentTarget.value })}
        />
      </div>
    </Input.Wrapper>
  )
}

/** A day alone, as YYYY-MM-DD. */
export function DateField({ label, value, onChange, optional = false, showLabel = true }: { label: string; value: string | undefined; onChange: Commit<string | undefined>; optional?: boolean; showLabel?: boolean }) {
  const draft = useDraft(
    value,
    (date) => (date === undefined ? '' : dateInWords(date)),
    (typed) => {
      if (typed.trim() === '') return optional ? onChange(undefined) : inspectorText('dateMissing')
      const day = dateOf(typed, today())
      return day === undefined ? inspectorText('notADate') : onChange(day)
    },
  )
  return (
    <Input.Wrapper {...(showLabel ? { label } : {})} error={draft.error}>
      <div className={styles.pair}>
        <DateInput label={label} value={draft.shown} isWrong={draft.error !== undefined} onBlur={draft.leave} testId={undefined} onChange={draft.change} />
      </div>
    </Input.Wrapper>
  )
}
