import { Select } from '@mantine/core'
import { exploreText } from './texts.ts'

/** Whether a person counts once, from the first start, or at every one. */
export function StartsChoice({ value, onChange }: { value: 'first' | 'every'; onChange(value: 'first' | 'every'): void }) {
  return (
    <Select
      style={{ width: 140 }}
      data={[{ value: 'first', label: exploreText('startsFirst') }, { value: 'every', label: exploreText('startsEvery') }]}
      value={value}
      onChange={(chosen) => onChange(chosen === 'every' ? 'every' : 'first')}
      aria-label={exploreText('starts')}
      data-testid="starts"
    />
  )
}
