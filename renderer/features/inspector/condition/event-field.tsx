import { full, people } from '../../../i18n/numbers.ts'
import { useCatalogue } from '../../../stores/run-store.ts'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
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

/** The name of an event, those of the data offered with how many people have it; one the data do not have is said so. */
export function EventField({ value, onChange, label, showLabel = false, past = false, testId }: EventFieldProps) {
  const events = useEventNames()
  const catalogue = useCatalogue()
  const any = inspectorText('anyEvent')
  const factsOf = (name: string) => catalogue?.events.find((event) => event.name === name)
  const own = factsOf(value)
  const isForeign = catalogue !== undefined && own === undefined && value !== ANY && !value.startsWith('$')
  return (
    <TextField
      label={label ?? inspectorText('event')}
      showLabel={showLabel}
      value={past && value === ANY ? any : value}
      placeholder={inspectorText('event')}
      suggestions={past ? [...events, any, ...ABOUT_MESSAGES] : events}
      factOf={(name) => {
        const facts = factsOf(name)
        return facts && inspectorText('havePeople', { count: facts.profiles, people: people(facts.profiles) })
      }}
      onChange={(name) => (name === undefined ? inspectorText('eventMissing') : onChange(past && name === any ? ANY : name))}
      {...(isForeign ? { remark: inspectorText('notInData') } : own && showLabel ? { remark: inspectorText('eventFacts', { count: own.profiles, people: full(own.profiles), events: full(own.count) }) } : {})}
      {...(testId === undefined ? {} : { testId })}
    />
  )
}
