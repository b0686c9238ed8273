import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { locale } from '../../i18n/language.ts'
import { SettingRow } from './setting-row.tsx'
import { changeSetting, useSettingsStore } from './settings-store.ts'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

const DAYS = ['monday', 'saturday', 'sunday'] as const
const NONE = 'none'

/** In what money, on whose clock and with which first day of the week. */
export function RegionalSection() {
  const answer = useSettingsStore((state) => state.answer)
  const currencies = useMemo(() => currencyOptions(), [])
  const zones = useMemo(() => zoneOptions(), [])
  if (answer === null) return null
  const { currency, weekStart, timeZone } = answer.settings.regional
  return (
    <div className={styles.rows}>
      <SettingRow id="currency" name={settingsText('currency')} help={settingsText('currencyHelp')}>
        <Select
          className={styles.field!} aria-label={settingsText('currency')} value={currency ?? NONE} data={[{ value: NONE, label: settingsText('noCurrency') }, ...currencies]} searchable limit={80} allowDeselect={false}
          onChange={(value) => void changeSetting('currency', { regional: { currency: value === NONE ? null : value } }, settingsText('currency'))} data-testid="default-currency"
        />
      </SettingRow>
      <SettingRow id="weekStart" name={settingsText('weekStart')} help={settingsText('weekStartHelp')}>
        <Select
          className={styles.field!} aria-label={settingsText('weekStart')} value={weekStart ?? NONE} data={[{ value: NONE, label: settingsText('asLanguage') }, ...DAYS.map((value) => ({ value, label: settingsText(value) }))]} allowDeselect={false}
          onChange={(value) => void changeSetting('weekStart', { regional: { weekStart: DAYS.find((day) => day === value) ?? null } }, settingsText('weekStart'))} data-testid="week-start"
        />
      </SettingRow>
      <SettingRow id="timeZone" name={settingsText('timeZone')} help={settingsText('timeZoneHelp')}>
        <Select
          className={styles.field!} aria-label={settingsText('timeZone')} value={timeZone ?? NONE} data={[{ value: NONE, label: settingsText('asMachine', { value: answer.machine.timeZone }) }, ...zones]} searchable limit={80} allowDeselect={false}
          onChange={(value) => void changeSetting('timeZone', { regional: { timeZone: value === NONE ? null : value } }, settingsText('timeZone'))} data-testid="default-zone"
        />
      </SettingRow>
    </div>
  )
}

function currencyOptions(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale(), { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
}

/** UTC is not among the zones a system lists. */
function zoneOptions(): { value: string; label: string }[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
