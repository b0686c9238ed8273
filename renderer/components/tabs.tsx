import type { KeyboardEvent } from 'react'
import styles from './tabs.module.css'

interface TabsProps<T extends string> {
  label: string
  value: T
  onChange(value: T): void
  tabs: readonly { id: T; label: string; count?: number; tone?: 'error' | 'warning' }[]
}

/** More is told in the panel itself; a tab keeps its width. */
const MOST = 99

/** A row of tabs; the arrow keys move along it. The panel beside it carries role="tabpanel". */
export function Tabs<T extends string>({ label, value, onChange, tabs }: TabsProps<T>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = (tabs.findIndex(({ id }) => id === value) + step + tabs.length) % tabs.length
    onChange(tabs[index]!.id)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus()
  }
  return (
    <div className={styles.tabs} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: name, count, tone }) => (
        <button key={id} type="button" role="tab" aria-selected={id === value} tabIndex={id === value ? 0 : -1} className={styles.tab} data-testid={`tab-${id}`} onClick={() => onChange(id)}>
          {name}
          {count !== undefined && count > 0 && (
            <span className={`${styles.count} tabular`} data-tone={tone}>
              {count > MOST ? `${MOST}+` : count}
            </span>
          )}
        </button>
      ))}
    </div>
  )
}
