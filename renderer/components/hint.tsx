import { Tooltip } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import styles from './hint.module.css'

/** A tooltip that teaches: what it is, and the keys for it. */
export function Hint({ label, keys, children, position, disabled = false }: { label: ReactNode; keys?: string; children: ReactElement; position?: 'top' | 'right' | 'bottom' | 'left'; disabled?: boolean }) {
  return (
    <Tooltip
      {...(position === undefined ? {} : { position })}
      disabled={disabled}
      label={
        <span className={styles.hint}>
          <span>{label}</span>
          {keys !== undefined && <kbd className={styles.keys}>{keys}</kbd>}
        </span>
      }
    >
      {children}
    </Tooltip>
  )
}
