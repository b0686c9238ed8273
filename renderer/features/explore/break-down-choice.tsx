import { Select } from '@mantine/core'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import type { BreakDownChoice } from './explore-forms.ts'
import { exploreText } from './texts.ts'
import styles from './explore.module.css'

/** More different values than that make no groups to look at. */
const MOST_VALUES = 500

interface BreakDownFieldProps {
  value: BreakDownChoice
  onChange(value: BreakDownChoice): void
  catalogue: DatasetCatalogue
  /** The event a start is: its own properties can tell groups apart too. */
  start: string | undefined
}

/** What tells groups apart: when the start was, or a value known of the person or of the start. */
export function BreakDownField({ value, onChange, catalogue, start }: BreakDownFieldProps) {
  const properties = catalogue.events.find(({ name }) => name === start)?.properties ?? []
  const names = new Set([...catalogue.attributes, ...properties].filter(({ distinct }) => distinct > 1 && distinct <= MOST_VALUES).map(({ name }) => name))
  if (value.startsWith('attribute:')) names.add(value.slice('attribute:'.length))
  const data = [
    { value: 'none', label: exploreText('byNothing') },
    { group: exploreText('groupPeriods'), items: [{ value: 'day', label: exploreText('byDay') }, { value: 'week', label: exploreText('byWeek') }, { value: 'month', label: exploreText('byMonth') }] },
    ...(names.size === 0 ? [] : [{ group: exploreText('groupAttributes'), items: [...names].map((name) => ({ value: `attribute:${name}`, label: name })) }]),
  ]
  return (
    <Select
      className={styles.breakDown!}
      data={data}
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen as BreakDownChoice)} // as: one of the options
      searchable={names.size > 9}
      aria-label={exploreText('breakDown')}
      maxDropdownHeight={360}
      data-testid="break-down"
    />
  )
}
