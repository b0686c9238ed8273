import { Select } from '@mantine/core'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import { people } from '../../i18n/numbers.ts'
import { ANY_EVENT, type ChosenEvent } from './explore-forms.ts'
import { EventTests } from './event-tests.tsx'
import styles from './explore.module.css'

interface EventChoiceProps {
  label: string
  value: ChosenEvent
  catalogue: DatasetCatalogue
  onChange(value: ChosenEvent): void
  /** What "any event" is called, where any may be meant. */
  anyLabel?: string
  testId: string
}

/** One of the events of the data, the most usual first, with how many people did it; and what its properties have to be. */
export function EventChoice({ label, value, catalogue, onChange, anyLabel, testId }: EventChoiceProps) {
  const events = [...catalogue.events].filter(({ name }) => name !== '$set').sort((a, b) => b.count - a.count)
  const doers = new Map(events.map(({ name, profiles }) => [name, profiles]))
  const options = [...(anyLabel === undefined ? [] : [{ value: ANY_EVENT, label: anyLabel }]), ...events.map(({ name }) => ({ value: name, label: name }))]
  const shown = options.find((option) => option.value === value.event)?.label ?? value.event
  const properties = events.find(({ name }) => name === value.event)?.properties ?? []
  return (
    <span className={styles.chosen}>
      <Select
        className={styles.event!}
        // As wide as what is chosen, so that a sentence reads as one.
        style={{ width: `calc(${Math.min(26, Math.max(8, shown.length))}ch + 56px)` }}
        data={options}
        value={value.event}
        onChange={(event) => event !== null && event !== value.event && onChange({ event })}
        searchable={options.length > 9}
        aria-label={label}
        maxDropdownHeight={320}
        comboboxProps={{ width: 300, position: 'bottom-start', withinPortal: true }}
        renderOption={({ option }) => (
          <span className={styles.option}>
            <span className={styles.optionName}>{option.label}</span>
            {doers.has(option.value) && <span className={`${styles.optionFacts} tabular`}>{people(doers.get(option.value) ?? 0)}</span>}
          </span>
        )}
        data-testid={testId}
      />
      {properties.length > 0 && <EventTests event={value.event} properties={properties} value={value.where} onChange={(where) => onChange({ event: value.event, ...(where === undefined ? {} : { where }) })} testId={testId} />}
    </span>
  )
}
