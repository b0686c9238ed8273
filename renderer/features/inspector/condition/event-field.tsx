import { inspectorText } from '../texts.ts'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { useEventNames } from './catalogue-names.ts'

const ANY = '*'
const ABOUT_MESSAGES = ['$sent', '$opened', '$clicked', '$dismissed', '$converted']

interface EventFieldProps {
  value: string
  onChange: Commit<string>
  label?: string
  showLabel?: boolean
  /** True where the past is asked: any event may be meant, and messages that were sent. */
  past?: boolean
  testId?: string
}

/** The name of an event, those of the data offered. */
export function EventField({ value, onChange, label, showLabel = false, past = false, testId }: EventFieldProps) {
  const events = useEventNames()
  const any = inspectorText('anyEvent')
  return (
    <TextField
      label={label ?? inspectorText('event')}
      showLabel={showLabel}
      value={past && value === ANY ? any : value}
      placeholder={inspectorText('event')}
      suggestions={past ? [...events, any, ...ABOUT_MESSAGES] : events}
      onChange={(name) => (name === undefined ? inspectorText('eventMissing') : onChange(past && name === any ? ANY : name))}
      {...(testId === undefined ? {} : { testId })}
    />
  )
}
