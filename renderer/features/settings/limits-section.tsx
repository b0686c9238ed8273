import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { bytesInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import pageStyles from '../publish/publish.module.css'
import { SettingRow } from './setting-row.tsx'
import { changeSetting, useSettingsStore } from './settings-store.ts'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

const LIMITS = [['threads', 'threadsHelp'], ['workerMb', 'workerMbHelp'], ['duckDbMb', 'duckDbMbHelp'], ['duckDbTempMb', 'duckDbTempMbHelp']] as const
type Limit = (typeof LIMITS)[number][0]

/** How much of the machine the engine may use. */
export function LimitsSection() {
  const answer = useSettingsStore((state) => state.answer)
  if (answer === null) return null
  const { machine, settings } = answer
  return (
    <>
      <p className={pageStyles.plain}>{settingsText('machineHas', { count: machine.processors, memory: bytesInWords(machine.memoryMb * 1_048_576) })}</p>
      <div className={styles.rows}>
        {LIMITS.map(([limit, help]) => (
          <LimitRow key={`${limit} ${String(settings.limits[limit])}`} limit={limit} help={settingsText(help)} chosen={settings.limits[limit]} byDefault={machine.limits[limit]} />
        ))}
      </div>
    </>
  )
}

/** Kept when the field is left or Enter is pressed; an empty one means the default. */
function LimitRow({ limit, help, chosen, byDefault }: { limit: Limit; help: string; chosen: number | null; byDefault: number }) {
  const [typed, setTyped] = useState<string | number>(chosen ?? '')
  const name = settingsText(limit)
  const keep = (value: string | number) => {
    const next = value === '' ? null : Number(value)
    if (next !== chosen) void changeSetting(limit, { limits: { [limit]: next } }, name)
  }
  return (
    <SettingRow id={limit} name={name} help={`${help} ${settingsText('byDefault', { value: full(byDefault) })}`}>
      <NumberInput
        className={styles.number!} aria-label={name} value={typed} placeholder={full(byDefault)} allowDecimal={false} allowNegative={false} hideControls
        onChange={setTyped} onBlur={() => keep(typed)} onKeyDown={(event) => event.key === 'Enter' && keep(typed)} data-testid={`limit-${limit}`}
      />
      {chosen !== null && <Button variant="subtle" size="compact-sm" onClick={() => keep('')}>{settingsText('useDefault')}</Button>}
    </SettingRow>
  )
}
