import type { KeyboardEvent, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { Button } from '@mantine/core'
import { ProblemNote } from '../../components/problem-note.tsx'
import { forgetRefusal, useSettingsStore } from './settings-store.ts'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

/** One setting: what it is, what it does, its control; below, why a change of it was refused. The search leads to it by its id. */
export function SettingRow({ id, name, help, children, more, wide = false }: { id: string; name: string; help?: ReactNode; children?: ReactNode; more?: ReactNode; wide?: boolean }) {
  const row = useRef<HTMLDivElement>(null)
  const isWanted = useSettingsStore((state) => state.wanted === id)
  const refused = useSettingsStore((state) => (state.refused?.setting === id ? state.refused.error : null))
  useEffect(() => {
    if (!isWanted || !row.current) return
    row.current.scrollIntoView({ block: 'center' })
    row.current.querySelector<HTMLElement>('input:not([type="hidden"]), button:not([tabindex="-1"]), [tabindex="0"]')?.focus()
  }, [isWanted])
  return (
    <div className={styles.row} ref={row} role="group" aria-labelledby={`setting-${id}`} data-testid={`setting-${id}`} data-wide={wide || undefined} data-wanted={isWanted || undefined}>
      <div>
        <h3 className={styles.rowName} id={`setting-${id}`}>{name}</h3>
        {help !== undefined && <div className={styles.rowHelp}>{help}</div>}
      </div>
      {children !== undefined && <div className={styles.control}>{children}</div>}
      <div className={styles.rowMore}>
        {more}
        {refused !== null && (
          <ProblemNote error={refused} testId={`refused-${id}`}>
            <Button variant="default" size="compact-sm" onClick={() => forgetRefusal(id)}>{settingsText('dismiss')}</Button>
          </ProblemNote>
        )}
      </div>
    </div>
  )
}

/** A few choices of which one holds; the arrow keys go along them. */
export function Choices<T extends string>({ label, value, options, onChange }: { label: string; value: T; options: readonly { value: T; label: string }[]; onChange(value: T): void }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = (options.findIndex((one) => one.value === value) + step + options.length) % options.length
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus()
    onChange(options[next]!.value)
  }
  return (
    <div className={styles.choices} role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {options.map((one) => (
        <button key={one.value} type="button" role="radio" lang={one.value === 'tr' || one.value === 'en' ? one.value : undefined} aria-checked={one.value === value} tabIndex={one.value === value ? 0 : -1} className={styles.choice} onClick={() => onChange(one.value)} data-testid={`choice-${one.value}`}>
          {one.label}
        </button>
      ))}
    </div>
  )
}
